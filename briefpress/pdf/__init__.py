"""The finished file.

Conformance, attachments, manifest, imposition for the print shop, the reference validator, preflight. It knows the
Pdf and the Edition that it was made from.
"""

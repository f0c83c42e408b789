"""The finished file.

Conformance, attachments, manifest, imposition for the print shop, the reference validator, preflight. It knows the
Pdf and the Edition that it was made from.

Offers: attachments.Attachment, attachments.enclose, attachments.name_tree, conformance.conform, conformance.identify,
conformance.repair_text, conformance.repair_view, conformance.to_bytes, enclosures.enclosed, enclosures.foreign,
imposition.print_variant, manifest.Choices, manifest.Manifest, manifest.manifest_of, manifest.PANDOC,
manifest.sources_of, manifest.versions, page_digests.page_digests, preflight.located, preflight.nonconforming,
preflight.preflight, structure_tree.Element, structure_tree.structure_of, validator.ask_at, validator.begin,
validator.Failure, validator.failures, validator.serve, weights.limit_streams, weights.MALFORMED_PDF.
"""

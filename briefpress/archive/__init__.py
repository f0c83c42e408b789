"""A finished PDF as its own source.

Taken apart, and made again to see whether the same bytes come out.

Offers: extract.again, extract.extract, extract.read_sources, verify.verify.
"""

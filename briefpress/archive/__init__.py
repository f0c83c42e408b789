"""A finished PDF as its own source.

Taken apart, and made again to see whether the same bytes come out.
"""

"""Boxes become the structure tree of the PDF (ISO 32000-2, 14.7 and 14.8).

It knows the elements and boxes of WeasyPrint and marked content, no brief.
"""

"""Boxes become the structure tree of the PDF (ISO 32000-2, 14.7 and 14.8).

writer.tagged lets WeasyPrint write a structure.Structure, which builder builds of boxes and semantics of HTML elements.
It knows the elements and boxes of WeasyPrint and the content streams that it made, no brief.

Offers: semantics.alternative, semantics.is_decoration, semantics.is_picture, structure.Content, structure.GROUPING,
structure.Structure, writer.tagged.
"""

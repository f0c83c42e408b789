"""The format `png`: the pages of the finished file as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

#: Dots to the inch: an A4 page is 1240 pixels wide, and its notes of 8 points can be read.
RESOLUTION = 150


def pages(pdf: bytes) -> Iterator[bytes]:
    """Each page of a PDF as PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            data = BytesIO()
            image = page.render(scale=RESOLUTION / 72).to_pil()
            image.save(data, "PNG", dpi=(RESOLUTION, RESOLUTION), optimize=True)
            yield data.getvalue()

"""Pictures of pixels: the pages of a finished file (the format `png`), and drawings for readers that take no SVG."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import vl_convert

from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.svg import quoted, ready

#: Of pages, in dots to the inch: an A4 page is 1240 pixels wide, and its notes of 8 points can be read.
RESOLUTION = 150
#: Of drawings, which are printed.
PRINTED = 300

vl_convert.register_font_directory(str(STYLES / "fonts"))


def pages(pdf: bytes) -> Iterator[bytes]:
    """Each page of a file as PNG."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            data = BytesIO()
            picture = page.render(scale=RESOLUTION / 72).to_pil()
            picture.save(data, "PNG", dpi=(RESOLUTION, RESOLUTION), optimize=True)
            yield data.getvalue()


def drawn(drawing: bytes, width: float) -> bytes:
    """A drawing (SVG) as PNG, in the faces of the house, no wider than `width` in CSS pixels; raises Unprintable."""
    try:
        return bytes(vl_convert.svg_to_png(ready(quoted(drawing.decode()), width), scale=PRINTED / 96))
    except (ValueError, RuntimeError, SyntaxError) as error:
        message = f"a drawing cannot be made into pixels: {str(error).splitlines()[0]}"
        hint = "open it in a drawing program and save it anew"
        raise Unprintable([Problem("missing-image", message, None, hint)]) from None

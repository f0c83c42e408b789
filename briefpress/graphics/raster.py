"""SVG as PNG, for readers that take no SVG."""

from __future__ import annotations

import vl_convert

from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.svg import confined, quoted

#: Dots to the inch, for print.
RESOLUTION = 300

vl_convert.register_font_directory(str(STYLES / "fonts"))


def png(svg: bytes, width: float) -> bytes:
    """An SVG as PNG, in the fonts of the house, no wider than `width` in CSS pixels; raises Unprintable."""
    try:
        return bytes(vl_convert.svg_to_png(confined(quoted(svg.decode()), width), scale=RESOLUTION / 96))
    except (ValueError, RuntimeError, SyntaxError) as error:
        message = f"an SVG cannot be made into pixels: {str(error).splitlines()[0]}"
        hint = "open it in a drawing program and save it again"
        raise Unprintable([Problem("missing-image", message, None, hint)]) from None

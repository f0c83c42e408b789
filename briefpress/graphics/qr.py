"""URLs as QR codes (ISO/IEC 18004) in SVG, drawn offline."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr(url: str, title: str) -> Markup:
    """The QR code of a URL with its quiet zone; `title` says what it is to those who do not see it."""
    code = segno.make(url, micro=False, error="m")
    svg = code.svg_inline(title=title, omitsize=True, svgclass=None, lineclass=None)
    return Markup(svg)  # noqa: S704 (segno escapes the title)

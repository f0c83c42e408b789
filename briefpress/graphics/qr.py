"""Addresses as QR codes (ISO/IEC 18004), drawn as SVG: nothing is asked of the web."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr(address: str, title: str) -> Markup:
    """The QR code of an address with its quiet zone; `title` says what it is to those who do not see it."""
    code = segno.make(address, micro=False, error="m")
    drawn = code.svg_inline(title=title, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 (segno escapes the title)

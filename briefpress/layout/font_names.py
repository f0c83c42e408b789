"""The names of fonts in a PDF, whatever a stylesheet calls them.

WeasyPrint 70 writes the family of a font into the file as it is: what delimits objects there ends the name
(ISO 32000-2, 7.3.5), and what follows would be read as a part of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf

#: What a name holds by its number alone: all but visible ASCII, and what delimits other objects.
_NUMBERED = re.compile(rb"[^!-~]|[#%()<>\[\]{}/]")


@contextmanager
def names_of_fonts() -> Iterator[None]:
    """Have the names of fonts be names of PDF."""
    build = weasyprint.pdf.build_fonts_dictionary

    def named(pdf: Any, fonts: Mapping[str, Any], *rest: Any, **keywords: Any) -> Any:
        for font in fonts.values():
            font.name = b"/" + _NUMBERED.sub(lambda byte: b"#%02X" % ord(byte[0]), font.name[1:])
        return build(pdf, fonts, *rest, **keywords)

    weasyprint.pdf.build_fonts_dictionary = named
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary = build

"""Objects of foreign files, read with care: anything may stand anywhere in them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Page, Rectangle, Stream, String


def annotations_of(page: Page) -> Iterator[Object]:
    """The annotations of a page."""
    return (each for each in page.obj.get("/Annots", ()) if isinstance(each, Dictionary))


def as_list(value: Object | None) -> list[Object]:
    """One value or several, as a list."""
    return [] if value is None else list(value) if isinstance(value, Array) else [value]


def dictionary(value: Object | None) -> Object:
    """A dictionary, an empty one where it is none."""
    return value if isinstance(value, Dictionary) else Dictionary()


def integer(value: Object | None) -> int:
    """A number, 0 where it is none."""
    return int(value) if isinstance(value, (int, Decimal)) else 0


def numbers(value: Object | None) -> list[float]:
    """Those of one value or several that are numbers."""
    return [float(each) for each in as_list(value) if isinstance(each, (int, Decimal))]


def rectangle(value: Object | None) -> Rectangle:
    """A rectangle, an empty one where there is none; raises TypeError where it is not of four numbers."""
    return Rectangle(Array([0, 0, 0, 0]) if value is None else Array(as_list(value)))


def text_of(value: Object | None) -> str:
    """A value as text, whatever a program wrote it as: lines end by a line feed, and nothing in it is invisible."""
    if value is None or isinstance(value, (Array, Dictionary)):
        return ""
    text = str(String(value.read_bytes()) if isinstance(value, Stream) else value)[isinstance(value, Name) :]
    # A language may be written between escapes (7.9.2.2).
    text = re.sub("\x1b[^\x1b]*\x1b", "", text).replace("\r\n", "\n").replace("\t", "    ")
    text = re.sub("[\r\v\f\u0085\u2028\u2029]", "\n", text)
    kept = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


def without_markup(rich: str) -> str:
    """The words of rich text (XHTML, 12.7.3.4), a line for each paragraph."""
    lines = re.sub(r"</p\s*>|<br\s*/?>", "\n", re.sub(r"\s+", " ", rich))
    return "\n".join(line.strip() for line in html.unescape(re.sub("<[^>]*>", "", lines)).split("\n")).strip()

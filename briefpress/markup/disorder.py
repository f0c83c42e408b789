"""Characters of a page or of a stylesheet that show words in another order than that in which they are read.

Words of a brief were looked at as they were read; here is what templates and stylesheets bring, and what they leave
open between the words that they print (core/unseen.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from briefpress.core.files import position_of
from briefpress.core.problems import Position, Problem
from briefpress.core.unseen import disordered, place_in
from briefpress.markup.origin_marks import ATTRIBUTE, TAG, VOID
from briefpress.markup.origins import Source

#: Elements that stand in a line of what is around them (HTML, 3.2.5.2.5).
_PHRASING = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var"
)
_READ = frozenset(("alt", "aria-label", "content", "label", "title"))
_ORIGIN = re.compile(r' data-(?:at|by)="(?:[\w-]+=)?([^"\s@~]+)')
#: The controls themselves, and references of HTML to them.
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]|&#(?:[xX]|0*[1-9][0-9]{3})")
#: A part of a stylesheet in which a control ends: a declaration, a selector.
_DECLARATION = re.compile(r"[^;{}]++")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


def disorder_in_page(page: str, source: Source) -> Iterator[Problem]:
    """What is wrong in the texts of a rendered page, each at what it is printed from."""
    for text, origin in _texts(page) if _CONTROL.search(page) else ():
        for start, message, hint in disordered(text):
            place = source.position(origin, text[start])
            yield Problem("unseen-character", message, _exact(place, text, start) if place else None, hint)


def disorder_in_css(file: Path, css: str) -> Iterator[Problem]:
    """What is wrong in what a stylesheet prints."""
    for declaration in _DECLARATION.finditer(css) if "\\" in css or not css.isascii() else ():
        text = _ESCAPE.sub(lambda escape: chr(min(int(escape[1], 16), 0x10FFFF)), declaration[0])
        for start, message, hint in disordered(text):
            begin, end = (declaration.start() + each for each in place_in(declaration[0], text, start))
            yield Problem("unseen-character", message, position_of(file, css, begin, end), hint)


def _exact(place: Position, text: str, start: int) -> Position:
    """Where in a line of a template a character of a text stands that is written by a reference or an escape."""
    if place.column or not place.line:
        return place
    begin, end = place_in(place.whole_line, text, start)
    return replace(place, column=begin + 1, length=end - begin)


def _texts(page: str) -> Iterator[tuple[str, str]]:
    """The texts of a page, each line of words and each attribute that is read, and the origins where they begin."""
    line, origins, begin = "", [""], 0
    origin = ""
    for tag in TAG.finditer(page):
        piece = unescape(page[begin : tag.start()])
        begin = tag.end()
        if not line.strip():
            origin = origins[-1]
        line += piece
        name = tag["name"]
        if name and not _PHRASING.fullmatch(name):
            yield line, origin
            line = ""
        if name and tag["end"]:
            origins = origins[:-1] or [""]
        elif name:
            found = _ORIGIN.search(tag["attributes"])
            own = unquote(found[1]) if found else origins[-1]
            yield from ((unescape(value), own) for key, value in ATTRIBUTE.findall(tag["attributes"]) if key in _READ)
            if name not in VOID and not tag["attributes"].endswith("/"):
                origins.append(own)
    yield line, origin

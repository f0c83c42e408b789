"""Where a piece of printed text, or an address, comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from briefpress.core.files import Files, position_of
from briefpress.core.problems import Position

#: Characters that typography may have changed between the file and the page.
_SPACE = r"[\s\u00a0\u202f\u200e\u2060*_`\\\\]*"


#: The comments of stylesheets and templates.
_COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)


def locate(text: str, paths: Iterable[Path], files: Files) -> Position | None:
    """The first place in these files where `text` stands, whatever spaces and quotation marks it was typed with."""
    pieces = re.findall(r"\w+|[^\w\s]", text)[:12]
    # A figure or a letter stands everywhere: only what is rare in itself can be found alone.
    if not pieces or (len("".join(pieces)) < 3 and text.isascii()):
        return None
    return _search(re.compile(_SPACE.join(_loose(piece) for piece in pieces)), paths, files)


def locate_address(address: str, paths: Iterable[Path], files: Files) -> Position | None:
    """The first place in these files where an address stands, in whatever way it climbs to its folder."""
    return _search(re.compile(rf"(?<![\w/:.-])(?:\.{{1,2}}/)*{re.escape(address)}"), paths, files)


def _search(pattern: re.Pattern[str], paths: Iterable[Path], files: Files) -> Position | None:
    for path in paths:
        text = files.text(path)
        if match := pattern.search(_COMMENT.sub(_blank, text)):
            return position_of(path, text, *match.span())
    return None


def _blank(comment: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", comment[0])


def _loose(piece: str) -> str:
    return r"['’]" if piece in "'’" else r'["«»“”]' if piece in '"«»“”' else re.escape(piece)

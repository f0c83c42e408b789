"""Where what a page holds comes from: from its elements back to the files that people write.

An origin is the path of an entry, a line of a template, or a pseudo-element or margin box of a stylesheet:
`sections.office.title`, `house/parts/masthead.html:4`, `p::before`, `@top-left`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from briefpress.core.files import Files, offset_of, position_of
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Position, Unprintable
from briefpress.markup.origin_marks import HOUSE, UNKNOWN
from briefpress.markup.stylesheets import Stylesheet

#: Characters that typography or markup may have put between two that are printed side by side.
_BETWEEN = r"[\s\u00a0\u202f\u200e\u2060*_`\\\\]*"
_LINE = re.compile(r"(.+\.\w+):(\d+)")


class Origins:
    """The origins of the elements of one page."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._entries: dict[Any, str] = {}

    def text(self, element: Any) -> str:
        """The origin of an element's own text, of its first piece if there are several."""
        return self.pieces(element)[0][1]

    def pieces(self, element: Any) -> list[tuple[int, str]]:
        """The origins of the pieces of an element's own text, each with the letters of that text before it."""
        pieces = [(start, self._origin(element, path)) for name, path, start in _read(element) if not name]
        if not pieces and not element.get("data-by") and element in self._parents:
            # It has no text of its own, or was made by no template, as a mark of what was changed.
            return [(0, self.text(self._parents[element]))]
        return pieces if pieces and not pieces[0][0] else [(0, self.line(element)), *pieces]

    def _origin(self, element: Any, path: str) -> str:
        if path == UNKNOWN:
            return self._entry(element) or self.line(element)
        return path or self.line(element)

    def attribute(self, element: Any, name: str) -> str:
        """The origin of an attribute."""
        return self.path(element, name) or (self.line(element) if element.get("data-by") else self.text(element))

    def path(self, element: Any, name: str) -> str:
        """The path of an attribute that is printed from an entry; "" for any other."""
        return next((path for attribute, path, _ in _read(element) if path and attribute == name), "")

    def whole(self, element: Any) -> str:
        """The origin of an element and all in it: that of its own text, or the entry that holds all of it."""
        return self.text(element) if (element.text or "").strip() else self._entry(element) or self.line(element)

    def line(self, element: Any) -> str:
        """The line of the template that an element stands in."""
        while element is not None:
            if line := element.get("data-by"):
                return unquote(line)
            element = self._parents.get(element)
        return ""

    def is_of_house(self, element: Any) -> bool:
        """Whether a template of the house made an element, and none of the brief."""
        return self.line(element).startswith(HOUSE)

    def _entry(self, element: Any) -> str:
        """The entry that all around an element belongs to: the first that holds more than the labels of the house."""
        if element not in self._entries:
            paths = (path.split(".") for path in _paths(element))
            steps = takewhile(lambda step: len(set(step)) == 1, zip(*paths, strict=False))
            parent = self._parents.get(element)
            entry = ".".join(step[0] for step in steps)
            self._entries[element] = entry or (self._entry(parent) if parent is not None else "")
        return self._entries[element]


def _read(element: Any) -> Sequence[tuple[str, str, int]]:
    """What `data-at` says: the attribute ("" for a piece of the text), its path, and the letters before it."""
    return _origins(element.get("data-at", ""))


@lru_cache(maxsize=10_000)
def _origins(written: str) -> Sequence[tuple[str, str, int]]:
    origins = []
    for origin in written.split():
        name, _, piece = origin.rpartition("=")
        path, _, start = piece.partition("@")
        origins.append((name, unquote(path), int(start or 0)))
    return origins


def paths_of(element: Any) -> Iterator[str]:
    """The paths of the brief that an element itself is printed from, its text and its attributes."""
    for _, path, _ in _read(element):
        if path and path != UNKNOWN and not path.startswith("labels."):
            yield path


def _paths(element: Any) -> Iterator[str]:
    """The paths of the brief that an element and all in it are printed from."""
    for inner in element.iter():
        yield from paths_of(inner)


@dataclass(frozen=True)
class Source:
    """What a page was made from."""

    #: Where each value, entry and part stands, by its path.
    places: Mapping[str, Position]
    #: The folder of the brief.
    folder: Path
    files: Files
    #: Its stylesheets, in the order of the cascade.
    sheets: Sequence[Stylesheet] = ()

    def position(self, origin: str, words: str = "") -> Position | None:
        """Where an origin is, and in it these words, if they stand there."""
        if "::" in origin or origin.startswith("@"):
            return self._generated(origin, words)
        if line := _LINE.fullmatch(origin):
            name, is_house = line[1].removeprefix(HOUSE), line[1].startswith(HOUSE)
            file = TEMPLATES / name if is_house else self.folder / "templates" / name
            return self._narrowed(Position(file, int(line[2]), text=self.files.text(file)), words)
        while origin and origin not in self.places:
            origin = origin.rpartition(".")[0]
        return self._narrowed(place, words, self._end(place)) if origin and (place := self.places[origin]) else None

    def _end(self, place: Position) -> int | None:
        """Where the next value of the file begins."""
        others = self._in_files.get(place.file, [])
        index = bisect_right(others, _start(place), key=_start)
        return offset_of(others[index]) if index < len(others) else None

    @cached_property
    def _in_files(self) -> Mapping[Path, Sequence[Position]]:
        """The places in each file, in their order."""
        places = defaultdict[Path, list[Position]](list)
        for place in sorted(self.places.values(), key=_start):
            places[place.file].append(place)
        return places

    def _generated(self, origin: str, words: str) -> Position | None:
        places = [place for sheet in self.sheets for place in sheet.contents(origin)]
        within = [narrow for place in places if (narrow := self._narrowed(place, words)) != place]
        return next(reversed(within or places), None)

    def _narrowed(self, place: Position, words: str, end: int | None = None) -> Position:
        """Where words stand in a text that begins there, whatever spaces and quotation marks they were typed with."""
        pieces = re.findall(r"\w+|[^\w\s\u2060]", words)[:12]
        # A figure or a letter stands everywhere.
        if len("".join(pieces)) < 3 and words.isascii():
            return place
        try:
            text = self.files.text(place.file)
        except Unprintable:
            # It is a workbook.
            return place
        match = re.compile(_BETWEEN.join(map(_loose, pieces))).search(text[:end], offset_of(place))
        return position_of(place.file, text, *match.span()) if match else place


def _start(place: Position) -> tuple[int, int]:
    return place.line or 0, place.column or 0


def _loose(piece: str) -> str:
    return r"['’]" if piece in "'’" else r'["«»“”]' if piece in '"«»“”' else re.escape(piece)

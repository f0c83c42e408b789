"""The layer of a page: its texts and pictures, where each is on it, and the place in a file that each comes from."""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from briefpress.core.problems import Position, lines_of
from briefpress.layout.proof import Box, Picture, Run
from briefpress.layout.typeset import Pdf
from briefpress.markup.origin_marks import letters
from briefpress.markup.origins import Source
from briefpress.schema.edition import Edition

#: A line of YAML that has a key alone, whose value stands below it.
_KEY = re.compile(r"[\s-]*[\w-]+:\s*(?:[|>][+-]?\d?)?\s*(?:#.*)?")
#: That, an empty line, or a comment.
_IDLE = re.compile(rf"{_KEY.pattern}|\s*(?:#.*)?")
#: How many words of a text are looked for, one number after the other.
_WORDS = (12, 5, 3)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def place_of(position: Position) -> dict[str, Any]:
    """A place in a file, for machines: as the user names it, and as an editor opens it."""
    file = position.file.absolute()
    return {"file": position.shown, "path": str(file), "line": position.line, "column": position.column}


def layers(pdf: Pdf, edition: Edition) -> list[bytes]:
    """The layer of each page, as JSON: see docs/preview.md."""
    places = _Places(pdf, edition)
    runs, pictures = defaultdict[int, list[Run]](list), defaultdict[int, list[Picture]](list)
    for run in pdf.proof.runs:
        runs[run.page].append(run)
    for picture in pdf.proof.pictures:
        pictures[picture.page].append(picture)
    written = []
    for page in range(1, pdf.proof.pages + 1):
        sources = _Sources(places)
        texts = [
            {"text": text, "box": _corners(box), "source": sources.number(origin, text)}
            for run in runs[page]
            for text, box, origin in _pieces(run)
        ]
        shown = [_picture(each, sources) for each in pictures[page]]
        layer = {"texts": texts, "pictures": shown, "sources": sources.places}
        written.append(json.dumps(layer, ensure_ascii=False).encode())
    return written


def outline(pdf: Pdf) -> list[dict[str, Any]]:
    """The headings that are printed, each with its level, its page from 0, and how far down it stands."""
    headings = {part: each for each in pdf.origins.root.iter() if each.tag in _HEADINGS for part in each.iter()}
    first: dict[Any, Run] = {}
    for run in pdf.proof.runs:
        if run.element in headings:
            first.setdefault(headings[run.element], run)
    return [
        {
            "level": _HEADINGS[heading.tag],
            "text": " ".join("".join(heading.itertext()).split()),
            "page": run.page - 1,
            "y": round(run.box.y, 1),
        }
        for heading, run in first.items()
    ]


class _Places:
    """Where origins are, and the lines that belong to them."""

    def __init__(self, pdf: Pdf, edition: Edition) -> None:
        source = Source(edition.places, edition.folder, pdf.files, pdf.sheets)
        self._position = cache(source.position)
        self._known = edition.places
        self._in_files = defaultdict[Path, list[tuple[int, str]]](list)
        for path, place in edition.places.items():
            self._in_files[place.file].append((place.line or 1, path))
        for starts in self._in_files.values():
            starts.sort()

    def position(self, origin: str, words: str) -> Position | None:
        """Where words stand in an entry; their beginning is enough, as a citation is printed otherwise than written."""
        entry = self._position(origin)
        for count in _WORDS:
            place = self._position(origin, " ".join(words.split()[:count]))
            if place != entry:
                return place
        return entry

    def first(self, position: Position) -> int:
        """The first line of an entry: that of its key, and of those that it is the first thing under."""
        line = position.line or 1
        lines = lines_of(position.text or "") if position.file.suffix == ".yaml" else []
        while line > 1 and line <= len(lines) and _KEY.fullmatch(lines[line - 2]):
            line -= 1
        return line

    def last(self, origin: str, position: Position) -> int:
        """The last line of an entry and all in it: that before the next one, or the last of the file."""
        line = position.line or 1
        while origin and origin not in self._known:
            origin = origin.rpartition(".")[0]
        starts = self._in_files.get(position.file, [])
        for start, path in starts[bisect_right(starts, (line, chr(sys.maxunicode))) :]:
            if not f"{path}.".startswith(f"{origin}."):
                return self._trimmed(position, start - 1)
        return self._trimmed(position, len(lines_of(position.text or ""))) if starts else line

    def _trimmed(self, position: Position, last: int) -> int:
        """The last line that says something: keys alone belong to what stands below, and some lines to no entry."""
        line, lines = position.line or 1, lines_of(position.text or "")
        while last > line and (last > len(lines) or _IDLE.fullmatch(lines[last - 1])):
            last -= 1
        return max(line, last)


class _Sources:
    """The places that a layer names, each once."""

    def __init__(self, places: _Places) -> None:
        self.places: list[Mapping[str, Any]] = []
        self._places = places
        self._numbers: dict[tuple[object, ...], int] = {}

    def number(self, origin: str, words: str = "") -> int | None:
        """The number of the place of an origin, and in it of these words; None for what comes from no file."""
        position = self._places.position(origin, words)
        if position is None:
            return None
        key = (position.file, position.line, position.column)
        if key not in self._numbers:
            self._numbers[key] = len(self.places)
            extent = {"first": self._places.first(position), "last": self._places.last(origin, position)}
            self.places.append(place_of(position) | extent)
        return self._numbers[key]


def _pieces(run: Run) -> Iterator[tuple[str, Box, str]]:
    """The pieces of a run, each with its own origin; they share its width by their letters."""
    starts = [_index(run.text, count) for count, _ in run.origins]
    bounds = [0, *starts[1:], len(run.text)]
    length = max(len(run.text), 1)
    for (_, origin), start, end in zip(run.origins, bounds, bounds[1:], strict=False):
        width = run.box.width * (end - start) / length
        box = Box(run.box.x + run.box.width * start / length, run.box.y, width, run.box.height)
        if run.text[start:end].strip():
            yield run.text[start:end], box, origin


def _picture(picture: Picture, sources: _Sources) -> dict[str, Any]:
    """A picture, which a template may draw: then it leads to the block that it shows."""
    block = picture.entry.removesuffix(".alt")
    return {
        "alt": picture.alt or None,
        "box": _corners(picture.box),
        "source": sources.number(block if _is_of_template(picture.origin) else picture.origin),
        "alt_source": sources.number(f"{block}.alt"),
    }


def _is_of_template(origin: str) -> bool:
    return ".html:" in origin


def _index(text: str, count: int) -> int:
    """Where the letter stands before which there are so many."""
    seen = 0
    for index, char in enumerate(text):
        if letters(char):
            if seen == count:
                return index
            seen += 1
    return len(text)


def _corners(box: Box) -> Sequence[float]:
    return [round(value, 1) for value in (box.x, box.y, box.width, box.height)]

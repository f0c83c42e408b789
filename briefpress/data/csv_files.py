"""CSV files (RFC 4180), as spreadsheets write them, cell by cell, each with its place.

Cells may be separated by commas, semicolons or tabs, and named so in a first line `sep=;`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.data.records import Cell, wrong

_SEPARATORS = ",;\t"


def read_csv(path: Path, files: Files) -> tuple[list[list[Cell]], str]:
    """The lines of a file and what separates its cells; raises Unprintable where it is no text, or broken."""
    if files.read(path).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "save it as UTF-8: in Excel, as “CSV UTF-8”; in LibreOffice, with the character set “Unicode (UTF-8)”"
        raise Unprintable([Problem("not-text", f"`{path.name}` is UTF-16", Position(path, 1), hint)])
    text = files.text(path)
    named = re.match(r"sep=([,;\t])\r?\n", text)
    separator = named[1] if named else _separator(text)
    return list(_lines(path, text, named.end() if named else 0, separator)), separator


def _separator(text: str) -> str:
    """What separates the names of the fields, and as many cells beneath them."""
    head, first = [*re.sub(r'"[^"]*"', "", text.lstrip()).split("\n", 2), ""][:2]
    return max(_SEPARATORS, key=lambda mark: (head.count(mark) == first.count(mark) > 0, head.count(mark)))


def _lines(path: Path, text: str, start: int, separator: str) -> Iterator[list[Cell]]:
    """The lines of a CSV file; raises Unprintable at a quotation mark that is not closed."""
    pattern = rf'(?:[ ]*"((?:[^"]|"")*)"[ ]*|([^{separator}\r\n]*))({separator}|\r\n|\r|\n|\Z)'
    number, begin, line = text.count("\n", 0, start) + 1, start, list[Cell]()
    for match in re.compile(pattern).finditer(text, start):
        quoted, plain, end = match.groups()
        place = Position(path, number, match.start() - begin + 1, max(1, match.start(3) - match.start()), text=text)
        if quoted is None and plain.lstrip().startswith('"'):
            hint = 'close it at the end of the cell; write a quotation mark inside of it twice: "a ""b"" c"'
            raise Unprintable([wrong("a quotation mark is opened and not closed", place, hint)])
        line.append(Cell((plain if quoted is None else quoted.replace('""', '"')).strip(), place))
        if (last := max(match[0].rfind("\n"), match[0].rfind("\r"))) >= 0:
            number, begin = number + max(1, match[0].count("\n")), match.start() + last + 1
        if end != separator:
            yield line
            line = []

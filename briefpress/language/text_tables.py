"""Tables in a text, as GitHub has them: which columns are of numbers, which cells are heads, what cannot be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from briefpress.core.gaps import is_gap_beside_numbers
from briefpress.language.currencies import MONEY
from briefpress.language.figures import NO_BREAK
from briefpress.language.finding import Finding, as_typed, shown
from briefpress.language.locale import Language

_SPACE = "[ \u00a0\u202f]?"
#: A number with its sign, its unit and the end of its range.
_NUMBER = re.compile(
    rf"\(?[-−–+±~≈<>≤≥]?{_SPACE}(?:{MONEY}{_SPACE})?\d(?:[\d .,'’٫٬\u00a0\u202f–-]*\d)?"
    rf"{_SPACE}(?:[%‰٪]|°C|{MONEY}|pp)?\)?[*†‡]*"
)
#: What calls for a source or a note.
_CALL = re.compile(r"(?<!\s)\s*+(?:\[[@^-][^\[\]]*+\]|\^\[(?:[^\[\]]|\[[^\[\]]*+\])*+\])")
#: The classes of cells, by the alignment that was typed.
_CLASSES = {"text-align:right": "end", "text-align:center": "center"}
#: The alignments of a column of numbers: none that was typed, or that at the end.
_OF_NUMBERS = ("", "text-align:right")


@dataclass(frozen=True)
class _Cell:
    """A cell: the tokens of its element, and that of its text."""

    start: Token
    text: Token
    end: Token

    def become_head(self, scope: str) -> None:
        """Let it be the head of its column or row. An empty one is the head of nothing."""
        if self.text.content:
            self.start.tag = self.end.tag = "th"
            self.start.attrSet("scope", scope)
        else:
            self.start.tag = self.end.tag = "td"


@dataclass
class _Row:
    """A row: its token, which knows the line that was typed, and its cells."""

    token: Token
    cells: list[_Cell] = field(default_factory=list)


def _tables(tokens: Sequence[Token]) -> Iterator[list[_Row]]:
    """The rows of each table, the first of which is its head."""
    rows: list[_Row] = []
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append(_Row(token))
        elif token.type in ("th_open", "td_open"):
            rows[-1].cells.append(_Cell(*tokens[place : place + 3]))
        elif token.type == "table_close":
            yield rows


def finish_tables(tokens: Sequence[Token], language: Language) -> None:
    """Tell by attributes which cells are heads, and how columns are aligned; a number keeps its direction."""
    for head, *body in _tables(tokens):
        for cell in head.cells:
            cell.become_head("col")
        for row in body:
            row.cells[0].become_head("row")
        for place, column in enumerate(zip(*(row.cells for row in (head, *body)), strict=True)):
            if _align(column, is_first=place == 0):
                for cell in column[1:]:
                    _sign(cell.text.children or ())
                    _isolate(cell.text.children or (), language)


def _align(column: Sequence[_Cell], *, is_first: bool) -> bool:
    """Align a column as was typed, or else one of numbers as such; whether it is of numbers."""
    typed = str(column[0].start.attrs.get("style", ""))
    is_of_numbers = not is_first and _is_of_numbers([cell.text.content for cell in column[1:]])
    name = "number" if is_of_numbers and typed in _OF_NUMBERS else _CLASSES.get(typed, "")
    for cell in column:
        cell.start.attrs.pop("style", None)
        if name:
            cell.start.attrSet("class", name)
    return is_of_numbers


def _sign(pieces: Sequence[Token]) -> None:
    """A hyphen before a number is a minus, and one alone a dash."""
    for piece in pieces[:1]:
        piece.content = re.sub(r"^(\(?)-(?=.)", r"\1−", piece.content)
        piece.content = re.sub(r"^-$", "–", piece.content)


def align_decimals(tokens: Sequence[Token], language: Language) -> None:
    """Give each number of a column room for the decimals that others have and it has not; texts are set already."""
    for _, *body in _tables(tokens):
        for column in zip(*(row.cells for row in body), strict=True):
            numbers = [_number(cell) for cell in column]
            for cell, number in zip(column, numbers, strict=True):
                if cell.start.attrs.get("class") == "number" and _is_bare(cell, number):
                    _pad(cell.text, language.numerals.missing_decimals(number, numbers))


def _number(cell: _Cell) -> str:
    """What a cell begins with, up to the last of its figures; a dash stands where they would."""
    text = "".join(piece.content for piece in (cell.text.children or ())[:1])
    figures = re.match(r".*\d", text)
    return figures[0] if figures else text.rstrip()


def _is_bare(cell: _Cell, number: str) -> bool:
    """Whether a number has no unit of its own: between the two, room for decimals would look like lost ones."""
    return "".join(piece.content for piece in (cell.text.children or ())[:1]).strip() == number.strip()


def _pad(text: Token, decimals: str) -> None:
    """Put invisible decimals after a number."""
    if decimals and text.children:
        text.children[1:1] = [Token("missing_decimals", "", 0, content=decimals)]


def _isolate(pieces: Sequence[Token], language: Language) -> None:
    """Keep the groups of digits of a number in their order where lines run from the right."""
    for piece in pieces:
        piece.content = re.sub(
            r"\d{1,3}(?: \d{3})+", lambda number: language.isolate(number[0].replace(" ", NO_BREAK)), piece.content
        )


def _is_of_numbers(texts: Sequence[str]) -> bool:
    numbers = [text for text in (_CALL.sub("", text) for text in texts) if not is_gap_beside_numbers(text)]
    return bool(numbers) and all(map(_NUMBER.fullmatch, numbers))


def table_findings(tokens: Sequence[Token]) -> Iterator[Finding]:
    """What is wrong with the tables of a text: cells without a column, columns without a head or a row."""
    for head, *body in _tables(tokens):
        if not body:
            hint = "add a row under the line of hyphens, or remove the table"
            yield _finding("a table without rows cannot stand in a text", head, hint)
        if not all(cell.text.content for cell in head.cells[1:] or head.cells):
            hint = "write a head for each column; only that of the first may be empty"
            yield _finding("a column of the table has no head", head, hint)
        for row in body:
            yield from _wrong_number(row, len(head.cells))


def _wrong_number(row: _Row, count: int) -> Iterator[Finding]:
    """A row with too many cells, which would not be printed, or too few."""
    typed = row.token.meta["line"].strip()
    number = len(escapedSplit(typed.removeprefix("|").removesuffix("|")))
    if number == count:
        return
    message = f"this row of a table has {_cells(number)}, and its head has {count}"
    if "|" not in typed:
        yield _finding(message, row, "put an empty line between the table and the text after it")
    elif number < count:
        yield _finding(message, row, "add the cells that are missing; one without words is `| |`")
    else:
        yield _finding(message, row, "remove a cell, or add a head for it; a `|` in a text is written `\\|`")


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _finding(message: str, row: _Row, hint: str) -> Finding:
    typed = row.token.meta["line"].strip()
    return Finding("not-in-text", f"{message}: {shown(typed)}", as_typed(typed), hint)

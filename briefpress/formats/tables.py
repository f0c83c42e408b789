"""Tables for formats whose tables are simpler than those of HTML: the widths of columns, cells that cover others."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from lxml.html import HtmlElement

from briefpress.markup.tree import create, fill, parts, plain_text

#: The class of a head over rows, once it stands in a cell among others.
OVER = "over"
#: Between the heads of a column that stand one under the other.
_UNDER = " · "
#: More columns than any browser lets a cell cover.
_MOST_COVERED = 1000


def size_columns(table: HtmlElement, line: int, gaps: int = 0) -> None:
    """Divide a line of so many characters among the columns of a table: each holds its longest word, if all can.

    What is left is divided by the lengths of their texts. `gaps` per cent of the line stand between the columns.
    """
    # What stands between columns is a part of each.
    words = _fitted([min(width + 4, line // 2) for width in _widths(table, _longest_word)], line)
    texts = [min(width + 4, line) for width in _widths(table, lambda cell: len(plain_text(cell)))]
    left = line - sum(words)
    if not texts:
        return
    widths = [word + left * text // sum(texts) for word, text in zip(words, texts, strict=True)]
    shares = [(100 - gaps) * width // sum(widths) for width in widths]
    columns = create("colgroup", [create("col", (), {"style": f"width: {share}%"}) for share in shares])
    table.insert(len(table.findall("caption")), columns)


def _fitted(widths: list[int], line: int) -> list[int]:
    """Widths that have room on a line together: the widest give way first, so that short words stay whole."""
    while sum(widths) > line:
        widths[widths.index(max(widths))] -= 1
    return widths


def _widths(table: HtmlElement, width: Callable[[HtmlElement], int]) -> list[int]:
    """The greatest widths of the cells of each column; those of cells over several columns say nothing of one."""
    rows = [[1 if _columns(cell) > 1 else width(cell) or 1 for cell in row] for row in grid(table)]
    return [max(column) for column in zip(*rows, strict=True)]


def _longest_word(cell: HtmlElement) -> int:
    """The length of what is not broken: a space that keeps words together does not count as one."""
    return max(map(len, re.split(r"[ \n]+", cell.text_content())))


def _columns(cell: HtmlElement) -> int:
    return _span(cell, "colspan")


def _span(cell: HtmlElement, name: str) -> int:
    """How many places a cell covers, as browsers read it (the HTML standard, 4.9.11)."""
    number = re.match(r"\s*\+?0*([1-9]\d*)", cell.get(name, ""))
    return min(int(number[1][:4]), _MOST_COVERED) if number else 1


def grid(table: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of a table by rows and columns; one that covers several places stands in each of them.

    Where a row is shorter than others, it has empty cells.
    """
    rows = list(table.iter("tr"))
    lines: list[dict[int, HtmlElement]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        place = 0
        for cell in row:
            while place in lines[number]:
                place += 1
            for line in lines[number : number + _span(cell, "rowspan")]:
                line |= dict.fromkeys(range(place, place + _columns(cell)), cell)
    width = max((max(line, default=-1) + 1 for line in lines), default=0)
    return [[line[place] if place in line else create("td") for place in range(width)] for line in lines]


def unfold(table: HtmlElement) -> None:
    """Give a table one row of heads and no cell that covers others.

    What such a cell says is said in each place; but the name of a row, which it says of none of its columns, once.
    """
    rows = grid(table)
    heads = len(table.findall("thead/tr"))
    head = [_joined([row[place] for row in rows[:heads]]) for place in range(len(rows[0]))] if heads else []
    body = [_over_rows(row) or _unfolded(row) for row in rows[heads:]]
    for number, row in enumerate(list(table.iter("tr"))):
        if 0 < number < heads:
            row.drop_tree()
        else:
            fill(row, head if heads and number == 0 else body[number - heads])


def _unfolded(row: list[HtmlElement]) -> list[HtmlElement]:
    """The cells of a row; where its name reaches over columns, these are empty."""
    first, *others = row
    return [_single(first), *(create("td") if cell is first else _single(cell) for cell in others)]


def _joined(heads: list[HtmlElement]) -> HtmlElement:
    """The head of a column out of all that stand over it."""
    first, *others = dict.fromkeys(heads)
    cell = _single(first)
    for other in others:
        fill(cell, [*parts(cell), _UNDER, *parts(_single(other))])
    return cell


def _over_rows(row: list[HtmlElement]) -> list[HtmlElement]:
    """A head over the whole width stands in the first cell alone; none for any other row."""
    if len(row) == 1 or len(set(row)) > 1:
        return []
    cell = _single(row[0])
    fill(cell, [create("strong", parts(cell))])
    cell.set("class", OVER)
    return [cell, *(create("td") for _ in row[1:])]


def _single(cell: HtmlElement) -> HtmlElement:
    """A copy of a cell that covers no other place than its own."""
    single = copy.deepcopy(cell)
    single.tail = None
    for name in ("colspan", "rowspan"):
        single.attrib.pop(name, None)
    return single

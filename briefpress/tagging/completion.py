"""What a structure is given once all pages are in it: order, references, header cells, texts in place of drawn ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from briefpress.language.bidi import UNSEEN, is_right_to_left, read
from briefpress.tagging.clusters import ALIKE
from briefpress.tagging.structure import Content, Link, Structure

#: The order of the parts of a table, whichever was printed first.
_PARTS = ("THead", "TBody", "TFoot")


class _Cell(NamedTuple):
    """A cell, the part of the table that it stands in, and the rows and columns that it covers."""

    element: Structure
    part: Structure
    rows: range
    columns: range


def complete(root: Structure, by_id: Mapping[str, Structure], language: str, places: Mapping[Any, int]) -> None:
    """Complete a structure in a language, whose elements are known by the ids that links lead to.

    `places` are those in the HTML of its elements, where some stand on a page before all of what they accompany.
    """
    _prune(root, frozenset(by_id.values()))
    if places:
        _sort(root, places)
    for element in list(root.walk()):
        if element.type == "Reference":
            _add_reference(element, by_id)
        elif element.type == "Table":
            _sort_parts(element)
        if any(element.change_markers) and (pieces := list(_texts(element))):
            _mark(pieces, *element.change_markers)
    _say_in_order(root, is_right_to_left(language))
    _name_header_cells(root)


def _prune(structure: Structure, targets: frozenset[Structure]) -> None:
    """Remove the elements without content, except targets of links, and cells, which keep a table's columns."""
    for element in structure.elements:
        _prune(element, targets)
    structure.kids = [
        kid
        for kid in structure.kids
        if not isinstance(kid, Structure) or kid.kids or kid.type in ("TH", "TD") or kid in targets
    ]


def _sort(structure: Structure, places: Mapping[Any, int]) -> None:
    """Put the elements in a structure in the order of the HTML; what else is in it stays behind what it follows."""
    for element in structure.elements:
        _sort(element, places)
    place, order = -1, []
    for kid in structure.kids:
        place = places.get(kid.element, place) if isinstance(kid, Structure) else place
        order.append(place)
    kids = sorted(zip(order, structure.kids, strict=True), key=itemgetter(0))
    structure.kids = [kid for _, kid in kids]


def _add_reference(reference: Structure, by_id: Mapping[str, Structure]) -> None:
    """Let it know what it refers to; a note also knows all that refers to it (ISO 14289-2, 8.2.5.14)."""
    links = [kid for element in reference.elements for kid in element.kids if isinstance(kid, Link)]
    if links and (target := by_id.get(links[0].target[1:])):
        reference.references.append(target)
        if target.type == "FENote":
            target.references.append(reference)


def _sort_parts(table: Structure) -> None:
    """Put the head of a table before its body, and its foot after it; the caption stays where it is."""
    parts = [element for element in table.elements if element.type in _PARTS]
    in_order = iter(sorted(parts, key=lambda part: _PARTS.index(part.type)))
    table.kids = [next(in_order) if kid in parts else kid for kid in table.kids]


def _mark(pieces: list[tuple[Structure, Content]], before: str, after: str) -> None:
    """Let the first and the last piece of text of a change be read with a word before and a word after them.

    No structure type says where it begins and ends, and screen readers ignore lines and colours; therefore it is said
    by ActualText (ISO 32000-2, 14.9.4).
    """
    (first_parent, first), (last_parent, last) = pieces[0], pieces[-1]
    if first is last:
        _replace(first_parent, first, f" {before} {first.text.strip()} {after} ")
    else:
        _replace(first_parent, first, f" {before} {first.text.lstrip()}")
        _replace(last_parent, last, f"{last.text.rstrip()} {after} ")


def _replace(parent: Structure, content: Content, text: str) -> None:
    parent.kids[parent.kids.index(content)] = Structure("Span", [content], actual_text=text, page=content.page)


def _texts(element: Structure) -> Iterator[tuple[Structure, Content]]:
    """The pieces of text in an element and their parents, in reading order; pictures have an alternative text."""
    for kid in element.kids:
        if isinstance(kid, Structure):
            yield from _texts(kid)
        elif isinstance(kid, Content) and kid.text:
            yield element, kid


def _say_in_order(element: Structure, leftward: bool) -> None:
    """Let text in both directions be read in place of what is drawn, where that does not tell in which order to read.

    "INTERPOL 2026" and "2026 INTERPOL" look the same in an Arabic line.
    """
    leftward = is_right_to_left(element.language) if element.language else leftward
    for kid in list(element.kids):
        if isinstance(kid, Structure) and not kid.actual_text:
            _say_in_order(kid, leftward)
        elif isinstance(kid, Content) and (leftward or not kid.text.isascii()) and not _reads_itself(kid, leftward):
            _replace(element, kid, UNSEEN.sub("", kid.text))


def _reads_itself(content: Content, leftward: bool) -> bool:
    """Whether the characters that are drawn, or a text in their place, say what a piece of text says."""
    if not content.text or "ActualText" in content.marked.properties:
        return True
    drawn = read(content.marked.characters.translate(ALIKE), is_right_to_left=leftward)
    text = UNSEEN.sub("", content.text).translate(ALIKE)
    return drawn.split() == text.split() and drawn[-1:].isspace() >= text[-1:].isspace()


def _name_header_cells(root: Structure) -> None:
    """Let the cells of irregular tables name their header cells; in others the scope of each header cell is enough.

    See ISO 32000-2, 14.8.4.8 and 14.8.5.7.
    """
    tables = [element for element in root.walk() if element.type == "Table"]
    for number, table in enumerate(tables, start=1):
        cells = list(_cells(table))
        if any(len(cell.rows) > 1 or len(cell.columns) > 1 for cell in cells):
            _name(f"table-{number}", cells)


def _cells(table: Structure) -> Iterator[_Cell]:
    taken: set[tuple[int, int]] = set()
    lines = ((part, line) for part in table.walk() for line in part.elements if line.type == "TR")
    for row, (part, element) in enumerate(lines):
        column = 0
        for cell in element.elements:
            while (row, column) in taken:
                column += 1
            spans = cell.attributes.get("Table", {})
            rows = range(row, row + spans.get("RowSpan", 1))
            columns = range(column, column + spans.get("ColSpan", 1))
            taken |= {(each_row, each_column) for each_row in rows for each_column in columns}
            yield _Cell(cell, part, rows, columns)


def _name(table: str, cells: list[_Cell]) -> None:
    headers = [cell for cell in cells if cell.element.type == "TH"]
    for cell in cells:
        own = [header for header in headers if _is_header_of(header, cell)]
        for header in own:
            header.element.id = header.element.id or f"{table}-{header.rows.start}-{header.columns.start}"
        if own:
            cell.element.attributes["Table"]["Headers"] = [header.element.id for header in own]


def _is_header_of(header: _Cell, cell: _Cell) -> bool:
    scope = header.element.attributes["Table"]["Scope"]
    is_above = header.rows.stop <= cell.rows.start and _overlap(header.columns, cell.columns)
    if scope == "Row" and len(header.columns) > 1:
        # A head over rows: those that follow it in its part of the table.
        return is_above and header.part is cell.part
    is_beside = header.columns.stop <= cell.columns.start and _overlap(header.rows, cell.rows)
    return (scope != "Row" and is_above) or (scope != "Column" and is_beside)


def _overlap(one: range, two: range) -> bool:
    return one.start < two.stop and two.start < one.stop

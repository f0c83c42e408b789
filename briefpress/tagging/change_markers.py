"""Where an insertion or a deletion begins and ends, for those who listen.

No structure type says it, and screen readers ignore lines and colours. The first and the last piece of text in such an
element are therefore read with a word before and a word after them (ActualText: ISO 32000-2, 14.9.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.tagging.structure import Content, Structure


def add_change_markers(root: Structure) -> None:
    """Put the words into a structure, once it is complete."""
    for element in list(root.walk()):
        if any(element.change_markers) and (pieces := list(_texts(element))):
            _mark(pieces, *element.change_markers)


def _mark(pieces: list[tuple[Structure, Content]], before: str, after: str) -> None:
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

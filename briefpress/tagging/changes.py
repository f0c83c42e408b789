"""Where an insertion or a deletion begins and ends, for those who listen.

No structure type says it, and screen readers pass over strokes and colours. The first and the last piece of text in
such an element are therefore said with a word before and a word after them (ActualText: ISO 32000-2, 14.9.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.tagging.structure import Content, Structure

#: An element and the piece of text in it.
_Place = tuple[Structure, Content]


def say_bounds(root: Structure) -> None:
    """Put the words into a structure, once it is complete."""
    for element in list(root.walk()):
        if any(element.bounds):
            _say(element, *element.bounds)


def _say(element: Structure, before: str, after: str) -> None:
    places = list(_places(element))
    if not places:
        return
    (first_home, first), (last_home, last) = places[0], places[-1]
    if first is last:
        _replace(first_home, first, f" {before} {first.text.strip()} {after} ")
    else:
        _replace(first_home, first, f" {before} {first.text.lstrip()}")
        _replace(last_home, last, f"{last.text.rstrip()} {after} ")


def _replace(home: Structure, content: Content, said: str) -> None:
    home.kids[home.kids.index(content)] = Structure("Span", [content], actual=said, page=content.page)


def _places(element: Structure) -> Iterator[_Place]:
    """The pieces of text in an element, in reading order; pictures say what they show by themselves."""
    for kid in element.kids:
        if isinstance(kid, Structure):
            yield from _places(kid)
        elif isinstance(kid, Content) and kid.text:
            yield element, kid

"""Which declaration of the stylesheets an element owes a property to (CSS Cascade 5): what is at fault stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import tinycss2
from cssselect2 import ElementWrapper

from briefpress.core.problems import Position
from briefpress.graphics.css import declared
from briefpress.markup.stylesheets import Stylesheet


class _Winner(NamedTuple):
    """A declaration: what it weighs, the number of its stylesheet, and the token of tinycss2."""

    weight: tuple[Any, ...]
    sheet: int
    declaration: Any


@dataclass(frozen=True)
class Cascade:
    """The elements of a page, and its stylesheets in their order."""

    root: Any
    sheets: Sequence[Stylesheet]

    def place(self, element: Any, *properties: Sequence[str]) -> Position | None:
        """Where one of the properties, each by its names, is declared for an element or the nearest around it.

        Of several properties it is that of the last stylesheet, as those of the house come first. A token is followed
        to where it has its value. None where an attribute `style` declares one of them, or nothing does.
        """
        wrapper = self._wrappers[element]
        names = {name for each in properties for name in each}
        if any(each.lower_name in names for around in _around(wrapper) for each in _attribute(around)):
            return None
        winners = [winner for each in properties if (winner := self._winner(wrapper, each))]
        last = max(winners, key=_place, default=None)
        return self.sheets[last.sheet].position(last.declaration, last.declaration.name) if last else None

    @cached_property
    def _wrappers(self) -> dict[Any, ElementWrapper]:
        wrappers = ElementWrapper.from_html_root(self.root).iter_subtree()
        return {wrapper.etree_element: wrapper for wrapper in wrappers}

    def _winner(self, element: ElementWrapper, names: Sequence[str]) -> _Winner | None:
        for around in _around(element):
            last_first = reversed([*self._declarations(around, names)])
            winner = max(last_first, key=lambda each: each.weight, default=None)
            if winner and tinycss2.serialize(winner.declaration.value).strip() != "inherit":
                tokens = (each for each in winner.declaration.value if getattr(each, "lower_name", "") == "var")
                name = next((tinycss2.serialize(each.arguments).split(",")[0].strip() for each in tokens), "")
                return (self._winner(around, [name]) if name else None) or winner
        return None

    def _declarations(self, element: ElementWrapper, names: Sequence[str]) -> Iterator[_Winner]:
        for number, sheet in enumerate(self.sheets):
            for weight, declaration in declared(sheet.text, element, names.__contains__):
                yield _Winner(weight, number, declaration)


def _place(winner: _Winner) -> tuple[int, int, int]:
    return winner.sheet, winner.declaration.source_line, winner.declaration.source_column


def _around(element: ElementWrapper) -> Iterator[ElementWrapper]:
    """An element, and those around it from the nearest on."""
    while element is not None:
        yield element
        element = element.parent


def _attribute(element: ElementWrapper) -> list[Any]:
    """The declarations of an attribute `style`."""
    style = element.etree_element.get("style", "")
    return [each for each in tinycss2.parse_blocks_contents(style) if each.type == "declaration"]

"""Maps as templates have them: their pictures and their keys, and what a finished map does not show as it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from briefpress.core.problems import Problem, Severity
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.maps import checks
from briefpress.language.locale import Language
from briefpress.schema.blocks import Map


@dataclass(frozen=True)
class Key:
    """A group of a map as its key tells it."""

    number: str
    title: str
    countries: str
    sources: tuple[str, ...]
    #: The URL of a picture of its fill.
    swatch: str
    #: Whether its countries have its number on the map instead of their names.
    is_numbered: bool


@dataclass(frozen=True)
class Places:
    """The rivers or the cities of a map, as its key tells them."""

    #: `rivers` or `cities`, which labels have words for.
    kind: str
    names: str
    #: The URL of a picture of their sign.
    swatch: str


@dataclass(frozen=True)
class Plan:
    """A map that was drawn: its URL, and what it shows, group by group, then its rivers and cities."""

    address: str
    key: tuple[Key, ...]
    places: tuple[Places, ...]


@dataclass(frozen=True)
class FinishedMap:
    """A map as SVG, and what it was to show: its block, its key, and its rivers and cities by their names."""

    svg: str
    block: Map
    key: Sequence[Key]
    places: Sequence[str]
    fonts: Fonts
    language: Language

    def problem(self) -> Problem | None:
        """What is wrong with it: that a name stands on the land of others, or else that names have no room."""
        if misplaced := checks.misplaced(self.svg, self.fonts):
            message = f"on the map {_listed(misplaced)} stands on the land of another country"
            hint = "leave out `named`, or show fewer countries; the press should not draw this: please report it"
            return Problem("wrong-map", message, None, hint)
        messages = [*self._lost_places(), *self._lost_names()]
        if not messages:
            return None
        hints = ["leave out `width`"] * (self.block.width != "full") + ["show less on it, or fewer countries around"]
        hints += ["leave out `named`"] * (self.block.named and bool(self._lost_names()))
        return Problem("wrong-map", "; ".join(messages), None, ", or ".join(hints), Severity.WARNING)

    def _lost_places(self) -> list[str]:
        lost = [name for name in self.places if f">{escape(name)}</text>" not in self.svg]
        return [f"the map has no room for {_listed(lost)}: the key alone has the name"] if lost else []

    def _lost_names(self) -> list[str]:
        """The groups of a map with names that have numbers, and the countries of no group that are not named."""
        if not self.block.named:
            return []
        groups = [group.title for group in self.key if group.is_numbered]
        written = checks.written(self.svg)
        countries = [self.language.country(code) for code in self.block.view if code not in written]
        found = ((groups, "their numbers stand for all names of these groups"), (countries, "nothing names it"))
        return [f"the map has no room for {_listed(names)}: {end}" for names, end in found if names]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)

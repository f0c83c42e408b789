"""What maps show: the groups of countries of a map itself, or of the entries of the section that it is of."""

from __future__ import annotations

from dataclasses import dataclass

from briefpress.schema.blocks import Map
from briefpress.schema.edition import Brief


@dataclass(frozen=True)
class Region:
    """A group of countries: its title, the codes of its countries, and on what that rests."""

    title: str
    codes: tuple[str, ...]
    sources: tuple[str, ...]


def regions(brief: Brief, block: Map) -> list[Region]:
    """The groups of a map, in the order of their numbers."""
    if block.areas:
        return [Region(area.title, area.codes, area.sources) for area in block.areas]
    section = next(section for section in brief.sections if section.id == block.of)
    entries = (entry for name in ("projects", "domains") for entry in getattr(section, name, ()) if entry.countries)
    return [Region(entry.title, entry.countries.codes, entry.countries.sources) for entry in entries]

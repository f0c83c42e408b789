"""What maps show: groups of countries, as brief.yaml has them under a map or in the section that the map is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefpress.core.problems import Problem, choices
from briefpress.core.yamltree import Node
from briefpress.graphics.maps.atlas import known_codes
from briefpress.graphics.patterns import COUNT
from briefpress.schema.base import COUNTRIES
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


def wrong_maps(facts: Node) -> Iterator[Problem]:
    """What is wrong with the maps of a brief, each at its place in brief.yaml."""
    sections = list(facts.items("sections"))
    for block in (block for section in sections for block in section.items("blocks")):
        if block.text("type") == "map":
            yield from _wrong(block, sections)


def _wrong(block: Node, sections: list[Node]) -> Iterator[Problem]:
    of, areas = block.get("of"), block.get("areas")
    if (of is None) == (areas is None):
        hint = "name a section of projects or domains, or list areas of the map's own"
        yield Problem("wrong-map", "a map has either `of` or `areas`", block.position, hint)
        return
    groups = [list(_codes(entry.get("codes"))) for entry in areas.items()] if areas else []
    if of:
        mapped = {section.text("id"): _countries(section) for section in sections}
        groups = mapped.get(of.text(), [])
        known = [name for name, groups in mapped.items() if name and groups]
        if not groups:
            message = f"no section {of.shown()} has projects or domains with countries"
            yield Problem("wrong-map", message, of.position, choices(str(of.value), known, "sections"))
    place = (of or areas or block).position
    if len(groups) > COUNT:
        yield Problem("wrong-map", f"a map tells apart {COUNT} groups, not {len(groups)}", place, "join some of them")
    yield from _wrong_codes(groups)


def _wrong_codes(groups: list[list[Node]]) -> Iterator[Problem]:
    """Countries that cannot be drawn. What is no country, or stands twice in one group, is told by the model."""
    seen: dict[object, int] = {}
    for number, code in ((number, code) for number, group in enumerate(groups) for code in group):
        if code.value not in COUNTRIES:
            continue
        if seen.setdefault(code.value, number) != number:
            message = f"`{code.value}` stands in two groups of one map"
            yield Problem("wrong-map", message, code.position, "make two maps, or a group of what is in both")
        elif code.value not in known_codes():
            yield Problem("wrong-map", f"there is no shape for `{code.value}`", code.position, "see maps/README.md")


def _codes(node: Node | None) -> Iterator[Node]:
    # What is no text at all is told by the model.
    yield from (code for code in node.items() if isinstance(code.value, str)) if node else ()


def _countries(section: Node) -> list[list[Node]]:
    """The codes of each entry of a section that has countries."""
    entries = [entry for name in ("projects", "domains") for entry in section.items(name)]
    return [list(_codes(entry.at("countries", "codes"))) for entry in entries if entry.get("countries")]

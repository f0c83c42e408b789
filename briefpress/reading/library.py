"""The bibliographies that a brief names: what it cites of them are sources like those that it lists itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from briefpress.core.files import Files
from briefpress.core.problems import Problem, Unprintable
from briefpress.data.bibliographies import Item, Work, read_bibliography
from briefpress.reading.merge import Part
from briefpress.reading.sources import cited_sources, source_ids
from briefpress.reading.works import plain_item, source_of, unread_fields


@dataclass(frozen=True)
class Library:
    """All entries of the bibliographies of a brief, by their keys, and what is wrong with the files."""

    works: dict[str, list[Work]]
    problems: list[Problem]

    def items(self, keys: Iterable[str]) -> dict[str, Item]:
        """What the entries of these keys say, for styles of citation."""
        return {key: plain_item(self.works[key][0]) for key in keys if key in self.works}

    def shelved(self, tree: Part) -> tuple[Part, list[Problem]]:
        """A tree with the cited entries among its sources, and what is wrong with the files and with these."""
        listed, problems = source_ids(tree), [*self.problems]
        works = []
        for key in sorted(cited_sources(tree) & self.works.keys()):
            first, *others = self.works[key]
            if others or key in listed:
                there = "under `sources:`" if key in listed else _line(first)
                place = first.position if key in listed else others[0].position
                hint = "remove one of the two, or give it another key"
                problems.append(Problem("duplicate-id", f"the source `{key}` stands {there} as well", place, hint))
                continue
            works.append(source_of(first))
            problems += unread_fields(first)
        if not works or not isinstance(tree.value, dict):
            return tree, problems
        own = tree.get("sources")
        sources = replace(own or tree.nearest("bibliography"), value=(*tree.items("sources"), *works))
        return replace(tree, value={**tree.value, "sources": sources}), problems


def read_library(tree: Part, folder: Path, files: Files) -> Library:
    """The bibliographies of a tree, beneath the folder of its brief."""
    library = Library({}, [])
    named = tree.get("bibliography")
    for node in named.items() if named and isinstance(named.value, tuple) else [named] if named else []:
        try:
            for key, works in read_bibliography(node, folder, files).items():
                library.works.setdefault(key, []).extend(works)
        except Unprintable as unprintable:
            library.problems.extend(unprintable.problems)
    return library


def _line(work: Work) -> str:
    """Where an entry stands, in words."""
    return f"on line {work.position.line} of {work.position.file.name}"

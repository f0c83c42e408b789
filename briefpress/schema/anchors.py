"""Anchors: the ids on the page that links lead to.

Sections, their entries and headings always have one. A block has one where it has a title, which the contents lead to,
or where a text links to it: its own id, unless something else of the brief is called so, too. So has what is counted
within a block, as recommendations are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import escape

from briefpress.core.located import path_of
from briefpress.language.markdown import Subheading
from briefpress.schema.base import Entry
from briefpress.schema.blocks import Block
from briefpress.schema.brief import Brief
from briefpress.schema.fields import parts
from briefpress.schema.sections import Domains, Projects, Section, subheadings

#: The ids that parts of the press's own have on a page, and the beginnings of those of sources, citations, footnotes.
OWN_PARTS = ("sources", "imprint", "redline")
NUMBERED_PARTS = ("source", "cite", "footnote", "call")
#: A link to an id of the page, in CommonMark.
LINK_WITHIN = re.compile(r"\]\(<?#([\w-]+)")


def fixed_anchors(sections: Iterable[Section]) -> set[str]:
    """The ids that sections, their entries and headings, and the press's own parts have, whatever links there are."""
    ids = set(OWN_PARTS)
    for section in sections:
        entries: Iterable[Entry] = ()
        if isinstance(section, Domains | Projects):
            entries = section.domains if isinstance(section, Domains) else section.projects
        ids |= {section.id, *(f"{section.id}-{entry.id}" for entry in entries)}
        ids |= {heading.id for _, part in parts(section) for heading in subheadings(part)}
    return ids


@dataclass(frozen=True)
class Anchors:
    """The anchors of blocks and of what is counted within them, and these by them."""

    targets: Mapping[str, Entry]

    @classmethod
    def of(cls, brief: Brief) -> Anchors:
        """The anchors of a brief."""
        fixed, links, anchored = fixed_anchors(brief.sections), set(_links(brief)), dict[str, Entry]()
        targets = [(section, target) for section in brief.sections for target in _targets(section)]
        counts = Counter(target.id for _, target in targets)
        for section, target in targets:
            is_free = counts[target.id] == 1 and target.id not in fixed and not _is_numbered(target.id)
            has_title = isinstance(target, Block) and target.title
            if is_free and (has_title or target.id in links):
                anchored[target.id] = target
            elif has_title:
                # No heading of a text has an id with two pairs of hyphens.
                anchored[f"{section.id}--{target.id}--title"] = target
        return cls(anchored)

    def anchor(self, part: Entry) -> str | None:
        """The id that a block, or what is counted within one, has on the page, if it has one."""
        return next((name for name, target in self.targets.items() if target is part), None)

    def headings(self, section: Section) -> tuple[Subheading, ...]:
        """The titles of the blocks of a section and the headings within its texts, in their order."""
        headings = [*subheadings(section)]
        for block in section.blocks:
            if block.title:
                title, path = escape(block.title), path_of(block.title)
                headings.append(Subheading(block.title, title, path, 3, self.anchor(block) or ""))
            headings += subheadings(block)
        return tuple(headings)


def _targets(section: Section) -> Iterator[Entry]:
    """What a link may lead to: the blocks, and what is counted within them."""
    for block in section.blocks:
        yield block
        for _, part in parts(block):
            if part is not block and isinstance(part, Entry) and part.numbered_as:
                yield part


def _links(brief: Brief) -> Iterable[str]:
    """The ids that texts link to."""
    for _, part in parts(brief):
        for text in (getattr(part, name) for name in type(part).model_fields):
            yield from LINK_WITHIN.findall(getattr(text, "commonmark", ""))


def _is_numbered(name: str) -> bool:
    return name.startswith(tuple(f"{part}-" for part in NUMBERED_PARTS))

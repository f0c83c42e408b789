"""Anchors: the ids on the page that links lead to.

Sections, their entries and headings always have one. A block has one where it has a title, which the contents lead to,
or where a text links to it: its own id, unless something else of the brief is called so, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import escape

from briefpress.language.markdown import Subheading, path_of
from briefpress.schema.blocks import Block
from briefpress.schema.edition import Brief
from briefpress.schema.fields import parts
from briefpress.schema.sections import Section, subheadings

#: The ids that parts of the press's own have on a page, and the beginnings of those of sources, citations, footnotes.
OWN_PARTS = ("sources", "imprint", "redline")
NUMBERED_PARTS = ("source", "cite", "footnote", "call")
#: A link to an id of the page, in CommonMark.
LINK_WITHIN = re.compile(r"\]\(<?#([\w-]+)")


def fixed_anchors(sections: Iterable[Section]) -> set[str]:
    """The ids that sections, their entries and headings, and the press's own parts have, whatever links there are."""
    ids = set(OWN_PARTS)
    for section in sections:
        entries = (entry for name in ("domains", "projects") for entry in getattr(section, name, ()))
        ids |= {section.id, *(f"{section.id}-{entry.id}" for entry in entries)}
        ids |= {heading.id for _, part in parts(section) for heading in subheadings(part)}
    return ids


@dataclass(frozen=True)
class Anchors:
    """The anchors of blocks, and the blocks by them."""

    blocks: Mapping[str, Block]

    @classmethod
    def of(cls, brief: Brief) -> Anchors:
        """The anchors of the blocks of a brief."""
        fixed, links, anchored = fixed_anchors(brief.sections), set(_links(brief)), dict[str, Block]()
        blocks = [(section, block) for section in brief.sections for block in section.blocks]
        counts = Counter(block.id for _, block in blocks)
        for section, block in blocks:
            is_free = counts[block.id] == 1 and block.id not in fixed and not _is_numbered(block.id)
            if is_free and (block.title or block.id in links):
                anchored[block.id] = block
            elif block.title:
                # No heading of a text has an id with two pairs of hyphens.
                anchored[f"{section.id}--{block.id}--title"] = block
        return cls(anchored)

    def anchor(self, block: Block) -> str | None:
        """The id that a block has on the page, if it has one."""
        return next((name for name, each in self.blocks.items() if each is block), None)

    def headings(self, section: Section) -> tuple[Subheading, ...]:
        """The titles of the blocks of a section and the headings within its texts, in their order."""
        headings = [*subheadings(section)]
        for block in section.blocks:
            if block.title:
                title, path = escape(block.title), path_of(block.title)
                headings.append(Subheading(block.title, title, path, 3, self.anchor(block) or ""))
            headings += subheadings(block)
        return tuple(headings)


def _links(brief: Brief) -> Iterable[str]:
    """The ids that texts link to."""
    for _, part in parts(brief):
        for text in (getattr(part, name) for name in type(part).model_fields):
            yield from LINK_WITHIN.findall(getattr(text, "commonmark", ""))


def _is_numbered(name: str) -> bool:
    return name.startswith(tuple(f"{part}-" for part in NUMBERED_PARTS))

"""An edition: a brief in one language, complete and validated. It is all that a template ever sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem
from briefpress.graphics.charts.spec import Spec
from briefpress.language.locale import Language
from briefpress.schema import timeline_scale
from briefpress.schema.base import Frozen
from briefpress.schema.blocks import Map, Note
from briefpress.schema.brief import Brief
from briefpress.schema.captions import Captioned
from briefpress.schema.counts import counted
from briefpress.schema.fields import parts
from briefpress.schema.glance import Measure
from briefpress.schema.labels import Labels
from briefpress.schema.markings import Marking
from briefpress.schema.numbering import Numbering
from briefpress.schema.timelines import Timeline


@dataclass(frozen=True)
class Change:
    """A chosen note of the editors, and the title of what it speaks of."""

    subject: str
    note: Note


@dataclass(frozen=True)
class Edition:
    """A brief, the labels of its language, and where its files are."""

    brief: Brief
    labels: Labels
    language: Language
    folder: Path
    #: The languages in which the brief has words.
    languages: tuple[Language, ...]
    #: The files of the brief and of the house, as it was read from them.
    files: Files
    #: Its marking, in its language; None where it has none.
    marking: Marking | None = None
    #: The problems of reading that do not stop the press.
    warnings: tuple[Problem, ...] = ()
    #: The specifications of its charts, by the ids of section and block.
    specs: Mapping[str, Spec] = field(default_factory=dict)
    #: What the bibliographies say of those sources that come from there, as CSL-JSON, by their ids.
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: SOURCE_DATE_EPOCH, where it gave the date.
    epoch: int | None = None
    #: Where each value, entry and part stands, by its path: `sections.office.title`, `labels.heads.donor`.
    places: Mapping[str, Position] = field(default_factory=dict)
    #: The ids of the sections whose text stands under `text:`; it is the first of their blocks.
    texts: frozenset[str] = frozenset()
    #: The numbers of what has one.
    numbering: Numbering = field(default_factory=Numbering)
    #: The brief in its full layout, where that has other parts than this one.
    full: Brief | None = None
    #: What other editions have and this one has not, by its path, and what its condition says: `audience staff`.
    left_out: Mapping[str, str] = field(default_factory=dict)
    #: Whether its sources hold what is for other readers: then it must not enclose them.
    has_private_sources: bool = False
    #: Whether what its projects leave out was looked for: so briefs mean it whose words stand in manuscripts alone.
    is_searched: bool = False

    @property
    def manuscript(self) -> Path:
        """The file of its words, or of most of them: brief.yaml, or a manuscript."""
        return self.places["title"].file

    @property
    def has_imprint(self) -> bool:
        """Whether an imprint has more to say than the dateline, the languages and the standards.

        For these alone nobody turns a page: a translation would make two pages of a note of one.
        """
        is_left_out = self.brief.imprint is False
        own = not is_left_out and bool(self.brief.imprint or self.brief.origin)
        return own or bool(self.marking and self.marking.imprint)

    @property
    def keywords(self) -> str:
        """The keywords in the properties of its files: its marking, where an office made it, and those of the brief."""
        marking = self.marking.printed if self.marking and not self.marking.is_tlp else None
        return ", ".join(filter(None, (marking, self.brief.keywords)))

    @property
    def kicker(self) -> str:
        """What sort of document it is, by the brief or the house; "" where the brief wants no word for it."""
        own = self.brief.kicker
        return self.labels.kicker if own is None else own or ""

    @cached_property
    def _paths(self) -> Mapping[int, str]:
        """The paths of the parts of its sections, by their identity."""
        return {id(part): path for path, part in parts(self.brief.sections, "sections")}

    def number(self, part: Frozen) -> str | None:
        """The number of a section, a figure, a table or a recommendation, or the letter of an annex, if it has one."""
        numbered = self.numbering.numbers.get(self._paths.get(id(part), ""))
        return numbered.number if numbered else None

    def numeral(self, part: Frozen) -> str | None:
        """What is printed of its number before a title or a caption, if anything: `2`, or `Annex A`."""
        return self.numbering.numerals.get(self._paths.get(id(part), ""))

    @property
    def needs_pandoc(self) -> bool:
        """Whether pandoc has a part in its pages: it reads BibTeX, and applies styles of citation."""
        return bool(self.brief.csl) or not all(name.lower().endswith(".json") for name in self.brief.bibliography)

    @property
    def changes(self) -> list[Change]:
        """The notes that a layout of few pages shows, in the order of the brief."""
        return [
            # What has neither a title nor a caption is called by its section.
            Change(getattr(part, "title", None) or getattr(part, "caption", None) or section.title, note)
            for section in self.brief.sections
            for _, part in parts(section)
            # A part that is declared may have something else under these keys.
            for notes in (getattr(part, "notes", ()), getattr(part, "blocks", ()))
            for note in (notes if isinstance(notes, tuple) else ())
            if isinstance(note, Note) and note.onepager
        ]

    @property
    def overview(self) -> Map | None:
        """The map with which a layout of few pages opens: the first that is chosen."""
        blocks = (block for section in self.brief.sections for block in section.blocks)
        return next((block for block in blocks if isinstance(block, Map) and block.onepager), None)

    @property
    def glance(self) -> tuple[Measure, ...]:
        """The figures of page one, those that are counted as if they had been typed."""
        return tuple(counted(measure, self.brief.sections) for measure in self.brief.glance)

    @property
    def opening(self) -> Captioned | None:
        """The figure with which the full layout opens, on page one; it is not printed where it stands."""
        blocks: Iterator[Frozen] = (block for section in self.brief.sections for block in section.blocks)
        return next((block for block in blocks if isinstance(block, Captioned) and block.opening), None)

    def scale(self, block: Timeline) -> timeline_scale.Scale:
        """What a timeline draws."""
        months = self.language.month_names("abbreviated")
        return timeline_scale.scale(block, self.brief.sections, self.brief.date, months)

"""An edition: a brief in one language, complete and validated. It is all that a template ever sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool, model_validator

from briefpress.core.design import STANDARDS, Design
from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem
from briefpress.graphics.charts.spec import Spec
from briefpress.language.locale import Language
from briefpress.language.markdown import Line, Passage, Phrase, Wording
from briefpress.schema import timeline_checks, timeline_scale
from briefpress.schema.base import Frozen, Id, NotEmpty, OneOrMore, OrFalse
from briefpress.schema.blocks import Map, Note
from briefpress.schema.facts import Address
from briefpress.schema.fields import parts
from briefpress.schema.glance import Measure
from briefpress.schema.labels import Labels
from briefpress.schema.markings import Marking, MarkingName
from briefpress.schema.masthead import Authors, Meeting
from briefpress.schema.not_found import Findable
from briefpress.schema.numbering import Numbering
from briefpress.schema.own_labels import OwnLabels
from briefpress.schema.periods import Date
from briefpress.schema.sections import Mandate, Projects, Section
from briefpress.schema.sources import Source
from briefpress.schema.timelines import Timeline
from briefpress.schema.values import Declarations


class Origin(Frozen):
    """The source text that the brief prints word for word."""

    former: ClassVar[Mapping[str, str]] = {"address": "url"}

    url: Annotated[Address | None, Findable()] = None
    """Its URL, or `–` where it was [not found](#what-is-not-known)."""
    text: Phrase
    """What it is, and whose."""

    @property
    def address(self) -> str | None:
        """Its URL, for templates of older briefs."""
        return self.url or None


@dataclass(frozen=True)
class Change:
    """A chosen note of the editors, and the title of what it speaks of."""

    subject: str
    note: Note


@dataclass(frozen=True)
class Region:
    """A group of countries on a map: its title, the codes of its countries, and on what that rests."""

    title: str
    codes: tuple[str, ...]
    sources: tuple[str, ...]


class Brief(Declarations):
    """The content: the facts of brief.yaml and the words of one language."""

    date: Date
    """Date of the brief: it is printed, and written into the PDF as its creation date. Where it is missing, the day
    of the environment variable `SOURCE_DATE_EPOCH` (seconds since 1970) takes its place. The clock is never read:
    the same input gives the same bytes.
    """
    version: Annotated[str | None, NotEmpty()] = None
    """A text: `"1.0"`."""
    language: str | None = None
    """The code of the language of the source wording, from which the other editions are translated; needed where
    `brief.yaml` holds words.
    """
    status: Literal["draft", "final"] = "final"
    """`final`, or `draft`, which is printed above the title and in the outer margin of every page. A final brief is
    checked by the validator at every build, and only then does the imprint name the standards; a draft is faster to
    print.
    """
    standard: Literal["a-3a+ua-1", "a-4f+ua-2"] = "a-3a+ua-1"
    """The standards that the file meets: `a-3a+ua-1` (PDF/A-3a and PDF/UA-1, if not given) or `a-4f+ua-2`
    (PDF/A-4f, PDF/UA-2 and WTPDF 1.0, based on PDF 2.0, which few viewers and archives ask for yet).
    """
    marking: Annotated[MarkingName | None, NotEmpty()] = None
    """The [marking](markings.md), in the head and foot of every page: one of TLP 2.0, such as `TLP:CLEAR`, or of the
    office's own. Without it, or with `none`, nothing is marked.
    """
    contents: Annotated[StrictBool | None, NotEmpty()] = None
    """`true` for contents on page one, `false` for none. If not given, an edition has them when it fills three
    pages or more without them, unless it has a single section without subheadings.
    """
    layouts: tuple[Id, ...] = Field(default=("brief",), min_length=1)
    """The layouts of the templates that it is printed in; `[brief]` if not given. The first gives
    `dist/office.fr.pdf`, each other one a file of its name, `dist/office.onepager.fr.pdf`.
    """
    theme: Id | None = None
    """A [theme](styling.md#themes) of the styles."""
    origin: Origin | None = None
    """The source text, if the brief prints one word for word."""
    glance: tuple[Measure, ...] = ()
    """The figures of page one."""
    sections: tuple[Section, ...] = Field(min_length=1)
    """The [sections](#kinds-of-section), at least one."""
    sources: tuple[Source, ...] = ()
    """The [sources](#sources-and-notes)."""
    bibliography: Annotated[tuple[str, ...], OneOrMore()] = ()
    """A file of another program, or a list of files, whose entries can be cited: see
    [bibliographies](#bibliographies).
    """
    csl: str | None = None
    """A [style of citation](#styles-of-citation), a file that ends in `.csl`."""
    title: Line
    """The title."""
    short_title: Line | None = None
    """For the head of the pages, where the title is too long for one line."""
    byline: Line | None = None
    """Who writes and for whom, beside the date."""
    purpose: Annotated[Phrase | None, NotEmpty()] = None
    """What the brief is for; also the description in the PDF."""
    lead: Passage | None = None
    """An opening paragraph."""
    glossary: dict[str, Line] = Field(default_factory=dict)
    """The full words of abbreviations, for those who [listen to the brief](accessibility.md): `EU: European Union`.
    Each must occur in the texts. It is not printed.
    """
    imprint: Annotated[Passage | Literal[False] | None, NotEmpty(), OrFalse(Passage)] = None
    """Who made it, and on what grounds; `false` for no imprint at all."""
    kicker: Annotated[Line | Literal[False] | None, NotEmpty(), OrFalse(Line)] = None
    """Over the title: what sort of document it is, in the place of the house's word; `false` for none."""
    author: Authors = ()
    """Under the title: who wrote it, a [name](#names) or a list of names; also the author in the properties of the
    files.
    """
    file_number: Wording | None = None
    """Under the title: the number of its file."""
    meeting: Meeting | None = None
    """Under the title: the meeting that it is for."""
    addressee: Line | None = None
    """Under the title: to whom it is addressed."""
    distribution: Line | None = None
    """Under the title: who else gets it."""
    keywords: Line | None = None
    """Keywords, parted by commas, for the properties of the files. They are not printed."""
    numbered: Annotated[StrictBool | None, NotEmpty()] = None
    """`false` leaves all sections without numbers, `true` [numbers](#annexes-and-numbers) all figures and tables,
    too. If not given, sections have numbers, and figures or tables where a text refers to one by its number.
    """
    labels: OwnLabels = Field(default_factory=OwnLabels)
    """Words that this brief prints in the place of the house's, under the keys of the [labels](labels.md); see
    [Words of the house](#words-of-the-house).
    """

    @model_validator(mode="after")
    def _timelines_can_be_drawn(self) -> Brief:
        timeline_checks.check(self.sections, self.date)
        return self

    @property
    def design(self) -> Design:
        """The design that its brief.yaml asks for: the first of its layouts, its theme, its standard, its contents.

        Nobody looks up a single title.
        """
        first, *others = self.sections
        is_single = not others and not first.subheadings and not any(block.title for block in first.blocks)
        contents = False if self.contents is None and is_single else self.contents
        return Design(self.layouts[0], self.theme, STANDARDS[self.standard], contents=contents)

    @property
    def opened(self) -> int | None:
        """The year in which the office of the first mandate that tells it was opened."""
        years = (section.opened.year for section in self.sections if isinstance(section, Mandate) and section.opened)
        return next(years, None)

    @property
    def countries(self) -> frozenset[str]:
        """The countries of all projects, by their codes."""
        projects = [project for each in self.sections if isinstance(each, Projects) for project in each.projects]
        return frozenset(code for project in projects if project.countries for code in project.countries.codes)

    def regions(self, block: Map) -> list[Region]:
        """The groups of a map: its own, or those of the entries of its section, in the order of their numbers."""
        if block.of is None:
            return [Region(area.title, area.codes, area.sources) for area in block.areas]
        section = next(section for section in self.sections if section.id == block.of)
        entries = (entry for name in ("projects", "domains") for entry in getattr(section, name, ()) if entry.countries)
        return [Region(entry.title, entry.countries.codes, entry.countries.sources) for entry in entries]


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
        """The keywords in the properties of its files: those of the brief, and its marking, where an office made it."""
        marking = self.marking.printed if self.marking and not self.marking.is_tlp else None
        return ", ".join(filter(None, (self.brief.keywords, marking)))

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
            for note in (*getattr(part, "notes", ()), *getattr(part, "blocks", ()))
            if isinstance(note, Note) and note.onepager
        ]

    @property
    def overview(self) -> Map | None:
        """The map with which a layout of few pages opens: the first that is chosen."""
        blocks = (block for section in self.brief.sections for block in section.blocks)
        return next((block for block in blocks if isinstance(block, Map) and block.onepager), None)

    def count(self, measure: Measure) -> str:
        """The figure of a measure that is counted, as it is printed."""
        if measure.of == "opened":
            return str(self.brief.opened)
        if measure.of == "countries":
            return self.language.number(len(self.brief.countries))
        lists = [getattr(section, measure.of or "", ()) for section in self.brief.sections]
        # A kind that is declared may have something else under this key.
        return self.language.number(sum(len(each) for each in lists if isinstance(each, tuple)))

    def scale(self, block: Timeline) -> timeline_scale.Scale:
        """What a timeline draws."""
        months = self.language.month_names("abbreviated")
        return timeline_scale.scale(block, self.brief.sections, self.brief.date, months)

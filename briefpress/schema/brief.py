"""A brief: its facts, and its words in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from briefpress.core.design import STANDARDS, Design
from briefpress.language.markdown import Line, Passage, Phrase, Wording
from briefpress.schema import counts, timeline_checks
from briefpress.schema.base import Frozen, Id, NotEmpty, OneOrMore, OrFalse
from briefpress.schema.blocks import Map
from briefpress.schema.captions import Captioned
from briefpress.schema.facts import Url
from briefpress.schema.glance import Measure
from briefpress.schema.markings import MarkingName
from briefpress.schema.masthead import Authors, Meeting
from briefpress.schema.not_found import Findable
from briefpress.schema.own_labels import OwnLabels
from briefpress.schema.periods import Date
from briefpress.schema.sections import Section
from briefpress.schema.sources import Source
from briefpress.schema.values import Variants


class Origin(Frozen):
    """The source text that the brief prints word for word."""

    former: ClassVar[Mapping[str, str]] = {"address": "url"}

    url: Annotated[Url | None, Findable()] = None
    """Its URL, or `–` where it was [not found](#what-is-not-known)."""
    text: Phrase
    """What it is, and whose."""

    @property
    def address(self) -> str | None:
        """Its URL, for templates of older briefs."""
        return self.url or None


@dataclass(frozen=True)
class Region:
    """A group of countries on a map: its title, the codes of its countries, and on what that rests."""

    title: str
    codes: tuple[str, ...]
    sources: tuple[str, ...]


class Brief(Variants):
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
    """Who made it, and on what grounds; `false` for no imprint, but for the sentence that a [marking](markings.md) may
    have there.
    """
    kicker: Annotated[Line | Literal[False] | None, NotEmpty(), OrFalse(Line)] = None
    """Over the title: what sort of document it is, in the place of the house's word; `false` for none."""
    author: Authors = ()
    """Under the title: who wrote it, a [name](#names) or a list of names; also the author in the properties of the
    files. The name of an office, which each language has, is a [value](conditions.md#values).
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
    """`false` leaves sections, figures and tables without [numbers](#annexes-and-numbers), `true` numbers all of them.
    If not given, sections have numbers; figures and tables where there are several of either, or where a text refers
    to one."""
    labels: OwnLabels = Field(default_factory=OwnLabels)
    """Words that this brief prints in the place of the house's, under the keys of the [labels](labels.md); see
    [Words of the house](#words-of-the-house).
    """

    @model_validator(mode="after")
    def _timelines_can_be_drawn(self) -> Brief:
        timeline_checks.check(self.sections, self.date)
        return self

    @model_validator(mode="after")
    def _one_figure_opens_it(self) -> Brief:
        opening = [
            ("sections", index, "blocks", number, "opening")
            for index, section in enumerate(self.sections)
            for number, block in enumerate(section.blocks)
            if isinstance(block, Captioned) and block.opening
        ]
        if len(opening) > 1:
            context = {"hint": "keep `opening: true` at one of them", "path": opening[1]}
            raise PydanticCustomError("wrong-choice", "two figures open the brief: page one has room for one", context)
        return self

    @model_validator(mode="after")
    def _measures_can_be_counted(self) -> Brief:
        counts.check(self.glance, self.sections)
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

    def regions(self, block: Map) -> list[Region]:
        """The groups of a map: its own, or those of the entries of its section, in the order of their numbers."""
        if block.of is None:
            return [Region(area.title, area.codes, area.sources) for area in block.areas]
        section = next(section for section in self.sections if section.id == block.of)
        entries = (entry for name in ("projects", "domains") for entry in getattr(section, name, ()) if entry.countries)
        return [Region(entry.title, entry.countries.codes, entry.countries.sources) for entry in entries]

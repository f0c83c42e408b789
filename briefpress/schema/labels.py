"""The words that the house prints by itself, from content/labels/<language>.yaml; what has a default is optional."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Phrase
from briefpress.schema.base import Frozen
from briefpress.schema.codes import Country, Currency
from briefpress.schema.forms import Forms
from briefpress.schema.masthead import MastheadLabels
from briefpress.schema.numbering import NumberLabels
from briefpress.schema.output_labels import Dossier, Mail, Redline, Speech
from briefpress.schema.page_labels import (
    Heads,
    Imprint,
    Links,
    Maps,
    Natures,
    Onepager,
    References,
    States,
    WithoutOrigin,
)
from briefpress.schema.recommendations import RecommendationLabels
from briefpress.schema.sources import DESCRIPTION
from briefpress.schema.value_labels import Amounts, Figures, Periods, Spans

_TWELVE = {"type": "array", "items": {"type": "string"}, "anyOf": [{"maxItems": 0}, {"minItems": 12, "maxItems": 12}]}


def _twelve(months: tuple[str, ...]) -> tuple[str, ...]:
    if months and len(months) != 12:
        context = {"number": len(months), "hint": "a year has twelve months: name each of them, in their order"}
        code = "wrong-number" if len(months) > 12 else "empty-list"
        raise PydanticCustomError(code, "there are names for {number} months", context)
    return months


class Labels(Frozen):
    """All labels of one language."""

    countries: dict[Country, Line] = Field(default_factory=dict)
    """Names of countries by their ISO 3166 codes, where the house's usage is not that of CLDR."""
    months: Annotated[tuple[Line, ...], AfterValidator(_twelve), WithJsonSchema(_TWELVE)] = ()
    """The names of the twelve months, where the house's usage is not that of CLDR."""
    currencies: dict[Currency, Line] = Field(default_factory=dict)
    """Names of currencies by their ISO 4217 codes. Where one is named, all are printed in words: by these names, or
    by those of CLDR.
    """
    kicker: Line
    """Over the title: what sort of document it is."""
    glance: Line
    """The title of the figures of page one."""
    contents: Line
    """The title of the contents, also those of a dossier."""
    skip: Line
    """The first link of an HTML page, which leads to its text."""
    draft: Line
    """Of a draft: over the title and in the outer margin of every page."""
    stale: Line
    """In drafts, before words whose source wording has changed since they were translated."""
    note: Line
    """Over a note, with its `{date}`."""
    unknown: Line
    """In the place of what no source tells, on project sheets and in timelines."""
    not_found: Line | None = None
    """Before the names of what no source tells of a project, in one line; where it is left out, `unknown` stands
    under each.
    """
    gap: Line | None = None
    """Heard where a cell of a table shows that its value is not known; `unknown` where it is left out."""
    blank_list: Phrase
    """Under a group of partners with `blank: true`: that the source text names nobody."""
    details: Line
    """Over the sheets of projects: who compiled them."""
    data: Line
    """The caption of the table of what a chart shows."""
    data_annex: Line | None = None
    """The title of the annex of those tables that are too long to stand with their charts; if left out, as `data`."""
    boundaries: Phrase
    """Under every map: what its boundaries and names do not mean."""
    today: Line | None = None
    """Beside the caption of a timeline: what its dashed line is, with the `{date}` of the brief."""
    maps: Maps = Field(default_factory=Maps)
    """The keys of maps."""
    documented: Line
    """Over the table of partners: that cooperation is documented, and who selected it."""
    others_differ: Line
    """Before the amounts that other sources give."""
    sources: Line
    """The title of the list of sources."""
    source_line: Forms | None = None
    """Below what rests on sources as a whole, a figure or a text, with their `{sources}`, by how many they are;
    where it is left out, `sources` stands before them.
    """
    to_source: Line
    """What the link to a source says, with its `{number}`."""
    back_to_text: Line
    """What the link back from a source says, with its `{number}`."""
    footnotes: Line | None = None
    """The title of the footnotes where there are no pages."""
    to_footnote: Line | None = None
    """What the link to a footnote says, with its `{mark}`."""
    back_from_footnote: Line | None = None
    """What the link back from a footnote says, with its `{mark}`."""
    consulted: Line
    """After a source: when it was consulted, with its `{date}`."""
    consulted_in: Line | None = None
    """The same with a date without a day: in March 2026."""
    all_consulted: Line
    """Over the sources: when all of them were consulted, with the `{date}`."""
    all_consulted_in: Line | None = None
    """The same with a date without a day."""
    without_origin: WithoutOrigin = Field(default_factory=WithoutOrigin)
    """What is said in the place of others in a brief without a source text."""
    references: References = References()
    """How a source is described from its fields."""
    states: States
    """The states of projects."""
    natures: Natures
    """What partners are."""
    heads: Heads
    """Heads of facts and tables."""
    amounts: Amounts
    """Amounts of money."""
    figures: Figures = Field(default_factory=Figures)
    """What is said of figures."""
    spans: Spans
    """Stretches of time."""
    periods: Periods = Field(default_factory=Periods)
    """Parts of years, and years of accounts."""
    links: Links
    """What links say of themselves to a screen reader."""
    speech: Speech
    """What `listen` says."""
    imprint: Imprint
    """The imprint."""
    onepager: Onepager
    """The one-pager."""
    redline: Redline
    """Redline editions."""
    mail: Mail
    """Drafts of mails."""
    dossier: Dossier
    """Dossiers."""
    recommendations: RecommendationLabels = Field(default_factory=RecommendationLabels)
    """The terms beside recommendations."""
    numbers: NumberLabels = Field(default_factory=NumberLabels)
    """Figures, tables, sections, annexes and recommendations, in references and captions."""
    masthead: MastheadLabels = Field(default_factory=MastheadLabels)
    """The terms under the title."""

    @property
    def fact_names(self) -> dict[str, str]:
        """What facts are called, by their keys in brief.yaml."""
        heads, imprint, names = self.heads, self.imprint, self.redline.names
        return {
            **dict.fromkeys(DESCRIPTION, self.sources),
            **{key: name for key, name in names if name},
            "accessed": names.consulted,
            "at": names.date,
            "bibliography": self.sources,
            "codes": heads.countries,
            "contents": self.contents,
            "contribution": heads.contribution,
            "countries": heads.countries,
            "deadline": self.recommendations.deadline or self.redline.fact,
            "doi": names.address,
            "email": names.email or self.redline.fact,
            "file_number": self.masthead.file_number or self.redline.fact,
            "marking": imprint.marking,
            "name": self.redline.fact,
            "nature": heads.nature,
            "others": heads.contribution,
            "period": heads.timeframe,
            "phone": names.phone or self.redline.fact,
            "rows": heads.timeframe,
            "sources": self.sources,
            "span": heads.timeframe,
            "timeframe": heads.timeframe,
            "trend": names.value,
            "url": names.address,
            "version": imprint.version,
            "view": heads.countries,
        }

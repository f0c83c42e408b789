"""The words that the house prints by itself, from content/labels/<language>.yaml; what has a default is optional."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Phrase
from briefpress.schema.base import Frozen
from briefpress.schema.codes import Country, Currency
from briefpress.schema.forms import Forms
from briefpress.schema.output_labels import Dossier, Mail, Redline, Speech
from briefpress.schema.sources import DESCRIPTION
from briefpress.schema.value_labels import Figures, Periods


class States(Frozen):
    """The names of the states of a project."""

    ongoing: Line
    closed: Line
    unknown: Line


class Natures(Frozen):
    """What a partner body is."""

    institution: Line
    agency: Line
    body: Line


class Heads(Frozen):
    """The heads of the facts and of the table of partners."""

    timeframe: Line
    beneficiaries: Line
    countries: Line
    donor: Line
    contribution: Line
    results: Line
    partner: Line
    nature: Line
    cooperation: Line
    project: Line


class Amounts(Frozen):
    """Amounts by the plural category of `{number}`; `{currency}` is its name, or the ISO 4217 code."""

    units: Forms
    millions: Forms
    #: Thousands of millions; they are told in millions where it is left out.
    billions: Forms | None = None


class Spans(Frozen):
    """Stretches of time with `{start}` and `{end}`."""

    #: Between two years, and between dates of several words.
    years: Line
    between: Line
    #: From a month or a year on, or up to one, and the same with a day: depuis 2017, depuis le 1er mars 2017.
    since: Line
    since_day: Line
    until: Line
    until_day: Line
    #: What is added where a timeline draws only one end.
    start_unknown: Line
    end_unknown: Line


class Links(Frozen):
    """What a link says of itself to a screen reader: its `{text}` and its `{page}` or `{address}`.

    `address` is for links whose text is their address.
    """

    page: Line
    site: Line
    mail: Line
    address: Line


class References(Frozen):
    """How a source is described from its fields. What has no label is said as the Latin of footnotes has it."""

    #: What it is a part of, its editors, and others than the first of its authors.
    container: Line = "{title}"
    editor: Line = "{names} (ed.)"
    others: Line = "{names} et al."
    #: An edition that is a mere figure.
    edition: Line = "ed. {edition}"


class Onepager(Frozen):
    """What the layout of that name says by itself."""

    #: The head of the column of projects, and that over the notes; the latter of a brief with a source text names it.
    project: Line
    changes: Line
    changes_origin: Line
    #: That its texts are abridged, of the source text if there is one, and that its sources are numbered as in the full
    #: edition.
    abridged: Line
    abridged_origin: Line
    #: That it is a translation, from which `{language}`.
    translated: Line
    #: What its QR code is, with the `{address}` that it holds.
    code: Line


class Imprint(Frozen):
    """The lines of the imprint."""

    title: Line
    origin: Line
    address_unknown: Line
    date: Line
    version: Line
    languages: Line
    #: How to get another language, where there are several.
    other_languages: Line
    marking: Line
    accessibility: Line
    #: `{standards}` stands for the standards that the file claims.
    conformance: Phrase


def _twelve(months: tuple[str, ...]) -> tuple[str, ...]:
    if months and len(months) != 12:
        context = {"number": len(months), "hint": "a year has twelve months: name each of them, in their order"}
        code = "wrong-number" if len(months) > 12 else "empty-list"
        raise PydanticCustomError(code, "there are names for {number} months", context)
    return months


class Labels(Frozen):
    """All labels of one language."""

    #: Country names by ISO 3166 code, where the house's usage is not CLDR's.
    countries: dict[Country, Line] = Field(default_factory=dict)
    #: The names of the twelve months and of currencies, where the house's usage is not CLDR's.
    months: Annotated[tuple[Line, ...], AfterValidator(_twelve)] = ()
    currencies: dict[Currency, Line] = Field(default_factory=dict)
    kicker: Line
    glance: Line
    contents: Line
    skip: Line
    draft: Line
    #: Printed in drafts before words whose source wording has changed since they were translated.
    stale: Line
    #: The label of an editor's note, with its `{date}`.
    note: Line
    #: Said of what no source tells.
    unknown: Line
    #: What is heard where a cell of a table shows that its value is not known; `unknown` where there is none.
    gap: Line | None = None
    blank_list: Phrase
    details: Line
    #: The head of the table of what a chart shows.
    data: Line
    #: Printed under every map: what its boundaries and names do not mean.
    boundaries: Phrase
    documented: Line
    others_differ: Line
    sources: Line
    #: What the link from a text to its source, and the one back, are for: with `{number}`.
    to_source: Line
    back_to_text: Line
    #: The head of the footnotes where there are no pages; what the links to and from one are for, with its `{mark}`.
    footnotes: Line | None = None
    to_footnote: Line | None = None
    back_from_footnote: Line | None = None
    #: When one source was consulted, and when all were, with `{date}`; those with `_in` are for a month or a year
    #: without a day: on 5 March 2026, in March 2026. Labels without them say all dates alike.
    consulted: Line
    consulted_in: Line | None = None
    all_consulted: Line
    all_consulted_in: Line | None = None
    references: References = References()
    states: States
    natures: Natures
    heads: Heads
    amounts: Amounts
    figures: Figures = Field(default_factory=Figures)
    spans: Spans
    periods: Periods = Field(default_factory=Periods)
    links: Links
    speech: Speech
    imprint: Imprint
    onepager: Onepager
    redline: Redline
    mail: Mail
    dossier: Dossier

    @property
    def fact_names(self) -> dict[str, str]:
        """What facts are called, by their keys in brief.yaml."""
        heads, imprint, names = self.heads, self.imprint, self.redline.names
        return {
            **dict.fromkeys(DESCRIPTION, self.sources),
            **dict(names),
            "accessed": names.consulted,
            "at": names.date,
            "bibliography": self.sources,
            "codes": heads.countries,
            "contents": self.contents,
            "contribution": heads.contribution,
            "countries": heads.countries,
            "doi": names.address,
            "marking": imprint.marking,
            "nature": heads.nature,
            "others": heads.contribution,
            "period": heads.timeframe,
            "sources": self.sources,
            "span": heads.timeframe,
            "timeframe": heads.timeframe,
            "trend": names.value,
            "url": names.address,
            "version": imprint.version,
        }

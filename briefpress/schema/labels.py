"""The words that the house prints by itself. Every key of content/labels/<language>.yaml is required."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line, Phrase
from briefpress.schema.base import Frozen
from briefpress.schema.codes import Country, Currency


class Forms(Frozen):
    """The forms of a wording by the plural categories of CLDR; `other` stands in for those that are not given."""

    zero: Line | None = None
    one: Line | None = None
    two: Line | None = None
    few: Line | None = None
    many: Line | None = None
    other: Line


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


class Speech(Frozen):
    """What `listen` says, as a screen reader of this language does."""

    page: Line
    heading: Line
    link: Line
    figure: Line
    caption: Line
    note: Line
    note_end: Line
    list: Forms
    contents: Forms
    list_end: Line
    table: Line
    cell: Line
    table_end: Line


class FactNames(Frozen):
    """What facts are called that no other label names, by their keys in brief.yaml."""

    address: Line
    alt: Line
    consulted: Line
    date: Line
    opened: Line
    state: Line
    status: Line
    value: Line


class Redline(Frozen):
    """What a redline edition says by itself."""

    title: Line
    #: Which editions it compares, `{old}` and `{new}`, each by its `{version}` and `{date}`; `edition_in` is for a date
    #: without a day.
    between: Line
    edition: Line
    edition_in: Line | None = None
    #: How `{inserted}` and `{deleted}` words look.
    legend: Line
    inserted: Line
    deleted: Line
    moved: Line
    #: What those who listen are told before and after such words.
    insertion: Line
    insertion_end: Line
    deletion: Line
    deletion_end: Line
    #: The caption and the heads of the table of changed facts, and what it says of what is not there.
    facts: Line
    place: Line
    fact: Line
    old: Line
    new: Line
    absent: Line
    #: What an edition is that is no draft.
    final: Line
    #: The head of the list of what was inserted, deleted or moved.
    entries: Line
    names: FactNames


class Mail(Frozen):
    """What the draft of a mail says by itself."""

    #: The line of the subject, with its `{marking}` and `{title}`.
    subject: Line
    #: The head over what is attached, and what that is: a `{file}` of so many `{kilobytes}`.
    attachment: Line
    attached: Line


class Dossier(Frozen):
    """What a dossier says by itself."""

    kicker: Line
    #: What a part is called, with its `{tab}`, and the letters of the tabs in their order.
    annex: Line
    letters: Line
    #: The `{page}` of all `{pages}`, on every page.
    page: Line
    #: The head over the files that are enclosed.
    enclosed: Line


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
    #: When one source was consulted, and when all were, with `{date}`; those with `_in` are for a month or a year
    #: without a day: on 5 March 2026, in March 2026. Labels without them say all dates alike.
    consulted: Line
    consulted_in: Line | None = None
    all_consulted: Line
    all_consulted_in: Line | None = None
    states: States
    natures: Natures
    heads: Heads
    amounts: Amounts
    spans: Spans
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
            **dict(names),
            "at": names.date,
            "codes": heads.countries,
            "contribution": heads.contribution,
            "countries": heads.countries,
            "marking": imprint.marking,
            "nature": heads.nature,
            "others": heads.contribution,
            "sources": self.sources,
            "span": heads.timeframe,
            "timeframe": heads.timeframe,
            "version": imprint.version,
        }

"""The words that the house prints by itself. Every key of content/labels/<language>.yaml is required."""

from __future__ import annotations

from pydantic import Field

from briefpress.language.markdown import Line, Phrase
from briefpress.schema.base import Country, Currency, Frozen
from briefpress.schema.verblabels import Dossier, Forms, Mail, Redline, Speech


class States(Frozen):
    """What is said of a project's state."""

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


class Labels(Frozen):
    """All labels of one language."""

    #: Country names by ISO 3166 code, where the house's usage is not CLDR's.
    countries: dict[Country, Line] = Field(default_factory=dict)
    #: The names of the twelve months and of currencies, where the house's usage is not CLDR's.
    months: tuple[Line, ...] = Field(default=(), min_length=12, max_length=12)
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
    #: When one source was consulted, and when all were, with `{date}`.
    consulted: Line
    all_consulted: Line
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

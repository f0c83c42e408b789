"""The words of parts of a page: its facts and tables, its sources, its links, its imprint, and the one-pager."""

from __future__ import annotations

from briefpress.language.markdown import Line, Phrase
from briefpress.schema.base import Frozen


class States(Frozen):
    """The states of a project: on its sheet, on the one-pager and in redline editions."""

    ongoing: Line
    """Of `state: ongoing`; also at the end of its bar in a timeline."""
    closed: Line
    """Of `state: closed`."""
    unknown: Line
    """Of `state: unknown`."""


class Maps(Frozen):
    """What stands in the key of a map, before the names of what is on it."""

    rivers: Line | None = None
    """Rivers, and other waters that run."""
    cities: Line | None = None
    """Cities, and other places."""


class Natures(Frozen):
    """What a partner is, in the table of partners."""

    institution: Line
    """Of `nature: institution`."""
    agency: Line
    """Of `nature: agency`."""
    body: Line
    """Of `nature: body`."""


class Heads(Frozen):
    """The heads of facts on project sheets and domains, and of the tables of partners and projects."""

    timeframe: Line
    """Over the time of a project, on its sheet, on the one-pager and in a timeline."""
    beneficiaries: Line
    """Over the countries of a project."""
    countries: Line
    """Over the countries of a domain."""
    donor: Line
    """Over the donor of a project."""
    contribution: Line
    """Over the money of a project, where the section has no word of its own for it."""
    results: Line
    """Over the results of a project."""
    partner: Line
    """Over the names in the table of partners."""
    nature: Line
    """Over what they are, in the same table."""
    cooperation: Line
    """Over the cooperation, in the same table."""
    project: Line
    """Over the names of projects in a timeline, for those who listen."""
    activity: Line | None = None
    """Over the rows of a timeline that has rows of its own."""
    milestones: Line | None = None
    """Over the milestones of a timeline."""
    dates: Line | None = None
    """Over the times of a timeline that has rows of its own, or milestones alone; `timeframe` where it is left out."""


class Links(Frozen):
    """What a link says of itself to a screen reader, with its `{text}`."""

    page: Line
    """Of a link to a `{page}` of the document."""
    site: Line
    """Of a link to the site `{address}`."""
    mail: Line
    """Of a link that writes a mail to `{address}`."""
    mail_address: Line | None = None
    """The same where the text is the address; `address` where it is left out."""
    phone: Line | None = None
    """Of a link that calls a telephone number; its text alone where it is left out."""
    address: Line
    """Of a link whose text is its `{address}`."""


class References(Frozen):
    """How a source is described from its fields. What has no label is said as the Latin of footnotes has it."""

    container: Line = "{title}"
    """Before the `{title}` of what it is a part of."""
    editor: Line = "{names} (ed.)"
    """With the `{names}` of its editors."""
    others: Line = "{names} et al."
    """After the `{names}` of the first of more than six authors."""
    edition: Line = "ed. {edition}"
    """Of an `{edition}` that is a mere figure."""


class Onepager(Frozen):
    """What the layout of that name says by itself."""

    project: Line
    """Over the names in the table of projects."""
    changes: Line
    """Over the chosen notes."""
    changes_origin: Line
    """The same in a brief with a source text, since which they have been added."""
    abridged: Line
    """In its imprint: that texts are abridged, and that sources are numbered as in the full edition."""
    abridged_origin: Line
    """The same in a brief with a source text, whose wording it then is not."""
    translated: Line
    """In its imprint: that it is a translation, from which `{language}`."""
    code: Line
    """What its QR code is, for those who listen, with the `{address}` that it leads to."""


class WithoutOrigin(Frozen):
    """Words in the place of others, in a brief in one file that has no source text."""

    blank_list: Phrase | None = None
    """Under a group of partners with `blank: true`."""
    details: Line | None = None
    """Over the sheets of projects."""
    documented: Line | None = None
    """Over the table of partners."""


class Imprint(Frozen):
    """The lines of the imprint."""

    title: Line
    """Its title, also in the contents."""
    origin: Line
    """Before the source text."""
    address_unknown: Line
    """In parentheses after a source text without a `url`."""
    date: Line
    """Before the date."""
    version: Line
    """Before the version; also beside the date under the title."""
    languages: Line
    """Before the languages of the brief."""
    other_languages: Line
    """After them, where there are several: how to get another one."""
    marking: Line
    """Before the marking; in HTML also what is read out with it."""
    own_marking: Line | None = None
    """The same for a marking of the office's own, where the label before it speaks of TLP."""
    accessibility: Line
    """Before the standards."""
    conformance: Phrase
    """What the file conforms to: `{standards}`. Only in final PDFs."""

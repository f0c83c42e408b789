"""The words that stand in what is made beside the page: speech, redline editions, mails and dossiers."""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen
from briefpress.schema.forms import Forms


class Speech(Frozen):
    """What `listen` says, as a screen reader of this language does."""

    page: Line
    """Where a page begins, with its `{number}`."""
    heading: Line
    """Before a heading, with its `{level}` and `{text}`."""
    link: Line
    """Of a link, with its `{text}`."""
    figure: Line
    """Of a picture, with its alternative `{text}`."""
    caption: Line
    """Of a caption, with its `{text}`."""
    note: Line
    """Before a note."""
    note_end: Line
    """After a note."""
    footnote: Line | None = None
    """Of a footnote, where it is called for, with its `{text}`."""
    list: Forms
    """Before a list of `{count}` items."""
    contents: Forms
    """Before the contents, of `{count}` entries."""
    list_end: Line
    """After a list."""
    table: Line
    """Before a table of so many `{columns}` and `{rows}`."""
    cell: Line
    """Of a cell: the head of its `{column}`, and its `{text}`."""
    table_end: Line
    """After a table."""


class FactNames(Frozen):
    """What facts are called in redline editions that no other label names, by their keys in brief.yaml."""

    address: Line
    """Of a `url` or a `doi`."""
    alt: Line
    """Of an `alt`."""
    consulted: Line
    """Of an `accessed`."""
    date: Line
    """Of a `date`, or an `at`."""
    email: Line | None = None
    """Of an `email`."""
    opened: Line
    """Of an `opened`."""
    phone: Line | None = None
    """Of a `phone`."""
    state: Line
    """Of a `state`."""
    status: Line
    """Of a `status`."""
    value: Line
    """Of a `value`, or a `trend`."""


class Redline(Frozen):
    """What a redline edition says by itself."""

    title: Line
    """Its title."""
    between: Line
    """Under it: which editions it compares, `{old}` and `{new}`."""
    same: Line | None = None
    """The same where both are named alike, as `{new}`; `between` where it is left out."""
    edition: Line
    """How each of these is named, by its `{version}` and `{date}`, as far as these tell them apart."""
    edition_in: Line | None = None
    """The same with a date without a day."""
    unnumbered: Line | None = None
    """The same of a brief without a version; the `{date}` alone where it is left out."""
    unnumbered_in: Line | None = None
    """The same with a date without a day."""
    legend: Line
    """How `{inserted}` and `{deleted}` words look."""
    inserted: Line
    """In the legend and in the list of entries."""
    deleted: Line
    """In the legend and in the list of entries."""
    moved: Line
    """In the list of entries."""
    insertion: Line
    """Heard before inserted words."""
    insertion_end: Line
    """Heard after them."""
    deletion: Line
    """Heard before deleted words."""
    deletion_end: Line
    """Heard after them."""
    facts: Line
    """The caption of the table of changed facts."""
    place: Line
    """In this table, over where they stand."""
    fact: Line
    """In this table, over what they are called."""
    old: Line
    """In this table, over what they were."""
    new: Line
    """In this table, over what they are."""
    absent: Line
    """In this table, where there is none."""
    final: Line
    """In this table, of an edition that is no draft."""
    entries: Line
    """Over the list of what was inserted, deleted or moved."""
    passages: Line | None = None
    """Over the list of texts that have changed; where it is left out, there is none."""
    words: Forms | None = None
    """In this list, how many words have changed: their `{number}`."""
    names: FactNames
    """What facts are called in the table."""


class Mail(Frozen):
    """What the draft of a mail says by itself."""

    subject: Line
    """The line of the subject, with its `{marking}` and `{title}`."""
    attachment: Line
    """Over what is attached."""
    attached: Line
    """What that is: a `{file}` of so many `{kilobytes}`."""


class Dossier(Frozen):
    """What a dossier says by itself."""

    kicker: Line
    """Over the title on the cover."""
    annex: Line
    """What a part is called, with its `{tab}`: in the contents, in bookmarks and at the foot of its pages."""
    letters: Line
    """The letters of the tabs in their order."""
    page: Line
    """At the foot of every page: the `{page}` of all `{pages}`."""
    enclosed: Line
    """On the cover, over the files that are enclosed."""

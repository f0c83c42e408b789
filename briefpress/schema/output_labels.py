"""The words that stand in what is made beside the page: speech, redline editions, mails and dossiers."""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen
from briefpress.schema.forms import Forms


class Speech(Frozen):
    """What `listen` says, as a screen reader of this language does."""

    page: Line
    heading: Line
    link: Line
    figure: Line
    caption: Line
    note: Line
    note_end: Line
    #: A footnote, where it is called for: its `{text}`.
    footnote: Line | None = None
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
    #: without a day. Those with `unnumbered` are for a brief without a version; the date alone stands for labels
    #: without them.
    between: Line
    edition: Line
    edition_in: Line | None = None
    unnumbered: Line | None = None
    unnumbered_in: Line | None = None
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

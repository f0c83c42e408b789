"""What stands under the title of a brief: who wrote it, for whom and for which meeting, under which number."""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen
from briefpress.schema.periods import Period


class Meeting(Frozen):
    """The meeting that a brief is for."""

    title: Line | None = None
    """What is meeting: `Council on the Environment`."""
    date: Period | None = None
    """When: a date or a period."""
    place: Line | None = None
    """Where."""


class MastheadLabels(Frozen):
    """The terms under the title of a brief. Each is needed where a brief says what stands beside it."""

    file_number: Line | None = None
    """Before the file number."""
    addressee: Line | None = None
    """Before those to whom the brief is addressed."""
    author: Line | None = None
    """Before the names of the authors, one or several."""
    meeting: Line | None = None
    """Before the meeting that the brief is for."""
    distribution: Line | None = None
    """Before those to whom the brief is distributed."""

"""The times of projects on one scale of years: what a block of type `timeline` draws. Nothing of it is typed.

Places are in per cent of the scale, from where its line begins. A date known to the year or the month is taken whole: a
start from its first day, an end to its last; a season and a year of accounts take the years that name them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic_core import PydanticCustomError

from briefpress.core.problems import choices
from briefpress.language.dates import PartialDate
from briefpress.schema.blocks import Timeline
from briefpress.schema.periods import Span
from briefpress.schema.sections import Project, Projects, Section

#: The years between two marks of a scale, and how many marks can stand on it.
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MARKS = 7


@dataclass(frozen=True)
class Year:
    """A year that is marked on a scale, and where it begins."""

    name: int
    at: float


@dataclass(frozen=True)
class Bar:
    """Where a time lies on a scale. An end that is not known is not drawn as if it were."""

    start: float
    length: float
    begins: Literal["known", "unknown"]
    #: `open`: it was still going on at the date of the brief.
    ends: Literal["known", "open", "unknown"]


@dataclass(frozen=True)
class Track:
    """A project and its bar; None where its time is not known."""

    project: Project
    bar: Bar | None


@dataclass(frozen=True)
class Scale:
    """A common scale of years, from the first day of the one to the last of the other, and what lies on it."""

    first: int
    last: int
    years: tuple[Year, ...]
    tracks: tuple[Track, ...]


def scale(projects: Sequence[Project], today: PartialDate) -> Scale:
    """The scale of some projects, at least one of which has a known time, for a brief of `today`."""
    dates = [date.year for project in projects for date in _dates(project.timeframe)]
    first, last = min([*dates, today.year]), max([*dates, today.year])
    length = last + 1 - first
    step = next((step for step in _STEPS if length <= step * _MARKS), _STEPS[-1])
    years = tuple(Year(year, _place(year, first, length)) for year in range(first + -first % step, last + 1, step))
    tracks = tuple(Track(project, _bar(project, today, first, length)) for project in projects)
    return Scale(first, last, years, tracks)


def _dates(span: Span | None) -> list[PartialDate]:
    return [date for date in (span.first, span.last) if date] if span else []


def _bar(project: Project, today: PartialDate, first: int, length: int) -> Bar | None:
    span = project.timeframe
    if span is None or not _dates(span):
        return None
    start = _place(_begin(span.first), first, length) if span.first else 0.0
    end = _place(_end(span.last or today), first, length)
    ends: Literal["open", "unknown"] = "open" if project.state == "ongoing" else "unknown"
    begins: Literal["known", "unknown"] = "known" if span.first else "unknown"
    return Bar(start, round(max(end - start, 0.0), 2), begins, "known" if span.last else ends)


def _place(year: float, first: int, length: int) -> float:
    return round(100 * (year - first) / length, 2)


def _begin(date: PartialDate) -> float:
    """The first moment of a date, in years."""
    return date.year + ((date.month or 1) - 1) / 12 + ((date.day or 1) - 1) / 372


def _end(date: PartialDate) -> float:
    """The last moment of a date, in years."""
    if date.month is None:
        return date.year + 1
    return date.year + (date.month if date.day is None else date.month - 1 + date.day / 31) / 12


def projects_of(block: Timeline, sections: Sequence[Section]) -> tuple[Project, ...]:
    """The projects that a timeline shows: those of the section that it names."""
    named = (section for section in sections if isinstance(section, Projects) and section.id == block.of)
    return next((section.projects for section in named), ())


def check(sections: Sequence[Section]) -> None:
    """Raise what is wrong with the first timeline that cannot be drawn."""
    known = [section.id for section in sections if isinstance(section, Projects)]
    blocks = [(index, *each) for index, section in enumerate(sections) for each in enumerate(section.blocks)]
    for index, number, block in blocks:
        if not isinstance(block, Timeline):
            continue
        path = ("sections", index, "blocks", number, "of")
        projects = projects_of(block, sections)
        if not projects:
            hint = choices(block.of, known, "sections of kind `projects`") if known else "add a section of this kind"
            context = {"of": block.of, "hint": hint, "path": path}
            raise PydanticCustomError("unknown-section", "there is no section `{of}` of kind `projects`", context)
        if not any(_dates(project.timeframe) for project in projects):
            context = {"of": block.of, "hint": "add a `timeframe:`, or remove the block", "path": path}
            raise PydanticCustomError("empty-timeline", "no project of `{of}` has a timeframe", context)

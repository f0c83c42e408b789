"""What a timeline draws: its rows and milestones on one axis. Nothing of it is typed.

A time whose months nobody knows, such as a season, lies somewhere within the years that name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefpress.language.dates import PartialDate
from briefpress.language.periods import ends, has_months
from briefpress.schema.periods import Span
from briefpress.schema.sections import Project, Projects, Section
from briefpress.schema.timeline_axis import DAYS, MONTHS, YEARS, Axis, Mark
from briefpress.schema.timelines import Activity, Milestone, Timeline

#: How a time ends: `open` where it was still going on at the date of the brief, `within` where it lies somewhere
#: between its two ends.
End = Literal["known", "open", "unknown", "within"]
#: What is drawn shorter than so many per cent of the axis is drawn as a point.
_POINT = 4


@dataclass(frozen=True)
class Bar:
    """Where a time lies on an axis. An end that is not known is not drawn as if it were."""

    start: float
    length: float
    begins: Literal["known", "unknown"]
    ends: End


@dataclass(frozen=True)
class Track:
    """A project or a row of a timeline, and its bar; None where its time is not known."""

    entry: Project | Activity
    time: Span | None
    bar: Bar | None

    @property
    def project(self) -> Project | Activity:
        """The entry, for templates of older houses."""
        return self.entry


@dataclass(frozen=True)
class Point:
    """A milestone, and where it lies on the axis: at a point, or somewhere within a length."""

    milestone: Milestone
    start: float
    length: float


@dataclass(frozen=True)
class Scale:
    """A common axis, and what lies on it."""

    axis: Axis
    marks: tuple[Mark, ...]
    tracks: tuple[Track, ...]
    points: tuple[Point, ...]
    #: Where the day of the brief ends, if it is on the axis.
    today: float | None

    @property
    def years(self) -> tuple[Mark, ...]:
        """The marks, for templates of older houses."""
        return self.marks


def scale(block: Timeline, sections: Sequence[Section], today: PartialDate, months: Sequence[str]) -> Scale:
    """The scale of a timeline that can be drawn, for a brief of `today` that calls the months like this.

    Projects are drawn by the year, up to the year of the brief at least.
    """
    entries: tuple[Project | Activity, ...] = (*projects_of(block, sections), *block.rows)
    dates = [date for entry in entries for date in _dates(time_of(entry))]
    dates += [date for milestone in block.milestones for date in ends(milestone.date)]
    if block.of or any(row.state for row in block.rows):
        dates.append(today)
    axis = Axis.of(dates, (YEARS,) if block.of else (DAYS, MONTHS, YEARS))
    tracks = tuple(Track(entry, time_of(entry), _bar(entry, today, axis)) for entry in entries)
    points = tuple(_point(milestone, axis) for milestone in block.milestones)
    now = axis.end(today) if today.day and axis.begin(today) > 0 and axis.end(today) < 100 else None
    return Scale(axis, axis.marks(months), tracks, points, now)


def time_of(entry: Project | Activity) -> Span | None:
    """When a project or a row begins and ends, as far as that is known."""
    return entry.timeframe if _dates(entry.timeframe) else None


def _dates(span: Span | None) -> list[PartialDate]:
    return [date for date in (span.first, span.last) if date] if span else []


def _bar(entry: Project | Activity, today: PartialDate, axis: Axis) -> Bar | None:
    span = time_of(entry)
    if span is None:
        return None
    start = axis.begin(span.first) if span.first else 0.0
    end = axis.end(span.last) if span.last else _open_end(span, today, axis)
    length = round(max(end - start, 0.0), 2)
    if span.period and axis.unit is not YEARS and not has_months(span.period):
        return Bar(start, length, "known", "within")
    ending: End = "known" if span.last else "open" if entry.state == "ongoing" else "unknown"
    return Bar(start, length, "known" if span.first else "unknown", ending)


def _open_end(span: Span, today: PartialDate, axis: Axis) -> float:
    """Up to where a time is drawn that has no end: the date of the brief, or the end of the axis."""
    is_past = span.start is not None and not today.is_before(span.start)
    return axis.end(today) if is_past and axis.has(today) else 100.0


def _point(milestone: Milestone, axis: Axis) -> Point:
    first, last = ends(milestone.date)
    start, end = axis.begin(first), axis.end(last)
    if end - start < _POINT or (first == last and first.day):
        return Point(milestone, round((start + end) / 2, 2), 0.0)
    return Point(milestone, start, round(end - start, 2))


def projects_of(block: Timeline, sections: Sequence[Section]) -> tuple[Project, ...]:
    """The projects that a timeline shows: those of the section that it names."""
    named = (section for section in sections if isinstance(section, Projects) and section.id == block.of)
    return next((section.projects for section in named), ())

"""Timelines of their own rows and milestones: the axis that their times need, and what is drawn of them."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from briefpress.language.dates import PartialDate
from briefpress.language.locale import Language
from briefpress.reading.validation import Context
from briefpress.schema.sections import Prose
from briefpress.schema.timeline_checks import check
from briefpress.schema.timeline_scale import Bar, Scale, scale
from briefpress.schema.timelines import Timeline

ENGLISH = Language("en")
TODAY = PartialDate(2026, 11, 23)


def timeline(rows: list[dict[str, Any]], *milestones: object) -> Timeline:
    """A timeline of these rows, and of milestones on these dates."""
    facts = {
        "rows": [{"id": f"r{number}", "title": "row", **row} for number, row in enumerate(rows)],
        "milestones": [{"id": f"m{number}", "title": "m", "date": date} for number, date in enumerate(milestones)],
    }
    block = {"id": "t", "type": "timeline", "caption": "caption", **facts}
    return Timeline.model_validate(block, context=Context(ENGLISH))


def drawn(rows: list[dict[str, Any]], *milestones: object) -> Scale:
    return scale(timeline(rows, *milestones), [], TODAY, ENGLISH.month_names("abbreviated"))


@pytest.mark.parametrize(
    ("dates", "marks"),
    [
        # A single day stands between its neighbours.
        (("2026-12-09",), ["Dec 2026 8", "9", "10"]),
        (("2026-12-30", "2027-01-02"), ["Dec 2026 30", "31", "Jan 2027 1", "2"]),
        # The names of months have no room beside each other: the second is named alone, with its year.
        (("2026-11-30", "2026-12-02"), ["30", "Dec 2026 1", "2"]),
        (("2026-11-25", "2026-12-04"), ["Nov 2026 25", "27", "29", "Dec 1", "3"]),
        # Weeks begin on Mondays.
        (("2026-12-02", "2027-01-09"), ["30", "Dec 2026 7", "14", "21", "28", "Jan 2027 4"]),
        (("2026-12-02", "2027-02-09"), ["2026 Dec", "2027 Jan", "Feb"]),
        (("2026-01", "2027-03"), ["2026 Jan", "Apr", "Jul", "Oct", "2027 Jan"]),
        (("2025-Q3", "2028-Q1"), ["2025 Jul", "2026 Jan", "Jul", "2027 Jan", "Jul", "2028 Jan"]),
        (("2026", "2030"), ["2026", "2027", "2028", "2029", "2030"]),
        (("1893", "2050"), ["1850", "1900", "1950", "2000", "2050"]),
        # The last day that there is has none after it.
        (("9999-12-31",), ["Dec 9999 30", "31"]),
        (("1000", "2026"), ["1000", "1200", "1400", "1600", "1800", "2000"]),
    ],
)
def test_the_axis_has_the_marks_that_its_times_need(dates: tuple[str, ...], marks: list[str]) -> None:
    assert [f"{mark.within} {mark.name}".strip() for mark in drawn([], *dates).marks] == marks


def test_names_of_months_that_are_long_stand_at_every_other_mark() -> None:
    marks = drawn([], "2026-07", "2027-01").axis.marks(Language("fi").month_names("abbreviated"))
    assert [f"{mark.within} {mark.name}".strip() for mark in marks] == [
        *("2026 heinä", "", "syys", "", "marras", "", "2027 tammi"),
    ]


@pytest.mark.parametrize(
    ("row", "bar"),
    [
        ({"period": "2026-01/06"}, Bar(0.0, 50.0, "known", "known")),
        ({"start": "2026-07", "state": "ongoing"}, Bar(50.0, 39.52, "known", "open")),
        # Up to the date of the brief, where it is on the axis, and else to the end of that.
        ({"start": "2026-07"}, Bar(50.0, 39.52, "known", "unknown")),
        ({"start": "2026-12"}, Bar(91.67, 8.33, "known", "unknown")),
        ({"end": "2026-06-30"}, Bar(0.0, 49.73, "unknown", "known")),
        # Nobody knows the months of a season: it lies within the year.
        ({"period": "2026-spring"}, Bar(0.0, 100.0, "known", "within")),
        ({"period": "FY2026"}, Bar(0.0, 100.0, "known", "within")),
        ({"period": "2026"}, Bar(0.0, 100.0, "known", "known")),
        ({}, None),
    ],
)
def test_a_row_is_drawn_as_far_as_it_is_known(row: dict[str, Any], bar: Bar | None) -> None:
    year = {"period": "2026-01/12"}
    assert drawn([year, row]).tracks[1].bar == bar


def test_a_milestone_is_a_point_or_lies_within_its_time() -> None:
    points = drawn([{"period": "2026"}], "2026-07-01", "2026-12-09/10", "2026-Q3").points
    assert [(point.start, point.length) for point in points] == [(50.14, 0.0), (94.08, 0.0), (50.0, 25.0)]
    # On an axis of a century, a quarter is no longer than a point.
    assert [point.length for point in drawn([], "1893", "2026-Q3").points] == [0.0, 0.0]


def test_the_date_of_the_brief_is_on_the_axis_only_where_something_goes_on() -> None:
    past = {"start": 1893, "end": 1918}
    assert drawn([past, {"start": 1900}]).axis.stop == 1919
    assert drawn([past, {"start": 1900, "state": "ongoing"}]).axis.stop == 2027


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "shows nothing"),
        ([{"period": "2026", "state": "ongoing"}], "has a `start` and no `end`"),
        ([{"start": 2025, "end": 2026, "state": "ongoing"}], "has a `start` and no `end`"),
        ([{"start": 2025, "state": "closed"}], "ongoing"),
    ],
)
def test_a_timeline_that_says_two_things_or_none(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        timeline(rows)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({}, "no row says when it begins or ends"),
        ({"start": "2027-03", "state": "ongoing"}, "begins on 2027-03 is not going on at the date of the brief"),
    ],
)
def test_rows_that_cannot_be_drawn(row: dict[str, Any], message: str) -> None:
    section = Prose.model_construct(id="s", blocks=(timeline([row]),))
    with pytest.raises(PydanticCustomError, match=message):
        check([section], TODAY)


@pytest.mark.parametrize(
    ("dates", "today"), [(("2026-01", "2026-12"), 89.52), (("2027-01", "2027-12"), None), (("2026-11-23",), 66.67)]
)
def test_the_day_of_the_brief_is_a_line_where_it_lies_within_the_axis(
    dates: tuple[str, ...], today: float | None
) -> None:
    assert drawn([], *dates).today == today

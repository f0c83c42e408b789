"""Spans: their ends, and where they lie on the scale of a timeline."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefpress.language.dates import PartialDate
from briefpress.language.locale import Language
from briefpress.reading.validation import Context
from briefpress.schema.periods import Span
from briefpress.schema.sections import Project, Projects
from briefpress.schema.timeline_scale import Bar, scale
from briefpress.schema.timelines import Timeline


def bar(**timeframe: object) -> Bar:
    """The bar of a project of this time, on a scale of 2024 to 2027."""
    context = Context(Language("en"))
    times: list[dict[str, Any]] = [{"start": 2024, "end": 2027}, timeframe]
    facts = {"state": "closed", "title": "title", "text": "text"}
    projects = [Project.model_validate({"id": "p", **facts, "timeframe": time}, context=context) for time in times]
    section = Projects.model_construct(id="funded", projects=tuple(projects), blocks=())
    block = Timeline.model_construct(id="t", of="funded", rows=(), milestones=())
    drawn = scale(block, [section], PartialDate(2026), ()).tracks[1].bar
    assert drawn
    return drawn


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026-Q3", "2026-07", "2026-09"),
        ("2026-Q3/2027-Q1", "2026-07", "2027-03"),
        ("2026-H2", "2026-07", "2026-12"),
        ("2026-12-09/10", "2026-12-09", "2026-12-10"),
        # In which months these lie depends on who says so.
        ("2026-spring", 2026, 2026),
        ("2026/27", 2026, 2027),
        ("FY2026", 2026, 2026),
    ],
)
def test_a_period_is_drawn_from_its_first_day_to_its_last(period: str, start: object, end: object) -> None:
    assert bar(period=period) == bar(start=start, end=end)
    assert bar(period=period).ends == "known"


@pytest.mark.parametrize(
    ("time", "message"),
    [
        ({"start": 2026, "period": "2026-Q3"}, "has a `period`, or `start` and `end`"),
        ({"period": "2026-12-10/09"}, "ends before it begins"),
        ({"start": "2026-Q3"}, "is not a valid date"),
    ],
)
def test_a_time_that_says_two_things_or_none(time: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Span.model_validate(time, context=Context(Language("en")))

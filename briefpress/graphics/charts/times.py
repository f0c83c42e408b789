"""The axes of time: their ticks are years, months or days as the data have them, and none between these."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

#: How many years an axis names at most, and after how many it names the next.
_MOST_YEARS = 10
_STEPS = (1, 2, 5, 10, 20, 50, 100, 500)
#: The same of months.
_MOST_MONTHS = 12
_MONTHS = (1, 2, 3, 4, 6)
#: Over how many days an axis names days, and over how many it names each.
_MOST_DAYS = 180
_FEW_DAYS = 10
#: How many last days of months an axis names at most, and what parts of a date are called (Vega-Lite, “DateTime”).
_MOST_ENDS = 5
_PARTS = ("year", "month", "date")


def dated(axis: Mapping[str, Any], dates: list[str], *, is_short: bool = False) -> dict[str, Any]:
    """The settings of an axis of these dates, with ticks and labels where it has none; a short one has its ends."""
    form = _ends(dates) if is_short and not {"values", "tickCount"} & axis.keys() else _form(dates, axis)
    if {"format", "labelExpr"} & axis.keys():
        form = {key: value for key, value in form.items() if key == "tickCount"}
    # A number of ticks is the most of them: Vega would put ticks where there are no dates.
    is_most = "tickCount" in form and isinstance(axis.get("tickCount"), int | float)
    return form | {key: value for key, value in axis.items() if key != "tickCount" or not is_most}


def _form(dates: list[str], settings: Mapping[str, Any]) -> dict[str, Any]:
    """How an axis of these dates prints them, where Vega would print more than is known, or in American order."""
    count = settings.get("tickCount")
    if dates and all(len(date) <= 7 for date in dates):
        return _periods(dates, count if isinstance(count, int | float) else None)
    days = sorted({date.partition("T")[0] for date in dates if len(date) >= 10})
    if any("T" in date for date in dates):
        return {"format": "%H:%M"} if len(days) == 1 else {"format": "%-d %b %H:%M"}
    if len(days) == len(dates) > 1 and all(map(_ends_month, days)):
        # Beside a tick at the beginning of a month, its last day would be over the name of the next.
        apart = math.ceil(len(days) / (count if isinstance(count, int) and count > 0 else _MOST_ENDS))
        return {"format": "%-d %b %Y", "values": [_parts(day) for day in days[::apart]]}
    if len(days) == len(dates) > 0 and (span := _days(days)) <= _MOST_DAYS:
        return {"format": "%-d %b"} | ({"tickCount": {"interval": "day", "step": 1}} if span <= _FEW_DAYS else {})
    return {}


def _ends(dates: list[str]) -> dict[str, Any]:
    """How an axis prints its first and its last date alone."""
    form = {4: "%Y", 7: "%b %Y"}.get(max(map(len, dates), default=0), "%-d %b %Y")
    ends = [min(dates), max(dates)] if dates else []
    return {"format": form, "values": [_parts(day.partition("T")[0]) for day in ends]}


def _parts(day: str) -> dict[str, int]:
    """A date as Vega-Lite takes it among the values of an axis."""
    return dict(zip(_PARTS, map(int, day.split("-")), strict=False))


def _ends_month(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(1)).day == 1


def _days(days: list[str]) -> int:
    return (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days


def _periods(dates: list[str], count: float | None) -> dict[str, Any]:
    """The ticks of an axis of years or months: none between them, and so many at most."""
    first, last = min(dates), max(dates)
    years = int(last[:4]) - int(first[:4])
    months = years * 12 + int(last[5:] or 12) - int(first[5:] or 1)
    # Quarters have ticks at quarters.
    apart = math.gcd(12, *(int(date[5:] or 1) - 1 for date in dates))
    month = next((step for step in _MONTHS if step % apart == 0 and months <= step * (count or _MOST_MONTHS)), 0)
    if month and max(map(len, dates)) == 7:
        # The year stands where it begins, and with the first month.
        label = "timeFormat(datum.value, month(datum.value) == 0 || datum.index == 0 ? '%b %Y' : '%b')"
        return {"labelExpr": label, "tickCount": {"interval": "month", "step": month}}
    step = next((step for step in _STEPS if years <= step * (count or _MOST_YEARS)), _STEPS[-1])
    return {"format": "%Y", "tickCount": {"interval": "year", "step": step}}

"""The figures of page one: counted from the content, or typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal, Self

from pydantic import ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from briefpress.core.located import path_of
from briefpress.core.problems import Severity
from briefpress.language.finding import Finding
from briefpress.language.markdown import Line
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.facts import Number
from briefpress.schema.key_rules import Rules, has_not_both, has_one_of
from briefpress.schema.periods import Date, Period
from briefpress.schema.quantities import Measured

#: What may be counted.
Count = Literal[
    "objectives", "domains", "projects", "partners", "countries", "ongoing", "contribution", "first_year", "opened"
]
#: Whole numbers that may be years.
_YEARS = (1900, 2060)


def _wrong(message: str, hint: str, *path: str) -> PydanticCustomError:
    return PydanticCustomError("wrong-measure", message, {"hint": hint, "path": path})


def warn_of_year(value: object, text: object, info: ValidationInfo) -> None:
    """Tell where a number that nothing else is said of, beside a text, may be a year: it is printed as an amount."""
    if isinstance(value, int) and _YEARS[0] <= value <= _YEARS[1]:
        message = f"{value} is printed as an amount, with separators, and may be a year"
        hint = "if it is a year, add `unit: year`; if it is an amount, say when it was true, as in `at: 2026-03`"
        context: Any = info.context
        context.warnings.append((path_of(text), Finding("wrong-measure", message, "", hint, Severity.WARNING)))


class Trend(Measured):
    """How a figure has changed: by how much, or in which sense."""

    key_rules: ClassVar[Rules] = (*Measured.key_rules, has_one_of("value", "sense"))

    value: Number | None = None
    """By how much; below 0 where it has gone down."""
    sense: Literal["up", "down", "same"] | None = None
    """`up`, `down` or `same`, where it is not known by how much."""
    since: Date | None = None
    """The date from which on."""

    @model_validator(mode="before")
    @classmethod
    def _has_keys(cls, value: object) -> object:
        if isinstance(value, str | int | Decimal):
            hint = "write {sense: up}, down or same, or {value: 2.1}"
            raise PydanticCustomError("wrong-type", "keys and values are expected here", {"hint": hint})
        return value

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.value is None) == (self.sense is None):
            hint = "write `value: -2.1` for how much, or `sense: down` where only that is known"
            raise _wrong("a trend has either a `value` or a `sense`", hint)
        return self

    @property
    def direction(self) -> Literal["up", "down", "same"]:
        """In which sense the figure has changed."""
        if self.sense or not self.value:
            return self.sense or "same"
        return "up" if self.value > 0 else "down"


class Measure(Entry, Measured, Sourced):
    """A figure of the strip "at a glance"."""

    key_rules: ClassVar[Rules] = (
        *Measured.key_rules,
        has_one_of("of", "value", "result"),
        has_not_both("of", "unit", "currency", "decimals", "trend", "at", "sources"),
        has_not_both("result", "unit", "currency", "decimals", "trend", "at", "sources"),
    )

    of: Count | None = None
    """What is counted. `objectives`, `domains`, `projects`, `partners`: how many there are. `countries`: how many
    the projects name. `ongoing`: how many projects go on. `contribution`: all that is given for the projects, with
    “at least” where not all of them tell it. `first_year`: the year in which the first project began. `opened`: the
    year in which the office of a mandate opened. Each figure has either `of`, `result` or `value`; what is counted
    takes no other key but `text`.
    """
    result: str | None = None
    """A result of a project, with its date and sources: `wapis.agents`, by the ids of project and result."""
    trend: Trend | None = None
    """How the figure has changed; an arrow, and the same in words. Its unit is that of the figure where there is
    none; a share in `%` needs one: `points`, or `%`.
    """
    at: Period | None = None
    """The date or period of the figure, in parentheses."""
    text: Line
    """The words beside the figure."""

    @model_validator(mode="after")
    def _is_counted_or_typed(self) -> Self:
        if self.of is None and self.result is None and self.value is None:
            raise _wrong("there is no figure here", "add `value:` for a number, or `of:` for what is counted")
        key = "of" if self.of else "result"
        others = (name for name in type(self).model_fields if name not in ("id", key, "text"))
        if (self.of or self.result) and (name := next((name for name in others if getattr(self, name)), "")):
            raise _wrong(f"a figure that is counted takes nothing but `{key}`", f"remove `{key}`, or `{name}`", name)
        trend = self.trend
        if trend and trend.value and self.unit == "%" and not (trend.unit or trend.currency):
            hint = 'add `unit: points` if 50 % became 52 %; add `unit: "%"` if 50 % became 51 %'
            raise _wrong("a share can change by points or by per cent", hint, "trend", "value")
        return self

    @model_validator(mode="after")
    def _may_be_year(self, info: ValidationInfo) -> Self:
        if not (self.unit or self.currency or self.at or self.trend or self.approximate):
            warn_of_year(self.value, self.text, info)
        return self

    @property
    def change(self) -> Trend | None:
        """Its trend, in its own unit where that has no other."""
        if self.trend is None or self.trend.unit or self.trend.currency:
            return self.trend
        return self.trend.model_copy(update={"unit": self.unit, "currency": self.currency})

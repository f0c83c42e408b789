"""Results: figures that were reached, each in words of its own."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line
from briefpress.schema.base import Entry, Sourced
from briefpress.schema.periods import Period, Span
from briefpress.schema.quantities import Measured, Numbers


def _with_value(text: str) -> str:
    if "{value}" not in text:
        hint = "the number is in brief.yaml; write {value} where it is to be printed"
        raise PydanticCustomError("missing-value", "the words do not contain {value}", {"hint": hint})
    return text


class Result(Entry, Measured, Sourced):
    """A figure that was reached; `{value}` in its words stands for the figure."""

    value: Numbers
    """A number, or a range: `[5, 7]`."""
    at: Period | None = None
    """The date or period of the count."""
    span: Span | None = None
    """The span in which it was reached; printed where there is no `at`."""
    text: Annotated[Line, AfterValidator(_with_value)]
    """The words around `{value}`: `"plus de {value} agents formés"`."""

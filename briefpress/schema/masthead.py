"""What stands under the title of a brief: who wrote it, for whom and for which meeting, under which number."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, ValidationInfo

from briefpress.core.problems import Severity
from briefpress.language.finding import Finding
from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen
from briefpress.schema.names import Name, Names, is_rather_institution
from briefpress.schema.periods import Period


def _are_two(family: str, given: str) -> bool:
    """Whether two names of a person are rather two persons, or an institution and its place."""
    return (" " in family and " " in given) or family.isupper() or is_rather_institution(family, given)


def _tell_of_two(names: tuple[Name, ...], info: ValidationInfo) -> tuple[Name, ...]:
    """Tell of what was typed as one person and may be none: `Anna Müller, Jan Novák`, `ICPDR, Vienna`."""
    context: Any = info.context
    for name in (name for name in names if name.family and name.given):
        if _are_two(str(name.family), str(name.given)):
            message = f"`{name}` is one person, and printed as {name.as_said}"
            hint = f'if they are two, write ["{name.family}", "{name.given}"]; if one, {{literal: "{name}"}}'
            context.warnings.append(("author", Finding("wrong-name", message, "", hint, Severity.WARNING)))
    return names


#: The authors of a brief, whose given names are printed first.
Authors = Annotated[Names, AfterValidator(_tell_of_two)]


class Meeting(Frozen):
    """The meeting that a brief is for."""

    title: Line | None = None
    """Who meets, or on what: `Council on the Environment`."""
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

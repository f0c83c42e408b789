"""The figures of page one that are counted from the content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from briefpress.core.problems import choices
from briefpress.language.quantity_units import YEAR
from briefpress.schema.glance import Measure
from briefpress.schema.money import Contribution
from briefpress.schema.results import Result
from briefpress.schema.sections import Mandate, Project, Projects, Section

#: What a figure is made of: some fields of a `Counted`.
Figure = Mapping[str, Any]


class Counted(Measure):
    """A measure as if it had been typed, with what was counted as its figure."""

    is_minimum: bool = False
    """Whether it may be more, as not all that is counted is known."""


def counted(measure: Measure, sections: Sequence[Section]) -> Measure:
    """A measure with its figure; one that is typed is returned as it is."""
    if not (measure.of or measure.result):
        return measure
    fields = {name: getattr(measure, name) for name in Measure.model_fields}
    return Counted.model_construct(**{**fields, "of": None, "result": None, **_figure(measure, sections)})


def check(glance: Sequence[Measure], sections: Sequence[Section]) -> None:
    """Raise what is wrong with the first measure that counts what is not there, or what cannot be added up."""
    for index, measure in enumerate(glance):
        key = "result" if measure.result else "of"
        if measure.result and measure.result not in (known := _results(sections)):
            hint = choices(measure.result, known, "results") if known else "add `results:` to a project"
            raise _wrong("unknown-id", f"there is no result `{measure.result}`", hint, index, key)
        if measure.of in _LACKS and not _LACKS[measure.of][0](sections):
            _, lack, remedy = _LACKS[measure.of]
            raise _wrong("empty-measure", f"no project {lack}", f"{remedy}, or remove the measure", index, key)
        if measure.of == "contribution" and len({each.currency for each in _contributions(sections)}) > 1:
            message = "the contributions are in several currencies: they cannot be added up"
            raise _wrong("wrong-measure", message, "type the figure: `value:` and `currency:`", index, key)


def _wrong(code: str, message: str, hint: str, index: int, key: str) -> PydanticCustomError:
    return PydanticCustomError(code, message, {"hint": hint, "path": ("glance", index, key)})


def _figure(measure: Measure, sections: Sequence[Section]) -> Figure:
    if measure.result:
        result = _results(sections)[measure.result]
        return {name: getattr(result, name) for name in _OF_RESULTS}
    count = _COUNTS.get(str(measure.of))
    return count(sections) if count else {"value": _entries(sections, str(measure.of))}


def _entries(sections: Sequence[Section], name: str) -> int:
    lists = (getattr(section, name, ()) for section in sections)
    # A kind that is declared may have something else under this key.
    return sum(len(each) for each in lists if isinstance(each, tuple))


def _projects(sections: Sequence[Section]) -> Iterator[Project]:
    return (project for section in sections if isinstance(section, Projects) for project in section.projects)


def _results(sections: Sequence[Section]) -> dict[str, Result]:
    return {f"{project.id}.{result.id}": result for project in _projects(sections) for result in project.results}


def _contributions(sections: Sequence[Section]) -> list[Contribution]:
    return [project.contribution for project in _projects(sections) if project.contribution]


def _states(sections: Sequence[Section]) -> list[str]:
    return [project.state for project in _projects(sections) if project.state]


def _years(sections: Sequence[Section]) -> list[int]:
    spans = (project.timeframe for project in _projects(sections))
    return [span.start.year for span in spans if span and span.start]


def _countries(sections: Sequence[Section]) -> Figure:
    return {"value": len({code for each in _projects(sections) if each.countries for code in each.countries.codes})}


def _opened(sections: Sequence[Section]) -> Figure:
    years = (section.opened.year for section in sections if isinstance(section, Mandate) and section.opened)
    return {"value": next(years, None), "unit": YEAR}


def _sum(sections: Sequence[Section]) -> Figure:
    known = _contributions(sections)
    return {
        "value": sum(Decimal(each.amount) for each in known),
        "currency": known[0].currency,
        "approximate": any(each.approximate for each in known),
        "sources": tuple(dict.fromkeys(source for each in known for source in each.sources)),
        "is_minimum": len(known) < len(list(_projects(sections))),
    }


#: What a measure takes over from a result.
_OF_RESULTS = ("value", "unit", "currency", "decimals", "approximate", "at", "sources")
#: What is more than the number of entries of a name.
_COUNTS: Mapping[str, Callable[[Sequence[Section]], Figure]] = {
    "countries": _countries,
    "opened": _opened,
    "ongoing": lambda sections: {"value": _states(sections).count("ongoing")},
    "first_year": lambda sections: {"value": min(_years(sections)), "unit": YEAR},
    "contribution": _sum,
}
#: What is counted, what projects lack where there is none of it, and what to do.
_LACKS: Mapping[str | None, tuple[Callable[[Sequence[Section]], Sequence[Any]], str, str]] = {
    "ongoing": (_states, "says whether it is going on", "add `state:` to the projects"),
    "first_year": (_years, "says when it began", "add `timeframe:` to a project"),
    "contribution": (_contributions, "says what is given for it", "add `contribution:` to a project"),
}

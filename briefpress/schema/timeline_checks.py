"""Timelines that cannot be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from briefpress.core.problems import choices
from briefpress.language.dates import PartialDate
from briefpress.schema.sections import Projects, Section
from briefpress.schema.timeline_scale import projects_of, time_of
from briefpress.schema.timelines import Timeline


def check(sections: Sequence[Section], today: PartialDate) -> None:
    """Raise what is wrong with the first timeline that cannot be drawn."""
    for index, section in enumerate(sections):
        for number, block in enumerate(section.blocks):
            if isinstance(block, Timeline):
                path = ("sections", index, "blocks", number)
                _check_section(block, sections, path)
                _check_times(block, sections, path)
                _check_states(block, today, path)


def _check_section(block: Timeline, sections: Sequence[Section], path: tuple[str | int, ...]) -> None:
    if block.of and not projects_of(block, sections):
        known = [section.id for section in sections if isinstance(section, Projects)]
        hint = choices(block.of, known, "sections of kind `projects`") if known else "add a section of this kind"
        context = {"of": block.of, "hint": hint, "path": (*path, "of")}
        raise PydanticCustomError("unknown-section", "there is no section `{of}` of kind `projects`", context)


def _check_times(block: Timeline, sections: Sequence[Section], path: tuple[str | int, ...]) -> None:
    if block.milestones or any(map(time_of, projects_of(block, sections))) or any(map(time_of, block.rows)):
        return
    if block.of:
        context = {"of": block.of, "hint": "add a `timeframe:`, or remove the block", "path": (*path, "of")}
        raise PydanticCustomError("empty-timeline", "no project of `{of}` has a timeframe", context)
    context = {"hint": "add a `start`, an `end` or a `period` to one of them", "path": (*path, "rows")}
    raise PydanticCustomError("empty-timeline", "no row says when it begins or ends", context)


def _check_states(block: Timeline, today: PartialDate, path: tuple[str | int, ...]) -> None:
    for number, row in enumerate(block.rows):
        if row.state and row.start and today.is_before(row.start):
            context = {"start": str(row.start), "today": str(today), "path": (*path, "rows", number, "state")}
            context["hint"] = "remove `state`, or fix the `start`"
            message = "what begins on {start} is not going on at the date of the brief, {today}"
            raise PydanticCustomError("wrong-date", message, context)

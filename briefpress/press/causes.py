"""What most likely made an edition too much for its child: what it has far more of than others have.

A child reads the edition once more, and goes no further, which is seldom too much as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply, problem_of, values_of
from briefpress.confined.tasks import Progress
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import FACTS
from briefpress.press.order import Order

if TYPE_CHECKING:
    from briefpress.schema.base import Frozen
    from briefpress.schema.edition import Edition

#: From how much on it is much, by what is counted.
_MUCH = {"rows": 500, "entries": 300, "letters": 50_000}


@dataclass(frozen=True)
class _Amount:
    """How many rows, entries or letters there are under a path of an edition."""

    number: int
    unit: str
    #: What has them: the table `prices`.
    name: str
    path: str

    @property
    def weight(self) -> float:
        """How many times as many as is much."""
        return self.number / _MUCH[self.unit]


def with_cause(problem: Problem, order: Order) -> Problem:
    """What was too much of an order, told at its likely cause; the same problem where there is no such."""
    place = Position(order.folder / FACTS)
    try:
        causes = read(
            partial(_causes, order), lambda reply: [problem_of(each) for each in reply.values["causes"]],
            reads=(order.folder.absolute(),), name=order.name, place=place, hint="", limits=LIMITS,
        )  # fmt: skip
    except Unprintable:
        return problem
    for cause in causes:
        return replace(problem, position=cause.position, hint=f"{cause.message}; {problem.hint}")
    return problem


def _causes(order: Order, progress: Progress) -> Reply:
    """What an edition has most of, as a problem at its place; none where that is not much."""
    from briefpress.press.make import read_order

    edition, _ = read_order(order, progress)
    most = max(_amounts(edition), key=lambda amount: amount.weight)
    if most.weight <= 1:
        return Reply({"causes": []})
    steps = most.path.split(".")
    paths = (".".join(steps[:count]) for count in range(len(steps), 0, -1))
    place = next((edition.places[path] for path in paths if path in edition.places), None)
    number = f"{most.number:,}".replace(",", " ")
    return Reply({"causes": [values_of(Problem("too-much", f"{most.name} has {number} {most.unit}", place))]})


def _amounts(edition: Edition) -> Iterator[_Amount]:
    from briefpress.schema.fields import parts

    for path, part in parts(edition.brief):
        for name in type(part).model_fields:
            yield _amount(part, name, f"{path}.{name}".lstrip("."))


def _amount(part: Frozen, name: str, path: str) -> _Amount:
    """How much there is in a field of a part."""
    from briefpress.schema.tables import Table

    value = getattr(part, name)
    if isinstance(part, Table) and name == "rows":
        return _Amount(len(value), "rows", f"the table `{part.id}`", path.removesuffix(".rows"))
    if isinstance(value, tuple):
        return _Amount(len(value), "entries", f"`{path}`", path)
    text = value if isinstance(value, str) else getattr(value, "commonmark", "")
    return _Amount(len(text), "letters", f"`{path}`", path)

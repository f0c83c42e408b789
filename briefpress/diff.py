"""The verb `diff`: two versions of a brief in, a redline edition out, with a list of what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefpress import briefs
from briefpress.compare import Comparison, compare
from briefpress.conform import conform
from briefpress.content import read
from briefpress.differences import COLOURED, PLAIN, Difference, differences
from briefpress.edition import Edition
from briefpress.nodes import read_yaml
from briefpress.preflight import preflight
from briefpress.problems import Position, Problem, Unprintable, WrongUsage, errors
from briefpress.publish import Order, write
from briefpress.render import Design
from briefpress.revised import revised
from briefpress.typeset import typeset
from briefpress.verapdf import validate


@dataclass(frozen=True)
class Redlined:
    """What came of a comparison: how the two differ, and the file that shows it."""

    name: str
    differences: tuple[Difference, ...] = ()
    path: Path | None = None
    pages: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the two do not differ."""
        return not (self.differences or self.problems)

    @property
    def is_failed(self) -> bool:
        """Whether there is no file although they may differ."""
        return self.path is None and bool(self.problems)

    def told(self, *, coloured: bool) -> list[str]:
        """The differences, one a line."""
        return [difference.told(COLOURED if coloured else PLAIN) for difference in self.differences]

    def as_json(self) -> dict[str, object]:
        """All of it for machines: the keys of `--json`."""
        return {
            "edition": self.name,
            "state": "failed" if self.is_failed else "same" if self.is_same else "different",
            "path": str(self.path) if self.path else None,
            "pages": self.pages,
            "changes": [difference.as_json() for difference in self.differences],
            "problems": [problem.as_json() for problem in self.problems],
        }


def diff(old: Path, order: Order, progress: Callable[[str], None]) -> Redlined:
    """Print the redline edition from the brief in the folder `old` to that of the order.

    Nothing is printed where they do not differ. A file that is there takes leave only for one without errors.
    """
    told: tuple[Difference, ...] = ()
    try:
        progress("read")
        before, after = (read(folder, order.language, order.epoch, alone=True) for folder in (old, order.folder))
        comparison = compare(before, after)
        told = tuple(differences(comparison.changes, before, after))
        return _printed(before, after, comparison, told, order, progress) if told else Redlined(order.name)
    except Unprintable as unprintable:
        return Redlined(order.name, told, problems=unprintable.problems)


def _printed(
    old: Edition,
    new: Edition,
    comparison: Comparison,
    told: tuple[Difference, ...],
    order: Order,
    progress: Callable[[str], None],
) -> Redlined:
    """The file, by the stages of every edition."""
    progress("render")
    design = Design(order.layout, order.theme, order.standard)
    html = revised(old, new, comparison, told, design, order.out / ".pictures")
    progress("typeset")
    pdf = conform(typeset(html), new)
    progress("preflight")
    problems = preflight(pdf, new)
    if not errors(problems) and new.brief.status == "final":
        progress("validate")
        place = Position(new.manuscript)
        problems += tuple(problem.at(place) for problem in validate(pdf.data, pdf.standard.profiles))
    if errors(problems):
        raise Unprintable(problems)
    target = order.out / f"{order.name}.redline.pdf"
    write(target, pdf.data)
    return Redlined(order.name, told, target, pdf.proof.pages, problems)


def language(old: Path, new: Path, asked: str | None) -> str:
    """The language that is compared: that which is asked for, that of the source wording, or the first.

    Raises WrongUsage where one of the two versions lacks it.
    """
    codes = briefs.languages(new)
    shared = [code for code in codes if code in briefs.languages(old)]
    if not shared or (asked and asked not in shared):
        message = f"the two versions have no manuscript in `{asked}`" if asked else "the two versions have no language"
        hint = f"languages of both: {', '.join(shared)}" if shared else "a PDF encloses the manuscript of its language"
        raise WrongUsage([Problem("unknown-language", f"{message} in common", None, hint)])
    source = read_yaml(new / briefs.FACTS).find(["language"]).value
    return asked or (source if isinstance(source, str) and source in shared else shared[0])

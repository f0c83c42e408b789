"""The verb `diff`: two versions of a brief in, a redline edition out, with a list of what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from briefpress.core import project
from briefpress.core.design import Finish
from briefpress.core.output import deliver
from briefpress.core.problems import Position, Problem, Severity, Unprintable, WrongUsage, errors
from briefpress.core.yamltree import read_yaml
from briefpress.layout.typeset import typeset
from briefpress.pdf.conformance import conform
from briefpress.pdf.preflight import preflight
from briefpress.pdf.validator import validate
from briefpress.press.build import Order, Publication, State
from briefpress.reading.read import read
from briefpress.redline.compare import Comparison, compare
from briefpress.redline.page import revised
from briefpress.redline.report import Difference, differences
from briefpress.schema.edition import Edition


@dataclass(frozen=True)
class Redlined:
    """What came of a comparison: how the two differ, and the file that shows it."""

    publication: Publication
    differences: tuple[Difference, ...] = ()


def diff(old: Path, order: Order, progress: Callable[[str], None]) -> Redlined:
    """Print the redline edition from the brief in the folder `old` to that of the order.

    Nothing is printed where they do not differ. The file takes the place of an older one only when it is finished and
    without errors.
    """
    told: tuple[Difference, ...] = ()
    try:
        progress("read")
        before, after = (read(folder, order.language, order.epoch, alone=True) for folder in (old, order.folder))
        comparison = compare(before, after)
        told = tuple(differences(comparison.changes, before, after))
        if not told:
            return Redlined(Publication(order.name, State.UNCHANGED))
        return Redlined(_printed(before, after, comparison, told, order, progress), told)
    except Unprintable as unprintable:
        return Redlined(Publication(order.name, State.FAILED, problems=unprintable.problems), told)


def _printed(
    old: Edition,
    new: Edition,
    comparison: Comparison,
    told: tuple[Difference, ...],
    order: Order,
    progress: Callable[[str], None],
) -> Publication:
    """The file, by the stages of every edition."""
    progress("render")
    design = replace(order.overrides.applied_to(new.brief.design), finish=Finish.REDLINE)
    html = revised(old, new, comparison, told, design, order.out / ".pictures")
    progress("typeset")
    pdf = typeset(html)
    # Without a manifest: what comes out again from the sources of the new version is not this file.
    pdf = conform(pdf, new, pdf.files.under(new.folder))
    progress("preflight")
    problems = preflight(pdf, new)
    if not errors(problems) and new.brief.status == "final":
        progress("validate")
        place = Position(new.manuscript)
        problems += tuple(problem.at(place) for problem in validate(pdf.data, pdf.design.standard.profiles))
    if errors(problems):
        raise Unprintable(problems)
    problems += _unraised(old, new)
    target = order.out / f"{order.name}.redline.pdf"
    deliver({target: pdf.data})
    return Publication(order.name, State.CHANGED, (target,), pdf.proof.pages, problems)


def _unraised(old: Edition, new: Edition) -> tuple[Problem, ...]:
    """A warning where both versions have one name: nobody can tell from the pages what is compared with what."""
    if (old.brief.version, old.brief.date) != (new.brief.version, new.brief.date):
        return ()
    message = f"the old version bears the same version and date: {new.brief.version}, {new.brief.date.first}"
    hint = "raise `version:` or `date:`, which the redline edition names on every page"
    position = read_yaml(new.folder / project.FACTS).nearest("version").position
    return (Problem("same-version", message, position, hint, Severity.WARNING),)


def language(old: Path, new: Path, asked: str | None) -> str:
    """The language that is compared: that which is asked for, that of the source wording, or the first.

    Raises WrongUsage where one of the two versions lacks it.
    """
    codes = project.languages(new)
    shared = [code for code in codes if code in project.languages(old)]
    if not shared or (asked and asked not in shared):
        message = f"the two versions have no manuscript in `{asked}`" if asked else "the two versions have no language"
        hint = f"languages of both: {', '.join(shared)}" if shared else "a PDF encloses the manuscript of its language"
        raise WrongUsage([Problem("unknown-language", f"{message} in common", None, hint)])
    source = read_yaml(new / project.FACTS).text("language")
    return asked or (source if source in shared else shared[0])

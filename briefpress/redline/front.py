"""The first page of a redline edition: what it compares, and its changes, each with the page that it is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from briefpress.markup.origins import paths_of
from briefpress.markup.render import render_part
from briefpress.markup.tree import parse
from briefpress.redline.edits import Kind
from briefpress.redline.report import Difference
from briefpress.redline.words import count_changed
from briefpress.schema.edition import Edition

#: What says again what is printed elsewhere.
_REPEATED = {"contents", "marking", "draft-mark"}


def put_front(
    body: HtmlElement, old: Edition, new: Edition, changes: Sequence[Difference], seen: Sequence[Difference]
) -> None:
    """Put the first page before all that is not for the margins; `seen` are changes of words that are marked."""
    words = new.labels.redline
    between = _between(old, new)
    legend = escape(words.legend).replace("{inserted}", _sample("ins", words.inserted))
    anchors = _Anchors(body)
    told = [change for change in changes if change not in seen]
    names = {
        "between": between,
        "legend": legend.replace("{deleted}", _sample("del", words.deleted)),
        "facts": [change for change in told if change.kind is Kind.CHANGED],
        "entries": [change for change in told if change.kind is not Kind.CHANGED],
        "passages": _passages(seen),
        "anchors": {change.path: anchors.of(change.path) for change in changes},
    }
    body.set("data-comparison", between)
    _, front = parse(render_part(new, "redline/front.html", names))
    first = next(element for element in body if element.get("class") not in ("marking", "draft-mark"))
    for element in front:
        first.addprevious(element)


def _passages(seen: Sequence[Difference]) -> list[tuple[Difference, int]]:
    """Of each place the first change of its words, and how many words have changed there."""
    counts: dict[str, tuple[Difference, int]] = {}
    for change in seen:
        first, count = counts.get(change.place, (change, 0))
        counts[change.place] = first, count + count_changed(change.old or "", change.new or "")
    return list(counts.values())


@dataclass
class _Anchors:
    """The elements of a page by the paths that they are printed from; those that something leads to get ids."""

    body: HtmlElement
    elements: dict[str, HtmlElement] = field(init=False, default_factory=dict)
    #: How many ids have been given.
    count: int = 0

    def __post_init__(self) -> None:
        for element in self.body.iter():
            around = (element, *element.iterancestors())
            if any(_REPEATED & set(each.classes) for each in around):
                continue
            for path in paths_of(element):
                keys = path.split(".")
                for length in range(len(keys), 0, -1):
                    self.elements.setdefault(".".join(keys[:length]), element)

    def of(self, path: str) -> str | None:
        """The id of what is printed from a path, or else from what is around it; None where nothing is."""
        keys = path.split(".")
        around = (".".join(keys[:length]) for length in range(len(keys), 0, -1))
        element = next((self.elements[path] for path in around if path in self.elements), None)
        if element is None:
            return None
        if not element.get("id"):
            self.count += 1
            element.set("id", f"redline-{self.count}")
        return element.get("id")


def _between(old: Edition, new: Edition) -> str:
    """Which editions are compared: by their versions and dates, as far as these tell them apart."""
    words = new.labels.redline
    is_numbered = old.brief.version != new.brief.version or old.brief.date == new.brief.date
    before, after = (_edition(edition, new, is_numbered=is_numbered) for edition in (old, new))
    form = words.same if before == after and words.same else words.between
    return form.replace("{old}", before).replace("{new}", after)


def _edition(edition: Edition, new: Edition, *, is_numbered: bool) -> str:
    """An edition by its version and date, in words of the new one."""
    words, brief = new.labels.redline, edition.brief
    of_day, of_month = words.edition, words.edition_in
    if not (brief.version and is_numbered):
        of_day, of_month = words.unnumbered or "{date}", words.unnumbered_in
    wording = of_day if brief.date.day else of_month or of_day
    version = new.language.isolate(brief.version or "")
    return wording.replace("{version}", version).replace("{date}", new.language.date(brief.date))


def _sample(tag: str, word: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(tag, word)

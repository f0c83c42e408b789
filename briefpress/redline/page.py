"""The page of a redline edition: both editions rendered alike and merged into one, after a first page of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from briefpress.core.design import Design
from briefpress.language.figures import JOINER
from briefpress.markup.citations import numbered
from briefpress.markup.render import Html, render, render_part
from briefpress.markup.stylesheets import BRIEF
from briefpress.markup.tree import parse, serialize
from briefpress.redline.edits import Comparison, Kind
from briefpress.redline.merge import Marker
from briefpress.redline.moves import MOVED
from briefpress.redline.report import Difference
from briefpress.schema.brief import Brief
from briefpress.schema.edition import Edition

#: The host of the images of the old brief.
_FORMER = "https://former.invalid/"


def redline_page(
    old: Edition,
    new: Edition,
    comparison: Comparison,
    changes: Sequence[Difference],
    design: Design,
    cache: Path | None,
) -> Html:
    """The page; raises Unprintable. It lists those of the changes that are not seen in it."""
    after = render(replace(new, brief=comparison.new), design, cache)
    before = render(_former(old, new, comparison), design, cache, _numbers(comparison.old, after.numbers))
    page = parse(after.markup)
    (_, old_body), (head, new_body) = parse(before.markup), page
    texts = _text(old_body), _text(new_body)
    Marker(new.labels.redline, (BRIEF, _FORMER)).mark(old_body, new_body)
    _head(head, new)
    _front(new_body, old, new, [change for change in changes if not _is_seen(change, texts)])
    return replace(
        after,
        markup=serialize(page),
        folders={**after.folders, _FORMER: old.folder},
        files=new.files | old.files,
        pictures={**before.pictures, **after.pictures},
    )


def _former(old: Edition, new: Edition, comparison: Comparison) -> Edition:
    """The old edition, to be printed as the new one is: by its templates, of the same languages."""
    return replace(old, brief=comparison.old, folder=new.folder, files=new.files, languages=new.languages)


def _numbers(old: Brief, new: Mapping[str, int]) -> dict[str, int]:
    """The numbers that sources of the old edition have in the new one; those that are gone come last."""
    return numbered(dict.fromkeys([*new, *(source.id for source in old.sources)]))


def _text(element: HtmlElement) -> str:
    """All text without its spaces, and without what calls for sources and notes, which stands in the midst of it."""
    return _without_spaces("".join(element.xpath(".//text()[not(ancestor::sup[@class])]")))


def _without_spaces(text: str) -> str:
    return "".join(text.replace(MOVED, "").replace(JOINER, "").split())


def _is_seen(change: Difference, texts: tuple[str, str]) -> bool:
    """Whether words are printed where they stand, so that their change is seen there."""
    sides = zip((change.old, change.new), texts, strict=True)
    return change.is_words and all(words is None or _uncalled(words) in _uncalled(text) for words, text in sides)


def _uncalled(text: str) -> str:
    """A text without its spaces, and without what stands in brackets, as what it calls for does (redline/report.py)."""
    brackets = 1
    while brackets:
        text, brackets = re.subn(r"\[[^\[\]]*\]", "", text)
    return _without_spaces(text)


def _head(head: HtmlElement, new: Edition) -> None:
    """Say in the title what it is; a redline edition is made for no number of pages."""
    for title in head.findall("title"):
        title.text = f"{title.text} – {new.labels.redline.title}"
    for pages in head.findall("meta[@name='pages']"):
        head.remove(pages)


def _front(body: HtmlElement, old: Edition, new: Edition, changes: Sequence[Difference]) -> None:
    """Put the first page before all that is not for the margins."""
    words = new.labels.redline
    before, after = (_edition(edition, new) for edition in (old, new))
    between = words.between.replace("{old}", before).replace("{new}", after)
    legend = escape(words.legend).replace("{inserted}", _sample("ins", words.inserted))
    names = {
        "between": between,
        "legend": legend.replace("{deleted}", _sample("del", words.deleted)),
        "facts": [change for change in changes if change.kind is Kind.CHANGED],
        "entries": [change for change in changes if change.kind is not Kind.CHANGED],
    }
    body.set("data-comparison", between)
    _, front = parse(render_part(new, "redline/front.html", names))
    first = next(element for element in body if element.get("class") not in ("marking", "draft-mark"))
    for element in front:
        first.addprevious(element)


def _edition(edition: Edition, new: Edition) -> str:
    """An edition by its version and date, in words of the new one."""
    words, brief = new.labels.redline, edition.brief
    of_day, of_month = words.edition, words.edition_in
    if not brief.version:
        of_day, of_month = words.unnumbered or "{date}", words.unnumbered_in
    wording = of_day if brief.date.day else of_month or of_day
    version = new.language.isolate(brief.version or "")
    return wording.replace("{version}", version).replace("{date}", new.language.date(brief.date))


def _sample(tag: str, word: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(tag, word)

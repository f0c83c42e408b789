"""The page of a redline edition: both editions rendered alike and merged into one, after a first page of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lxml.html import HtmlElement

from briefpress.core.design import Design
from briefpress.language.figures import JOINER
from briefpress.markup.citations import numbered
from briefpress.markup.render import Html, render
from briefpress.markup.stylesheets import BRIEF
from briefpress.markup.tree import parse, serialize
from briefpress.redline.edits import Comparison
from briefpress.redline.front import put_front
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
    """The page; raises Unprintable. Its first page lists the changes; of those that are seen, where they are."""
    after = render(replace(new, brief=comparison.new), design, cache)
    before = render(_former(old, new, comparison), design, cache, _numbers(comparison.old, after.numbers))
    page = parse(after.markup)
    (_, old_body), (head, new_body) = parse(before.markup), page
    texts = _text(old_body), _text(new_body)
    Marker(new.labels.redline, (BRIEF, _FORMER)).mark(old_body, new_body)
    _head(head, new)
    put_front(new_body, old, new, changes, [change for change in changes if _is_seen(change, texts)])
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

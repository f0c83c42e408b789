"""The page of a redline edition: both editions rendered alike, merged into one, and told on a page before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from briefpress.core.design import Design
from briefpress.markup.render import Html, render, render_part
from briefpress.markup.stylesheets import BRIEF
from briefpress.markup.tree import Part, fill, parse, parts, serialize
from briefpress.redline.compare import Comparison, Kind
from briefpress.redline.merge import Marker
from briefpress.redline.moves import MOVED
from briefpress.redline.report import Difference
from briefpress.schema.edition import Edition

#: The host of the pictures of the old brief.
_FORMER = "https://former.invalid/"


@dataclass(frozen=True)
class _Former(Edition):
    """An old edition whose sources bear the numbers of the new one; those that are gone come last."""

    successor: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> dict[str, int]:
        gone = [name for name in self.own if name not in self.successor]
        kept = {name: number for name, number in self.successor.items() if name in self.own}
        return kept | {name: number for number, name in enumerate(gone, start=len(self.successor) + 1)}


def revised(
    old: Edition, new: Edition, comparison: Comparison, told: Sequence[Difference], design: Design, cache: Path | None
) -> Html:
    """The page; raises Unprintable. `told` are the changes of the comparison, of which it lists those unseen in it."""
    before = render(_former(old, new, comparison), design, cache)
    after = render(replace(new, brief=comparison.new), design, cache)
    page, former = parse(after.markup), parse(before.markup)
    (_, old_body), (_, new_body) = former, page
    bodies = old_body, new_body
    seen = _text(bodies[0]), _text(bodies[1])
    Marker(new.labels.redline, (BRIEF, _FORMER)).mark(*bodies)
    _head(page, new)
    _front(page, old, new, [each for each in told if not _is_seen(each, seen)])
    return replace(
        after,
        markup=serialize(page),
        folders={**after.folders, _FORMER: old.folder},
        files=new.files | old.files,
        pictures={**before.pictures, **after.pictures},
    )


def between(old: Edition, new: Edition) -> str:
    """Which editions are compared, in words."""
    words = new.labels.redline
    said = (_edition(edition, new) for edition in (old, new))
    return words.between.replace("{old}", next(said)).replace("{new}", next(said))


def _edition(edition: Edition, new: Edition) -> str:
    date, version = new.language.date(edition.brief.date), new.language.isolate(edition.brief.version)
    return new.labels.redline.edition.replace("{version}", version).replace("{date}", date)


def _former(old: Edition, new: Edition, comparison: Comparison) -> Edition:
    """The old edition, to be printed as the new one is: by its templates, and of the same languages."""
    own = {each.name: getattr(old, each.name) for each in fields(old)}
    own |= {"brief": comparison.old, "folder": new.folder, "files": new.files, "languages": new.languages}
    return _Former(**own, successor=new.numbers, own=old.numbers)


def _child(element: HtmlElement, tag: str) -> HtmlElement:
    return next(child for child in element if child.tag == tag)


def _text(element: HtmlElement) -> str:
    """All text without its spaces, and without the numbers of sources, which stand in the midst of it."""
    shown = (part if isinstance(part, str) else _text(part) for part in parts(element))
    return "" if element.tag == "sup" else _letters("".join(shown))


def _letters(text: str) -> str:
    return "".join(text.replace(MOVED, "").split())


def _is_seen(difference: Difference, texts: tuple[str, str]) -> bool:
    """Whether words are printed where they stand, so that their change is seen there."""
    sides = list(zip((difference.old, difference.new), texts, strict=True))
    return difference.is_words and all(said is None or _letters(said) in text for said, text in sides)


def _head(page: HtmlElement, new: Edition) -> None:
    """Say in the title what it is; a redline edition is made for no number of pages."""
    head = _child(page, "head")
    for element in list(head):
        if element.tag == "title":
            element.text = f"{element.text} – {new.labels.redline.title}"
        if element.get("name") == "pages":
            head.remove(element)


def _front(page: HtmlElement, old: Edition, new: Edition, told: Sequence[Difference]) -> None:
    """Put the first page before all that is not for the margins."""
    words, said = new.labels.redline, between(old, new)
    legend = escape(words.legend).replace("{inserted}", _sample("ins", words.inserted))
    names = {
        "between": said,
        "legend": legend.replace("{deleted}", _sample("del", words.deleted)),
        "facts": [each for each in told if each.kind is Kind.CHANGED],
        "entries": [each for each in told if each.kind is not Kind.CHANGED],
    }
    body = _child(page, "body")
    body.set("data-comparison", said)
    front = _child(parse(render_part(new, "redline/front.html", names)), "body")
    held = parts(body)
    start = next(place for place, part in enumerate(held) if _is_of_the_page(part))
    fill(body, [*held[:start], *parts(front), *held[start:]])


def _sample(tag: str, word: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(tag, word)


def _is_of_the_page(part: Part) -> bool:
    return isinstance(part, HtmlElement) and not re.fullmatch(r"marking|draft-mark", part.get("class", ""))

"""Two pages as one: the new page, with what was inserted and what was deleted marked by <ins> and <del>.

A mark never crosses the bounds of an element. Without its deletions the page is the new one, without its insertions the
old one. What only follows from the rest is that of the new page and bears no marks: the numbers of sections, the ways
back from sources, the margins, attributes, pictures and what is for the eye alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml.html import HtmlElement

from briefpress.markup.tree import Part, create, fill, parts
from briefpress.redline.matching import atoms, key, pairs
from briefpress.redline.moves import MOVED
from briefpress.redline.words import steps
from briefpress.schema.labels import Redline

#: What only follows from the rest, by tag and class.
_FOLLOWING = frozenset(
    (("span", "number"), ("span", "back"), ("span", "moved"), ("div", "marking"), ("div", "draft-mark"))
)
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "wbr",
    )
)
_CLOSED = frozenset(("img", "script", "style", "svg"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Marker:
    """Marks pages in the words of their language."""

    words: Redline
    #: The hosts by which pages name the pictures of the new brief and those of the old one.
    hosts: tuple[str, str]

    def mark(self, old: HtmlElement, new: HtmlElement) -> None:
        """Let the new page hold what the old one held as well, and mark what differs."""
        for element in list(new.iter()):
            fill(element, [shown for part in parts(element) for shown in self.moved(part)])
            for name, value in element.items():
                element.set(name, value.replace(MOVED, ""))
        self.merge(old, new)
        for element in new.iter():
            if any(inner.tag in ("del", "ins") or inner.get("class") == "moved" for inner in _held(element)):
                _name(element)

    def moved(self, part: Part) -> Iterator[Part]:
        """The words of an entry that was moved begin by saying so."""
        if isinstance(part, HtmlElement) or MOVED not in part:
            yield part
            return
        before, *after = part.split(MOVED)
        yield from [before] if before else []
        for text in after:
            yield create("span", [create("span", [self.words.moved]), " "], {"class": "moved"})
            yield from [text] if text else []

    def merge(self, old: HtmlElement, new: HtmlElement) -> None:
        """Merge two versions of one element into the new one."""
        if _is_following(new) or _is_closed(new):
            return
        before, after = atoms(old), atoms(new)
        in_text = _has_text(before) or _has_text(after)
        held: list[Part] = []
        for step in steps([key(atom) for atom in before], [key(atom) for atom in after]):
            here, there = before[step.old], after[step.new]
            held += self.change(here, there, in_text=in_text) if step.is_change else there
        fill(new, held)

    def change(self, old: Sequence[Part], new: Sequence[Part], *, in_text: bool) -> list[Part]:
        """A changed stretch: versions of one element are merged; what stands between them is deleted or inserted."""
        held: list[Part] = []
        i = j = 0
        for one, two in pairs(old, new):
            held += self.marked(old[i:one], "del", in_text=in_text) + self.marked(new[j:two], "ins", in_text=in_text)
            before, after = old[one], new[two]
            if isinstance(before, HtmlElement) and isinstance(after, HtmlElement):
                self.merge(before, after)
                held.append(after)
            i, j = one + 1, two + 1
        return held + self.marked(old[i:], "del", in_text=in_text) + self.marked(new[j:], "ins", in_text=in_text)

    def marked(self, held: Sequence[Part], mark: str, *, in_text: bool) -> list[Part]:
        """A stretch of one page, marked: running text as a whole, anything else by the text in it."""
        shown: list[Part] = []
        for manner, group in groupby(held, _manner):
            stretch = list(group)
            if manner == "following":
                shown += stretch if mark == "ins" else []
            elif manner == "inline" and not in_text and not _has_text(stretch):
                shown += self.within(stretch, mark)
            elif manner == "inline":
                shown.append(self.labelled(create(mark, [self.settled(part, mark) for part in stretch])))
            else:
                shown += self.within(stretch, mark)
        return shown

    def within(self, stretch: Sequence[Part], mark: str) -> list[Part]:
        """Elements that are marked inside; the space between them belongs to the markup and not to the text."""
        shown: list[Part] = []
        for part in stretch:
            if isinstance(part, str):
                shown += [part] if mark == "ins" else []
            elif _is_closed(part):
                shown.append(self.settled(part, mark))
            else:
                inner = atoms(part)
                self.settle(part, mark)
                fill(part, self.marked(inner, mark, in_text=_has_text(inner)))
                part.set("class", f"{part.get('class', '')} {'deleted' if mark == 'del' else 'inserted'}".strip())
                shown.append(part)
        return shown

    def labelled(self, mark: HtmlElement) -> HtmlElement:
        """A mark that tells those who listen where it begins and where it ends."""
        is_deletion = mark.tag == "del"
        mark.set("data-begin", self.words.deletion if is_deletion else self.words.insertion)
        mark.set("data-end", self.words.deletion_end if is_deletion else self.words.insertion_end)
        return mark

    def settled(self, part: Part, mark: str) -> Part:
        """A part of running text, and all in it, as it stands in a mark."""
        if isinstance(part, HtmlElement):
            for element in part.iter():
                self.settle(element, mark)
        return part

    def settle(self, element: HtmlElement, mark: str) -> None:
        """What is deleted leads nowhere and is led to from nowhere; its pictures are those of the old brief."""
        if mark == "ins":
            return
        element.tag = "span" if element.tag == "a" else element.tag
        for name in ("href", "id", "role", "title") if element.tag != "abbr" else ("id",):
            element.attrib.pop(name, None)
        if element.tag == "img":
            element.set("src", element.get("src", "").replace(*self.hosts))
            if element.get("alt"):
                element.set("alt", f"{self.words.deletion} {element.get('alt')}")


def _held(element: HtmlElement) -> Iterator[HtmlElement]:
    """What a heading or a link holds."""
    yield from element.iter() if element.tag in _HEADINGS or element.tag == "a" else ()


def _name(element: HtmlElement) -> None:
    """The outline and the descriptions of links are those of the new page."""
    if element.tag in _HEADINGS:
        element.set("data-bookmark", " ".join(_new_text(element).split()))
    elif element.tag == "a" and not element.get("title"):
        element.set("title", " ".join(_new_text(element).split()))


def _new_text(element: HtmlElement) -> str:
    shown = (part if isinstance(part, str) else _new_text(part) for part in parts(element))
    return "" if element.tag == "del" or element.get("class") == "moved" else "".join(shown)


def _manner(part: Part) -> str:
    """How a part is marked."""
    if isinstance(part, str):
        return "inline"
    return "following" if _is_following(part) else "inline" if part.tag in _INLINE else "block"


def _is_following(element: HtmlElement) -> bool:
    return (element.tag, element.get("class")) in _FOLLOWING


def _is_closed(element: HtmlElement) -> bool:
    """Whether it has no text that is read."""
    return element.tag in _CLOSED or element.get("aria-hidden") == "true"


def _has_text(held: Sequence[Part]) -> bool:
    return any(isinstance(part, str) and bool(part.strip()) for part in held)

"""Two pages as one: the new page, with what was inserted and what was deleted marked by <ins> and <del>.

A mark never crosses the bounds of an element. Without its deletions the page is the new one, without its insertions the
old one. What only follows from the rest is that of the new page and bears no marks: the numbers of sections, the
letters of footnotes, the ways back from sources, the margins, attributes, images and what is for the eye alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml.html import HtmlElement

from briefpress.markup.tree import Part, create, fill, parts
from briefpress.redline.matching import atoms, key, pairs
from briefpress.redline.moves import MOVED
from briefpress.redline.words import steps
from briefpress.schema.output_labels import Redline

#: What only follows from the rest, by tag and class.
_DERIVED = frozenset(
    (
        *(("span", "number"), ("span", "back"), ("span", "moved"), ("span", "mark"), ("a", "call")),
        *(("div", "marking"), ("div", "draft-mark")),
    )
)
_INLINE = frozenset((
    "a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "q", "small", "span", "strong", "sub", "sup", "svg",
    "wbr",
))  # fmt: skip
#: What contains no text of the page.
_TEXTLESS = frozenset(("img", "script", "style", "svg"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Marker:
    """Marks pages in the words of their language."""

    words: Redline
    #: The hosts by which pages name the images of the new brief and those of the old one.
    hosts: tuple[str, str]

    def mark(self, old: HtmlElement, new: HtmlElement) -> None:
        """Let the new page contain what the old one did as well, and mark what differs."""
        for element in list(new.iter()):
            fill(element, [announced for part in parts(element) for announced in self.announced(part)])
            for name, value in element.items():
                element.set(name, value.replace(MOVED, ""))
        self.merge(old, new)
        for element in new.iter("a", *_HEADINGS):
            if any(inner.tag in ("del", "ins") or inner.get("class") == "moved" for inner in element.iter()):
                _name(element)

    def announced(self, part: Part) -> Iterator[Part]:
        """The words of an entry that was moved begin by saying so."""
        for text in re.split(f"({MOVED})", part) if isinstance(part, str) else [part]:
            is_sign = text == MOVED
            yield create("span", [create("span", [self.words.moved]), " "], {"class": "moved"}) if is_sign else text

    def merge(self, old: HtmlElement, new: HtmlElement) -> None:
        """Merge two versions of one element into the new one."""
        if _is_derived(new) or _is_textless(new):
            return
        if new.tag == "tr":
            # A cell is known by its column: the same text in another one is another cell.
            for cells in zip(old, new, strict=True):
                self.merge(*cells)
            return
        before, after = atoms(old), atoms(new)
        in_text = _has_text(before) or _has_text(after)
        merged: list[Part] = []
        for step in steps([key(atom) for atom in before], [key(atom) for atom in after]):
            here, there = before[step.old], after[step.new]
            merged += self.change(here, there, in_text=in_text) if step.is_change else there
        fill(new, merged)

    def change(self, old: Sequence[Part], new: Sequence[Part], *, in_text: bool) -> list[Part]:
        """A changed stretch: versions of one element are merged; what stands between them is deleted or inserted."""
        merged: list[Part] = []
        i = j = 0
        for one, two in pairs(old, new):
            merged += self.deleted(old[i:one], in_text=in_text) + self.marked(new[j:two], "ins", in_text=in_text)
            before, after = old[one], new[two]
            if isinstance(before, HtmlElement) and isinstance(after, HtmlElement):
                self.merge(before, after)
                merged.append(after)
            i, j = one + 1, two + 1
        return merged + self.deleted(old[i:], in_text=in_text) + self.marked(new[j:], "ins", in_text=in_text)

    def deleted(self, contents: Sequence[Part], *, in_text: bool) -> list[Part]:
        """A stretch of the old page: it leads nowhere and is led to from nowhere; its images are those of its brief."""
        for element in [each for part in contents if isinstance(part, HtmlElement) for each in part.iter()]:
            element.tag = "span" if element.tag == "a" else element.tag
            for name in ("href", "id", "role", "title") if element.tag != "abbr" else ("id",):
                element.attrib.pop(name, None)
            if element.tag == "img":
                element.set("src", element.get("src", "").replace(*self.hosts))
                if element.get("alt"):
                    element.set("alt", f"{self.words.deletion} {element.get('alt')}")
        return self.marked(contents, "del", in_text=in_text)

    def marked(self, contents: Sequence[Part], mark: str, *, in_text: bool) -> list[Part]:
        """A stretch of one page, marked: running text as a whole, anything else by the text in it."""
        marked: list[Part] = []
        for manner, group in groupby(contents, _manner):
            stretch = list(group)
            if manner == "derived":
                marked += stretch if mark == "ins" else []
            elif manner == "inline" and (in_text or _has_text(stretch)):
                marked.append(create(mark, stretch, self.labels(mark)))
            else:
                marked += self.within(stretch, mark)
        return marked

    def within(self, stretch: Sequence[Part], mark: str) -> list[Part]:
        """Elements that are marked inside; the space between them belongs to the markup and not to the text."""
        marked: list[Part] = []
        for part in stretch:
            if isinstance(part, str):
                marked += [part] if mark == "ins" else []
            elif _is_textless(part):
                marked.append(part)
            else:
                inner = atoms(part)
                fill(part, self.marked(inner, mark, in_text=_has_text(inner)))
                part.set("class", f"{part.get('class', '')} {'deleted' if mark == 'del' else 'inserted'}".strip())
                marked.append(part)
        return marked

    def labels(self, mark: str) -> dict[str, str]:
        """What those who listen are told where a mark begins and where it ends."""
        words = self.words
        if mark == "del":
            return {"data-begin": words.deletion, "data-end": words.deletion_end}
        return {"data-begin": words.insertion, "data-end": words.insertion_end}


def _name(element: HtmlElement) -> None:
    """The outline and the descriptions of links are those of the new page."""
    name = "data-bookmark" if element.tag in _HEADINGS else "title"
    if name == "data-bookmark" or not element.get(name):
        texts = element.xpath(".//text()[not(ancestor::del or ancestor::*[@class='moved'])]")
        element.set(name, " ".join("".join(texts).split()))


def _manner(part: Part) -> str:
    """How a part is marked."""
    if isinstance(part, str):
        return "inline"
    return "derived" if _is_derived(part) else "inline" if part.tag in _INLINE else "block"


def _is_derived(element: HtmlElement) -> bool:
    return (element.tag, element.get("class")) in _DERIVED


def _is_textless(element: HtmlElement) -> bool:
    """Whether it contains no text that is read."""
    return element.tag in _TEXTLESS or element.get("aria-hidden") == "true"


def _has_text(contents: Sequence[Part]) -> bool:
    return any(isinstance(part, str) and bool(part.strip()) for part in contents)

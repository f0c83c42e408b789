"""Markup as a tree and back, read as browsers do (the HTML standard, 13.2): pages are changed here and not in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, tostring

import tinyhtml5

from briefpress.language.locale import Language

#: A text or an element: what an element holds.
Part = str | Element

_NAMESPACE = re.compile(r"\{[^}]*\}")


def parse(markup: str) -> Element:
    """The tree of an HTML page without its comments, its elements by their plain names, those of drawings as well."""
    root: Element = tinyhtml5.parse(markup, namespace_html_elements=False)
    for element in root.iter():
        # Comments have a function for a tag.
        if isinstance(element.tag, str):
            element.tag = _NAMESPACE.sub("", element.tag)
            element.attrib = {_NAMESPACE.sub("", name): value for name, value in element.attrib.items()}
        fill(element, [part for part in parts(element) if isinstance(part, str) or isinstance(part.tag, str)])
    return root


def serialize(root: Element) -> str:
    """The HTML of a page."""
    return f"<!doctype html>\n{tostring(root, 'unicode', 'html')}\n"


def parts(element: Element) -> list[Part]:
    """What an element holds, in its order; texts are never empty."""
    held: list[Part] = [element.text] if element.text else []
    for child in element:
        held += [child, child.tail] if child.tail else [child]
    return held


def fill(element: Element, held: Iterable[Part]) -> None:
    """Let an element hold this and nothing else."""
    held = list(held)
    for child in list(element):
        element.remove(child)
    element.text = None
    last: Element | None = None
    for part in held:
        if isinstance(part, Element):
            part.tail = None
            element.append(part)
            last = part
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def made(tag: str, held: Iterable[Part], attributes: dict[str, str] | None = None) -> Element:
    """A new element."""
    element = Element(tag, attributes or {})
    fill(element, held)
    return element


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


def said(element: Element) -> str:
    """The text of an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def parents(root: Element) -> Iterator[tuple[Element, Element]]:
    """Each element under its parent; the list is made before the tree is changed."""
    yield from [(parent, child) for parent in root.iter() for child in parent]


def remove(parent: Element, child: Element) -> None:
    """Take an element out of its parent; the text that follows it stays."""
    place = list(parent).index(child)
    if child.tail and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def wrap(parent: Element, child: Element, tag: str, **attributes: str) -> Element:
    """Put an element between `child` and its parent."""
    outer = Element(tag, {name.replace("_", "-"): value for name, value in attributes.items()})
    outer.tail, child.tail = child.tail, None
    parent[list(parent).index(child)] = outer
    outer.append(child)
    return outer


def direct(root: Element, language: Language) -> None:
    """Give passages in another language than the page's its direction."""
    for element in root.iter():
        code = element.get("lang")
        if code and (direction := Language(code).direction) != language.direction:
            element.attrib.setdefault("dir", direction)

"""Markup as a tree and back: what a format changes of the page, it changes here and not in text."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

import tinyhtml5

from briefpress.language import Language


def parse(markup: str) -> Element:
    """The tree of an HTML page, its elements by their plain names, those of drawings as well."""
    root: Element = tinyhtml5.parse(markup, namespace_html_elements=False)
    for element in root.iter():
        # Comments have a function for a tag.
        if isinstance(element.tag, str):
            element.tag = _plain(element.tag)
            element.attrib = {_plain(name): value for name, value in element.attrib.items()}
    return root


def serialize(root: Element) -> str:
    """The HTML of a page."""
    return "<!doctype html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


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


def _plain(name: str) -> str:
    return name.rpartition("}")[2]

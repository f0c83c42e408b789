"""The HTML of a page as a tree, read as browsers do (the HTML standard, 13.2) and written again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

import tinyhtml5

#: A text or an element: what an element holds.
Part = str | Element

_NAMESPACE = re.compile(r"\{[^}]*\}")


def parsed(markup: str) -> Element:
    """The root element of a page."""
    root: Element = tinyhtml5.parse(markup, namespace_html_elements=False)
    for element in root.iter():
        if isinstance(element.tag, str):
            # HTML knows SVG by its tags alone.
            element.tag = _NAMESPACE.sub("", element.tag)
            element.attrib = {_NAMESPACE.sub("", name): value for name, value in element.attrib.items()}
        fill(element, [part for part in parts(element) if isinstance(part, str) or isinstance(part.tag, str)])
    return root


def written(root: Element) -> str:
    """The page again."""
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

"""HTML as a tree and back, read as browsers do (the HTML standard, 13.2): pages are changed here and not in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import cast
from xml.etree import ElementTree

import tinyhtml5
from lxml.etree import TreeBuilder, XPath
from lxml.html import Element, HtmlElement, html_parser

from briefpress.language.locale import Language, is_language

#: A text or an element: what an element contains.
Part = str | HtmlElement

#: A namespace, and what a name may hold in HTML and not in lxml.
_NOT_IN_NAMES = re.compile(r"\{[^}]*\}|[\s\"'&/<>]")
#: What a text may hold in HTML and not in lxml: controls, and what is not a character (XML 1.0, 2.2).
_NOT_IN_TEXTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARTS = XPath("node()", smart_strings=False)


def parse(html: str) -> HtmlElement:
    """The tree of an HTML page without its comments; all elements have their plain names, also those of SVG."""
    builder = TreeBuilder(parser=html_parser)
    # As a stream: a short text that names a file would be read from there.
    _build(tinyhtml5.parse(StringIO(html), namespace_html_elements=False), builder)
    return cast(HtmlElement, builder.close())


def _build(element: ElementTree.Element, builder: TreeBuilder) -> None:
    name = _NOT_IN_NAMES.sub("", element.tag)
    builder.start(name, {_NOT_IN_NAMES.sub("", key): _allowed(value) for key, value in element.items()})
    builder.data(_allowed(element.text))
    for child in element:
        # The tag of a comment is a function.
        if isinstance(child.tag, str):
            _build(child, builder)
        builder.data(_allowed(child.tail))
    builder.end(name)


def _allowed(text: str | None) -> str:
    return _NOT_IN_TEXTS.sub("", text or "")


def serialize(root: HtmlElement) -> str:
    """The HTML of a page."""
    return f"<!doctype html>\n{markup(root)}\n"


def markup(element: HtmlElement) -> str:
    """The HTML of an element and of the text after it, as the standard library writes it: lxml would encode URLs."""
    return ElementTree.tostring(cast(ElementTree.Element, element), "unicode", "html")


def parts(element: HtmlElement) -> list[Part]:
    """What an element contains, in its order; texts are never empty."""
    return [part for part in _PARTS(element) if part != ""]


def fill(element: HtmlElement, contents: Iterable[Part]) -> None:
    """Let an element contain this and nothing else."""
    contents = list(contents)
    element[:] = []
    element.text = None
    for part in contents:
        if isinstance(part, HtmlElement):
            part.tail = None
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part


def create(tag: str, contents: Iterable[Part] = (), attributes: Mapping[str, str] | None = None) -> HtmlElement:
    """A new element."""
    element = Element(tag, dict(attributes or {}))
    fill(element, contents)
    return element


def plain_text(element: HtmlElement) -> str:
    """The text of an element, on one line."""
    return " ".join(element.text_content().split())


def wrap(element: HtmlElement, tag: str, attributes: Mapping[str, str] | None = None) -> None:
    """Put a new element between an element and its parent."""
    outer = create(tag, (), attributes)
    element.addprevious(outer)
    outer.append(element)
    outer.tail, element.tail = element.tail, None


def direct(root: HtmlElement, language: Language) -> None:
    """Give passages in another language than the page's its direction."""
    for element in root.iter():
        code = element.get("lang")
        if not code or "dir" in element.attrib or not is_language(code):
            continue
        if (direction := Language(code).direction) != language.direction:
            element.set("dir", direction)

"""The format `html`: the edition as one file for a browser, with its styles, faces and pictures inside.

It needs no script and lets none run, and asks nothing of the web.
"""

from __future__ import annotations

import copy
import re
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from briefpress.core.problems import Unprintable
from briefpress.formats.bundle import Bundle
from briefpress.formats.fonts import address
from briefpress.graphics.svg import quoted
from briefpress.layout.fetcher import Fetcher, Refused
from briefpress.layout.log import refusals
from briefpress.markup.render import Html
from briefpress.markup.tree import classes, direct, parents, parse, remove, said, serialize, wrap
from briefpress.schema.edition import Edition

#: Nothing is loaded, sent or run but the styles, faces and pictures inside the file (Content Security Policy Level 3).
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
#: A table with more columns is wider than a telephone: it moves in a frame of its own.
_COLUMNS = 3
_DRAWING = "image/svg+xml"


def web(html: Html, edition: Edition) -> bytes:
    """The page, in UTF-8; raises Unprintable where a stylesheet for screens names what is not loaded."""
    fetcher = Fetcher(html.folders, html.pictures)
    try:
        return _page(html, edition, fetcher)
    except Refused:
        found = [remark.problem.at(edition.locate_address(remark.subject)) for remark in refusals(fetcher)]
        raise Unprintable(found) from None


def _page(html: Html, edition: Edition, fetcher: Fetcher) -> bytes:
    root = parse(html.markup)
    head, body = root.find("head"), root.find("body")
    assert head is not None  # noqa: S101 (a parser of HTML always makes both)
    assert body is not None  # noqa: S101
    bundle = Bundle(partial(_load, fetcher))
    bundle.add(_unlinked(head))
    direct(root, edition.language)
    _modernize(body)
    _mark(body, edition)
    _name_landmarks(body)
    _frame_tables(body)
    _open(head, body, edition)
    pictures = {name: bundle.load(name) for name in dict.fromkeys(image.get("src", "") for image in body.iter("img"))}
    drawings = [data.decode() for kind, data in pictures.values() if kind == _DRAWING]
    bundle.narrow("".join([*body.itertext(), bundle.css, *drawings]))
    for image in body.iter("img"):
        image.set("src", _carried(*pictures[image.get("src", "")], bundle))
    style = SubElement(head, "style")
    style.text = "\n" + "".join(face.css() for face in bundle.faces) + bundle.css
    return serialize(root).encode()


def _load(fetcher: Fetcher, address: str) -> tuple[str, bytes]:
    answer = fetcher.fetch(address)
    return answer.content_type, answer.read()


def _unlinked(head: Element) -> list[str]:
    """The addresses of the stylesheets, whose links are taken out."""
    links = [link for link in head.findall("link") if link.get("rel") == "stylesheet"]
    for link in links:
        remove(head, link)
    return [link.get("href", "") for link in links]


def _open(head: Element, body: Element, edition: Edition) -> None:
    """Say how the page is to be opened, and let the first link lead to the text (WCAG 2.2, 2.4.1)."""
    for number, attributes in enumerate(
        (
            {"http-equiv": "Content-Security-Policy", "content": POLICY},
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        ),
        start=1,
    ):
        head.insert(number, Element("meta", attributes))
    main = body.find("main")
    if main is not None:
        main.attrib |= {"id": main.get("id", "text"), "tabindex": "-1"}
        link = Element("a", {"class": "skip", "href": f"#{main.get('id')}"})
        link.text, link.tail = edition.labels.skip, "\n"
        body.insert(0, link)


def _modernize(body: Element) -> None:
    """Drop the roles that DPUB-ARIA 1.1 has given up: an item of a list is one."""
    for element in body.iter():
        if element.get("role") in ("doc-biblioentry", "doc-endnote"):
            del element.attrib["role"]


def _mark(body: Element, edition: Edition) -> None:
    """The marking stands first and last."""
    for mark in [element for element in body if "marking" in classes(element)]:
        mark.attrib |= {"role": "region", "aria-label": f"{edition.labels.imprint.marking} 1"}
        last = copy.deepcopy(mark)
        last.attrib |= {"class": "marking last", "aria-label": f"{edition.labels.imprint.marking} 2"}
        body.append(last)
    for mark in [element for element in body if "draft-mark" in classes(element)]:
        # The line above the title says it.
        mark.set("aria-hidden", "true")


def _name_landmarks(body: Element) -> None:
    """Parts beside the main text are regions that bear the name of their heading."""
    for number, part in enumerate(body.findall("section")):
        heading = part.find("h2")
        if heading is not None:
            heading.attrib.setdefault("id", f"part-{number + 1}")
            part.set("aria-labelledby", heading.get("id", ""))
    nav = body.find("nav")
    if nav is not None:
        nav.set("aria-label", said(nav[0]))


def _frame_tables(body: Element) -> None:
    for parent, child in parents(body):
        if child.tag == "table" and max(len(row) for row in child.iter("tr")) > _COLUMNS:
            name = next((said(element) for element in [*child.iter("caption"), *parent.iter("h2")]), "")
            wrap(parent, child, "div", **{"class": "frame", "role": "group", "tabindex": "0", "aria-label": name})


def _carried(kind: str, data: bytes, bundle: Bundle) -> str:
    """A picture as an address; a drawing with its letters, as it does not see the faces of the page around it."""
    if kind != _DRAWING:
        return address(kind, data)
    drawing = quoted(data.decode())
    text = "".join(re.findall(r">([^<]+)<", drawing))
    faces = [
        face for face in bundle.faces if face.family in drawing and (face.style == "normal" or "italic" in drawing)
    ]
    rules = "".join(face.narrowed(text).css() for face in faces if face.has_letters_of(text))
    return address(
        kind, re.sub(r"<svg\b[^>]*>", lambda tag: f"{tag[0]}<style>{rules}</style>", drawing, count=1).encode()
    )

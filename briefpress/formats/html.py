"""The format `html`: the edition as one file for a browser, with its styles, fonts and images inside.

It needs no script and lets none run, and asks nothing of the web.
"""

from __future__ import annotations

import copy
import re

from lxml.html import HtmlElement
from tinycss2.serializer import serialize_string_value

from briefpress.formats.allowed import page
from briefpress.formats.bundle import Bundle
from briefpress.formats.disclosure import fold_data
from briefpress.formats.footnotes import put_at_end
from briefpress.formats.loading import loading
from briefpress.formats.screen_tables import fit_tables
from briefpress.graphics.rasters import data_url
from briefpress.graphics.svg import quoted
from briefpress.language.hyphenation import hyphenated
from briefpress.layout.fetcher import Fetcher
from briefpress.markup.render import Html
from briefpress.markup.stylesheets import BRIEF
from briefpress.markup.tree import create, direct, plain_text, serialize, wrap
from briefpress.schema.edition import Edition

#: Nothing is loaded, sent or run but the styles, fonts and images inside the file (Content Security Policy Level 3).
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_SVG = "image/svg+xml"
#: What has no places to be divided at: code, addresses, and words in another language.
_UNDIVIDED = "ancestor::code or ancestor::*[@class='address' or @lang and not(self::html)]"


def to_html(html: Html, edition: Edition) -> bytes:
    """The page, in UTF-8; raises Unprintable for what may not leave, or is not loaded."""
    with loading(html, edition) as fetcher:
        return _page(html, edition, fetcher)


def _page(html: Html, edition: Edition, fetcher: Fetcher) -> bytes:
    root = page(html, edition)
    head, body = root
    bundle = Bundle(fetcher)
    for link in root.xpath("//link"):
        bundle.add(link.get("href", ""))
        link.drop_tree()
    for element in root.iter():
        if element.tag == "style":
            element.text = bundle.written(element.text or "", BRIEF)
        elif style := element.get("style"):
            element.set("style", bundle.values(style, BRIEF))
    direct(root, edition.language)
    # DPUB-ARIA 1.1 has given up these roles: an item of a list is one.
    for item in body.xpath(".//*[@role='doc-biblioentry' or @role='doc-endnote']"):
        del item.attrib["role"]
    # A screen has no rail.
    body.classes.discard("railed")
    put_at_end(body, edition.labels.footnotes)
    fold_data(body)
    _mark(root, edition)
    _name_landmarks(body)
    _pair_notes(body)
    fit_tables(body, edition.language)
    _divide(body, edition.language.code)
    _open(head, body, edition)
    named = {"img": "src", "source": "srcset"}
    pictured = [(image, attribute) for tag, attribute in named.items() for image in body.iter(tag)]
    images = {url: bundle.load(url) for url in dict.fromkeys(image.get(attribute, "") for image, attribute in pictured)}
    svgs = [data.decode() for kind, data in images.values() if kind == _SVG]
    text = body.text_content()
    # Styles make capitals of small letters, and hyphens of soft ones.
    bundle.subset("".join([text, text.upper(), "-\u2010", bundle.css, *svgs]))
    for image, attribute in pictured:
        image.set(attribute, _embedded(*images[image.get(attribute, "")], bundle))
    head.append(create("style", ["\n", *(font.css() for font in bundle.fonts), bundle.css]))
    return serialize(root).encode()


def _open(head: HtmlElement, body: HtmlElement, edition: Edition) -> None:
    """Say how the page is to be opened, and let the first link lead to the text (WCAG 2.2, 2.4.1)."""
    for encoding in head.xpath("//meta[@charset]"):
        encoding.drop_tree()
    policy = {"http-equiv": "Content-Security-Policy", "content": POLICY}
    viewport = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    # What stands before the policy is not bound by it.
    head[:0] = [create("meta", (), attributes) for attributes in (policy, {"charset": "utf-8"}, viewport)]
    main = body.find("main")
    if main is not None:
        main.attrib.update({"id": main.get("id", "text"), "tabindex": "-1"})
        link = create("a", [edition.labels.skip], {"class": "skip", "href": f"#{main.get('id')}"})
        link.tail = "\n"
        body.insert(0, link)


def _mark(root: HtmlElement, edition: Edition) -> None:
    """The marking stands first and last; what a browser prints of it in the margins are values of the root."""
    _, body = root
    if marking := edition.marking:
        values = {
            "": f'"{serialize_string_value(marking.printed)}"',
            "-color": marking.color,
            "-ground": marking.background,
        }
        root.set("style", "; ".join(f"--marking{name}: {value}" for name, value in values.items()))
    for mark in [element for element in body if "marking" in element.classes]:
        mark.attrib.update({"role": "region", "aria-label": f"{edition.labels.imprint.marking} 1"})
        last = copy.deepcopy(mark)
        last.attrib.update({"class": "marking last", "aria-label": f"{edition.labels.imprint.marking} 2"})
        body.append(last)
    for mark in [element for element in body if "draft-mark" in element.classes]:
        # The line above the title says it.
        mark.set("aria-hidden", "true")


def _name_landmarks(body: HtmlElement) -> None:
    """Parts beside the main text are regions that bear the name of their heading."""
    for number, part in enumerate(body.findall("section"), start=1):
        heading = part.find("h2")
        if heading is not None:
            heading.set("id", heading.get("id", f"part-{number}"))
            part.set("aria-labelledby", heading.get("id", ""))
    nav = body.find(".//nav")
    if nav is not None:
        nav.set("aria-label", "".join(map(plain_text, nav[:1])))
    for title, front in zip(body.iter("h1"), body.xpath("*[contains(@class, 'front')]/*[@class='main']"), strict=False):
        # Purpose and lead, which stand in no other landmark.
        title.set("id", title.get("id", "title"))
        front.attrib.update({"role": "region", "aria-labelledby": title.get("id", "")})


def _pair_notes(body: HtmlElement) -> None:
    """The notes of a text that stand after it are level with it: on paper the press places them so."""
    for notes in body.xpath(".//section/div[@class='side'][preceding-sibling::*[1][contains(@class, 'prose')]]"):
        text = notes.getprevious()
        wrap(text, "div", {"class": "row"})
        text.classes.add("main")
        text.addnext(notes)


def _divide(body: HtmlElement, language: str) -> None:
    """Let long words be divided at the end of a line."""
    for text in body.xpath(f".//text()[not({_UNDIVIDED})]"):
        divided = hyphenated(text, language)
        if divided != text:
            setattr(text.getparent(), "tail" if text.is_tail else "text", divided)


def _embedded(kind: str, data: bytes, bundle: Bundle) -> str:
    """An image as a URL; an SVG with its glyphs, as it does not see the fonts of the page around it."""
    if kind != _SVG:
        return data_url(kind, data)
    svg = quoted(data.decode())
    text = "".join(re.findall(r">([^<]+)<", svg))
    fonts = [font for font in bundle.fonts if font.family in svg and (font.style == "normal" or "italic" in svg)]
    # Figures alone are set in the first family that the drawing names: any font has them.
    first = min((font.family for font in fonts), key=svg.index, default="")
    needed = [font for font in fonts if font.has_letters_of(text) or (font.family == first and text.strip())]
    rules = "".join(font.subset(text).css() for font in needed)
    styled = re.sub(r"<svg\b[^>]*>", lambda tag: f"{tag[0]}<style>{rules}</style>", svg, count=1)
    return data_url(kind, styled.encode())

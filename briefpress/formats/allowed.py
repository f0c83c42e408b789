"""What may leave: the elements, attributes and URLs of which HTML, Word, Markdown, text and mail are made.

On paper only what is drawn counts. A file of another kind also carries what nobody sees, to programs that act on it:
that run it, load it, send it or follow it. So a template may print for them what is listed here, and all else is told
where it stands (an allow list, as the W3C's Sanitizer API has it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

import tinycss2
from lxml.html import HtmlElement

from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.formats.css_urls import computed, urls
from briefpress.language.text_findings import LINK_HINT, is_link
from briefpress.layout.proof import Remark
from briefpress.markup.origins import Origins, Source
from briefpress.markup.pictures import DRAWN
from briefpress.markup.render import Html
from briefpress.markup.stylesheets import BRIEF, HOUSE
from briefpress.markup.tree import parse
from briefpress.pdf.preflight import located
from briefpress.schema.edition import Edition

#: HTML, but for what runs, loads, sends or asks for something, and what is read otherwise the second time it is parsed.
_ELEMENTS = frozenset({
    "a", "abbr", "acronym", "address", "area", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body",
    "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dir",
    "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "i", "img", "ins", "kbd", "li", "link", "main", "map", "mark", "menu", "meta",
    "meter", "nav", "nobr", "ol", "p", "picture", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s",
    "samp", "search", "section", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup",
    "svg", "table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "wbr",
})  # fmt: skip
#: SVG, likewise: nothing in it moves, is styled by itself or holds another language.
_DRAWING = frozenset({
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker", "mask", "path",
    "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "switch", "symbol", "text",
    "textPath", "title", "tspan", "use",
})  # fmt: skip
#: Attributes that do nothing, whatever element of HTML they stand on.
_ATTRIBUTES = frozenset({
    "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "cellpadding", "cellspacing", "char", "charoff",
    "charset", "class", "clear", "color", "cols", "colspan", "compact", "content", "coords", "datetime", "decoding",
    "dir", "face", "frame", "headers", "height", "hidden", "high", "hreflang", "hspace", "http-equiv", "id", "itemid",
    "itemprop", "itemref", "itemscope", "itemtype", "lang", "loading", "low", "max", "media", "min", "name", "noshade",
    "nowrap", "open", "optimum", "rel", "reversed", "role", "rows", "rowspan", "rules", "scope", "shape", "size",
    "sizes", "span", "spellcheck", "start", "style", "summary", "tabindex", "target", "text", "title", "translate",
    "type", "usemap", "valign", "value", "vspace", "width", "xml:lang", "xmlns",
})  # fmt: skip
#: Attributes of SVG that hold a number, a word or what CSS has for it; URLs in them lead into the page.
_DRAWING_ATTRIBUTE = re.compile(
    "(alignment|baseline|clip|color|direction|display|dominant|fill|flood|font|glyph|gradient|image|kerning|letter|"
    "lighting|marker|mask|opacity|overflow|paint|pattern|pointer|points|ref|shape|spread|stop|stroke|text|transform|"
    "unicode|vector|version|view|visibility|word|writing|xlink|xmlns)[A-Za-z-]*|"
    "class|cx|cy|d|dx|dy|enable-background|focusable|fr|fx|fy|height|id|lang|lengthAdjust|offset|orient|path|pathLength|"
    "preserveAspectRatio|r|role|rotate|rx|ry|space|spacing|startOffset|style|systemLanguage|tabindex|title|width|x|x1|"
    "x2|y|y1|y2"
)
_OF_ALL = re.compile(r"(aria|data)-[a-z0-9_.-]+")
#: Values of attributes that do something by others.
_VALUES: Mapping[str, re.Pattern[str]] = {
    "charset": re.compile(r"utf-?8", re.IGNORECASE),
    "http-equiv": re.compile(r"content-language|content-type|x-ua-compatible", re.IGNORECASE),
    "rel": re.compile(r"(?!.*\b(opener|attachment)\b).*", re.IGNORECASE | re.DOTALL),
    "target": re.compile(r"_(blank|self|parent|top)", re.IGNORECASE),
    "usemap": re.compile(r"#.*", re.DOTALL),
}
#: What a page says of its own encoding, which is that of the file, and of how browsers that are old read it.
_CONTENTS: Mapping[str, re.Pattern[str]] = {
    "content-type": re.compile(r"text/html;\s*charset=utf-?8", re.IGNORECASE),
    "x-ua-compatible": re.compile(r"ie=edge", re.IGNORECASE),
}
#: What a `<meta>` says to programs that act on it: they ask for an app or a file, or tell others who was read.
_ACTED_ON = re.compile("(apple-itunes|google-play)-app|monetization|msapplication-.*|referrer", re.IGNORECASE)
#: What kind of URL an attribute holds.
_LINKS = {("a", "href"), ("area", "href"), *((tag, "cite") for tag in ("blockquote", "q", "ins", "del"))}
_LOADED = {("img", "src"), ("source", "srcset"), ("link", "href")}
#: What in SVG refers to another part of it.
_REFERRING = frozenset(("linearGradient", "pattern", "radialGradient", "textPath", "use"))
_INWARD = re.compile("#")
#: How a page names what the press puts into it.
_OWN = re.compile("|".join([*map(re.escape, (BRIEF, HOUSE, DRAWN)), "data:image/(png|jpeg)[;,]"]))
#: What a mail shows without asking anybody.
_ENCLOSED = re.compile(r"cid:|data:image/(png|jpeg|gif)[;,]", re.IGNORECASE)
_LOADED_FROM = {
    _INWARD: "refer to a part of the same drawing, as `#part`",
    _OWN: "name a file of the brief's own folder; nothing is fetched from elsewhere",
    _ENCLOSED: "leave it out: a mail shows what is inside it, as `data:image/png;base64,…`",
}
#: What is read by some mail programs alone: a comment, as Outlook has them, and a processing instruction.
_COMMENT = re.compile(r"<(!(?!doctype\b)|\?).{0,30}", re.IGNORECASE)


@dataclass(frozen=True)
class _Refusal:
    """What may not leave: its problem, the element, the attribute, and the words by which it is looked for."""

    problem: Problem
    element: HtmlElement
    attribute: str = ""
    words: str = ""

    def remark(self, origins: Origins) -> Remark:
        """It, with the origin of the attribute or of the element."""
        element, name = self.element, self.attribute
        origin = origins.attribute(element, name) if name else origins.line(element)
        return Remark(self.problem, origin, self.words)


@dataclass(frozen=True)
class _Carrier:
    """What carries a page, and what it may load."""

    name: str
    pictures: re.Pattern[str]
    hint: str


_PAGE = _Carrier(
    "a file that is not printed",
    _OWN,
    "remove it from the template, or print it on paper alone: {% if on_paper %}…{% endif %}",
)
_MAIL = _Carrier("a mail", _ENCLOSED, "remove it from the template")


def page(html: Html, edition: Edition, characters: Mapping[int, str] | None = None) -> HtmlElement:
    """The tree of a page of which a format is made, with other characters in the place of these.

    It does not say any more where it comes from. Raises Unprintable with all that may not leave.
    """
    root = _checked(parse(html.markup.translate(characters or {})), edition, _PAGE)
    for image in root.iter("img"):
        image.set("src", urljoin(BRIEF, image.get("src", "")))
    return root


def mail(html: str, edition: Edition) -> HtmlElement:
    """The tree of the HTML of a mail; raises Unprintable likewise."""
    if comment := _COMMENT.search(html):
        problem = Problem("refused-markup", f"`{comment[0]}` may not stand in a mail", None, _MAIL.hint)
        raise Unprintable(_located([Remark(problem, "mail.html:1", comment[0])], edition))
    return _checked(parse(html), edition, _MAIL)


def _checked(root: HtmlElement, edition: Edition, carrier: _Carrier) -> HtmlElement:
    """The tree without what says where it comes from; raises Unprintable."""
    drawn = {element for svg in root.iter("svg") for element in svg.iter()}
    refusals = [each for element in root.iter() for each in _refused(element, carrier, is_drawn=element in drawn)]
    if refusals:
        origins = Origins(root)
        raise Unprintable(_located([refusal.remark(origins) for refusal in refusals], edition))
    for element in root.iter():
        for name in ("data-at", "data-by"):
            element.attrib.pop(name, None)
    return root


def _located(remarks: Iterable[Remark], edition: Edition) -> list[Problem]:
    """The problems, where the templates or the texts stand that they speak of."""
    source = Source(edition.places, edition.folder, edition.files)
    return [located(remark, source, Position(edition.manuscript)) for remark in remarks]


def _refused(element: HtmlElement, carrier: _Carrier, *, is_drawn: bool) -> Iterator[_Refusal]:
    """What of an element may not leave."""
    tag = str(element.tag)
    if tag not in (_DRAWING if is_drawn else _ELEMENTS):
        yield _Refusal(_markup(f"`<{tag}>`", carrier), element, words=f"<{tag}")
        return
    if tag == "link" and element.get("rel") != "stylesheet":
        yield _Refusal(_markup("`<link>` of anything but a stylesheet", carrier), element, words="<link")
    if tag == "meta":
        yield from _described(element, carrier)
    if tag == "style":
        yield from _styled(element, "", element.text or "", carrier)
    for name, value in element.items():
        refused = _drawn if is_drawn else _attribute
        yield from refused(element, str(name), str(value), carrier)


def _described(element: HtmlElement, carrier: _Carrier) -> Iterator[_Refusal]:
    """What a page may not say of itself."""
    content, pragma = element.get("content", ""), _CONTENTS.get(element.get("http-equiv", "").lower())
    if pragma and not pragma.fullmatch(content):
        yield _Refusal(_markup(f"`{content}`", carrier), element, "content", content)
    if _ACTED_ON.fullmatch(name := element.get("name", "").strip()):
        yield _Refusal(_markup(f'`name="{name}"` of `<meta>`', carrier), element, "name", name)


def _attribute(element: HtmlElement, name: str, value: str, carrier: _Carrier) -> Iterator[_Refusal]:
    """What of an attribute of HTML may not leave."""
    kind = (str(element.tag), name)
    if kind in _LINKS:
        yield from _linked(element, name, value)
    elif kind in _LOADED:
        yield from _loaded(element, name, value, carrier.pictures)
    elif name == "style":
        yield from _styled(element, name, value, carrier)
    elif name not in _ATTRIBUTES and not _OF_ALL.fullmatch(name):
        yield _Refusal(_markup(f"`{name}` of `<{element.tag!s}>`", carrier), element, name, name)
    elif name in _VALUES and not _VALUES[name].fullmatch(value.strip()):
        yield _Refusal(_markup(f'`{name}="{value}"`', carrier), element, name, value)


def _drawn(element: HtmlElement, name: str, value: str, carrier: _Carrier) -> Iterator[_Refusal]:
    """What of an attribute of SVG may not leave."""
    if name == "href" and element.tag == "a":
        yield from _linked(element, name, value)
    elif name == "href" and element.tag in _REFERRING:
        yield from _loaded(element, name, value, _INWARD)
    elif not _DRAWING_ATTRIBUTE.fullmatch(name) and not _OF_ALL.fullmatch(name):
        yield _Refusal(_markup(f"`{name}` of `<{element.tag!s}>`", carrier), element, name, name)
    else:
        yield from _styled(element, name, value, replace(carrier, pictures=_INWARD))


def _markup(what: str, carrier: _Carrier) -> Problem:
    return Problem("refused-markup", f"{what} may not stand in {carrier.name}", None, carrier.hint)


def _linked(element: HtmlElement, name: str, value: str) -> Iterator[_Refusal]:
    """What leads neither into the page nor where a printed link may; browsers pass over the spaces around it."""
    url = value.strip(" \t\n\f\r")
    if url and not url.startswith("#") and not is_link(url):
        problem = Problem("bad-link", f"`{url}` is not a URL that a brief can link to", None, LINK_HINT)
        yield _Refusal(problem, element, name, value)


def _styled(element: HtmlElement, name: str, css: str, carrier: _Carrier) -> Iterator[_Refusal]:
    """What CSS loads from elsewhere, or may load from anywhere."""
    tokens = tinycss2.parse_component_value_list(css)
    for token in computed(tokens):
        yield _Refusal(_markup(f"`{token.serialize()}` in a style", carrier), element, name, token.name)
    for token in urls(tokens):
        if not _INWARD.match(token.value):
            yield from _loaded(element, name, token.value, carrier.pictures)


def _loaded(element: HtmlElement, name: str, url: str, allowed: re.Pattern[str]) -> Iterator[_Refusal]:
    """What is loaded from elsewhere."""
    if not allowed.match(urljoin(BRIEF, url.strip()) if allowed is _OWN else url.strip()):
        problem = Problem("refused-address", f"`{url[:200]}` is not loaded", None, _LOADED_FROM[allowed])
        yield _Refusal(problem, element, name, url)

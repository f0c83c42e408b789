"""An edition as one flow of text, for formats that have no pages of ours: nothing in it is for the eye alone.

It is the rendered page without what only a page has (contents with page numbers, links back, marks in the margins) and
with what a page leaves to styles and browsers said in the text: numbers of sources, the place of captions.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from briefpress.language.locale import Language
from briefpress.markup.tree import create, direct, fill, parts, plain_text, wrap

#: Line breaks are another matter in every format: word joiners would only be in the way of a search.
JOINERS = {0x2060: ""}
_LEFT_OUT = ("marking", "draft-mark", "contents", "back")
#: What calls for sources and footnotes, and what each of their marks is called.
_CALLS = {"citations": "citation", "noteref": "call"}


def flow(root: HtmlElement, language: Language) -> HtmlElement:
    """The body of a page as a flow."""
    _, body = root
    for element in list(body.iterdescendants()):
        if _is_left_out(element):
            _drop(element)
    _set_calls(body)
    for element in body.iter("main", "header", "section", "article", "aside"):
        element.tag = "div"
    direct(body, language)
    _settle(body)
    for block in body.xpath(".//*[@id][contains(@class, 'block')][not(self::div or self::table or self::figure)]"):
        # It would lose what links lead to.
        wrap(block, "div", {"id": block.attrib.pop("id")})
    for callout in body.xpath(".//p[contains(@class, 'callout')][not(.//strong)]"):
        fill(callout, [create("strong", parts(callout))])
    _part_letters(body)
    for numbered in list(body.iter("ol")):
        _part(numbered)
    for sources in body.iterfind(".//*[@id='sources']"):
        _number(sources)
    return body


def _settle(body: HtmlElement) -> None:
    """Give what is not as HTML has it the form that formats know."""
    for table in body.xpath(".//table[not(.//td or .//th)]"):
        table.tag = "div"
        for caption in table.findall("caption"):
            caption.tag = "p"
    for facts in body.iter("dl"):
        first = next(facts.iter("dt", "dd"), None)
        if first is not None and first.tag == "dd":
            first.addprevious(create("dt"))


def _part_letters(body: HtmlElement) -> None:
    """The letter of an annex, which stands over its title on a page, before it."""
    for letter in body.xpath(".//*[contains(@class, 'annex')]/h2/span[@class='number']"):
        letter.tail = f" · {(letter.tail or '').lstrip()}"


def _is_left_out(element: HtmlElement) -> bool:
    return element.get("aria-hidden") == "true" or any(name in element.classes for name in _LEFT_OUT)


def _drop(element: HtmlElement) -> None:
    """Leave out an element, and the space by which a way back is kept on the line of what it follows."""
    before, parent = element.getprevious(), element.getparent()
    if "back" in element.classes and before is not None:
        before.tail = (before.tail or "").rstrip("\u00a0")
    elif "back" in element.classes and parent is not None:
        parent.text = (parent.text or "").rstrip("\u00a0")
    element.drop_tree()


def _set_calls(body: HtmlElement) -> None:
    """What calls for sources and notes, and the notes at the end, in words that pandoc makes nothing of by itself."""
    for name, mark in _CALLS.items():
        for element in body.find_class(name):
            _call(element, mark)
    for link in body.xpath(".//sup[@class='mark']/a"):
        # It would make a footnote of it, of which there is no text but under the table.
        del link.attrib["role"]
    for notes in body.find_class("footnotes"):
        # It would leave them out. They say their marks.
        notes.attrib.pop("role")
        for element in notes.iter("ol", "li"):
            element.tag = "div"


def _call(element: HtmlElement, name: str) -> None:
    """Each number of a source, or mark of a footnote, is a span of this class, close to the word before.

    Below what rests on sources, they stand in the line. A format makes of it what it has. It knows the id of what it
    leads to.
    """
    element.tag = "span"
    before, parent = element.getprevious(), element.getparent()
    if parent is not None and "source-line" in parent.classes:
        element.classes.add("in-line")
        name = f"{name} in-line"
    elif before is not None:
        before.tail = (before.tail or "").rstrip()
    elif parent is not None:
        parent.text = (parent.text or "").rstrip()
    for link in element.findall("a"):
        text, target = plain_text(link), link.get("href", "").removeprefix("#")
        link.clear(keep_tail=True)
        link.tag, link.text = "span", text
        link.attrib.update({"class": name, "data-target": target})


def _part(numbered: HtmlElement) -> None:
    """A list in which an item has a number of its own becomes several lists: formats know where a list starts alone."""
    # In figures on every level: Word's own lists begin with letters on the second.
    numbered.set("type", numbered.get("type", "1"))
    if numbered.get("reversed") is not None:
        _count_down(numbered)
    for item in [item for item in numbered[1:] if item.get("value")]:
        attributes = {"start": item.get("value", ""), "type": numbered.get("type", "")}
        after = create("ol", [item, *item.itersiblings()], attributes)
        after.tail, numbered.tail = numbered.tail, None
        numbered.addnext(after)
        numbered = after


def _count_down(numbered: HtmlElement) -> None:
    """Say of each item of a reversed list what its number is (the HTML standard, 4.4.5)."""
    items = numbered.findall("li")
    number = int(numbered.get("start", len(items)))
    numbered.set("start", str(number))
    for item in items:
        number = int(item.get("value", number))
        item.set("value", str(number))
        number -= 1


def _number(sources: HtmlElement) -> None:
    """The list of sources as paragraphs, whose numbers a format is to say: a layout may leave some of them out."""
    for entries in sources.findall("ol"):
        entries.tag = "div"
        for entry in entries.findall("li"):
            paragraph = create("p", parts(entry))
            paragraph.text = (paragraph.text or "").lstrip()
            entries.replace(entry, create("div", [paragraph], {"class": "source", "id": entry.get("id", "")}))


def number(source: HtmlElement) -> str:
    """The number of an entry of the list of sources."""
    return source.get("id", "").removeprefix("source-")

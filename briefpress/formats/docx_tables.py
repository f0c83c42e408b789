"""Facts and figures at a glance as tables, as Word has no other way to set two things beside each other.

They take a style of tables of their own (docx_styles.py), and their paragraphs the styles of their roles.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from lxml.html import HtmlElement

from briefpress.markup.tree import Part, create, parts

#: How many figures at a glance stand beside each other, by the class of their list.
_ABREAST = {"halves": 2, "thirds": 3}
#: As many as the words below them have room for.
_MOST_ABREAST = 5
#: What terms and facts take of the width, in per cent.
_FACTS = (35, 65)
#: What stands below the text of an item or a fact, or in place of it.
_BLOCKS = ("p", "div", "ul", "ol", "dl", "table")


def tabulate(body: HtmlElement) -> None:
    """Set the facts and the figures at a glance of a page as tables."""
    for figures in body.xpath(".//*[contains(@class, 'glance')]/ul"):
        _replace(figures, "Glance", [_figures(row) for row in _rows(figures)])
    for facts in list(body.iter("dl")):
        _replace(facts, "Facts", [_fact(term) for term in facts.iter("dt")], _FACTS)


def _replace(element: HtmlElement, style: str, rows: list[HtmlElement], widths: Iterable[int] = ()) -> None:
    """Put a table of this style in the place of an element."""
    columns = [create("col", (), {"style": f"width: {width}%"}) for width in widths]
    if not columns:
        columns = [create("col", (), {"style": f"width: {100 // len(cells)}%"}) for cells in rows[:1] for _ in cells]
    attributes = {"data-custom-style": style, "class": style.lower()}
    table = create("table", [create("colgroup", columns), create("tbody", rows)], attributes)
    element.addprevious(table)
    element.drop_tree()


def _rows(figures: HtmlElement) -> list[list[HtmlElement]]:
    items = figures.findall("li")
    count = next((_ABREAST[name] for name in figures.classes if name in _ABREAST), min(len(items), _MOST_ABREAST))
    return [items[start : start + count] for start in range(0, len(items), count)]


def _figures(items: list[HtmlElement]) -> HtmlElement:
    """A row of figures, each over the words that say what it is."""
    return create("tr", [create("td", _figure(item)) for item in items])


def _figure(item: HtmlElement) -> list[Part]:
    figures = item.find_class("figure")
    words = [part for part in parts(item) if part not in figures]
    return [*(_styled(parts(figure), "Glance Figure") for figure in figures), _styled(words, "Glance Word")]


def _fact(term: HtmlElement) -> HtmlElement:
    """A row of a term and what is said of it."""
    facts = takewhile(lambda element: element.tag == "dd", term.itersiblings())
    said = [part for fact in facts for part in paragraphs(parts(fact))]
    style = "Fact Term" if term.find(".//img") is None else "Key Term"
    return create("tr", [create("th", [_styled(parts(term), style)], {"scope": "row"}), create("td", said)])


def _styled(contents: Iterable[Part], style: str) -> HtmlElement:
    return create("div", [create("p", contents)], {"data-custom-style": style})


def paragraphs(contents: list[Part]) -> list[Part]:
    """Contents whose text before any block is a paragraph: pandoc gives only these the style that they stand in."""
    text = list(takewhile(lambda part: isinstance(part, str) or part.tag not in _BLOCKS, contents))
    is_blank = all(isinstance(part, str) and not part.strip() for part in text)
    return contents if is_blank else [create("p", text), *contents[len(text) :]]

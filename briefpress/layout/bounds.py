"""How much a page asks of its layout, seen before that begins: what has no end there would take for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.graphics.drawings.weights import MAX_DRAWN, drawn
from briefpress.layout.css_bounds import excesses
from briefpress.layout.fetcher import Fetcher
from briefpress.layout.page_css import Css, PageCss
from briefpress.layout.repeats import TooOften, layouts_counted
from briefpress.layout.selectors import slow
from briefpress.markup.cascade import Cascade
from briefpress.markup.origins import Origins, Source
from briefpress.markup.stylesheets import BRIEF, Stylesheet

#: The tags of a page; one of a hundred pages has some 50 000.
MAX_TAGS = 500_000
#: The attributes of a tag: parsers compare each with all before it.
MAX_ATTRIBUTES = 100
_ATTRIBUTE = r"(?>[\s/]*+[^\s/>][^\s/>=]*+(?>\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)"
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?P<attributes>{_ATTRIBUTE}*+)")
_BY = re.compile(r'data-by="([^"]*)"')
#: The columns and rows that a cell takes, as in HTML (4.9.11), and the number that a list begins with, or an item has.
_NUMBERS = {"span": 1000, "colspan": 1000, "rowspan": 1000, "start": 100_000, "value": 100_000}

#: What has a box laid out again and again.
_AGAIN = (("display",), ("columns", "column-count", "column-width"))

_SVG = "{http://www.w3.org/2000/svg}svg"


def check_markup(markup: str, fetcher: Fetcher) -> None:
    """Raise Unprintable for a page of too many elements, or of one with too many attributes."""
    if (count := markup.count("<")) > MAX_TAGS:
        message = f"the page has {count} tags, more than {MAX_TAGS}; one of a hundred pages has under 50000"
        raise Unprintable([Problem("too-much", message, None, "print less of it, or make several briefs")])
    for tag in _TAG.finditer(markup):
        if _has_too_many(tag["attributes"]):
            lines = _BY.findall(markup[: tag.end()])
            place = _source(fetcher).position(unquote(lines[-1])) if lines else None
            message = f"a tag has more than {MAX_ATTRIBUTES} attributes; most have under 10"
            raise Unprintable([Problem("too-much", message, place, "remove those that are not needed")])


def _has_too_many(attributes: str) -> bool:
    return len(attributes) > 2 * MAX_ATTRIBUTES and len(re.findall(_ATTRIBUTE, attributes)) > MAX_ATTRIBUTES


def check_page(root: Any, fetcher: Fetcher) -> None:
    """Raise Unprintable for a page that would take too much to lay out, with all that is too much in it."""
    page = PageCss(root, fetcher)
    line_of = partial(_line, root, fetcher)
    styles = {style: element for element in root.iter() if (style := element.get("style"))}
    problems = [*_elements(root, line_of), *page.problems, *slow(page.own, root), *excesses(page.own, page.variables)]
    for style, element in styles.items():
        problems += (problem.at(line_of(element)) for problem in excesses([Css(f"*{{{style}}}")], page.variables))
    if problems:
        raise Unprintable(problems)


@contextmanager
def check_layouts(
    markup: str, root: Any, fetcher: Fetcher, sheets: Callable[[], Sequence[Stylesheet]]
) -> Iterator[None]:
    """Raise Unprintable where a page lays out its boxes again and again, at the declaration that makes it do so."""
    try:
        with layouts_counted(markup.count("<")):
            yield
    except TooOften as error:
        place = Cascade(root, sheets()).place(error.element, *_AGAIN) or _line(root, fetcher, error.element)
        message = "flex, grid and columns stand in each other, or a page has no room for its footnotes: "
        message += f"what is inside was laid out {error.times} times; most is under 50 times"
        hint = "give what is inside `display: block`, or make it a table: two in each other are enough"
        raise Unprintable([Problem("too-much", message, place, hint)]) from None


def _line(root: Any, fetcher: Fetcher, element: Any) -> Position | None:
    """The line of the template that an element stands in."""
    return _source(fetcher).position(Origins(root).line(element))


def _source(fetcher: Fetcher) -> Source:
    return Source({}, fetcher.path(BRIEF) or Path(), fetcher.files)


def _elements(root: Any, line_of: Callable[[Any], Position | None]) -> Iterator[Problem]:
    """Cells that take too much, and drawings in the page that draw too much."""
    for element in root.iter():
        for name, most in _NUMBERS.items():
            value = element.get(name, "").strip()
            if value.isdecimal() and (len(value) > len(str(most)) or int(value) > most):
                message = f'`{name}="{value[:20]}"` is more than {most}; most are under 20'
                hint = "write the number that is meant: of the columns or rows of the table, or of the first item"
                yield Problem("too-much", message, line_of(element), hint)
        if element.tag == _SVG and drawn(element) > MAX_DRAWN:
            message = f"a drawing in the page draws more than {MAX_DRAWN} shapes; most draw under 1000"
            yield Problem("too-much", message, line_of(element), "draw less of it, or name a PNG file by `<img>`")

"""How much a page asks of its layout, seen before that begins: what has no end there would take for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.graphics.drawings.weights import MAX_DRAWN, drawn
from briefpress.layout.css_bounds import excesses
from briefpress.layout.fetcher import Fetcher
from briefpress.layout.nesting import nested
from briefpress.layout.page_css import Css, PageCss
from briefpress.markup.origins import Origins, Source
from briefpress.markup.stylesheets import BRIEF

#: The tags of a page; one of a hundred pages has some 50 000.
MAX_TAGS = 500_000
#: The columns and rows that a cell takes, as in HTML (4.9.11), and the number that a list begins with, or an item has.
_NUMBERS = {"span": 1000, "colspan": 1000, "rowspan": 1000, "start": 100_000, "value": 100_000}

_SVG = "{http://www.w3.org/2000/svg}svg"


def check_markup(markup: str) -> None:
    """Raise Unprintable for a page of too many elements."""
    if (count := markup.count("<")) > MAX_TAGS:
        message = f"the page has {count} tags, more than {MAX_TAGS}; one of a hundred pages has under 50000"
        raise Unprintable([Problem("too-much", message, None, "print less of it, or make several briefs")])


def check_page(root: Any, fetcher: Fetcher) -> None:
    """Raise Unprintable for a page that would take too much to lay out, with all that is too much in it."""
    page = PageCss(root, fetcher)

    def line_of(element: Any) -> Position | None:
        """The line of the template that an element stands in."""
        source = Source({}, fetcher.path(BRIEF) or Path(), fetcher.files)
        return source.position(Origins(root).line(element))

    styles = {style: element for element in root.iter() if (style := element.get("style"))}
    problems = [
        *_elements(root, line_of),
        *page.problems,
        *excesses(page.own, page.variables),
        *nested(root, page.sheets),
    ]
    for style, element in styles.items():
        problems += (problem.at(line_of(element)) for problem in excesses([Css(f"*{{{style}}}")], page.variables))
    if problems:
        raise Unprintable(problems)


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

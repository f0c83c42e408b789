"""How much a page asks of its layout, seen before that begins: what has no end there would take for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.text.line_break import get_log_attrs

from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.graphics.drawings.weights import MAX_DRAWN, drawn
from briefpress.layout.css_bounds import excesses, too_deep
from briefpress.layout.fetcher import Fetcher
from briefpress.layout.page_css import Css, PageCss
from briefpress.layout.repeats import TooManyPages, TooOften, layouts_counted
from briefpress.layout.selectors import slow
from briefpress.markup.cascade import Cascade
from briefpress.markup.disorder import disorder_in_css
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

#: The letters of a word, which WeasyPrint looks at anew for each of its lines; a URL may have 2000.
MAX_WORD = 5_000

#: What is a space in a line, however long.
_SPACES = re.compile(r"[ \t\n\r\f]+")

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


def check_page(root: Any, fetcher: Fetcher, places: Mapping[str, Position]) -> None:
    """Raise Unprintable for a page that would take too much to lay out, with all that is too much in it.

    `places` says where the entries of its brief stand.
    """
    page = PageCss(root, fetcher)
    line_of = partial(_line, root, fetcher)
    holders = {style: element for element in root.iter() if (style := element.get("style"))}
    styles = [(Css(f"*{{{style}}}"), element) for style, element in holders.items()]
    if deep := [*too_deep(page.own), *_of_styles(styles, line_of, too_deep)]:
        raise Unprintable(deep)
    problems = [*_words(root, fetcher, places), *_elements(root, line_of), *page.problems, *slow(page.own, root)]
    too_much = partial(excesses, variables=page.variables)
    problems += [*too_much(page.own), *_of_styles(styles, line_of, too_much)]
    problems += _disorder(root, page, line_of)
    if problems:
        raise Unprintable(problems)


def _disorder(root: Any, page: PageCss, line_of: Callable[[Any], Position | None]) -> Iterator[Problem]:
    """What shows words in another order in stylesheets that others import, and in those of the page itself."""
    for css in page.own:
        if css.sheet:
            yield from disorder_in_css(css.sheet.path, css.text)
    for element in root.iter("style"):
        yield from (problem.at(line_of(element)) for problem in disorder_in_css(Path(), element.text or ""))


def _of_styles(
    styles: Iterable[tuple[Css, Any]],
    line_of: Callable[[Any], Position | None],
    check: Callable[[list[Css]], Iterator[Problem]],
) -> Iterator[Problem]:
    """What a check finds in the styles of elements, each at the line of its element."""
    for css, element in styles:
        yield from (problem.at(line_of(element)) for problem in check([css]))


@contextmanager
def check_layouts(
    markup: str, root: Any, fetcher: Fetcher, sheets: Callable[[], Sequence[Stylesheet]]
) -> Iterator[None]:
    """Raise Unprintable where a page lays out its boxes again and again, at the declaration that makes it do so."""
    try:
        with layouts_counted(markup):
            yield
    except TooManyPages as error:
        own = (sheet.first(r"@page\b") for sheet in sheets() if sheet.url.startswith(BRIEF))
        message = f"pages have no room for their text: they were laid out {error.pages} times"
        hint = "give `@page` a larger size or smaller margins, as A4 has room for 3000 letters; or print less"
        raise Unprintable([Problem("too-much", message, next(filter(None, own), None), hint)]) from None
    except TooOften as error:
        place = Cascade(root, sheets()).place(error.element, *_AGAIN) or _line(root, fetcher, error.element)
        message = "flex, grid and columns stand in each other, or a page has no room for its footnotes: "
        message += f"what is inside was laid out {error.times} times; most is under 50 times"
        hint = "give what is inside `display: block`, or make it a table: two in each other are enough"
        raise Unprintable([Problem("too-much", message, place, hint)]) from None


def _line(root: Any, fetcher: Fetcher, element: Any) -> Position | None:
    """The line of the template that an element stands in."""
    return _source(fetcher).position(Origins(root).line(element))


def _source(fetcher: Fetcher, places: Mapping[str, Position] | None = None) -> Source:
    return Source(places or {}, fetcher.path(BRIEF) or Path(), fetcher.files)


def _words(root: Any, fetcher: Fetcher, places: Mapping[str, Position]) -> Iterator[Problem]:
    """Words that are too long to be broken, each at what it is printed from."""
    source = _source(fetcher, places)
    for element in (each for each in root.iter() if not str(each.tag).endswith("style")):
        for text in (element.text, *(child.tail for child in element)):
            if text and len(text) > MAX_WORD and (length := _longest(text)) > MAX_WORD:
                message = f"a word has {length} letters, more than {MAX_WORD}; most have under 50"
                place = source.position(Origins(root).text(element))
                yield Problem("too-much", message, place, "part it by spaces: a line ends only where a word does")


def _longest(text: str) -> int:
    """The most letters of a text between two places at which a line can end (UAX #14)."""
    plain = _SPACES.sub(" ", text)
    ends = [number for number, attribute in enumerate(get_log_attrs(plain, None)) if attribute.is_line_break]
    return max(end - start for start, end in pairwise([0, *ends, len(plain)]))


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

"""Tables on a narrow screen, such as a telephone's: numbers scroll beside the names of their rows, words are stacked.

What is to be compared down its column stays a table, in a frame that scrolls by itself (WCAG 2.2, 1.4.10 lets tables).
What is to be read stands below the name of its row, each cell after the head of its column; roles keep the table for
those who listen, as browsers drop it where cells are no longer set as such. styles/media/screen.css says from when on.
"""

from __future__ import annotations

import copy
import re

from lxml.html import HtmlElement

from briefpress.language.locale import Language
from briefpress.markup.tree import plain_text, wrap

#: A table with more columns is wider than a telephone, and so is one whose longest words have more characters together.
_MOST_COLUMNS = 3
_LINE = 32
#: A cell with more characters is read; others are looked up.
_READ = 40
#: Where a line may end: not at a space that holds a date or a number together.
_BREAKS = re.compile(r"[ \t\n/-]+")
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
_SCOPES = {"col": "columnheader", "row": "rowheader", "rowgroup": "rowheader"}


def fit_tables(body: HtmlElement, language: Language) -> None:
    """Say of each table what a narrow screen makes of it; of a timeline it leaves out the bars alone."""
    for table in body.xpath(".//table[not(parent::*[contains(@class, 'timeline')])]"):
        rows = list(table.iter("tr"))
        is_wide = max(map(len, rows), default=0) > _MOST_COLUMNS or _longest_words(rows) > _LINE
        if _is_read(table):
            _stack(table, language)
        if is_wide:
            _frame(table)


def _longest_words(rows: list[HtmlElement]) -> int:
    """How many characters the longest words of the columns have together."""
    longest: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row if not row.xpath("*[@colspan]") else ()):
            longest[place] = max(longest.get(place, 0), *map(len, _BREAKS.split(cell.text_content())))
    return sum(longest.values())


def _is_read(table: HtmlElement) -> bool:
    """Whether a table has words to read in three columns or more, and a cell in each row for each of them."""
    heads = table.xpath("thead/tr/th")
    is_plain = len(table.findall("thead/tr")) == 1 and not table.xpath(".//*[@rowspan] | .//td[@colspan]")
    return is_plain and len(heads) >= _MOST_COLUMNS and any(len(plain_text(cell)) > _READ for cell in table.iter("td"))


def _stack(table: HtmlElement, language: Language) -> None:
    heads = [language.typography.set(f"{_without_calls(head)}:") for head in table.iterfind("thead/tr/th")]
    table.classes.add("stacked")
    for element in table.iter(*_ROLES, "th"):
        element.set("role", _ROLES.get(str(element.tag)) or _SCOPES.get(element.get("scope", ""), "rowheader"))
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row, strict=False):
            if cell.tag == "td":
                cell.set("data-head", head)


def _frame(table: HtmlElement) -> None:
    """A frame that scrolls is reached by the keyboard, and has a name."""
    name = next(map(_without_calls, [*table.iter("caption"), *table.xpath("..//h2 | ../summary")]), "")
    wrap(table, "div", {"class": "frame", "role": "group", "tabindex": "0", "aria-label": name})


def _without_calls(element: HtmlElement) -> str:
    """The text of an element without the numbers of its sources and the marks of its footnotes."""
    text = copy.deepcopy(element)
    for call in text.xpath(".//sup[@class]"):
        call.drop_tree()
    return plain_text(text)

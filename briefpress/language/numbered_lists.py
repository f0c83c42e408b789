"""Lists as they were typed: each item keeps its number, and what may be no list at all is told.

In CommonMark a list has the number of its first item and counts on from there: a list that leaves a number out would
become another one. Only where all items have one number (1. 1. 1.) they are counted, as their author expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from briefpress.core.problems import Severity
from briefpress.language.finding import Finding, as_typed
from briefpress.language.locale import Language

#: From so many digits on, a number is wider than the indent of a list.
_WIDE = 3
#: From so much on, a number is rather a year than that of an item; from so much on, it is none (Word counts to 32767).
_YEAR = 1000
_NO_ITEM = 10_000


@dataclass
class _Item:
    """An item of a list: its token, and the text that it begins with."""

    token: Token
    text: str = ""

    @property
    def number(self) -> int:
        return int(self.token.info)

    @property
    def mark(self) -> str:
        """What it was typed with: `3.` or `*`."""
        return f"{self.token.info}{self.token.markup}"

    def finding(self) -> Finding:
        begin = " ".join(self.text.split()[:4])
        escaped = f"{self.token.info}\\{self.token.markup}"
        return Finding(
            "list-item",
            f"`{self.mark}` makes an item of a list of this line: `{self.mark} {begin}`",
            as_typed(f"{self.mark} {begin}"),
            f"if it is no list, write `{escaped}`",
            Severity.ERROR if int(self.token.info or 0) >= _NO_ITEM else Severity.WARNING,
        )


@dataclass
class _List:
    """A list: the token that opens it, and its items."""

    token: Token
    items: list[_Item] = field(default_factory=list)

    @property
    def is_ordered(self) -> bool:
        return self.token.type == "ordered_list_open"

    def follows(self, other: _List) -> bool:
        """Whether it goes on where another list has ended."""
        return self.token.level == other.token.level and self.items[0].number == other.items[-1].number + 1


def number_items(tokens: Sequence[Token]) -> None:
    """Give each item the number that was typed, and a list with wide numbers room for them."""
    for each in filter(lambda each: each.is_ordered, _lists(tokens)):
        numbers = [item.number for item in each.items]
        if len(set(numbers)) > 1:
            for before, item in zip(numbers, each.items[1:], strict=False):
                if item.number != before + 1:
                    item.token.attrSet("value", str(item.number))
        digits = max(len(str(number)) for number in (*numbers, numbers[0] + len(numbers) - 1))
        if digits >= _WIDE:
            each.token.attrSet("class", "wide")
            each.token.attrSet("style", f"--digits: {digits}")


def doubtful_items(tokens: Sequence[Token], language: Language) -> Iterator[Finding]:
    """Lines that may be items by their first characters alone: `1986. That was …`, `9. Dezember`, `* See page 3`."""
    lists = list(_lists(tokens))
    ordered = [each for each in lists if each.is_ordered]
    date = _date(language)
    for before, each, after in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False):
        is_chained = (before and each.follows(before)) or (after and after.follows(each))
        is_alone = len(each.items) == 1 and not is_chained
        follows = {after for before, after in pairwise(item.number for item in each.items) if after == before + 1}
        for item in each.items:
            is_year = item.number >= _YEAR and item.number not in follows
            if is_alone or is_year or date.match(f"{item.mark} {item.text}"):
                yield item.finding()
    for item in (each.items[0] for each in lists if not each.is_ordered and len(each.items) == 1):
        if item.mark != "-" or item.text[:1].isdigit():
            yield item.finding()


def _date(language: Language) -> re.Pattern[str]:
    """What begins like a date, where a full stop follows the number of a day: 9. Dezember."""
    if "d." not in str(language.locale.date_formats["long"].pattern):
        return re.compile(r"(?!)")
    months = "|".join(map(re.escape, language.typography.months))
    return re.compile(rf"[0-3]?\d\. (?:{months})(?!\w)", re.IGNORECASE)


def _lists(tokens: Sequence[Token]) -> Iterator[_List]:
    """All lists, each after those inside of it."""
    around: list[_List] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            around.append(_List(token))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            yield around.pop()
        elif token.type == "list_item_open":
            around[-1].items.append(_Item(token))
        elif token.type == "inline" and around and not around[-1].items[-1].text:
            around[-1].items[-1].text = token.content

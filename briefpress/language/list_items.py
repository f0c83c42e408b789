"""Items of lists as they were typed: each keeps its number, and a line that may be none is told.

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
from briefpress.language.currencies import MONEY
from briefpress.language.finding import Finding, as_typed
from briefpress.language.locale import Language

#: From so many digits on, a number is wider than the indent of a list.
_WIDE = 3
#: From so much on, a number is rather a year than that of an item; from so much on, it is none (Word counts to 32767).
_YEAR = 1000
_NO_ITEM = 10_000
#: A number at the beginning of an item, and one of what may be below zero: of money, in per cent or degrees. ALL and
#: TOP are rather words there than Albanian lek and Tongan paʻanga.
_MONEY = rf"(?!ALL|TOP){MONEY}"
_NUMBER = rf"[*_~≈]*(?:{_MONEY}\s*)?[.,]?\d"
_DIGITS = r"[\d.,'’]*\d(?:[ \u00a0\u202f]\d{3})*"
_UNIT = rf"(?:[%‰]|°(?!\s?[NSEOW])|℃|(?:[^\W\d_]+\.?\s+)?{_MONEY}|per cent\b|percent\b)"
_QUANTITY = rf"[*_~≈]*(?:{_MONEY}\s*\d|{_DIGITS}\s*{_UNIT})"


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
        escaped = f"{self.token.info}\\{self.token.markup}"
        severity = Severity.ERROR if int(self.token.info or 0) >= _NO_ITEM else Severity.WARNING
        return self._finding(f"if it is no list, write `{escaped}`", severity)

    def sign_finding(self) -> Finding:
        """That its mark may be the sign of its number: a plus is lost, a minus looks like the mark of any item."""
        begin = "".join(re.findall(rf"^{_NUMBER}\S*", self.text))
        if self.mark == "+":
            return self._finding(f"write `- +{begin}` in a list, and `\\+` elsewhere", Severity.ERROR)
        hint = f"if the number is below zero, write `- −{begin}`; if it is not, begin the items with `*`"
        return self._finding(hint, Severity.WARNING)

    def _finding(self, hint: str, severity: Severity) -> Finding:
        begin = " ".join(self.text.split()[:4])
        typed = f"{self.mark} {begin}".strip()
        # An item without words is alone on its line.
        pattern = as_typed(typed) if begin else rf"(?<!\S){re.escape(typed)}[ \t]*$"
        message = f"`{self.mark}` makes an item of a list of this line: `{typed}`"
        return Finding("list-item", message, pattern, hint, severity)


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
            each.token.attrSet("class", "long-numbers")
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
    for each in (each for each in lists if not each.is_ordered):
        yield from _doubtful_marks(each.items)


def _doubtful_marks(items: Sequence[_Item]) -> Iterator[Finding]:
    """Items whose mark may be a sign, `+ 5 % in Paris`, `- 5 °C at night`, or that stand alone."""
    first = items[0]
    if first.mark == "+" and (risen := [item for item in items if re.match(_NUMBER, item.text)]):
        yield from (item.sign_finding() for item in risen)
    elif len(items) == 1 and (first.mark != "-" or first.text[:1].isdigit()):
        yield first.finding()
    elif first.mark == "-" and all(re.match(_QUANTITY, item.text) for item in items):
        yield first.sign_finding()


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

"""Numbers that were typed in a text: which of them are certain, and how they are set.

A text keeps every digit, and what stands between its digits, unless it is certain to be a number: telephone, file and
account numbers, versions, scores and codes stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import zip_longest

from briefpress.language.nominal_numbers import has_code, is_numbered
from briefpress.language.numerals import Numerals
from briefpress.language.units import Units

NO_BREAK = "\u00a0"
#: Keeps what stands on its two sides on one line (word joiner).
JOINER = "\u2060"
_GAP = "[ \u00a0\u202f]"
#: The beginning of a text or a word, or what opens a bracket, a quotation or an amount.
_START = r"(?<![^\s(\[{“„«‹‘\"'€$£¥₹~])"

#: What is between the two runs from the left (UAX #9, isolates).
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"

#: Words and signs that stay on the line of the number after them, in the languages of Europe.
_BEFORE_NUMBERS = (
    *("№", "§", "§§", "n°", "N°", "nº", "Nº", "No", "No.", "no.", "Nos", "Nos.", "Nr.", "nr.", "n.", "č.", "п."),
    *("Art.", "art.", "p.", "pp.", "pág.", "str.", "стр."),
    *("Article", "Articles", "article", "articles", "Artikel", "artikel", "artículo", "artigo", "articolo", "artykuł"),
)
#: Words before the numbers of pages.
_PAGES = (
    *("p.", "pp.", "page", "pages", "S.", "Seite", "Seiten", "pág.", "págs.", "páginas", "pag.", "pagg.", "pagine"),
    *("blz.", "str.", "strony", "s.", "ss.", "sid.", "sidor", "sider", "sivut", "стр.", "с.", "σελ.", "الصفحات"),
)
_YEARS = range(1000, 2200)
#: How far around a number is looked, in characters: in a long text, not through all of it for each.
_FAR = 200
#: A telephone number, in many countries.
_NINE_DIGITS = re.compile(rf"[0-9]{{3}}(?:{_GAP}[0-9]{{3}}){{2}}")


@dataclass(frozen=True)
class Figures:
    """How one language sets the numbers of a text."""

    numerals: Numerals = field(default_factory=Numerals)
    units: Units = field(default_factory=Units)
    #: What stands between the ends of a range.
    range: str = "–"
    #: Names of months.
    months: tuple[str, ...] = ()
    is_right_to_left: bool = False

    @cached_property
    def rules(self) -> list[tuple[re.Pattern[str], Callable[[str, re.Match[str]], str]]]:
        """What is to be replaced, and by what, one after the other."""
        decimals = rf"(?:{re.escape(self.numerals.decimal)}[0-9]+)?"
        # Neither part of a longer row of digits, nor of a code, nor after a sign or a zero.
        thousands = (
            rf"{_START}(?<!\d{_GAP})(?<!\d[.,]{_GAP})([-−]?[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}}){{1,4}})"
            rf"({decimals})(?![\w'’]|{_GAP}[0-9]|[.,:/\-–][0-9])"
        )
        end = r"((?:0|[1-9][0-9]{0,5})(?:[.,][0-9]+)*)"
        ranges = rf"{_START}{end}(\.?)-{end}(\2)(?![\w/'’\-–−{JOINER}]|[.,:][0-9])"
        group = r"(?:\([-+]?[0-9]+\)|[0-9]++)"
        row = (
            rf"{_LEFT_TO_RIGHT}[^{_LEFT_TO_RIGHT}{_END}]*+{_END}"
            rf"|{_START}(?>([-+−]?{group}(?:[-/. {NO_BREAK}]{group})*))(?![\w'’{_LEFT_TO_RIGHT}-])"
            # What goes on otherwise is no row, nor is any part of it.
            rf"|{_START}(?>[-+−]?{group}(?:[-/. {NO_BREAK}]{group}){{8,}})"
        )
        return [
            (re.compile(thousands), self._thousands),
            (re.compile(ranges), self._range),
            (re.compile(r"(?<=[\d}]) (?=(\S+))"), self._before_unit),
            (re.compile(_START + r"([^\s\d]{1,4}) (?=[-+−]?[0-9])"), self._after_currency),
            (re.compile(rf"(?<![\w{_END}])({any_of(_BEFORE_NUMBERS, whole=False)}) (?=\d)"), self._before_number),
            *([(re.compile(row), self._row)] if self.is_right_to_left else ()),
        ]

    def set(self, text: str, before: str = "") -> str:
        """The text with its numbers as a compositor would set them after what is `before` it."""
        for pattern, replacement in self.rules:
            text = pattern.sub(partial(replacement, before), text)
        return text

    def _thousands(self, before: str, number: re.Match[str]) -> str:
        """A number that was typed in groups of three: grouped as the language does where it is certain."""
        word = _last_word(before, number)
        is_amount = self.units.follow(_rest(number)) or word in self.units.currencies
        # Of what is no certain number, no group of three is parted from the next.
        typed = re.sub("(?<=[0-9]{3}) (?=[0-9]{3})", NO_BREAK, number[0])
        if _names_a_number(word) and word not in self.units.currencies:
            return re.sub(_GAP, NO_BREAK, number[0]) if is_amount else typed
        plain, group = re.sub(_GAP, "", number[1]), self.numerals.group
        digits = plain.lstrip("-−")
        if is_amount and len(digits) >= self.numerals.grouped_from:
            return plain.removesuffix(digits) + self.numerals.grouped(digits) + number[2]
        if not is_amount and (word.endswith(":") or _NINE_DIGITS.fullmatch(number[1])):
            return typed
        # A space for a space changes no more than where the line may break.
        return re.sub(_GAP, group if group.isspace() else NO_BREAK, number[1]) + number[2]

    def _range(self, before: str, ends: re.Match[str]) -> str:
        """Two numbers and a hyphen: a range where it is one of years, days, pages or amounts."""
        first, point, second, _ = ends.groups()
        is_range = _ascends(first, second) and self._is_range(_last_word(before, ends), ends)
        return f"{first}{point}{JOINER}{self.range}{JOINER}{second}{point}" if is_range else ends[0]

    def _is_range(self, word: str, ends: re.Match[str]) -> bool:
        first, point, second, _ = ends.groups()
        rest = _rest(ends)
        # 10-12 May, 10-12 de mayo
        if self.months and re.match(rf"{_GAP}(?:\w\w?{_GAP})?{any_of(self.months)}", rest):
            return True
        if point:
            return False
        if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", second):
            is_amount = word in self.units.currencies
            return int(first) in _YEARS and int(second) in _YEARS and (is_amount or not _names_a_code(word))
        if word in self.months or word.lower() in _PAGES or word in _PAGES:
            return True
        is_share = re.match(f"{_GAP}?[%‰٪]", rest)
        return bool(is_share) or (self.units.follow(rest) and not _names_a_number(word))

    def _row(self, _before: str, row: re.Match[str]) -> str:
        """A row of digits that would be shown in reverse, group by group, where lines run from the right."""
        if row[1] is None:
            return row[0]
        groups = re.findall(r"[0-9]+", row[1])
        is_reversed = not row[1][0].isdigit() or len(groups) > 2 or ("-" in row[1] and len(groups[0]) > 2)
        return f"{_LEFT_TO_RIGHT}{row[1]}{_END}" if is_reversed else row[1]

    def _before_unit(self, _before: str, gap: re.Match[str]) -> str:
        return NO_BREAK if self.units.is_symbol(gap[1]) else gap[0]

    def _before_number(self, _before: str, word: re.Match[str]) -> str:
        return word[1] + NO_BREAK

    def _after_currency(self, _before: str, word: re.Match[str]) -> str:
        return word[1] + NO_BREAK if word[1] in self.units.currencies else word[0]


def any_of(words: tuple[str, ...], *, whole: bool = True) -> str:
    """A pattern for any of these words, by default not as the beginning of another."""
    return f"(?:{'|'.join(map(re.escape, words))})" + (r"(?!\w)" if whole else "")


def _last_word(before: str, match: re.Match[str]) -> str:
    """The word before a match, without what opens a bracket or a quotation; "" at the beginning of a text."""
    start = match.start()
    words = (before[-_FAR:] + match.string[max(0, start - _FAR) : start]).split()
    return words[-1].lstrip("([{\"'“„«‹‘") if words else ""


def _rest(match: re.Match[str]) -> str:
    """What stands after a match."""
    return match.string[match.end() : match.end() + _FAR]


def _names_a_number(word: str) -> bool:
    """Whether a number after this word may be a name: Boeing 737 800, Article 12 345, file no. 007 003, +41 800."""
    is_name = word[:1].isupper() or word[-1:] in tuple(".+#§№°º*/%") or any(map(str.isdigit, word))
    return is_name or is_numbered(word)


def _names_a_code(word: str) -> bool:
    """Whether two numbers of four digits after this word may be a code and no years: PO 2023-2024, n° 2019-2020.

    Titles and the nouns of German are no codes for their capital alone: Strategy 2021-2027.
    """
    is_short = len(word) > 1 and word.isupper()
    return is_short or has_code(word) or bool(re.search(r"[.°º№§#\d]$", word))


def _ascends(first: str, second: str) -> bool:
    """Whether one number is less than another, whether their marks stand before decimals or between thousands."""
    pairs = zip_longest(_readings(first), _readings(second))
    return any(one is not None and other is not None and one < other for one, other in pairs)


def _readings(digits: str) -> tuple[float | None, float | None]:
    """A number by its decimals, and by its thousands; None where it cannot be read so."""
    plain = re.sub("[.,]", "", digits)
    decimal = float(digits.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", digits) else None
    return decimal, float(plain) if re.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", digits) else None

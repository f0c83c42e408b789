"""Names, numbers and dates in the language of an edition, from CLDR through Babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.lists import format_list
from babel.numbers import get_currency_name
from markupsafe import Markup, escape

from briefpress.core.located import LocatedMarkup
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.language.date_formats import DateFormats
from briefpress.language.dates import PartialDate
from briefpress.language.habits import locale_of, numerals, typography
from briefpress.language.locators import located, short_form
from briefpress.language.numerals import Numerals, rounded
from briefpress.language.quotation import Quotation
from briefpress.language.typography import Typography

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"
_LEFT_TO_RIGHT_MARK = "\u200e"
#: A line may end here (a zero-width space).
_BREAK = "\u200b"
#: The end tags with which a text ends, but for those of a table: a number after that of a cell would be read with it.
_ENDS = re.compile(r"(?:(?<!\s)(?:\s*+</(?:blockquote|dd|div|dl|li|ol|p|ul)>)+)?$")


@dataclass(frozen=True)
class Language:
    """One language of CLDR, by its code (`fr`, `pt-BR`)."""

    code: str
    #: Country names that differ from CLDR's, by ISO 3166 code.
    names: Mapping[str, str] = field(default_factory=dict)
    #: The names of the months, January first, where they differ from CLDR's.
    months: Sequence[str] = ()

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return locale_of(self.code)

    @property
    def tag(self) -> str:
        """The code with the territory that it most likely means (CLDR), for programs that ask for one: fr-FR."""
        territory, _ = self._likely
        return f"{self.locale.language}-{territory}" if territory else self.code

    @property
    def has_italics(self) -> bool:
        """Whether its script, or the one that it most likely means (CLDR), has italics: the Arabic script has none."""
        _, script = self._likely
        return script != "Arab"

    @property
    def _likely(self) -> tuple[str | None, str | None]:
        """The territory and the script of the locale, or those that it most likely means."""
        subtags, language = get_global("likely_subtags"), self.locale.language
        _, territory, script, *_ = parse_locale(subtags.get(str(self.locale)) or subtags.get(language, language))
        return self.locale.territory or territory, self.locale.script or script

    @cached_property
    def typography(self) -> Typography:
        """The typographic settings of the language."""
        return typography(self.code)

    @property
    def numerals(self) -> Numerals:
        """How it writes numbers."""
        return numerals(self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for HTML's dir attribute."""
        return str(self.locale.text_direction)

    @property
    def comma(self) -> str:
        """The comma of the language, and the space after it."""
        return self.typography.comma

    @property
    def semicolon(self) -> str:
        """The semicolon of the language, and the space after it."""
        return self.typography.semicolon

    @property
    def call(self) -> tuple[str, str]:
        """What encloses the numbers of sources in a text."""
        return self.typography.citation_marks

    def note_mark(self, number: int) -> str:
        """The mark of a footnote, from 1 on: a, b … z, aa, bb …, as Word has it."""
        letters = self.typography.note_letters
        return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)

    def elided(self, wording: str, name: str, value: str) -> str:
        """A wording in which the word before `{name}` is elided where the value begins with a vowel: d’EUR, de CHF."""
        whole, elided = self.typography.elision
        if not whole:
            return wording
        is_vowel = unicodedata.normalize("NFD", value)[:1].casefold() in (*"aeiouœæ",)
        old, new = (whole, elided) if is_vowel else (elided, whole)
        return wording.replace(f" {old}{name}", f" {new}{name}")

    def isolate(self, text: str, language: str = "en") -> str:
        """A text of another language, kept apart from the direction of what surrounds it (UAX #9, isolates).

        URLs, codes and Latin names keep their brackets and full stops where they belong. WeasyPrint 70 knows
        neither `unicode-bidi: isolate` nor `<bdi>`: hence the characters.
        """
        direction = Language(language).direction
        if direction == self.direction:
            return text
        if direction == "ltr":
            # Where a URL is broken, the isolate ends with the line: its last slash must not change sides, nor figures
            # at the beginning of the next line with what follows them.
            text = re.sub(r"(?<=[-/])", _LEFT_TO_RIGHT_MARK, text)
            text = re.sub(rf"(?<=/{_LEFT_TO_RIGHT_MARK})(?=\d)", f"{_BREAK}{_LEFT_TO_RIGHT_MARK}", text)
        return f"{_LEFT_TO_RIGHT if direction == 'ltr' else _RIGHT_TO_LEFT}{text}{_END}"

    def isolation(self, text: str) -> tuple[str, str]:
        """What is put around a text of whatever language: marks of the direction that its first letter has."""
        directions = (unicodedata.bidirectional(char) for char in text)
        strong = next((direction for direction in directions if direction in ("L", "R", "AL")), "L")
        marks = self.isolate("", "en" if strong == "L" else "ar")
        return marks[:1], marks[1:]

    def quoted(self, text: Markup | str) -> Markup:
        """A text between the quotation marks of the language."""
        marks = self.typography.quotation or Quotation()
        return Markup("{}{}{}").format(marks.outer[0], text, marks.outer[1])

    def located(self, term: str, number: str) -> str:
        """A part of a source, by a term of CSL: `page` and 14–19 are pp. 14–19; what is no figure stands alone."""
        return located(term, number, self.code) if number[0].isdigit() else number

    def short_form(self, term: str) -> str:
        """A term of CSL before a number that a stylesheet prints: `page` is p."""
        return short_form(term, self.code)

    def name(self, reader: Language | None = None) -> str:
        """The name of the language in itself, français, or in the language of a reader."""
        locale = Locale.parse(self.code, sep="-")
        return str(locale.get_display_name(reader.locale if reader else None))

    def english_name(self) -> str:
        """The name of the language in English."""
        return str(self.locale.english_name)

    def before_call(self, text: Markup | str) -> tuple[Markup, Markup]:
        """A text in two parts, between which the numbers of its sources stand, in its last paragraph or item."""
        html = escape(text)
        end = next(_ENDS.finditer(html))[0]
        if self.typography.citation_before_stop and html.removesuffix(end).endswith("."):
            end = f".{end}"
        path = getattr(text, "path", "")
        return LocatedMarkup(html.removesuffix(end), path), LocatedMarkup(end, path)

    def country(self, code: str) -> str:
        """The name of an ISO 3166 country."""
        return self.names.get(code) or self.typography.set(str(self.locale.territories[code]))

    def countries(self, codes: Iterable[str]) -> str:
        """The names of several countries as a list in a sentence, in alphabetical order."""
        return self.list(sorted(map(self.country, codes), key=lambda name: _collation(name, self.typography)))

    def list(self, items: Iterable[str]) -> str:
        """A list in a sentence: Bénin, Niger et Togo."""
        return str(format_list(list(items), locale=self.locale))

    def number(
        self, value: Decimal | float, *, grouped: bool = True, decimals: int | None = None, signed: bool = False
    ) -> str:
        """A number with all its digits, as the language writes it; a year is not `grouped`, a change is `signed`.

        One that is to have so many `decimals` gets zeros, or is rounded, a half away from zero.
        """
        number = Decimal(str(value)) if decimals is None else rounded(Decimal(str(value)), decimals)
        return self.numerals.write(number, grouped=grouped, signed=signed)

    @cached_property
    def date_formats(self) -> DateFormats:
        """How it writes dates and what is between them."""
        return DateFormats(self.locale, self.typography, self.months)

    def currency(self, code: str, amount: Decimal) -> str:
        """The name of a currency beside an amount, as CLDR has it: US dollars."""
        return str(get_currency_name(code, amount, self.locale))

    def date(self, value: PartialDate) -> str:
        """A date as far as it is known, on one line: 2017, septembre 2012, 1er mars 2024."""
        return self.date_formats.date(value)

    @property
    def separators(self) -> tuple[str, str]:
        """What stands before decimals, and between thousands."""
        return self.numerals.decimal, self.numerals.group

    @property
    def grouping(self) -> tuple[int, int]:
        """The digits of the last group of a number, and of each before it: 3 and 2 in 12,34,567."""
        return self.numerals.sizes

    def month_names(self, width: str = "wide") -> tuple[str, ...]:
        """The names of the months, January first, `wide` or `abbreviated`."""
        if width == "wide" and self.months:
            return tuple(self.months)
        return tuple(str(name) for _, name in sorted(self.locale.months["format"][width].items()))

    def plural(self, value: Decimal | float) -> str:
        """The CLDR plural category of a number: zero, one, two, few, many, other."""
        return str(self.locale.plural_form(value))


def is_language(code: str) -> bool:
    """Whether CLDR knows a language of this code."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def language_of(manuscript: Path) -> Language:
    """The language that a manuscript is named by; raises Unprintable where CLDR does not know it."""
    code = manuscript.stem
    if not is_language(code):
        hint = "manuscripts are named by the code of their language: fr.yaml, pt-BR.yaml"
        raise Unprintable([Problem("unknown-language", f"there is no language `{code}`", Position(manuscript), hint)])
    return Language(code)


def _collation(name: str, typography: Typography) -> list[tuple[int, str]]:
    """A key that sorts Égypte under E, الأردن under ا and پرتغال after ب, where no collation library is at hand."""
    letters = unicodedata.normalize("NFC", name.casefold().removeprefix(typography.article))
    # A letter of the language's own alphabet is itself; any other goes by the letter that its accent stands on.
    plain = (letter if letter in typography.alphabet else unicodedata.normalize("NFD", letter)[0] for letter in letters)
    return [(typography.alphabet.find(letter), letter) for letter in plain if unicodedata.category(letter) != "Mn"]

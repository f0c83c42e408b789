"""Names, numbers and dates in the language of an edition, from CLDR through Babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.language.dates import PartialDate
from briefpress.language.typography import NO_BREAK, Typography, typography

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"
_LEFT_TO_RIGHT_MARK = "\u200e"


class LocatedMarkup(Markup):
    """A piece of a text as HTML, and the path of the entry that the text is of."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, html: str, path: str) -> Self:
        """A piece of the text at `path`."""
        located = super().__new__(cls, html)
        located.path = path
        return located


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
        """Babel's locale. English is that of the European Union: CLDR's `en` is American."""
        return Locale.parse({"en": "en-GB"}.get(self.code, self.code), sep="-")

    @property
    def tag(self) -> str:
        """The code with the territory that it most likely means (CLDR), for programs that ask for one: fr-FR."""
        likely = Locale.parse(str(get_global("likely_subtags").get(str(self.locale), self.locale)))
        return f"{likely.language}-{likely.territory}" if likely.territory else self.code

    @property
    def has_italics(self) -> bool:
        """Whether its script, or the one that it most likely means (CLDR), has italics: the Arabic script has none."""
        return "Arab" not in (self.locale.script or str(get_global("likely_subtags").get(str(self.locale), "")))

    @cached_property
    def typography(self) -> Typography:
        """The typographic settings of the language."""
        return typography(self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, for HTML's dir attribute."""
        return str(self.locale.text_direction)

    @property
    def comma(self) -> str:
        """The comma of the language, and the space after it."""
        return self.typography.comma

    @property
    def call(self) -> tuple[str, str]:
        """What encloses the numbers of sources in a text."""
        return self.typography.citation_marks

    def isolate(self, text: str, language: str = "en") -> str:
        """A text of another language, kept apart from the direction of what surrounds it (UAX #9, isolates).

        URLs, codes and Latin names keep their brackets and full stops where they belong. WeasyPrint 70 knows
        neither `unicode-bidi: isolate` nor `<bdi>`: hence the characters.
        """
        direction = Language(language).direction
        if direction == self.direction:
            return text
        if direction == "ltr":
            # Where a URL is broken, the isolate ends with the line: its last slash must not change sides.
            text = re.sub(r"(?<=[-/])", _LEFT_TO_RIGHT_MARK, text)
        return f"{_LEFT_TO_RIGHT if direction == 'ltr' else _RIGHT_TO_LEFT}{text}{_END}"

    def name(self) -> str:
        """The name of the language in itself: français."""
        return str(Locale.parse(self.code, sep="-").get_display_name())

    def english_name(self) -> str:
        """The name of the language in English."""
        return str(self.locale.english_name)

    def before_call(self, text: Markup | str) -> tuple[Markup, Markup]:
        """A text in two parts, between which the numbers of its sources stand."""
        html = escape(text)
        end = "." if self.typography.citation_before_stop and html.endswith(".") else ""
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

    def number(self, value: float) -> str:
        """A number with the thousands and decimals of the language."""
        whole = abs(int(value))
        ungrouped = str(format_decimal(value, locale=self.locale, group_separator=False))
        return ungrouped.replace(str(whole), self.typography.group(str(whole)), 1)

    def date(self, value: PartialDate) -> str:
        """A date as far as it is known: 2017, septembre 2012, 1er mars 2024."""
        if value.month is None:
            return str(value.year)
        if value.day is None:
            return self._month(str(format_skeleton("yMMMM", value.first, locale=self.locale)), value)
        text = self._month(str(format_date(value.first, "long", locale=self.locale)), value)
        if value.day == 1 and text.startswith(f"1{NO_BREAK}"):
            text = self.typography.first_day + text[1:]
        return text

    def _month(self, text: str, value: PartialDate) -> str:
        """A date with the language's own names of months, on one line."""
        if self.months:
            names = self.locale.months["format"]["wide"]
            text = text.replace(names[value.first.month], Typography.joined(self.months[value.first.month - 1]))
        return text.replace(" ", NO_BREAK)

    @property
    def separators(self) -> tuple[str, str]:
        """What stands before decimals, and between thousands."""
        return self.number(0.5)[1], self.number(1234567)[1]

    def month_names(self, width: str = "wide") -> tuple[str, ...]:
        """The names of the months, January first, `wide` or `abbreviated`."""
        if width == "wide" and self.months:
            return tuple(self.months)
        return tuple(str(name) for _, name in sorted(self.locale.months["format"][width].items()))

    def plural(self, value: float) -> str:
        """The CLDR plural category of a number: zero, one, two, few, many, other."""
        return str(self.locale.plural_form(value))


def language_of(manuscript: Path) -> Language:
    """The language that a manuscript is named by; raises Unprintable where CLDR does not know it."""
    language = Language(manuscript.stem)
    try:
        _ = language.locale
    except (UnknownLocaleError, ValueError):
        hint = "manuscripts are named by the code of their language: fr.yaml, pt-BR.yaml"
        problem = Problem("unknown-language", f"there is no language `{language.code}`", Position(manuscript), hint)
        raise Unprintable([problem]) from None
    return language


def _collation(name: str, typography: Typography) -> list[tuple[int, str]]:
    """A key that sorts Égypte under E, الأردن under ا and پرتغال after ب, where no collation library is at hand."""
    letters = unicodedata.normalize("NFC", name.casefold().removeprefix(typography.article))
    # A letter of the language's own alphabet is itself; any other goes by the letter that its accent stands on.
    plain = (letter if letter in typography.alphabet else unicodedata.normalize("NFD", letter)[0] for letter in letters)
    return [(typography.alphabet.find(letter), letter) for letter in plain if unicodedata.category(letter) != "Mn"]

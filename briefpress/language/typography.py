"""The habits of each language in spaces, quotation marks and apostrophes, as data, and the setting of a text by them.

Applied to text alone, never to URLs, codes or markup; setting a text twice changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from babel import Locale

from briefpress.language.numerals import Numerals

NO_BREAK = "\u00a0"
NARROW = "\u202f"
#: Keeps what stands on its two sides on one line (word joiner).
JOINER = "\u2060"

#: A number of four digits or more that was typed in groups of three.
_THOUSANDS = re.compile(r"(?<!\d\s)(?<!\d[,.]\s)(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d| \d)")
_QUOTED = re.compile(r'(?<![\w"])"(?=[^\s"])([^"]*[^\s"])"(?!\w)')


@dataclass(frozen=True)
class Typography:
    """The habits of one language. Empty marks leave the text as it was typed."""

    #: Opening and closing quotation marks, inner spaces included, for what was typed as `"`.
    quotes: tuple[str, str] = ("“", "”")
    #: The space before a mark, for marks that take one.
    space_before: dict[str, str] = field(default_factory=dict)
    #: The space inside « and ».
    guillemets: str = ""
    #: How its locale writes numbers; `thousands` is what separates them where the language has another habit than CLDR.
    numerals: Numerals = field(default_factory=Numerals)
    thousands: str = ""
    #: What stands between two years.
    range: str = "–"
    #: Words that stay on the line of the number before them.
    units: tuple[str, ...] = ("%", "€", "EUR")
    #: Abbreviations that stay on the line of the word after them.
    bound_to_next: tuple[str, ...] = ()
    #: Names of months besides those of CLDR, and the word between a day and its month: all three stay on one line.
    months: tuple[str, ...] = ()
    of: str = ""
    #: The comma in a list, with its space.
    comma: str = ", "
    #: The article that does not count when names are sorted, and the letters in their order, where Unicode has another.
    article: str = ""
    alphabet: str = ""
    #: How the first day of a month is written in a date.
    first_day: str = "1"
    #: Whether the number of a source stands before the full stop, and what encloses it.
    citation_before_stop: bool = False
    citation_marks: tuple[str, str] = ("", "")

    def set(self, text: str) -> str:
        """The text as a compositor of this language would set it."""
        text = _THOUSANDS.sub(lambda number: self.group(re.sub(r"\s", "", number[0])), text)
        # A pair inside another is set before the pair around it.
        while (quoted := _QUOTED.sub(rf"{self.quotes[0]}\1{self.quotes[1]}", text)) != text:
            text = quoted
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        return text

    def group(self, digits: str) -> str:
        """Digits in groups of three, where there are enough of them."""
        return self.numerals.grouped(digits)

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], str]]:
        """What is replaced by what, one after the other."""
        months, of = self._any(self.months), f" {self.of} ".replace("  ", " ")
        rules = [
            (r"\.\.\.", "…"),
            (r"(?<=\w)'|(?<!\w)'(?=\d)", "’"),
            (r"(?<![\d\-–])(\d{4})-(\d{4})(?![\d\-–])", rf"\1{JOINER}{self.range}{JOINER}\2"),
            (rf"(?<=[\d}}]) (?={self._any(self.units)})", NO_BREAK),
            (rf"(?:(?<=\d)|(?<=1er)){of}(?={months})", of.replace(" ", NO_BREAK)),
            (rf"(?<!\w)({months}) (?=\d{{4}})", rf"\1{NO_BREAK}"),
        ]
        # The double names of the United Nations: one name, in two words or with a slash.
        rules += [(re.escape(name), self.joined(name)) for name in self.months if self.joined(name) != name]
        if self.bound_to_next:
            rules.append((rf"(?<!\w)({self._any(self.bound_to_next, whole=False)}) (?=\w)", rf"\1{NO_BREAK}"))
        if self.guillemets:
            rules += [(r"«\s*(?=\S)", f"«{self.guillemets}"), (r"«\s+$", f"«{self.guillemets}")]
            rules += [(r"(?<=\S)\s*»", f"{self.guillemets}»"), (r"^\s+»", f"{self.guillemets}»")]
        for mark, space in self.space_before.items():
            # A mark that was typed after a space gets the right one; one typed without gets it where it ends a
            # word and not where it stands inside a code (12:30, TLP:CLEAR, https://…).
            rules.append((rf"\s+(?={re.escape(mark)})", space))
            rules.append((rf"(?<=[\w)’”»…\]])(?={re.escape(mark)}+(?:\s|$))", space))
        rules += [(r"(?<=\s)-(?=\s)", "–"), (r"(?<=\S) –(?= )", f"{NO_BREAK}–")]
        return [(re.compile(pattern), replacement) for pattern, replacement in rules]

    @staticmethod
    def joined(name: str) -> str:
        """A name that is not broken over two lines."""
        return name.replace(" ", NO_BREAK).replace("/", f"/{JOINER}")

    @staticmethod
    def _any(words: tuple[str, ...], *, whole: bool = True) -> str:
        """A pattern for any of these words, by default not as the beginning of another."""
        return f"(?:{'|'.join(map(re.escape, words))})" + (r"(?!\w)" if whole else "")


#: The double names of the months in the Arabic of the United Nations, January first.
UN_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)

#: By language code; a language that is not here is set by the defaults.
SETTINGS = {
    # The United Nations: the number of a source in parentheses, before the full stop.
    "ar": Typography(
        quotes=("«", "»"),
        units=("%", "مليون", "مليار", "ملايين"),
        months=UN_MONTHS,
        comma="، ",
        article="ال",
        citation_before_stop=True,
        citation_marks=("(", ")"),
    ),
    # Duden. What ends in a point and stays on its line: the day of a date, a title, and the first letter of z. B. and
    # its like.
    "de": Typography(
        quotes=("„", "“"),
        space_before={"%": NARROW},
        units=("%", "€", "EUR", "Euro", "Million", "Millionen", "Mio.", "Milliarde", "Milliarden", "Mrd."),
        bound_to_next=(
            *(f"{day}." for day in range(1, 32)),
            *("Abs.", "Art.", "Dr.", "Nr.", "Prof.", "S.", "d.", "i.", "o.", "s.", "u.", "v.", "z."),
        ),
        months=("Jänner",),
    ),
    "en": Typography(
        units=("%", "million", "billion", "euros"),
        bound_to_next=("No", "No.", "p.", "Art."),
    ),
    # The Real Academia: a space between thousands, which CLDR parts by points; a hyphen between years.
    "es": Typography(
        quotes=("«", "»"),
        thousands=NARROW,
        range="-",
        units=("%", "€", "EUR", "millón", "millones", "euros"),
        bound_to_next=("n.º", "p.", "art.", "Sr.", "Sra."),
        of="de",
        citation_before_stop=True,
    ),
    "fa": Typography(
        quotes=("«", "»"),
        units=("%", "٪", "درصد", "هزار", "میلیون", "میلیارد", "یورو"),
        bound_to_next=("ص.",),
        comma="، ",
        alphabet="آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    ),
    # INTERPOL's own French: no-break space before the colon and inside guillemets, narrow before ; ! ?
    "fr": Typography(
        quotes=(f"«{NO_BREAK}", f"{NO_BREAK}»"),
        space_before={":": NO_BREAK, ";": NARROW, "!": NARROW, "?": NARROW, "%": NARROW},
        guillemets=NO_BREAK,
        units=("%", "€", "EUR", "million", "millions", "milliard", "milliards", "d’EUR"),
        bound_to_next=("n°", "nº", "p.", "art.", "M.", "Mme"),
        first_day="1er",
        citation_before_stop=True,
    ),
}


def locale_of(code: str) -> Locale:
    """Babel's locale of a code. English is that of the European Union: CLDR's `en` is American."""
    return Locale.parse({"en": "en-GB"}.get(code, code), sep="-")


@cache
def typography(code: str) -> Typography:
    """The settings of a language of CLDR, by its code; those of a region are those of its language.

    Numbers are those of the region: what a language puts between thousands holds where its regions write them alike.
    """
    language, locale = code.partition("-")[0], locale_of(code)
    settings, numerals = SETTINGS.get(language, Typography()), Numerals.of(locale)
    if settings.thousands and numerals == Numerals.of(Locale(language)):
        numerals = replace(numerals, group=settings.thousands)
    months = locale.months
    # As they stand in a date, and alone.
    names = [months[context]["wide"][number] for context in ("format", "stand-alone") for number in range(1, 13)]
    return replace(settings, numerals=numerals, months=tuple(dict.fromkeys([*map(str, names), *settings.months])))

"""What each language wants of spaces, quotation marks and apostrophes, as data, and the setting of a text by it.

Applied to text alone, never to addresses, codes or markup; setting a text twice changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NO_BREAK = "\u00a0"
NARROW = "\u202f"
#: Keeps what stands on its two sides on one line (word joiner).
JOINER = "\u2060"

#: A number of four figures or more that was typed in groups of three.
_THOUSANDS = re.compile(r"(?<!\d\s)(?<!\d[,.]\s)(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d| \d)")


@dataclass(frozen=True)
class Typography:
    """The habits of one language. Empty marks leave the text as it was typed."""

    #: Opening and closing quotation marks, inner spaces included, for what was typed as `"`.
    quotes: tuple[str, str] = ("“", "”")
    #: The space before a mark, for marks that take one.
    before: dict[str, str] = field(default_factory=dict)
    #: The space inside « and ».
    guillemets: str = ""
    #: What parts thousands, in numbers of at least so many figures.
    thousands: str = NARROW
    grouped_from: int = 4
    #: What stands between two years.
    range: str = "–"
    #: Words that stay on the line of the number before them.
    units: tuple[str, ...] = ("%", "€", "EUR")
    #: Abbreviations that stay on the line of what follows them.
    leading: tuple[str, ...] = ()
    #: The months, which stay on the line of the day before them and of the year after them, and the word between.
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
    call_before_stop: bool = False
    call: tuple[str, str] = ("", "")

    def set(self, text: str) -> str:
        """The text as a compositor of this language would set it."""
        text = _THOUSANDS.sub(lambda number: self.group(re.sub(r"\s", "", number[0])), text)
        for pattern, replacement in self._rules():
            text = re.sub(pattern, replacement, text)
        return text

    def group(self, figures: str) -> str:
        """Figures in groups of three, where there are enough of them."""
        if len(figures) < self.grouped_from:
            return figures
        return f"{int(figures):,}".replace(",", self.thousands)

    def _rules(self) -> list[tuple[str, str]]:
        opening, closing = self.quotes
        rules = [
            (r"\.\.\.", "…"),
            (r"(?<=\w)'|(?<!\w)'(?=\d)", "’"),
            (r'(?<![\w"])"(?=[^\s"])([^"]*[^\s"])"(?!\w)', rf"{opening}\1{closing}"),
            (r"(?<![\d\-–])(\d{4})-(\d{4})(?![\d\-–])", rf"\1{JOINER}{self.range}{JOINER}\2"),
            (rf"(?<=[\d}}]) (?={self._any(self.units)})", NO_BREAK),
        ]
        if self.months:
            months = self._any(self.months)
            between = f"{NO_BREAK}{self.of}{NO_BREAK}" if self.of else NO_BREAK
            rules.append((rf"(?:(?<=\d)|(?<=1er)) {self.of}{' ' if self.of else ''}(?={months})", between))
            rules.append((rf"(?<!\w)({months}) (?=\d{{4}})", rf"\1{NO_BREAK}"))
            # The double names of the United Nations: one name, in two words or with a stroke.
            rules += [(re.escape(name), self.joined(name)) for name in self.months if not name.isalpha()]
        if self.leading:
            rules.append((rf"(?<!\w)({self._any(self.leading, start=False)}) (?=\w)", rf"\1{NO_BREAK}"))
        if self.guillemets:
            rules += [(r"«\s*(?=\S)", f"«{self.guillemets}"), (r"«\s+$", f"«{self.guillemets}")]
            rules += [(r"(?<=\S)\s*»", f"{self.guillemets}»"), (r"^\s+»", f"{self.guillemets}»")]
        for mark, space in self.before.items():
            # A mark that was typed after a space gets the right one; one typed without gets it where it ends a
            # word and not where it stands inside a code (12:30, TLP:CLEAR, https://…).
            rules.append((rf"\s+(?={re.escape(mark)})", space))
            rules.append((rf"(?<=[\w)’”»…\]])(?={re.escape(mark)}+(?:\s|$))", space))
        return [*rules, (r"(?<=\s)-(?=\s)", "–"), (r"(?<=\S) –(?= )", f"{NO_BREAK}–")]

    @staticmethod
    def joined(name: str) -> str:
        """A name that is not parted over two lines."""
        return name.replace(" ", NO_BREAK).replace("/", f"/{JOINER}")

    @staticmethod
    def _any(words: tuple[str, ...], *, start: bool = True) -> str:
        return "(?:" + "|".join(re.escape(word) for word in words) + ")" + (r"(?!\w)" if start else "")


_MONTHS = {
    "de": "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    # Each as it stands alone and, after a vowel, as it is joined to the year that follows.
    "fa": "ژانویه ژانویهٔ فوریه فوریهٔ مارس آوریل مه مهٔ ژوئن ژوئیه ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر",
}

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
        thousands=",",
        units=("%", "مليون", "مليار", "ملايين"),
        months=UN_MONTHS,
        comma="، ",
        article="ال",
        call_before_stop=True,
        call=("(", ")"),
    ),
    # Duden, with the point of CLDR between thousands, so that figures typed and figures counted agree. What ends in a
    # point and stays on its line: the day of a date, a title, and the first letter of z. B. and its like.
    "de": Typography(
        quotes=("„", "“"),
        before={"%": NARROW},
        thousands=".",
        units=("%", "€", "EUR", "Euro", "Million", "Millionen", "Mio.", "Milliarde", "Milliarden", "Mrd."),
        leading=(
            *(f"{day}." for day in range(1, 32)),
            *("Abs.", "Art.", "Dr.", "Nr.", "Prof.", "S.", "d.", "i.", "o.", "s.", "u.", "v.", "z."),
        ),
        months=tuple(_MONTHS["de"].split()),
    ),
    "en": Typography(
        thousands=",",
        units=("%", "million", "billion", "euros"),
        leading=("No", "No.", "p.", "Art."),
        months=tuple(_MONTHS["en"].split()),
    ),
    # The Real Academia: no space in numbers of four figures, a hyphen between years.
    "es": Typography(
        quotes=("«", "»"),
        grouped_from=5,
        range="-",
        units=("%", "€", "EUR", "millón", "millones", "euros"),
        leading=("n.º", "p.", "art.", "Sr.", "Sra."),
        months=tuple(_MONTHS["es"].split()),
        of="de",
        call_before_stop=True,
    ),
    # Latin figures, as the press prints them in every language, and therefore the comma between thousands.
    "fa": Typography(
        quotes=("«", "»"),
        thousands=",",
        units=("%", "٪", "درصد", "هزار", "میلیون", "میلیارد", "یورو"),
        leading=("ص.",),
        months=tuple(_MONTHS["fa"].split()),
        comma="، ",
        alphabet="آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    ),
    # INTERPOL's own French: no-break space before the colon and inside guillemets, narrow before ; ! ?
    "fr": Typography(
        quotes=(f"«{NO_BREAK}", f"{NO_BREAK}»"),
        before={":": NO_BREAK, ";": NARROW, "!": NARROW, "?": NARROW, "%": NARROW},
        guillemets=NO_BREAK,
        units=("%", "€", "EUR", "million", "millions", "milliard", "milliards", "d’EUR"),
        leading=("n°", "nº", "p.", "art.", "M.", "Mme"),
        months=tuple(_MONTHS["fr"].split()),
        first_day="1er",
        call_before_stop=True,
    ),
}


def typography(language: str) -> Typography:
    """The settings of a language, by its code without region."""
    return SETTINGS.get(language.partition("-")[0], Typography())

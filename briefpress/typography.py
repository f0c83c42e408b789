"""What each language wants of spaces, quotation marks and apostrophes, as data, and the setting of a text by it.

Applied to text alone, never to addresses, codes or markup; setting a text twice changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NO_BREAK = "\u00a0"
NARROW = "\u202f"

#: A number of four figures or more that was typed in groups of three.
_THOUSANDS = re.compile(r"(?<![\d,.]\s)(?<![\d,.])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d| \d)")


@dataclass(frozen=True)
class Typography:
    """The habits of one language. Empty marks leave the text as it was typed."""

    #: Opening and closing quotation marks, inner spaces included, for what was typed as `"`.
    quotes: tuple[str, str] = ("“", "”")
    #: The space before a mark, for marks that take one.
    before: dict[str, str] = field(default_factory=dict)
    #: The space inside « and ».
    guillemets: str = ""
    #: What parts thousands that were typed with spaces.
    thousands: str = NARROW
    #: Words that stay on the line of the number before them.
    units: tuple[str, ...] = ("%", "€", "EUR")
    #: Abbreviations that stay on the line of what follows them.
    leading: tuple[str, ...] = ()
    #: The months, which stay on the line of the figures beside them.
    months: tuple[str, ...] = ()
    #: The comma in a list, with its space.
    comma: str = ", "
    #: The article that does not count when names are sorted.
    article: str = ""
    #: How the first day of a month is written in a date.
    first_day: str = "1"
    #: Whether the number of a source stands before the full stop.
    call_before_stop: bool = False

    def set(self, text: str) -> str:
        """The text as a compositor of this language would set it."""
        text = _THOUSANDS.sub(lambda number: re.sub(r"\s", self.thousands, number[0]), text)
        for pattern, replacement in self._rules():
            text = re.sub(pattern, replacement, text)
        return text

    def _rules(self) -> list[tuple[str, str]]:
        opening, closing = self.quotes
        rules = [
            (r"\.\.\.", "…"),
            (r"(?<=\w)'|(?<!\w)'(?=\d)", "’"),
            (r'(?<![\w"])"(?=[^\s"])([^"]*[^\s"])"(?!\w)', rf"{opening}\1{closing}"),
            (r"(?<![\d\-–])(\d{4})-(\d{4})(?![\d\-–])", r"\1–\2"),
            (rf"(?<=[\d}}]) (?={self._any(self.units)})", NO_BREAK),
        ]
        if self.months:
            months = self._any(self.months)
            rules.append((rf"(?:(?<=\d)|(?<=1er)) (?={months})", NO_BREAK))
            rules.append((rf"(?<!\w)({months}) (?=\d{{4}})", rf"\1{NO_BREAK}"))
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
    def _any(words: tuple[str, ...], *, start: bool = True) -> str:
        return "(?:" + "|".join(re.escape(word) for word in words) + ")" + (r"(?!\w)" if start else "")


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}

#: By language code; a language that is not here is set by the defaults.
SETTINGS = {
    "ar": Typography(
        quotes=("«", "»"), thousands=",", units=("%", "مليون", "مليار", "ملايين"), comma="، ", article="ال"
    ),
    "en": Typography(
        thousands=",",
        units=("%", "million", "billion", "euros"),
        leading=("No", "No.", "p.", "Art."),
        months=tuple(_MONTHS["en"].split()),
    ),
    "es": Typography(
        quotes=("«", "»"),
        units=("%", "€", "EUR", "millón", "millones", "euros"),
        leading=("n.º", "p.", "art.", "Sr.", "Sra."),
        call_before_stop=True,
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

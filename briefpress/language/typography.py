"""The habits of each language in spaces, quotation marks and apostrophes, as data, and the setting of a text by them.

Applied to text alone, never to URLs, codes or markup; setting a text twice changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from briefpress.language.figures import JOINER, NO_BREAK, Figures, any_of
from briefpress.language.quotation import Quotation

NARROW = "\u202f"


@dataclass(frozen=True)
class Typography:
    """The habits of one language. Empty marks leave the text as it was typed."""

    #: Its quotation marks, where it has other habits than CLDR.
    quotation: Quotation | None = None
    #: The space before a mark, for marks that take one.
    space_before: dict[str, str] = field(default_factory=dict)
    #: The space inside « and ».
    guillemets: str = ""
    #: What separates thousands, where the language has another habit than CLDR.
    thousands: str = ""
    #: How it sets the numbers of a text.
    figures: Figures = field(default_factory=Figures)
    #: Words that stay on the line of the number before them, besides the units and currencies of CLDR.
    units: tuple[str, ...] = ()
    #: Abbreviations that stay on the line of the word after them.
    bound_to_next: tuple[str, ...] = ()
    #: Names of months besides those of CLDR, and the word between a day and its month: all three stay on one line.
    months: tuple[str, ...] = ()
    of: str = ""
    #: A word and what is left of it before a vowel: de, d’.
    elision: tuple[str, str] = ("", "")
    #: The comma and the semicolon in a list, with their spaces.
    comma: str = ", "
    semicolon: str = "; "
    #: The article that does not count when names are sorted, and the letters in their order, where Unicode has another.
    article: str = ""
    alphabet: str = ""
    #: How the first day of a month is written in a date.
    first_day: str = "1"
    #: A pattern of the letters after a figure that are raised: 1er.
    ordinals: str = ""
    #: Whether the number of a source stands before the full stop, and what encloses it.
    citation_before_stop: bool = False
    citation_marks: tuple[str, str] = ("", "")
    #: The letters of footnotes, in their order: of sources there are numbers.
    note_letters: str = "abcdefghijklmnopqrstuvwxyz"

    def set(self, text: str, before: str = "") -> str:
        """The text as a compositor of this language would set it after what is `before` it; its lines end as they did.

        Letters and figures stay as they are: by them the ends of lines are found again.
        """
        ends = list(accumulate(len(re.findall(r"\w", line)) for line in text.split("\n")))[:-1]
        text = (self.quotation or Quotation()).set(text.replace("\n", " "))
        for pattern, replacement in self._rules:
            text = pattern.sub(replacement, text)
        text = self.figures.set(text, before)
        letters = [0, *(letter.end() for letter in re.finditer(r"\w", text)), len(text)]
        chars, last = list(text), -1
        for end in ends:
            # Where a line may no longer end, there is no such space.
            if (at := text.find(" ", max(letters[end], last + 1), letters[end + 1])) >= 0:
                chars[at], last = "\n", at
        return "".join(chars)

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], str]]:
        """What is replaced by what, one after the other."""
        months, of = any_of(self.months), f" {self.of} ".replace("  ", " ")
        rules = [
            (r"\.\.\.", "…"),
            (rf"(?:(?<=\d)|(?<=1er)){of}(?={months})", of.replace(" ", NO_BREAK)),
            (rf"(?<!\w)({months}) (?=\d{{4}})", rf"\1{NO_BREAK}"),
        ]
        # The double names of the United Nations: one name, in two words or with a slash.
        rules += [(re.escape(name), self.joined(name)) for name in self.months if self.joined(name) != name]
        if self.bound_to_next:
            rules.append((rf"(?<!\w)({any_of(self.bound_to_next, whole=False)}) (?=\w)", rf"\1{NO_BREAK}"))
        if self.guillemets:
            rules += [(r"«\s*(?=\S)", f"«{self.guillemets}"), (r"«\s+$", f"«{self.guillemets}")]
            rules += [(r"(?<=\S)\s*+»", f"{self.guillemets}»"), (r"^\s+»", f"{self.guillemets}»")]
        for mark, space in self.space_before.items():
            # A mark that was typed after a space gets the right one; one typed without gets it where it ends a
            # word and not where it stands inside a code (12:30, TLP:CLEAR, https://…).
            # (Only from its beginning is a run of spaces looked through.)
            rules.append((rf"(?<!\s)\s++(?={re.escape(mark)})", space))
            ends = rf"(?<=[\w)’”»…\]%‰°*©®™€$£])(?<!{re.escape(mark)})"
            rules.append((rf"{ends}(?={re.escape(mark)}+(?:\s|$))", space))
        # Between two numbers it may be a minus, or stand in a telephone number, unless both are years.
        dash = r"(?<=\s)(?:(?<![\d\u2069]\s)-|-(?!\s[\d\u2066])|(?<=\b[12]\d{3}\s)-(?=\s[12]\d{3}\b))(?=\s)"
        rules += [(dash, "–"), (r"(?<=\S) –(?= )", f"{NO_BREAK}–")]
        return [(re.compile(pattern), replacement) for pattern, replacement in rules]

    @staticmethod
    def joined(name: str) -> str:
        """A name that is not broken over two lines."""
        return name.replace(" ", NO_BREAK).replace("/", f"/{JOINER}")

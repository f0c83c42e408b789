"""What the format of a cell of a workbook does to its value (ISO/IEC 29500-1, 18.8.30 and 18.8.31).

A format shows a unit, leaves thousands out, puts zeros before a code, and shows of a date the month alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from briefpress.core.problems import Position, Problem
from briefpress.data.records import Cell, wrong
from briefpress.language.currencies import SIGNS

#: How many digits of a number Excel keeps.
_EXCEL_DIGITS = 15
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<condition>[<>=])?[^\]]*\]'
    rf"|General|(?P<sign>[%{SIGNS}])|(?P<plain>.)",
    re.DOTALL,
)
#: Commas after the last digit: each leaves three digits out.
_SCALE = re.compile(r"[0#?](?P<commas>,+)(?=[^0#?,]|$)")


@dataclass
class _Section:
    """A section of a format: its places for digits, and its literal texts, which are spaces among them."""

    places: str = ""
    texts: list[str] = field(default_factory=list)
    has_condition: bool = False
    is_percentage: bool = False


@dataclass(frozen=True)
class NumberFormat:
    """What a format shows of a number."""

    #: What it shows beside it, with letters or the sign of a currency or a percentage; "" for nothing.
    unit: str
    #: Whether it shows hundredths.
    is_percentage: bool
    #: How many digits it leaves out.
    scale: int
    #: What it has places for, such as `00000` and `000-0000`.
    places: str

    def is_code(self, number: Decimal) -> bool:
        """Whether it shows a number with zeros before it, as those of codes: `00000`."""
        return number == number.to_integral_value() and bool(re.fullmatch("00+", self.places)) and number >= 0

    @property
    def is_signed(self) -> bool:
        """Whether it shows a plus before a number above zero: `+0.0;-0.0`."""
        return self.places.startswith("+")

    @property
    def is_pattern(self) -> bool:
        """Whether it joins digits with hyphens, as codes have them: `000-0000`."""
        return bool(re.match("[0#]+(-[0#]+)+", self.places))

    @classmethod
    def parse(cls, code: str) -> NumberFormat:
        """The format of a code, by its first section; where sections have conditions, any of them may scale."""
        first, *others = _sections(code)
        looked_at = [first, *others] if first.has_condition else [first]
        scales = [3 * len(match["commas"]) for each in looked_at if (match := _SCALE.search(each.places))]
        texts = [text.strip() for text in first.texts if re.search(rf"[^\W\d_]|[%‰{SIGNS}]", text)]
        return cls(" ".join(texts), first.is_percentage, max(scales, default=0), first.places.strip())


def _sections(code: str) -> list[_Section]:
    sections = [_Section()]
    for token in _TOKEN.finditer(code):
        section = sections[-1]
        section.has_condition |= bool(token["condition"])
        section.is_percentage |= token["sign"] == "%"
        if token["plain"] == ";":
            sections.append(_Section())
        elif token["plain"]:
            section.places += token["plain"]
        elif text := token["quoted"] or token["escaped"] or token["currency"] or token["sign"]:
            section.places += text if text in ("-", "+") else " "
            section.texts.append(text)
    return sections


def shown_date(value: date, code: str) -> str:
    """A date as ISO 8601, as precisely as a format shows it."""
    places = _sections(code.casefold())[0].places
    iso = value.isoformat().removesuffix("T00:00:00")
    if "y" not in places or re.search("[dhs]", places):
        return iso
    return iso[:7] if "m" in places else iso[:4]


def shown_number(value: float, code: str, place: Position) -> Cell:
    """A number with the digits that Excel keeps, as a format of this code shows it, and what it shows otherwise."""
    shown = NumberFormat.parse(code)
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    text = f"{(number * 100).normalize() if shown.is_percentage else number:f}"
    if shown.is_code(number):
        text = text.zfill(len(shown.places))
    elif shown.is_signed and number > 0:
        text = f"+{text}"
    return Cell(text, place, unit=shown.unit, problem=_problem(number, shown, code, place))


def _problem(number: Decimal, shown: NumberFormat, code: str, place: Position) -> Problem | None:
    """What a format shows that cannot be taken over."""
    if shown.scale:
        hint = (
            f"give the cells a format with all digits, such as `#,##0`, and print them as they are; or divide them by "
            f"{10**shown.scale:,} in the workbook"
        )
        message = (
            f"this cell holds {number:,f}, and its format, `{code}`, shows it without its last {shown.scale} digits"
        )
        return wrong(message, place, hint)
    if shown.is_pattern:
        hint = "type it as a text in the workbook, as it is to be printed"
        return wrong(f"the format of this cell, `{code}`, shows its digits as a code", place, hint)
    if len(f"{number.normalize():e}".partition("e")[0].strip("-").replace(".", "")) > _EXCEL_DIGITS:
        hint = "if it is a code, type it as a text in the workbook; if it is a number, round it"
        return wrong(f"Excel keeps {_EXCEL_DIGITS} digits of a number, and this cell holds more", place, hint)
    return None

"""How figures, amounts and periods are printed: by the labels and the language of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefpress.language.dates import PartialDate
from briefpress.language.figures import JOINER, NO_BREAK
from briefpress.language.locale import Language
from briefpress.language.numerals import shifted
from briefpress.language.periods import Interval, Period, Point, YearPart
from briefpress.language.quantity_units import POINTS, YEAR, beside
from briefpress.schema.counts import Counted
from briefpress.schema.forms import Forms
from briefpress.schema.glance import Trend
from briefpress.schema.labels import Labels
from briefpress.schema.money import Equivalent
from briefpress.schema.quantities import Measured, Quantity

_RIGHT_TO_LEFT_MARK = "\u200f"
#: The labels of halves of a year.
_HALVES = {"H1": "first_half", "H2": "second_half"}


@dataclass(frozen=True)
class PrintedQuantity:
    """A quantity as it is printed: its number, and what stands before and after it."""

    before: str
    number: str
    after: str

    def within(self, wording: str) -> PrintedQuantity:
        """It in a wording, in the place of `{number}`."""
        before, _, after = wording.partition("{number}")
        return PrintedQuantity(before + self.before, self.number, self.after + after)

    @property
    def text(self) -> str:
        """All of it, in one line."""
        return self.before + self.number + self.after


@dataclass(frozen=True)
class Values:
    """What templates call to print values that need labels."""

    language: Language
    labels: Labels

    @property
    def names(self) -> Mapping[str, Any]:
        """The functions, by their names in templates."""
        return {
            "quantity": self.quantity,
            "trend": self.trend,
            "period": self.period,
            "equivalent": self.equivalent,
            "between": self.between,
        }

    def period(self, value: Period) -> str:
        """A date, a part of a year by its name, or the time from one to another."""
        if not isinstance(value, Interval):
            return self._point(value)
        if interval := self.language.date_formats.interval(value.start, value.end):
            return interval
        if isinstance(value.start, PartialDate) and isinstance(value.end, PartialDate):
            return self.between(value.start, value.end)
        # Years alone need no space: 2019–2022, 2026/27–2028/29.
        are_years = "-" not in f"{value.start}{value.end}"
        wording = self.labels.spans.years if are_years else self.labels.spans.between
        return wording.replace("{start}", self._point(value.start)).replace("{end}", self._point(value.end))

    def between(self, start: PartialDate, end: PartialDate) -> str:
        """The time from one date to another, both written in full: 2017–2023, 2017 to 31 January 2023."""
        spans, written = self.labels.spans, self.language.date
        if start.month is None and end.month is None:
            wording = spans.years
        elif start.day and end.day:
            wording = spans.between_days or spans.between
        elif (start.day is None, start.month is None) != (end.day is None, end.month is None):
            wording = self._unlike(start, end) or spans.between
        else:
            wording = spans.between
        # (It may begin with what is elided.)
        wording = self.language.elided(f" {wording}", "{start}", written(start)).lstrip(" ")
        return wording.replace("{start}", written(start)).replace("{end}", written(end))

    def _unlike(self, start: PartialDate, end: PartialDate) -> str:
        """The words between a day and a month or a year, "" where the labels have none."""
        spans = self.labels.spans
        first = spans.start_day if start.day else spans.start
        last = spans.end_day if end.day else spans.end
        return f"{first} {last}" if first and last else ""

    def _point(self, point: Point) -> str:
        formats = self.language.date_formats
        if not isinstance(point, YearPart):
            return formats.date(point)
        if point.quarter:
            return formats.quarter(point.year, point.quarter)
        wording = getattr(self.labels.periods, point.label or _HALVES.get(point.name, ""), None)
        if wording is None:
            return formats.interval(*point.ends) or point.years
        return str(wording).replace("{year}", point.years).replace(" ", NO_BREAK)

    def quantity(self, value: Quantity) -> PrintedQuantity:
        """A figure with its unit, its currency, and the word that it is not exact."""
        printed = self._amount(value, value.currency) if value.currency else self._measured(value)
        words = self.labels.figures
        if isinstance(value, Counted) and value.is_minimum:
            printed = printed.within(words.at_least or f"≥{NO_BREAK}{{number}}")
        if value.approximate or value.digits.is_rounded:
            printed = printed.within(words.about or f"≈{NO_BREAK}{{number}}")
        return printed

    def _measured(self, value: Quantity) -> PrintedQuantity:
        unit, numbers = getattr(value, "unit", None), value.digits.numbers
        if unit in (None, YEAR):
            return PrintedQuantity("", self._numbers(numbers, grouped=unit is None), "")
        if unit == POINTS and (forms := self.labels.figures.points):
            return self._formed(forms, numbers, in_digits=True)
        written = [beside(number, unit, self.language.locale) for number in numbers]
        _, before, after = written[-1]
        space = self.language.typography.space_before.get(unit)
        after = after if space is None else space + after.lstrip()
        return PrintedQuantity(before, self._numbers(tuple(number for number, _, _ in written)), after)

    def _amount(self, value: Quantity, code: str) -> PrintedQuantity:
        """An amount, in millions or billions where it is printed so."""
        digits, amounts = value.digits, self.labels.amounts
        forms, numbers = {0: amounts.units, 6: amounts.millions, 9: amounts.billions}[digits.power], digits.numbers
        if forms is None:
            forms, numbers = amounts.millions, tuple(shifted(number, 3) for number in numbers)
        currency = self.labels.currencies.get(code) or code
        if self.labels.currencies and code not in self.labels.currencies:
            # Where the house writes currencies in words, each is in words.
            currency = self.language.currency(code, shifted(digits.numbers[-1], digits.power))
        return self._formed(forms, numbers, currency, in_digits=isinstance(value, Measured))

    def _formed(
        self, forms: Forms, numbers: tuple[Decimal, ...], currency: str = "", *, in_digits: bool = False
    ) -> PrintedQuantity:
        """Numbers in the wording for the last of them; `in_digits` also where a word alone could say it."""
        form = getattr(forms, self.language.plural(abs(numbers[-1])), None) or forms.other
        # Where the word alone says one or two, it says nothing of another end, a sign or decimals.
        if "{number}" not in form and (in_digits or len(numbers) > 1 or not str(numbers[0]).isdigit()):
            form = forms.other
        wording = self.language.elided(str(form), "{currency}", currency).replace("{currency}", currency)
        before, mark, after = wording.partition("{number}")
        return PrintedQuantity(before, self._numbers(numbers), after) if mark else PrintedQuantity("", before, "")

    def _numbers(self, numbers: tuple[Decimal, ...], *, grouped: bool = True) -> str:
        """A number, or two and the mark of a range."""
        texts = [self.language.number(number, grouped=grouped) for number in numbers]
        mark = self.language.typography.figures.range
        # Beside a minus a dash alone could be one too.
        is_signed = any(number < 0 for number in numbers)
        # A minus makes what follows it run from the left: the range is not to be turned round with it.
        turn = _RIGHT_TO_LEFT_MARK if self.language.direction == "rtl" else ""
        return (f"{turn}{NO_BREAK}{mark} " if is_signed else f"{JOINER}{mark}{JOINER}").join(texts)

    def trend(self, value: Trend) -> str:
        """How a figure has changed, in words."""
        words, spans = self.labels.figures, self.labels.spans
        text = str(getattr(words, value.direction) or "")
        if value.value:
            size = self.quantity(value.model_copy(update={"value": abs(value.value)})).text
            sign = "+" if value.direction == "up" else self.language.numerals.minus
            wording = words.up_by if value.direction == "up" else words.down_by
            text = self.language.elided(wording or sign + "{value}", "{value}", size).replace("{value}", size)
        if value.since:
            wording = spans.since_day if value.since.day else spans.since
            text = f"{text} {wording.replace('{start}', self.language.date(value.since))}"
        return text

    def equivalent(self, value: Equivalent) -> str:
        """An amount in another currency, and the date of the rate."""
        wording = self.labels.figures.rate or "{amount}, {date}"
        return wording.replace("{amount}", self.quantity(value).text).replace("{date}", self.language.date(value.at))

"""What fields hold, set by the press in the faces of the house: each as a picture of the size of its box.

A field says how it is to be set: size and colour of its letters, alignment, border, ground (ISO 32000-1, 12.7.3.3 and
12.5.6.19). What does not fit is set smaller, as far as it can still be read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Object

from briefpress.dossier.fields import Field, integer, text_of
from briefpress.dossier.model import Dossier
from briefpress.dossier.sheets import as_forms, finished, typeset_sheet
from briefpress.dossier.structure import as_list
from briefpress.layout.proof import Run

#: Letters that are smaller than this cannot be read, in points.
MIN_SIZE = 6.0
#: The size of letters where the field leaves it open, and which part of the height of its box they take at most.
_SIZE, _PART = 12.0, 0.7
#: By how much letters become smaller from try to try.
_STEP = 0.92
#: CSS pixels in a point.
_PX = 96 / 72
#: Check marks, by their letters in ZapfDingbats (12.7.4.2.3); the house's faces have no star.
_MARKS = {"4": "✔", "8": "✘", "l": "●", "n": "■", "u": "◆"}
_BORDERS = {"/D": "dashed", "/B": "outset", "/I": "inset"}


@dataclass(frozen=True, eq=False)
class Setting:
    """What a field is to show, and how."""

    field: Field
    #: The words, or a check mark.
    text: str
    #: Of its letters, in points.
    size: float

    @property
    def cells(self) -> list[str]:
        """The letters with their accents, one for each cell of a comb."""
        letters: list[str] = []
        for letter in self.text if self.field.cells else "":
            if letters and unicodedata.combining(letter):
                letters[-1] += letter
            else:
                letters.append(letter)
        return letters

    @cached_property
    def _look(self) -> Object:
        look = self.field.widget.get("/MK")
        return look if isinstance(look, Dictionary) else Dictionary()

    @property
    def turn(self) -> int:
        """By how many degrees it is turned counterclockwise: 0, 90, 180 or 270."""
        return integer(self._look.get("/R")) // 90 * 90 % 360

    @property
    def page(self) -> tuple[float, float]:
        """The width and height of its box as it is read, in points."""
        width, height = round(float(self.field.box.width), 2), round(float(self.field.box.height), 2)
        return (height, width) if self.turn % 180 else (width, height)

    @property
    def padding(self) -> float:
        """Between the sides of the box and the words, in points."""
        return 0.0 if self.field.is_box or self.field.cells else min(2.0, min(self.page) / 10) + self.border_width

    @property
    def direction(self) -> str:
        """Where it begins: as its first letter that belongs to one side (UAX #9, P2)."""
        kinds = (unicodedata.bidirectional(letter) for letter in self.text)
        return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"

    @property
    def alignment(self) -> str:
        """Of its lines; where nothing is said, as their letters begin."""
        place = self.field.value("/Q")
        place = self.field.form.get("/Q") if place is None else place
        if self.field.is_box:
            return "center"
        return "start" if place is None else {1: "center", 2: "right"}.get(integer(place), "left")

    @property
    def colour(self) -> str:
        """Of its letters."""
        font = _default(self.field)
        return next((_colour(numbers) for name in ("k", "rg", "g") if (numbers := _operands(font, name))), "black")

    @property
    def ground(self) -> str:
        """The colour behind it."""
        return _colour(_numbers(self._look.get("/BG")))

    @property
    def border(self) -> str:
        """The border of its box."""
        style = self.field.widget.get("/BS", Dictionary()).get("/S")
        return f"{self.border_width}pt {_BORDERS.get(str(style), 'solid')} {_colour(_numbers(self._look.get('/BC')))}"

    @property
    def border_width(self) -> float:
        """In points."""
        if "/BC" not in self._look:
            return 0.0
        width = _numbers(self.field.widget.get("/BS", Dictionary()).get("/W")) or [1.0]
        return min(max(width[0], 0.0), min(self.page) / 4)

    def smaller(self) -> list[Setting]:
        """The same in smaller and smaller letters."""
        sizes, size = [], self.size * _STEP
        while size >= MIN_SIZE:
            sizes.append(size)
            size *= _STEP
        return [replace(self, size=size) for size in sizes]

    def holds(self, runs: Sequence[Run]) -> bool:
        """Whether its words, as they were set, lie within its box."""
        if self.field.cells and len(self.cells) > self.field.cells:
            return False
        width, height = (side * _PX + 0.5 for side in self.page)
        return all(
            run.box.x >= -0.5
            and run.box.x + run.box.width <= width
            and (self.field.is_box or run.box.y + run.box.height <= height)
            for run in runs
        )


def mark_of(field: Field) -> str:
    """The mark in a box that is ticked."""
    look = field.widget.get("/MK")
    letter = text_of(look.get("/CA")) if isinstance(look, Dictionary) else ""
    return _MARKS.get(letter, "✔")


def setting(field: Field, text: str) -> Setting:
    """How a field asks to be set."""
    setting = Setting(field, text, 0.0)
    height = setting.page[1]
    size = abs((_operands(_default(field), "Tf") or [0.0])[-1])
    if field.is_box:
        size = min(setting.page) * _PART
    return replace(setting, size=round(size or min(_SIZE, height * _PART), 2))


@dataclass(frozen=True)
class Appearances:
    """What came of settings: their pictures, those that do not fit, and those with letters that no face has."""

    forms: Mapping[Setting, Object]
    overfull: Sequence[Setting]
    #: The letters that are missing, by what they are in.
    missing: Mapping[Setting, str]


def set_in_boxes(settings: Sequence[Setting], file: pikepdf.Pdf, dossier: Dossier) -> Appearances:
    """Set what the fields of a file hold: as large as they ask for, or else as large as it fits."""
    forms: dict[Setting, Object] = {}
    missing: dict[Setting, str] = defaultdict(str)
    for setting, form, letters in _set(settings, file, dossier):
        if letters:
            missing[setting] = letters
        elif form is not None:
            forms[setting] = form
    left = [setting for setting in settings if setting not in forms and setting not in missing]
    tries = {smaller: setting for setting in left for smaller in setting.smaller()}
    for smaller, form, _ in _set(list(tries), file, dossier):
        if form is not None:
            forms.setdefault(tries[smaller], form)
    return Appearances(forms, [setting for setting in left if setting not in forms], missing)


def _set(
    settings: Sequence[Setting], file: pikepdf.Pdf, dossier: Dossier
) -> Iterator[tuple[Setting, Object | None, str]]:
    """Each setting with its picture, None where it does not fit, and the letters that no face has."""
    if not settings:
        return
    sizes = list(dict.fromkeys(setting.page for setting in settings))
    pdf = typeset_sheet("dossier/fields.html", {"settings": settings, "sizes": sizes}, "field", dossier)
    missing = "".join(remark.words for remark in pdf.remarks if remark.problem.code == "missing-glyph")
    others = tuple(remark for remark in pdf.remarks if remark.problem.code != "missing-glyph")
    pages = finished(replace(pdf, remarks=others), dossier)
    runs: dict[int, list[Run]] = defaultdict(list)
    for run in pdf.proof.runs:
        runs[run.page].append(run)
    for number, (setting, form) in enumerate(zip(settings, as_forms(pages), strict=True), start=1):
        form.Matrix = Array(pikepdf.Matrix().rotated(setting.turn).as_array())
        letters = "".join(letter for letter in dict.fromkeys(missing) if letter in setting.text)
        yield setting, file.copy_foreign(form) if setting.holds(runs[number]) else None, letters


def _default(field: Field) -> list[str]:
    """The words of a field's default appearance: `/Helv 12 Tf 0 g` (12.7.3.3)."""
    return text_of(field.value("/DA") or field.form.get("/DA")).split()


def _operands(words: Sequence[str], operator: str) -> list[float]:
    """The numbers before the last such operator."""
    if operator not in words:
        return []
    numbers: list[float] = []
    for word in reversed(words[: len(words) - 1 - words[::-1].index(operator)]):
        try:
            numbers.insert(0, float(word))
        except ValueError:
            break
    return numbers


def _numbers(value: Object | None) -> list[float]:
    return [float(each) for each in as_list(value) if isinstance(each, (int, Decimal))]


def _colour(numbers: Sequence[float]) -> str:
    """A colour of one, three or four numbers (grey, RGB, CMYK) in CSS; of none, there is none."""
    if len(numbers) == 4:
        *inks, black = numbers
        numbers = [(1 - ink) * (1 - black) for ink in inks]
    if len(numbers) not in (1, 3):
        return "transparent"
    red, green, blue = (min(max(number, 0.0), 1.0) * 100 for number in (list(numbers) * 3)[:3])
    return f"rgb({red:.1f}% {green:.1f}% {blue:.1f}%)"

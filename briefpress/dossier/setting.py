"""What fields hold, set by the press in the faces of the house: each as a picture of the size of its box.

A field says how it is to be set: size and colour of its letters, alignment, border, ground (ISO 32000-1, 12.7.3.3 and
12.5.6.19). All of that is read before it is set: a fault in the setting is one of the press, not of the file. What does
not fit is set smaller, as far as it can still be read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Object

from briefpress.dossier.fields import Field
from briefpress.dossier.model import Dossier
from briefpress.dossier.objects import dictionary, integer, numbers, text_of
from briefpress.dossier.sheets import as_forms, finished, typeset_sheet
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


@dataclass(frozen=True)
class Setting:
    """What a field is to show, and how; lengths are in points, colours in CSS."""

    #: The words, or a check mark.
    text: str
    #: Of its letters.
    size: float
    #: The width and height of its box as it is read.
    page: tuple[float, float]
    #: By how many degrees it is turned counterclockwise: 0, 90, 180 or 270.
    turn: int
    is_box: bool
    is_multiline: bool
    #: Into how many cells, each for one letter, it is divided; 0 where it is not.
    columns: int
    alignment: str
    colour: str
    ground: str
    border_style: str
    border_colour: str
    border_width: float

    @property
    def cells(self) -> list[str]:
        """The letters with their accents, one for each cell of a comb."""
        letters: list[str] = []
        for letter in self.text if self.columns else "":
            if letters and unicodedata.combining(letter):
                letters[-1] += letter
            else:
                letters.append(letter)
        return letters

    @property
    def padding(self) -> float:
        """Between the sides of the box and the words."""
        return 0.0 if self.is_box or self.columns else min(2.0, min(self.page) / 10) + self.border_width

    @property
    def direction(self) -> str:
        """Where it begins: as its first letter that belongs to one side (UAX #9, P2)."""
        kinds = (unicodedata.bidirectional(letter) for letter in self.text)
        return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"

    def smaller(self) -> Iterator[Setting]:
        """The same in smaller and smaller letters."""
        size = self.size * _STEP
        while size >= MIN_SIZE:
            yield replace(self, size=size)
            size *= _STEP

    def holds(self, runs: Sequence[Run]) -> bool:
        """Whether its words, as they were set, lie within its box."""
        if self.columns and len(self.cells) > self.columns:
            return False
        width, height = (side * _PX + 0.5 for side in self.page)
        return all(
            run.box.x >= -0.5
            and run.box.x + run.box.width <= width
            and (self.is_box or run.box.y + run.box.height <= height)
            for run in runs
        )


def mark_of(field: Field) -> str:
    """The mark in a box that is ticked."""
    letter = text_of(dictionary(field.widget.get("/MK")).get("/CA"))
    return _MARKS.get(letter, "✔")


def setting(field: Field, text: str) -> Setting:
    """How a field asks for a text to be set."""
    look, style = (dictionary(field.widget.get(key)) for key in ("/MK", "/BS"))
    # The default appearance: `/Helv 12 Tf 0 g` (12.7.3.3).
    words = text_of(field.value("/DA") or field.form.get("/DA")).split()
    sides = round(float(field.box.width), 2), round(float(field.box.height), 2)
    turn = integer(look.get("/R")) // 90 * 90 % 360
    width, height = sides[::-1] if turn % 180 else sides
    size = min(width, height) * _PART if field.is_box else abs((_operands(words, "Tf") or [0.0])[-1])
    thickness = (numbers(style.get("/W")) or [1.0])[0] if "/BC" in look else 0.0
    return Setting(
        text,
        round(size or min(_SIZE, height * _PART), 2),
        (width, height),
        turn,
        field.is_box,
        field.is_multiline,
        field.cells,
        _alignment(field),
        next((_colour(operands) for name in ("k", "rg", "g") if (operands := _operands(words, name))), "black"),
        _colour(numbers(look.get("/BG"))),
        _BORDERS.get(str(style.get("/S")), "solid"),
        _colour(numbers(look.get("/BC"))),
        min(max(thickness, 0.0), min(sides) / 4),
    )


def _alignment(field: Field) -> str:
    """Of its lines; where nothing is said, as their letters begin."""
    place = field.value("/Q")
    place = field.form.get("/Q") if place is None else place
    if field.is_box:
        return "center"
    return "start" if place is None else {1: "center", 2: "right"}.get(integer(place), "left")


@dataclass(frozen=True)
class Pictures:
    """What came of settings, by their fields: pictures, what does not fit, and letters that no face has."""

    forms: Mapping[Field, Object]
    overfull: Sequence[Field]
    missing: Mapping[Field, str]


def set_in_boxes(settings: Mapping[Field, Setting], file: pikepdf.Pdf, dossier: Dossier) -> Pictures:
    """Set what the fields of a file hold: as large as they ask for, or else as large as it fits."""
    forms: dict[Field, Object] = {}
    missing: dict[Field, str] = {}
    for field, (form, letters) in zip(settings, _set(list(settings.values()), file, dossier), strict=True):
        if letters:
            missing[field] = letters
        elif form is not None:
            forms[field] = form
    left = [field for field in settings if field not in forms and field not in missing]
    tries = [(field, smaller) for field in left for smaller in settings[field].smaller()]
    for (field, _), (form, _) in zip(tries, _set([each for _, each in tries], file, dossier), strict=True):
        if form is not None:
            forms.setdefault(field, form)
    return Pictures(forms, [field for field in left if field not in forms], missing)


def _set(settings: Sequence[Setting], file: pikepdf.Pdf, dossier: Dossier) -> Iterator[tuple[Object | None, str]]:
    """The picture of each setting, None where it does not fit, and the letters that no face has."""
    if not settings:
        return
    sizes = list(dict.fromkeys(setting.page for setting in settings))
    pdf = typeset_sheet("dossier/fields.html", {"settings": settings, "sizes": sizes}, "sheet", dossier)
    missing = "".join(remark.words for remark in pdf.remarks if remark.problem.code == "missing-glyph")
    others = tuple(remark for remark in pdf.remarks if remark.problem.code != "missing-glyph")
    pages = finished(replace(pdf, remarks=others), dossier)
    runs: dict[int, list[Run]] = defaultdict(list)
    for run in pdf.proof.runs:
        runs[run.page].append(run)
    for number, (setting, form) in enumerate(zip(settings, as_forms(pages), strict=True), start=1):
        form.Matrix = Array(pikepdf.Matrix().rotated(setting.turn).as_array())
        letters = "".join(letter for letter in dict.fromkeys(missing) if letter in setting.text)
        yield file.copy_foreign(form) if setting.holds(runs[number]) else None, letters


def _operands(words: Sequence[str], operator: str) -> list[float]:
    """The numbers before the last such operator."""
    if operator not in words:
        return []
    operands: list[float] = []
    for word in reversed(words[: len(words) - 1 - words[::-1].index(operator)]):
        try:
            operands.insert(0, float(word))
        except ValueError:
            break
    return operands


def _colour(parts: Sequence[float]) -> str:
    """A colour of one, three or four numbers (grey, RGB, CMYK) in CSS; of none, there is none."""
    if len(parts) == 4:
        *inks, black = parts
        parts = [(1 - ink) * (1 - black) for ink in inks]
    if len(parts) not in (1, 3):
        return "transparent"
    red, green, blue = (min(max(part, 0.0), 1.0) * 100 for part in (list(parts) * 3)[:3])
    return f"rgb({red:.1f}% {green:.1f}% {blue:.1f}%)"

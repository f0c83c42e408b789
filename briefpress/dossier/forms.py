"""Forms become pages: what is filled in stays as it is seen or is set anew, and nothing else of a form is left.

A widget becomes a mark (a stamp) with the appearance that it has, if that shows what its field holds, else with one
that the press sets. One that holds and shows nothing becomes nothing: some programs draw a stamp without an appearance
as “Draft” (ISO 32000-1, 12.5.6.12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import pikepdf
from pikepdf import AnnotationFlag, Array, Dictionary, Name, Object, String

from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.dossier.appearances import set_in_boxes, setting
from briefpress.dossier.fields import OFF, Field
from briefpress.dossier.looks import Look, looks_of
from briefpress.dossier.model import Dossier
from briefpress.dossier.shown import is_part
from briefpress.dossier.xfa import unshown

#: What of a widget a mark keeps.
_KEYS = frozenset(("/Type", "/Rect", "/P", "/F", "/StructParent", "/OC"))
#: How many letters of what a field holds are quoted, and how many fields are named.
_QUOTED, _NAMED = 40, 20

_PRINT = "print the form as PDF in the program that it was filled in with and bind that, or enclose it: `enclose: true`"
_CHECK = "look at it in the dossier; if it is not right, correct it in the form"


@dataclass(frozen=True)
class Flattened:
    """What came of a form: what was in it, what is told of it, and the marks that do not look as its fields did."""

    removed: set[str]
    problems: list[Problem]
    changed: list[Object]


def flatten(file: pikepdf.Pdf, fields: Sequence[Field], name: str, dossier: Dossier) -> Flattened:
    """Make marks of the fields of a file by this name; raises Unprintable with all that cannot be shown.

    Its problems have no place.
    """
    acroform = file.Root.get("/AcroForm", Dictionary())
    looks = dict(looks_of([each for each in fields if each.is_visible], acroform))
    settings = {setting(each, look.text): each for each, look in looks.items() if look.text}
    appearances = set_in_boxes(list(settings), file, dossier)
    unprintable = list(_unknown(looks, name))
    unprintable += [_missing(settings[each], letters, name) for each, letters in appearances.missing.items()]
    unprintable += [_overfull(settings[each], name) for each in appearances.overfull]
    if unprintable:
        raise Unprintable(unprintable)
    forms = {settings[each]: form for each, form in appearances.forms.items()}
    removed = set(_removed(acroform, fields))
    problems = [*_set_anew(looks, name), *unshown(acroform, fields, name)]
    for each, look in looks.items():
        if form := look.form or forms.get(each):
            _make_mark(each, form, look)
    _drop_widgets(file)
    return Flattened(removed, problems, [each.widget for each, look in looks.items() if look.text or look.stale])


def _removed(acroform: Object, fields: Sequence[Field]) -> Iterator[str]:
    if fields or acroform.get("/Fields"):
        yield "a form"
    if "/XFA" in acroform:
        yield "the XFA part of a form"
    if any(each.is_signed for each in fields):
        yield "signatures, of which pictures stay that prove nothing"
    if any(not each.is_visible and (each.text or (each.is_box and each.ticked not in (None, OFF))) for each in fields):
        yield "hidden fields"


def _unknown(looks: Mapping[Field, Look], name: str) -> Iterator[Problem]:
    for own, value in dict.fromkeys((each.name, look.unknown) for each, look in looks.items() if look.unknown):
        message = f"field `{own}` of `{name}` holds “{value}”, and none of its boxes stands for that"
        yield Problem("unprintable-field", message, None, _PRINT)


def _missing(field: Field, letters: str, name: str) -> Problem:
    message = f"field `{field.name}` of `{name}` holds letters that the house's fonts do not have: {' '.join(letters)}"
    return Problem("missing-glyph", message, None, _PRINT)


def _overfull(field: Field, name: str) -> Problem:
    message = f"field `{field.name}` of `{name}` holds more than its box shows: “{_quoted(field.text)}”"
    return Problem("unprintable-field", message, None, f"shorten it in the form; or {_PRINT}")


def _set_anew(looks: Mapping[Field, Look], name: str) -> Iterator[Problem]:
    """What is told of the fields that do not look as they did."""
    fields = list(dict.fromkeys(f"`{each.name}`" for each, look in looks.items() if look.text and not look.stale))
    if fields:
        names = ", ".join(fields[:_NAMED]) + (f" and {len(fields) - _NAMED} more" if len(fields) > _NAMED else "")
        what = f"`{name}` does not show all that is filled in, or not in every program"
        message = f"{what}; the press has set it in the house's fonts: {names}"
        yield Problem("set-field", message, None, _CHECK, Severity.WARNING)
    for each, look in looks.items():
        if look.stale:
            message = f"field `{each.name}` of `{name}` {_shown_and_held(each, look)}, which is printed"
            yield Problem("set-field", message, None, _CHECK, Severity.WARNING)


def _shown_and_held(field: Field, look: Look) -> str:
    if field.is_box:
        return f"shows {look.stale} and holds {look.heard}"
    if field.text and is_part(look.stale, field.text):
        return f"shows only a part of what it holds, “{_quoted(field.text)}”"
    letters = zip(" ".join(look.stale.split()), " ".join(field.text.split()), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    held = f"“{_quoted(field.text, same)}”" if field.text else "nothing"
    return f"shows “{_quoted(look.stale, same)}” and holds {held}"


def _quoted(text: str, place: int = 0) -> str:
    """The words of a text around a place."""
    words = " ".join(text.split())
    start = max(0, min(place - _QUOTED // 2, len(words) - _QUOTED))
    quoted = words[start : start + _QUOTED].strip()
    return ("…" if start else "") + quoted + ("…" if start + _QUOTED < len(words) else "")


def _make_mark(field: Field, form: Object, look: Look) -> None:
    """Make a widget a mark with this appearance, that has its name and cannot be changed (ISO 32000-1, 12.5)."""
    widget = field.widget
    words = ": ".join(filter(None, (field.label, " ".join(look.heard.split())))) or "–"
    for key in set(widget.keys()) - _KEYS:
        del widget[key]
    widget.Subtype = Name.Stamp
    widget.AP = Dictionary(N=form)
    widget.Contents = String(words)
    flags = AnnotationFlag.read_only | AnnotationFlag.locked
    if field.is_text or field.is_box:
        # Many programs forget that what they fill in is to be seen on paper as well.
        flags |= AnnotationFlag.print
    widget.F = int(widget.get("/F", 0)) | int(flags)


def _drop_widgets(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.obj.Annots = Array(each for each in page.obj.get("/Annots", ()) if each.get("/Subtype") != "/Widget")

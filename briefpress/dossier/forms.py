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
from briefpress.dossier.appearances import is_beginning
from briefpress.dossier.fields import OFF, Field
from briefpress.dossier.replacements import Replacement, replacements
from briefpress.dossier.setting import Pictures, Setting, setting
from briefpress.dossier.xfa import unshown

#: What of a widget a mark keeps.
_KEYS = frozenset(("/Type", "/Rect", "/P", "/F", "/StructParent", "/OC"))
#: How many letters of what a field holds are quoted, and how many fields are named.
_QUOTED, _NAMED = 40, 20

_PRINT = "print the form as PDF in the program that it was filled in with and bind that, or enclose it: `enclose: true`"
_CHECK = "look at it in the dossier; if it is not right, correct it in the form"


@dataclass(frozen=True)
class Form:
    """A form, what takes the place of those of its fields that are seen, and which of them are to be set."""

    acroform: Object
    fields: Sequence[Field]
    replacements: Mapping[Field, Replacement]
    settings: Mapping[Field, Setting]


@dataclass(frozen=True)
class Flattened:
    """What came of a form: what was in it, its problems, without a place, and the marks that look otherwise."""

    removed: set[str]
    problems: list[Problem]
    changed: list[Object]


def read_form(file: pikepdf.Pdf, fields: Sequence[Field]) -> Form:
    """The form of a file that has these fields."""
    acroform = file.Root.get("/AcroForm", Dictionary())
    replaced = dict(replacements([each for each in fields if each.is_visible], acroform))
    settings = {each: setting(each, new.text) for each, new in replaced.items() if new.text}
    return Form(acroform, fields, replaced, settings)


def flatten(form: Form, pictures: Pictures, file: pikepdf.Pdf, name: str) -> Flattened:
    """Make marks of the fields of a file by this name; raises Unprintable with all that cannot be shown.

    `pictures` are of those that were to be set.
    """
    unprintable = list(_unknown(form.replacements, name))
    unprintable += [_missing(field, letters, name) for field, letters in pictures.missing.items()]
    unprintable += [_overfull(field, name) for field in pictures.overfull]
    if unprintable:
        raise Unprintable(unprintable)
    removed = set(_removed(form))
    problems = [*_set_anew(form.replacements, name), *unshown(form.acroform, form.fields, name)]
    for field, new in form.replacements.items():
        if look := new.form or pictures.forms.get(field):
            _make_mark(field, look, new.description)
    _drop_widgets(file)
    changed = [field.widget for field, new in form.replacements.items() if new.text or new.stale]
    return Flattened(removed, problems, changed)


def _removed(form: Form) -> Iterator[str]:
    if form.fields or form.acroform.get("/Fields"):
        yield "a form"
    if "/XFA" in form.acroform:
        yield "the XFA part of a form"
    if any(each.is_signed for each in form.fields):
        yield "signatures, of which pictures stay that prove nothing"
    if any(
        not each.is_visible and (each.text or (each.is_box and each.ticked not in (None, OFF))) for each in form.fields
    ):
        yield "hidden fields"


def _unknown(replaced: Mapping[Field, Replacement], name: str) -> Iterator[Problem]:
    for own, value in dict.fromkeys((each.name, new.unknown) for each, new in replaced.items() if new.unknown):
        message = f"field `{own}` of `{name}` holds “{value}”, and none of its boxes stands for that"
        yield Problem("unprintable-field", message, None, _PRINT)


def _missing(field: Field, letters: str, name: str) -> Problem:
    message = f"field `{field.name}` of `{name}` holds letters that the house's fonts do not have: {' '.join(letters)}"
    return Problem("missing-glyph", message, None, _PRINT)


def _overfull(field: Field, name: str) -> Problem:
    message = f"field `{field.name}` of `{name}` holds more than its box shows: “{_quoted(field.text)}”"
    return Problem("unprintable-field", message, None, f"shorten it in the form; or {_PRINT}")


def _set_anew(replaced: Mapping[Field, Replacement], name: str) -> Iterator[Problem]:
    """Warnings of the fields that do not look as they did."""
    fields = list(dict.fromkeys(f"`{each.name}`" for each, new in replaced.items() if new.text and not new.stale))
    if fields:
        names = ", ".join(fields[:_NAMED]) + (f" and {len(fields) - _NAMED} more" if len(fields) > _NAMED else "")
        what = f"`{name}` does not show all that is filled in, or not in every program"
        message = f"{what}; the press has set it in the house's fonts: {names}"
        yield Problem("set-field", message, None, _CHECK, Severity.WARNING)
    for each, new in replaced.items():
        if new.stale:
            message = f"field `{each.name}` of `{name}` {_difference(each, new)}, which is printed"
            yield Problem("set-field", message, None, _CHECK, Severity.WARNING)


def _difference(field: Field, new: Replacement) -> str:
    """What a field shows and what it holds, around the place where the two part."""
    if field.is_box:
        return f"shows {new.stale} and holds {new.description}"
    if field.text and is_beginning(new.stale, field.text):
        return f"shows only a part of what it holds, “{_quoted(field.text)}”"
    letters = zip(" ".join(new.stale.split()), " ".join(field.text.split()), strict=False)
    place = len(list(takewhile(lambda pair: pair[0] == pair[1], letters)))
    held = f"“{_quoted(field.text, place)}”" if field.text else "nothing"
    return f"shows “{_quoted(new.stale, place)}” and holds {held}"


def _quoted(text: str, place: int = 0) -> str:
    """The words of a text around a place."""
    words = " ".join(text.split())
    start = max(0, min(place - _QUOTED // 2, len(words) - _QUOTED))
    quoted = words[start : start + _QUOTED].strip()
    return ("…" if start else "") + quoted + ("…" if start + _QUOTED < len(words) else "")


def _make_mark(field: Field, look: Object, description: str) -> None:
    """Make a widget a mark that looks so, has the field's name and cannot be changed (ISO 32000-1, 12.5)."""
    widget = field.widget
    words = ": ".join(filter(None, (field.label, " ".join(description.split())))) or "–"
    for key in set(widget.keys()) - _KEYS:
        del widget[key]
    widget.Subtype = Name.Stamp
    widget.AP = Dictionary(N=look)
    widget.Contents = String(words)
    flags = AnnotationFlag.read_only | AnnotationFlag.locked
    if field.is_text or field.is_box:
        # Many programs forget that what they fill in is to be seen on paper as well.
        flags |= AnnotationFlag.print
    widget.F = int(widget.get("/F", 0)) | int(flags)


def _drop_widgets(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        page.obj.Annots = Array(each for each in page.obj.get("/Annots", ()) if each.get("/Subtype") != "/Widget")

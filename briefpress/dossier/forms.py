"""Forms become pages: what is filled in stays as it is seen or is set anew, and nothing else of a form is left.

A widget becomes a mark (a stamp) with the appearance that it has, if that shows what its field holds, else with one
that the press sets. One that holds and shows nothing becomes nothing: some programs draw a stamp without an appearance
as “Draft” (ISO 32000-1, 12.5.6.12).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

import pikepdf
from pikepdf import AnnotationFlag, Array, Dictionary, Name, Object, Stream, String

from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.dossier.appearances import mark_of, set_in_boxes, setting
from briefpress.dossier.fields import OFF, Field
from briefpress.dossier.model import Dossier
from briefpress.dossier.shown import has_letters, has_text, is_part, is_same, shown_texts
from briefpress.dossier.xfa import unshown

#: What of a widget a mark keeps.
_KEYS = frozenset(("/Type", "/Rect", "/P", "/F", "/StructParent", "/OC"))
#: What those hear of a box who do not see it.
_TICKED, _BLANK = "☑", "☐"
#: How many letters of what a field holds are quoted, and how many fields are named.
_QUOTED, _NAMED = 40, 20

_PRINT = "print the form as PDF in the program that it was filled in with and bind that, or enclose it: `enclose: true`"
_CHECK = "look at it in the dossier; if it is not right, correct it in the form"


@dataclass(frozen=True)
class Look:
    """What a field is to show: the appearance that it has, or words or a mark that are to be set."""

    form: Stream | None = None
    text: str = ""
    #: What those hear who do not see it.
    heard: str = ""
    #: What it shows today, where that is not what it holds.
    stale: str = ""


@dataclass
class Flattened:
    """What came of a form: what was in it, what is told of it, and the marks that look otherwise."""

    removed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    changed: list[Object] = field(default_factory=list)


def flatten(file: pikepdf.Pdf, fields: Sequence[Field], name: str, dossier: Dossier) -> Flattened:
    """Make marks of the fields of a file by this name; raises Unprintable with all that cannot be shown.

    Its problems have no place.
    """
    flat = Flattened(set(_removed(file, fields)))
    looks = {each: look for each, look in _looks(file, fields, name) if each.is_visible}
    settings = {setting(each, look.text): each for each, look in looks.items() if look.text}
    appearances = set_in_boxes(list(settings), file, dossier)
    unprintable = [_missing(settings[each], letters, name) for each, letters in appearances.missing.items()]
    unprintable += [_overfull(settings[each], name) for each in appearances.overfull]
    if unprintable:
        raise Unprintable(unprintable)
    forms = {settings[each]: form for each, form in appearances.forms.items()}
    flat.changed = [each.widget for each, look in looks.items() if look.text or look.stale]
    flat.problems = [*_set_anew(looks, name), *unshown(file.Root.get("/AcroForm", Dictionary()), fields, name)]
    for each, look in looks.items():
        if form := look.form or forms.get(each):
            _make_mark(each, form, look)
    _drop_widgets(file)
    return flat


def _removed(file: pikepdf.Pdf, fields: Sequence[Field]) -> Iterator[str]:
    form = file.Root.get("/AcroForm", Dictionary())
    if fields or form.get("/Fields"):
        yield "a form"
    if "/XFA" in form:
        yield "the XFA part of a form"
    if any(each.is_signed for each in fields):
        yield "signatures, of which pictures stay that prove nothing"
    if any(not each.is_visible and (each.text or (each.is_box and each.ticked not in (None, OFF))) for each in fields):
        yield "hidden fields"


def _looks(file: pikepdf.Pdf, fields: Sequence[Field], name: str) -> Iterator[tuple[Field, Look]]:
    """How each field is to look; raises Unprintable where a field does not say that."""
    form = file.Root.get("/AcroForm", Dictionary())
    has_to_be_drawn = bool(form.get("/NeedAppearances", False))
    drawn = {each: look for each in fields if (look := _appearance(each.widget)) is not None}
    for stream in drawn.values():
        _complete(stream, form)
    words = [each for each in drawn if each.is_text]
    shown = dict(zip(words, shown_texts([drawn[each] for each in words]), strict=True))
    groups: dict[str, list[Field]] = defaultdict(list)
    for each in fields:
        if each.is_text:
            yield each, _worded(each, drawn.get(each), shown.get(each), has_to_be_drawn=has_to_be_drawn)
        elif each.is_box:
            groups[each.name].append(each)
        else:
            yield each, Look(drawn.get(each))
    for group in groups.values():
        yield from zip(group, _boxes(group, name), strict=True)


def _worded(field: Field, form: Stream | None, shown: str | None, *, has_to_be_drawn: bool) -> Look:
    """How a field looks that holds words. `shown` are those that it shows today, if they can be read."""
    anew = Look(text=field.text, heard="" if field.is_password else field.text)
    if form is None:
        return anew
    if field.is_password:
        return anew if any(map(str.isalnum, shown or "")) else Look(form)
    if is_same(shown or "", field.text) or field.is_marked_in(shown or ""):
        return replace(anew, form=form, text="") if has_letters(form, field.text) else anew
    if field.is_list:
        # It shows its options, and nobody can tell which of them are marked.
        return anew
    is_own = shown is None or not field.text or (field.is_formatted and shown) or has_text(shown, field.text)
    if is_own and not has_to_be_drawn:
        return Look(form, heard=shown or field.text)
    return replace(anew, stale=(shown or "").strip())


def _boxes(group: Sequence[Field], name: str) -> list[Look]:
    """How the boxes of one field look; raises Unprintable where the field holds what none of them stands for."""
    value = group[0].ticked
    shown = [each.shown_state for each in group]
    states = shown if value is None else [each.state_of(value) for each in group]
    if value not in (None, OFF) and set(states) == {OFF}:
        if set(shown) == {OFF} and (len(group) > 1 or group[0].states):
            message = f"field `{group[0].name}` of `{name}` holds “{value}”, and none of its boxes stands for that"
            raise Unprintable([Problem("unprintable-field", message, None, _PRINT)])
        states = shown if set(shown) != {OFF} else [str(value)]
    return [_box(each, state) for each, state in zip(group, states, strict=True)]


def _box(field: Field, state: str) -> Look:
    form, is_ticked = _appearance(field.widget, state), state != OFF
    is_stale = bool(field.states) and field.shown_state != state
    stale = (_BLANK if is_ticked else _TICKED) if is_stale else ""
    mark = mark_of(field) if is_ticked and form is None else ""
    return Look(form, mark, _TICKED if is_ticked else _BLANK, stale)


def _appearance(widget: Object, state: str | None = None) -> Stream | None:
    """The form XObject that a widget shows, in this state or in its own."""
    appearance = widget.get("/AP")
    form = appearance.get("/N") if isinstance(appearance, Dictionary) else None
    if isinstance(form, Dictionary):
        form = form.get(f"/{state}" if state else str(widget.get("/AS", Name.Off)))
    return form if isinstance(form, Stream) and _has_area(form) else None


def _has_area(form: Stream) -> bool:
    sides = [float(side) for side in form.get("/BBox", ())]
    return len(sides) == 4 and sides[0] != sides[2] and sides[1] != sides[3]


def _complete(form: Stream, acroform: Object) -> None:
    """Give an appearance the fonts that it names and that the form alone has."""
    fonts = acroform.get("/DR", Dictionary()).get("/Font")
    resources = form.get("/Resources", Dictionary())
    if fonts is not None and "/Font" not in resources:
        resources.Font = fonts
        form.Resources = resources


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
        message = f"`{name}` does not show all that is filled in; the press has set it in the house's fonts: {names}"
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

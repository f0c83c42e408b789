"""How fields are to look: as they do, if they show what they hold, or else set anew (ISO 32000-1, 12.7.3.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Dictionary, Name, Object, Stream

from briefpress.dossier.appearances import mark_of
from briefpress.dossier.fields import OFF, Field
from briefpress.dossier.shown import has_letters, has_text, is_same, shown_texts

#: What those hear of a box who do not see it.
_TICKED, _BLANK = "☑", "☐"


@dataclass(frozen=True)
class Look:
    """What a field is to show: the appearance that it has, or words or a mark that are to be set."""

    form: Stream | None = None
    text: str = ""
    #: What those hear who do not see it.
    heard: str = ""
    #: What it shows today, where that is not what it holds.
    stale: str = ""
    #: What its field holds, if none of the boxes stands for that.
    unknown: str = ""


def looks_of(fields: Sequence[Field], acroform: Object) -> Iterator[tuple[Field, Look]]:
    """How each of the fields of a form is to look."""
    has_to_be_drawn = bool(acroform.get("/NeedAppearances", False))
    drawn = {each: look for each in fields if (look := _appearance(each.widget)) is not None}
    for stream in drawn.values():
        _complete(stream, acroform)
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
        yield from zip(group, _boxes(group), strict=True)


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


def _boxes(group: Sequence[Field]) -> list[Look]:
    """How the boxes of one field look."""
    value = group[0].ticked
    shown = [each.shown_state for each in group]
    states = shown if value is None else [each.state_of(value) for each in group]
    if value not in (None, OFF) and set(states) == {OFF}:
        if set(shown) == {OFF} and (len(group) > 1 or group[0].states):
            return [Look(unknown=str(value))] * len(group)
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
    """Give an appearance what programs add by themselves: its type, and the fonts that the form alone has."""
    form.Type, form.Subtype = Name.XObject, Name.Form
    fonts = acroform.get("/DR", Dictionary()).get("/Font")
    resources = form.get("/Resources", Dictionary())
    if fonts is not None and "/Font" not in resources:
        resources.Font = fonts
        form.Resources = resources

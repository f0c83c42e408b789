"""What takes the place of fields: their appearances, if they show what they hold, or else what is set anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Object, Stream

from briefpress.dossier.appearances import appearance, complete, has_letters, has_text, is_same, texts
from briefpress.dossier.fields import OFF, Field
from briefpress.dossier.setting import mark_of

#: What those hear of a box who do not see it.
_TICKED, _BLANK = "☑", "☐"


@dataclass(frozen=True)
class Replacement:
    """What a field is to show: the appearance that it has, or words or a mark that are to be set."""

    form: Stream | None = None
    text: str = ""
    #: For those who do not see it.
    description: str = ""
    #: What it shows today, where that is not what it holds.
    stale: str = ""
    #: What its field holds, if none of the boxes stands for that.
    unknown: str = ""


def replacements(fields: Sequence[Field], acroform: Object) -> Iterator[tuple[Field, Replacement]]:
    """What takes the place of each of the fields of a form."""
    has_to_be_drawn = bool(acroform.get("/NeedAppearances", False))
    drawn = {each: form for each in fields if (form := appearance(each.widget)) is not None}
    for form in drawn.values():
        complete(form, acroform)
    words = [each for each in drawn if each.is_text]
    shown = dict(zip(words, texts([drawn[each] for each in words]), strict=True))
    groups: dict[str, list[Field]] = defaultdict(list)
    for each in fields:
        if each.is_text:
            yield each, _worded(each, drawn.get(each), shown.get(each), has_to_be_drawn=has_to_be_drawn)
        elif each.is_box:
            groups[each.name].append(each)
        else:
            yield each, Replacement(drawn.get(each))
    for group in groups.values():
        yield from zip(group, _boxes(group), strict=True)


def _worded(field: Field, form: Stream | None, shown: str | None, *, has_to_be_drawn: bool) -> Replacement:
    """What takes the place of a field of words. `shown` are those that it shows today, if they can be read."""
    anew = Replacement(text=field.text, description="" if field.is_password else field.text)
    if form is None:
        return anew
    if field.is_password:
        return anew if any(map(str.isalnum, shown or "")) else Replacement(form)
    if is_same(shown or "", field.text) or field.is_marked_in(shown or ""):
        return replace(anew, form=form, text="") if has_letters(form, field.text) else anew
    if field.is_list:
        # It shows its options, and nobody can tell which of them are marked.
        return anew
    is_own = shown is None or not field.text or (field.is_formatted and shown) or has_text(shown, field.text)
    if is_own and not has_to_be_drawn:
        return Replacement(form, description=shown or field.text)
    return replace(anew, stale=(shown or "").strip())


def _boxes(group: Sequence[Field]) -> list[Replacement]:
    """What takes the place of the boxes of one field."""
    value = group[0].ticked
    shown = [each.shown_state for each in group]
    states = shown if value is None else [each.state_of(value) for each in group]
    if value not in (None, OFF) and set(states) == {OFF}:
        if set(shown) == {OFF} and (len(group) > 1 or group[0].states):
            return [Replacement(unknown=str(value))] * len(group)
        states = shown if set(shown) != {OFF} else [str(value)]
    return [_box(each, state) for each, state in zip(group, states, strict=True)]


def _box(field: Field, state: str) -> Replacement:
    form, is_ticked = appearance(field.widget, state), state != OFF
    is_stale = bool(field.states) and field.shown_state != state
    stale = (_BLANK if is_ticked else _TICKED) if is_stale else ""
    mark = mark_of(field) if is_ticked and form is None else ""
    return Replacement(form, mark, _TICKED if is_ticked else _BLANK, stale)

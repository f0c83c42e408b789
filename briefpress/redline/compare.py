"""Two editions compared: what was changed, inserted, deleted and moved, by the ids of brief.yaml.

An entry that is there under the same id, in its list or in another, is the same entry, wherever it now stands.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import TypeVar

from briefpress.core.files import MAX_PICTURE, Files, digest
from briefpress.graphics.charts.spec import Spec
from briefpress.redline.edits import Comparison, Edit, Kind, Place
from briefpress.redline.moves import Moves, announced, class_name, unmoved
from briefpress.schema.base import Declared, Entry, Frozen
from briefpress.schema.blocks import Chart
from briefpress.schema.brief import Origin
from briefpress.schema.edition import Edition
from briefpress.schema.facts import Countries
from briefpress.schema.fields import entry_class, is_picture, is_words
from briefpress.schema.forms import Forms
from briefpress.schema.glance import Trend
from briefpress.schema.masthead import Meeting
from briefpress.schema.periods import Span
from briefpress.schema.quantities import Measured
from briefpress.schema.tables import Table

#: A time, an amount, a trend and countries are printed as one value, and compared as one, but for these fields.
_ONE_VALUE = (Span, Trend, Countries)
_BESIDE_VALUE = ("sources", "others", "title", "state")
#: The fields of a result and a measure that are printed as one figure.
_FIGURE = frozenset(Measured.model_fields)
#: What may come or go as a whole, and is told key by key.
_KEYED = (Origin, Meeting, Forms)
#: What says where data come from, which are compared themselves.
_FROM_FILES: Mapping[type[Frozen], Collection[str]] = {Chart: ("spec", "file"), Table: ("data",)}

_Entries = tuple[Entry, ...]
_Part = TypeVar("_Part", bound=Frozen)


def compare(old: Edition, new: Edition) -> Comparison:
    """What differs between two editions in one language."""
    comparer = _Comparer(old, new, Moves.between(old.brief, new.brief))
    before, after = comparer.part(old.brief, new.brief, Place())
    return Comparison(tuple(comparer.edits), before, after)


@dataclass
class _Comparer:
    """Goes through two editions at once; each of its steps returns the old and the new part, aligned."""

    old: Edition
    new: Edition
    moves: Moves
    edits: list[Edit] = field(default_factory=list)

    def part(self, old: _Part, new: _Part, place: Place) -> tuple[_Part, _Part]:
        """A part that both have."""
        before: dict[str, object] = {}
        after: dict[str, object] = {}
        place = place.within(new)
        one_value = _one_value(new)
        if any(_printed(getattr(old, name)) != _printed(getattr(new, name)) for name in one_value):
            self.edits.append(_edit(place, old, new))
        # What is declared may have had other keys: each is printed as the new one is.
        for name, info in {**type(old).model_fields, **type(new).model_fields}.items():
            if name in one_value or name in _FROM_FILES.get(type(new), ()):
                continue
            was, now, inner = getattr(old, name, None), getattr(new, name, None), place.inner(name)
            before[name], after[name] = was, now
            if entry_class(info):
                earlier, later = () if was is None else was, () if now is None else now
                before[name], after[name] = self.entries(earlier, later, inner)
            elif isinstance(was, Frozen) and isinstance(now, Frozen):
                before[name], after[name] = self.part(was, now, inner)
            elif isinstance(whole := was or now, Declared):
                self.part(was or _blank(whole), now or _blank(whole), inner)
            else:
                self.value(was, now, inner, is_words=is_words(info))
        self.files(old, new, place)
        return old.model_copy(update=before), new.model_copy(update=after)

    def entries(self, old: _Entries, new: _Entries, place: Place) -> tuple[_Entries, _Entries]:
        """A list of entries."""
        known = {entry.id: entry for entry in old}
        common = [entry.id for entry in new if class_name(known.get(entry.id)) == class_name(entry)]
        kept = unmoved([entry.id for entry in old if entry.id in common], common)
        before: list[Entry] = []
        after: list[Entry] = []
        for entry in new:
            here = place.inner(entry.id, entry)
            former = known[entry.id] if entry.id in common else self.moves.origins.get(here.path)
            if former is None:
                self.edits.append(Edit(Kind.INSERTED, here))
                after.append(entry)
                continue
            # Sources are printed in the order in which they are cited.
            if is_moved := entry.id not in kept and place.path != ("sources",):
                self.edits.append(Edit(Kind.MOVED, here))
            was, now = self.part(former, entry, here)
            before.append(was)
            after.append(announced(now) if is_moved else now)
        self.deletions(old, before, common, kept, place)
        # What was not found is an empty list that says so.
        return tuple(before) or old, tuple(after) or new

    def deletions(
        self, old: _Entries, aligned: list[Entry], common: Container[str], kept: Container[str], place: Place
    ) -> None:
        """Put the entries that are gone after those that they followed."""
        at = 0
        for entry in old:
            here = place.inner(entry.id, entry)
            if entry.id in kept:
                at = [each.id for each in aligned].index(entry.id) + 1
            elif entry.id not in common and here.path not in self.moves.left:
                self.edits.append(Edit(Kind.DELETED, here))
                aligned.insert(at, entry)
                at += 1

    def value(self, old: object, new: object, place: Place, *, is_words: bool = False) -> None:
        """A value; of what has keys, each one."""
        # Only what is printed counts: the HTML of words, the digits of a number.
        if _printed(old) == _printed(new):
            return
        if keyed := next((value for value in (old, new) if isinstance(value, _KEYED)), None):
            names = type(keyed).model_fields
            old, new = ({name: getattr(value, name, None) for name in names} for value in (old, new))
        if isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys([*new, *old]):
                self.value(old.get(key), new.get(key), place.inner(str(key)), is_words=is_words)
        else:
            self.edits.append(Edit(Kind.CHANGED, place, old, new, is_words))

    def files(self, old: Frozen, new: Frozen, place: Place) -> None:
        """What stands in files beside brief.yaml: the data of charts, and images."""
        if isinstance(old, Chart) and isinstance(new, Chart):
            before, after = (edition.specs[f"{place.path[1]}.{place.path[3]}"] for edition in (self.old, self.new))
            self.value(_leaves(before.tree), _leaves(after.tree), place)
            self.table(before, after, {**old.words, **new.words}, place)
        for name in (name for name, info in type(new).model_fields.items() if is_picture(info)):
            file = getattr(new, name)
            if file and file == getattr(old, name, None):
                self.value(_image(self.old, file), _image(self.new, file), place.inner(name))

    def table(self, old: Spec, new: Spec, words: Mapping[str, str], place: Place) -> None:
        """The data of a chart, cell by cell; a row is known by what else stands in it."""
        none: dict[str, object] = {}
        for number, (was, now) in enumerate(zip_longest(old.table, new.table, fillvalue=none), start=1):
            for column in dict.fromkeys([*now, *was]):
                if was.get(column) == now.get(column):
                    continue
                others = [value for name, value in (now or was).items() if name != column and not new.is_amount(name)]
                row = ", ".join(words.get(str(value), str(value)) for value in others)
                here = Place((*place.path, str(number), column), (*place.titles, *filter(None, [row])))
                edit = Edit(Kind.CHANGED, here, was.get(column), now.get(column), name=words.get(column, column))
                self.edits.append(edit)


def _blank(part: Declared) -> Declared:
    """A part like this in which nothing stands."""
    return type(part).model_construct(**dict.fromkeys(type(part).model_fields))


def _edit(place: Place, old: Frozen, new: Frozen) -> Edit:
    """The change of what is printed as one value; what is counted has no figure of its own."""
    if isinstance(new, _ONE_VALUE):
        return Edit(Kind.CHANGED, place, old, new)
    before, after = (part if getattr(part, "value", None) is not None else None for part in (old, new))
    return Edit(Kind.CHANGED, place.inner("value"), before, after)


def _one_value(part: Frozen) -> Collection[str]:
    """The fields of a part that are printed as one value."""
    if isinstance(part, _ONE_VALUE):
        return type(part).model_fields.keys() - _BESIDE_VALUE
    return _FIGURE if isinstance(part, Measured) else ()


def _printed(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else getattr(value, "html", value)


def _leaves(tree: object, path: str = "") -> dict[str, object]:
    """The values of a specification or a table by their paths: 3.agents."""
    if not isinstance(tree, dict | list):
        return {path: tree}
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree, start=1)
    return {
        name: leaf
        for key, value in inner
        for name, leaf in _leaves(value, f"{path}.{key}" if path else str(key)).items()
    }


def _image(edition: Edition, file: str) -> str:
    """An image by its name and its digest (SHA-256), of which the beginning is enough to tell it apart."""
    path = edition.folder / file
    return f"{path.name} ({digest(Files(edition.folder).read(path, MAX_PICTURE))[:12]})"

"""The labels of an edition: those of the house that suit the brief, with its own in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefpress.core.problems import Position, Problem, Severity, choices
from briefpress.language.locale import Language
from briefpress.reading.merge import Part
from briefpress.reading.validation import Context, validate
from briefpress.schema.base import Frozen
from briefpress.schema.forms import Forms
from briefpress.schema.labels import Labels
from briefpress.schema.own_labels import OwnLabels, overridden


def with_own_labels(labels: Labels, tree: Part, language: Language) -> tuple[Labels, list[Problem]]:
    """The labels with those of a merged brief in their place, and what is wrong with these beside the house's.

    What is wrong with them by themselves is told with the brief that they are of.
    """
    node = tree.get("labels")
    own, _ = validate(OwnLabels, node, Context(language), "labels") if isinstance(node, Part) else (None, [])
    if own is None or node is None:
        return labels, []
    return overridden(labels, own), list(_wrong(labels, own, node.places("labels")))


def _wrong(labels: Frozen, own: Frozen, places: Mapping[str, Position], path: str = "labels") -> Iterator[Problem]:
    """What is wrong with the labels of a brief beside those of the house: placeholders, and forms of the plural."""
    for name in sorted(own.model_fields_set):
        former, value, inner = getattr(labels, name), getattr(own, name), f"{path}.{name}"
        if isinstance(value, Forms):
            yield from _forms(former, value, places.get(inner), inner)
        elif isinstance(value, Frozen):
            yield from _wrong(former, value, places, inner)
        elif former and value and not isinstance(value, dict | tuple):
            yield from _placeholders(_braces(former), _braces(value), places.get(inner))


def _forms(former: Forms | None, forms: Forms, place: Position | None, path: str) -> Iterator[Problem]:
    for name in Forms.model_fields if former else ():
        if getattr(former, name) and not getattr(forms, name):
            hint = f"write `{name}:` as well: the house has this form of the plural"
            yield Problem("missing-words", f"there are no words for `{path}.{name}`", place, hint)
    known, named = ({each for text in dict(side or {}).values() for each in _braces(text)} for side in (former, forms))
    yield from _placeholders(known, named, place) if former else ()


def _placeholders(known: set[str], named: set[str], place: Position | None) -> Iterator[Problem]:
    """Words in braces that this label does not know, which would be printed, and those that it has lost."""
    for each in sorted(named - known):
        yield Problem("wrong-placeholder", f"`{each}` stands for nothing here", place, _known_hint(each, known))
    for each in sorted(known - named) if named <= known else ():
        hint = f"write `{each}` where it is to stand; without it, it is not printed"
        yield Problem("wrong-placeholder", f"`{each}` is missing here", place, hint, Severity.WARNING)


def _known_hint(word: str, known: set[str]) -> str:
    return choices(word, known, "words in braces") if known else "remove it: nothing is filled in here"


def _braces(text: object) -> set[str]:
    return set(re.findall(r"\{\w*\}", str(getattr(text, "plain", text or ""))))

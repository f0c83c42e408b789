"""Where a field of a model stands: words in the manuscript, facts in brief.yaml, parts in both."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from briefpress.language.markdown import Words
from briefpress.schema.base import Entry, Frozen, Tagged


def is_words(info: FieldInfo) -> bool:
    """Whether a field holds words."""
    marks = [*info.metadata, *(mark for option in _options(info) for mark in getattr(option, "__metadata__", ()))]
    return any(isinstance(mark, Words) for mark in marks)


def entry_class(info: FieldInfo) -> type[Entry] | None:
    """The class of the entries, where a field holds a list of them."""
    if get_origin(info.annotation) is not tuple:
        return None
    model = get_args(info.annotation)[0]
    return model if isinstance(model, type) and issubclass(model, Entry) else None


def part_class(info: FieldInfo) -> type[Frozen] | None:
    """The class of the part, where a field holds a single one."""
    return next((option for option in _options(info) if isinstance(option, type) and issubclass(option, Frozen)), None)


def may_stand(info: FieldInfo, *, words: bool) -> bool:
    """Whether a field may stand in the manuscript (`words`) or in brief.yaml."""
    if model := entry_class(info) or part_class(info):
        return not words or any(may_stand(inner, words=True) for inner in _fields(model))
    return is_words(info) == words


def needs_words(model: type[Frozen]) -> bool:
    """Whether a part cannot do without words."""
    return any(is_words(info) and info.is_required() for info in model.model_fields.values())


def sole_words(model: type[Frozen]) -> str | None:
    """The field that a text alone stands for: the only required words, or else the only words that there are."""
    words = {name: info.is_required() for name, info in model.model_fields.items() if is_words(info)}
    required = [name for name, is_required in words.items() if is_required]
    return next((names[0] for names in (required, list(words)) if len(names) == 1), None)


def _fields(model: type[Frozen]) -> Iterator[FieldInfo]:
    """The fields of a model, or of all members of a family."""
    for member in model.members().values() if issubclass(model, Tagged) and model.is_base() else [model]:
        yield from member.model_fields.values()


def _options(info: FieldInfo) -> tuple[Any, ...]:
    """The members of a union, a dict or a tuple; the annotation itself where it is none of them."""
    annotation = info.annotation
    return get_args(annotation) if get_origin(annotation) in (UnionType, Union, dict, tuple) else (annotation,)

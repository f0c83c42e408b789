"""Where a field of a model stands: words in the manuscript, facts in brief.yaml, parts in both."""

from __future__ import annotations

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
    cls = get_args(info.annotation)[0]
    return cls if isinstance(cls, type) and issubclass(cls, Entry) else None


def part_class(info: FieldInfo) -> type[Frozen] | None:
    """The class of the part, where a field holds a single one."""
    return next((option for option in _options(info) if isinstance(option, type) and issubclass(option, Frozen)), None)


def is_plain(info: FieldInfo) -> bool:
    """Whether a field holds neither entries nor a part."""
    return not (entry_class(info) or part_class(info))


def may_stand(info: FieldInfo, *, words: bool) -> bool:
    """Whether a field may stand in the manuscript (`words`) or in brief.yaml."""
    return is_words(info) == words if is_plain(info) else not words or _holds_words(info)


def needs_words(cls: type[Frozen]) -> bool:
    """Whether a part cannot do without words."""
    return any(is_words(info) and info.is_required() for info in cls.model_fields.values())


def fields_of_words(cls: type[Frozen]) -> list[str]:
    """The names of the fields that hold words."""
    return [name for name, info in cls.model_fields.items() if is_words(info)]


def sole_words(cls: type[Frozen]) -> str | None:
    """The field that a text alone stands for: the only one that is needed, or else the only one that there is."""
    names = fields_of_words(cls)
    needed = [name for name in names if cls.model_fields[name].is_required()]
    return next((found[0] for found in (needed, names) if len(found) == 1), None)


def _holds_words(info: FieldInfo) -> bool:
    """Whether the parts that a field holds have words at all."""
    cls = entry_class(info) or part_class(info)
    classes = cls.members().values() if cls and issubclass(cls, Tagged) and cls.is_base() else [cls]
    fields = [inner for sub in classes if sub for inner in sub.model_fields.values()]
    return any(is_words(inner) or (not is_plain(inner) and _holds_words(inner)) for inner in fields)


def _options(info: FieldInfo) -> tuple[Any, ...]:
    """The members of a union, a dict or a tuple; the annotation itself where it is none of them."""
    annotation = info.annotation
    return get_args(annotation) if get_origin(annotation) in (UnionType, Union, dict, tuple) else (annotation,)

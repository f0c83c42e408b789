"""What the fields of a model hold, words or facts, entries or a part; and the parts of a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from briefpress.language.markdown import Text, Words
from briefpress.schema.base import Entry, Frozen, OrFalse, Tagged
from briefpress.schema.facts import PictureName


def is_words(info: FieldInfo) -> bool:
    """Whether a field holds words."""
    return any(isinstance(mark, Words) for mark in _marks(info))


def is_text(info: FieldInfo) -> bool:
    """Whether a field holds what is printed as it was typed: words, or a line or a title that stands among facts."""
    return any(isinstance(mark, Text) for mark in _marks(info))


def takes_false(info: FieldInfo) -> bool:
    """Whether `false` may stand in the place of words, as a fact for all languages."""
    return any(isinstance(mark, OrFalse) for mark in info.metadata)


def is_passage(info: FieldInfo) -> bool:
    """Whether a field holds words in which paragraphs stand."""
    return any(getattr(option, "blocks", False) for option in _options(info))


def is_picture(info: FieldInfo) -> bool:
    """Whether a field names a picture in the folder of the brief."""
    return any(isinstance(mark, PictureName) for mark in _marks(info))


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
        members: list[type[Frozen]] = [*model.members().values()] if issubclass(model, Tagged) else []
        inner = (info for member in members or [model] for info in member.model_fields.values())
        return not words or any(may_stand(each, words=True) for each in inner)
    return is_words(info) == words


def _marks(info: FieldInfo) -> list[Any]:
    """What the type of a field is annotated with."""
    return [*info.metadata, *(mark for option in _options(info) for mark in getattr(option, "__metadata__", ()))]


def _options(info: FieldInfo) -> tuple[Any, ...]:
    """The members of a union, a dict or a tuple; the annotation itself where it is none of them."""
    annotation = info.annotation
    return get_args(annotation) if get_origin(annotation) in (UnionType, Union, dict, tuple) else (annotation,)


def parts(part: object, path: str = "") -> Iterator[tuple[str, Frozen]]:
    """All parts of a part, each under its path: the keys that lead to it, and the ids or indices of what is listed."""
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(part, Frozen):
        yield path, part
        inner = ((name, getattr(part, name)) for name in type(part).model_fields)
    elif isinstance(part, tuple):
        inner = ((getattr(each, "id", index), each) for index, each in enumerate(part))
    for step, each in inner:
        yield from parts(each, f"{path}.{step}" if path else str(step))

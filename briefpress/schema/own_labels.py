"""The labels of a brief: those of the house that suit it, with what the brief says in their place."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import create_model
from pydantic.fields import FieldInfo

from briefpress.schema.base import Frozen
from briefpress.schema.fields import part_class
from briefpress.schema.forms import Forms
from briefpress.schema.labels import Labels
from briefpress.schema.markings import Marking

AnyLabels = TypeVar("AnyLabels", bound=Frozen)

#: What no page of a brief prints.
_ELSEWHERE = ("dossier",)


def _optional(model: type[Frozen]) -> type[Frozen]:
    """The same labels, of which each may be left out; the forms of a plural belong together."""
    named = {name: info for name, info in model.model_fields.items() if name not in _ELSEWHERE}
    fields: dict[str, Any] = {name: _optional_field(info) for name, info in named.items()}
    # By these names their descriptions are found.
    return create_model(model.__name__, __base__=Frozen, __module__=model.__module__, __doc__=model.__doc__, **fields)


def _optional_field(info: FieldInfo) -> tuple[Any, FieldInfo]:
    group = part_class(info)
    if group and group is not Forms:
        inner: Any = _optional(group)
        return inner, FieldInfo(default_factory=inner)
    if not info.is_required():
        return info.annotation, copy(info)
    words: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    return words | None, FieldInfo(default=None)


if TYPE_CHECKING:
    # Type checkers know no class that is made while the press runs.
    class OwnLabels(Frozen):
        """The labels that a brief gives; `model_fields_set` says which."""
else:
    OwnLabels = _optional(Labels)


def without_origin(labels: Labels) -> Labels:
    """The labels of the house that suit a brief without a source text."""
    return labels.model_copy(update={name: words for name, words in labels.without_origin if words is not None})


def with_marking(labels: Labels, marking: Marking | None) -> Labels:
    """The labels of the house that suit a marking."""
    term = labels.imprint.own_marking
    if term is None or marking is None or marking.is_tlp:
        return labels
    return labels.model_copy(update={"imprint": labels.imprint.model_copy(update={"marking": term})})


def overridden(labels: AnyLabels, own: Frozen) -> AnyLabels:
    """The labels with those of a brief in their place; of countries and currencies, of those that it names."""
    changes: dict[str, object] = {}
    for name in own.model_fields_set:
        former, value = getattr(labels, name), getattr(own, name)
        if isinstance(value, dict):
            changes[name] = former | value
        elif isinstance(value, Frozen) and not isinstance(value, Forms):
            changes[name] = overridden(former, value)
        elif value is not None:
            changes[name] = value
    return labels.model_copy(update=changes)

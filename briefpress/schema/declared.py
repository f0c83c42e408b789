"""Kinds and types that schema files declare as classes, and the class of a brief that knows them.

Nothing is registered anywhere. A brief with types of its own has a class of its own, in whose families they stand
beside those of the press: all that follows the fields of `Brief` follows those of that class in the same way.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from copy import copy
from typing import Any, TypeVar

from pydantic import create_model
from pydantic.fields import FieldInfo

from briefpress.language.markdown import Line
from briefpress.schema.base import Declared, Frozen
from briefpress.schema.blocks import Block
from briefpress.schema.brief import Brief
from briefpress.schema.fields import entry_class
from briefpress.schema.forms import Forms
from briefpress.schema.sections import Section

Model = TypeVar("Model", bound=Frozen)


def declared_part(
    base: type[Model], name: str, description: str | None, fields: Mapping[str, tuple[Any, FieldInfo]]
) -> type[Model]:
    """The class of a part of this name, with the fields of `base` and its own."""
    bases: tuple[type[Any], ...] = (Declared, base)
    definitions: Any = fields
    return create_model(name, __base__=bases, __module__=__name__, __doc__=description, **definitions)


def labels_model(names: Iterable[str], plural: Container[str]) -> type[Frozen]:
    """The class of the words that a partial prints by itself, by their names; some have plural forms."""
    fields: Any = {name: (Forms if name in plural else Line, ...) for name in names}
    return create_model("labels", __base__=Frozen, __module__=__name__, **fields)


def brief_model(blocks: Mapping[str, type[Block]], kinds: Mapping[str, type[Section]]) -> type[Brief]:
    """The class of a brief in which these types and kinds are known as well, by their words."""
    if not (blocks or kinds):
        return Brief
    family = Block.with_members({**Block.members(), **blocks})
    sections = {**Section.members(), **kinds}
    members = {word: _with_family(section, Block, family) for word, section in sections.items()}
    return _with_family(Brief, Section, Section.with_members(members))


def _with_family(model: type[Model], base: type[Frozen], family: type[Frozen]) -> type[Model]:
    """A model whose lists of the members of a family, `base`, are of another one."""
    entries: Any = tuple[family, ...]  # type: ignore[valid-type]
    fields: Any = {
        name: (entries, copy(info)) for name, info in model.model_fields.items() if entry_class(info) is base
    }
    names: dict[str, Any] = {"__module__": model.__module__, "__doc__": model.__doc__}
    return create_model(model.__name__, __base__=model, **names, **fields)

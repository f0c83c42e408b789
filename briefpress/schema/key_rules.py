"""What is asked of several keys of a part together, in JSON Schema; the validators of the part ask the same.

A rule says what its validator does, for those who check a brief otherwise, such as an editor.
"""

from __future__ import annotations

from typing import Any

Rule = dict[str, Any]
Rules = tuple[Rule, ...]


def has(*names: str) -> Rule:
    """That all of these keys have a value."""
    return {"required": [*names], "properties": {name: {"not": {"enum": [None, []]}} for name in names}}


def has_one_of(*names: str) -> Rule:
    """That one of these keys has a value, and no other of them."""
    return {"oneOf": [has(name) for name in names]}


def has_some_of(*names: str) -> Rule:
    """That at least one of these keys has a value."""
    return {"anyOf": [has(name) for name in names]}


def has_not_both(name: str, *others: str) -> Rule:
    """That a key has no value where one of the others has one."""
    return {"not": {"allOf": [has(name), has_some_of(*others)]}}


def is_not_empty(*names: str) -> Rule:
    """That under none of these keys stands a list of nothing."""
    return {"properties": {name: {"not": {"const": []}} for name in names}}


def where(condition: Rule, then: Rule) -> Rule:
    """That one rule holds where another one does."""
    return {"if": condition, "then": then}

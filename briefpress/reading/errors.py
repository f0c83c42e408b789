"""What pydantic finds wrong with the values of a part, as problems at the places where those stand."""

from __future__ import annotations

from typing import Any

from briefpress.core.problems import Problem
from briefpress.core.yamltree import value_hint
from briefpress.reading.pairs import Strands
from briefpress.schema.base import Frozen
from briefpress.schema.fields import is_words

#: Pydantic's error types, as codes, messages (its own where empty) and hints of ours.
_TYPES = {
    "string_type": ("wrong-type", "a text is expected here", "put quotation marks around it to make it a text"),
    "int_type": (
        "wrong-type",
        "a whole number is expected here",
        "write it in figures, without spaces, commas or quotation marks",
    ),
    "float_type": (
        "wrong-type",
        "a number is expected here",
        "write it in figures, with a decimal point and without quotation marks",
    ),
    "bool_type": ("wrong-type", "`true` or `false` is expected here", "write one of the two, without quotation marks"),
    "tuple_type": ("wrong-type", "a list is expected here", "write [one, two], or one item to a line after `- `"),
    "dict_type": ("wrong-type", "keys and values are expected here", "write `key: value`, one to a line"),
    "literal_error": (
        "wrong-choice",
        "{shown} is none of the words expected here: {expected}",
        "write one of them as it stands there",
    ),
    "string_pattern_mismatch": (
        "wrong-id",
        "{shown} cannot be an id",
        "an id begins with a small letter and has small letters, figures and single hyphens",
    ),
    "too_short": ("empty-list", "the list is too short, or empty", "add an item"),
    "too_long": ("wrong-number", "the list is too long", "a year has twelve months"),
    "greater_than": ("wrong-number", "a number above 0 is expected here", "write it in figures"),
}


def mistakes(cls: type[Frozen], detail: dict[str, Any], strands: Strands, manuscript: str, facts: str) -> list[Problem]:
    """The problems of one of pydantic's errors; `manuscript` and `facts` are the names of the two files."""
    context = detail.get("ctx", {})
    path = context.get("path") or [step for step in detail["loc"] if step != "[key]"]
    # Of a number that need not be whole, pydantic tells an error of either type.
    if (detail["type"], path[-1:]) == ("int_type", ["int"]):
        return []
    if (detail["type"], path[-1:]) == ("float_type", ["float"]):
        path.pop()
    info = cls.model_fields.get(str(path[0])) if path else None
    words = bool(info and is_words(info))
    home = (strands.words or strands.home if words else strands.facts) or strands.facts or strands.words
    assert home is not None  # noqa: S101 (a model is woven from at least one node)
    if detail["type"] == "missing":
        entry = strands.facts.get("id") if strands.facts else None
        name = f" for `{entry.value if entry else cls.word()}`"
        hint = f"add `{path[-1]}:` in {manuscript if words else facts}"
        return [Problem("missing-key", f"`{path[-1]}` is missing{name}", home.position, hint)]
    node, around = home.nearest(*path), home.nearest(*path[:-1])
    if len(path) > 1 and (key := str(path[-1])) in around.valueless:
        return [Problem("unknown-key", f"`{key}` has no value", around.keys[key], value_hint(key))]
    if "findings" in context:
        return [finding.problem(node) for finding in context["findings"]]
    if detail["type"] == "empty-text" or (words and node.value is None):
        is_needed = info is not None and info.is_required() and len(path) == 1
        hint = "write them" if is_needed else "write them, or remove the key"
        return [Problem("empty-text", "there are no words here", node.position, hint)]
    code, message, hint = _TYPES.get(detail["type"], (detail["type"].replace("_", "-"), "", ""))
    message = message.format(shown=node.shown(), **context) or str(detail["msg"])
    return [Problem(code, message, node.position, context.get("hint", hint))]

"""What to do about a value that is wrong, where the value itself says more than its type does."""

from __future__ import annotations

import re

from briefpress.core.characters import disguise
from briefpress.core.problems import near
from briefpress.core.yamltree import Node


def value_hints(error: str, node: Node, expected: str, *, is_words: bool) -> str:
    """What to do about a value, by pydantic's type of error and the words expected; "" where it says no more."""
    value = node.value
    if error == "string_type" and isinstance(value, tuple | dict):
        return _text_hint(node)
    if error == "tuple_type" and isinstance(value, dict):
        return "begin each item with `- `, and what belongs to it in the column after that"
    if is_words or not isinstance(value, str):
        return ""
    if hint := disguise(value):
        return hint
    if error == "literal_error":
        return _choice_hint(value, re.findall(r"'([^']*)'", expected))
    if error == "string_pattern_mismatch" and re.search(r"[\s;,|/]", value.strip()):
        return "ids are separated by commas: [one, two]; an id itself has small letters, digits and single hyphens"
    return ""


def _text_hint(node: Node) -> str:
    """What to do about a list or a mapping in the place of a text."""
    place = node.position
    line = (place.text or "").splitlines()[(place.line or 1) - 1]
    if line[(place.column or 1) - 1 :].startswith(("[", "{")):
        return 'to print the brackets, put quotation marks around the whole text, "like [this]"; else remove them'
    if isinstance(node.value, tuple):
        return "for a list inside a text, begin the text with `|` on the line of its key"
    return "write the text on the line of its key; if it holds `: `, put quotation marks around the whole text"


def _choice_hint(value: str, words: list[str]) -> str:
    """The word that was probably meant."""
    by_capitals = {word.casefold(): word for word in words}
    meant = by_capitals.get(value.casefold()) or next(iter(near(value, words)), None)
    return f"did you mean `{meant}`?" if meant else ""

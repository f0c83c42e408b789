"""What to do about YAML that is well-formed and not of the form that is expected."""

from __future__ import annotations

import re

from briefpress.core.characters import BLANKS, BULLETS, CLOSING, disguise, named
from briefpress.core.files import offset_of
from briefpress.core.numbers import number_hint, typed_number
from briefpress.core.yamltree import Node


def valueless_hint(key: str, node: Node | None = None) -> str:
    """What to do about a key of a node in braces that has neither a colon nor a value: as a rule, a comma made it."""
    if glued := re.match(r"([^\s:=：]+)(:|：\s*|\s*=\s*)\S", key):
        return f"write `{glued[1]}: `, with a colon and a space; or, where it belongs to a text, quote the whole text"
    if key.endswith(CLOSING):
        return f'{key[-1]} is no quotation mark to YAML: put " around the whole text'
    if not key.isdigit():
        return "a comma separates two keys: put quotation marks around a text with a comma"
    typed = _number(key, node)
    if (number := typed_number(typed)) and number.readings:
        return f"a comma separates two keys: {number_hint(typed)}"
    return "a comma separates two keys: write a number without separators, as in 2400000"


def _number(key: str, node: Node | None) -> str:
    """The number that commas have taken apart: the last value before the key, and all digits that follow it."""
    pieces: list[str] = []
    for name, value in node.inside() if node else ():
        if value.value is not None:
            if key in pieces[1:]:
                break
            pieces = [str(value.value)]
        elif name.isdigit():
            pieces.append(name)
    return ",".join(pieces)


def mapping_hint(node: Node) -> str:
    """What to do about a value that stands where keys and their values are expected."""
    usual = "write `key: value`, one to a line"
    if isinstance(node.value, tuple) and (node.position.text or "").startswith("[", offset_of(node.position)):
        return "write { } in place of [ ]"
    if isinstance(node.value, tuple) or re.match(f"[{BULLETS}]", str(node.value)):
        return "write the id of each item in place of its mark: `id: text`, one to a line"
    if node.value is None:
        return "write them under it, indented by two, or remove the key"
    if not isinstance(node.value, str):
        return usual
    if glued := re.match(rf"([^\s:{BLANKS}]+):([^ \t\r\n/])", node.value):
        if re.match(f"[{BLANKS}]", glued[2]):
            return f"after `{glued[1]}:` stands {named(glued[2])}: delete it and type a space"
        return f"a space is missing after `{glued[1]}:`"
    return disguise(node.value) or usual

"""What to do about a value that is wrong, where the value itself says more than its type does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpress.core.characters import COMMAS, disguise
from briefpress.core.files import offset_of
from briefpress.core.problems import near
from briefpress.core.yamlhints import mapping_hint
from briefpress.core.yamltree import Node
from briefpress.reading.ids import letters_of
from briefpress.schema.base import Editions, Entry, Frozen
from briefpress.schema.cards import Card
from briefpress.schema.contacts import Contact
from briefpress.schema.fields import part_class
from briefpress.schema.labels import Labels
from briefpress.schema.own_labels import OwnLabels
from briefpress.schema.recommendations import Recommendation
from briefpress.schema.sections import Section
from briefpress.schema.steps import Step
from briefpress.schema.timelines import Activity, Timeline


def value_hint(error: str, node: Node, expected: str, key: str, *, is_words: bool) -> str:
    """What to do about the value of a key, by pydantic's type of error and the words expected; "" for nothing more."""
    value = node.value
    if error in _KINDS and (hint := _KINDS[error](node)):
        return hint
    if is_words or not isinstance(value, str):
        return ""
    # Dates and numbers with a dash are answered with what may have been meant.
    is_one_date = re.fullmatch(r"\d{4}([^\w\s/]\d\d){2}", value)
    if hint := disguise(value, dashes=bool(is_one_date) or error not in ("wrong-date", "wrong-type")):
        return hint
    if error == "literal_error":
        return _choice_hint(value, re.findall(r"'([^']*)'", expected))
    if error == "string_pattern_mismatch" and re.search(rf"[;,|/{COMMAS}]", value):
        return "ids are separated by commas: [one, two]; an id itself has small letters, digits and single hyphens"
    if error == "string_pattern_mismatch" and key == "id" and (letters := letters_of(value)):
        return f"an id has small letters, digits and single hyphens: write `{letters}`, or leave the id out"
    return ""


def _list_hint(node: Node) -> str:
    """What to do about keys and values in the place of a list."""
    if not isinstance(node.value, dict):
        return ""
    first = next(iter(node.value), "id")
    if re.search(r"[\sA-Z]", first):
        return f"this is a list: write `- title: {first}`, and what belongs to it under `title`, in the same column"
    if first in ("title", "text", "type", "kind", "term"):
        return f"this is a list: put `- ` before `{first}`, and what belongs to it under `{first}`, in the same column"
    if first != "id":
        return f"this is a list: write `- id: {first}` and what belongs to it under `id`, in the same column"
    return "begin each item with `- `, and what belongs to it in the column after that"


def key_hint(model: type[Frozen], name: str) -> str:
    """How to say what a key is meant to say that other programs have; "" where there is no such way."""
    if issubclass(model, Labels | OwnLabels):
        paths = [path for path in _label_paths(model) if path == name or path.endswith(f".{name}")]
        return f"write {' or '.join(f'`{_nested(path)}`' for path in paths)}" if paths else ""
    return next((hint for kind, key, hint in _ELSEWHERE if issubclass(model, kind) and key == name), "")


def _label_paths(labels: type[Frozen], group: str = "") -> Iterator[str]:
    """The paths of all labels, such as `imprint.title`."""
    for name, info in labels.model_fields.items():
        inner = part_class(info)
        yield from _label_paths(inner, f"{group}{name}.") if inner else (f"{group}{name}",)


def _nested(path: str) -> str:
    """A path as YAML has it, `imprint: {title: …}`."""
    name, _, inner = path.partition(".")
    return f"{name}: {{{_nested(inner)}}}" if inner else f"{name}: …"


def _text_hint(node: Node) -> str:
    """What to do about a list or a mapping in the place of a text."""
    if not isinstance(node.value, tuple | dict):
        return ""
    if (node.position.text or "").startswith(("[", "{"), offset_of(node.position)):
        return 'to print the brackets, put quotation marks around the whole text, "like [this]"; else remove them'
    if isinstance(node.value, tuple):
        return "for a list inside a text, begin the text with `|` on the line of its key"
    return "write the text on the line of its key; if it holds `: `, put quotation marks around the whole text"


def _choice_hint(value: str, words: list[str]) -> str:
    """The word that was probably meant."""
    by_capitals = {word.casefold(): word for word in words}
    meant = by_capitals.get(value.casefold()) or next(iter(near(value, words)), None)
    return f"did you mean `{meant}`?" if meant else ""


def _entry_hint(node: Node) -> str:
    """What to do about what stands in the place of keys and values of brief.yaml."""
    if isinstance(node.value, tuple) and not node.style:
        return "remove its mark `- `: it has keys and values itself"
    return mapping_hint(node)


#: Keys that are not there, and how to say what they are meant to say.
_ELSEWHERE = (
    *((Entry, key, f"write `if: {{{key}: …}}`") for key in Editions.model_fields),
    (Section, "sources", "cite at the sentence that a source proves: `[@id]` in its text, with the id of the source"),
    (Section, "subsections", "write `### ` and its title on a line of the text, and its text below an empty line"),
    (Timeline, "events", "write `milestones:`, each with a `date` and a `title`"),
    (Activity, "date", "write `period:`, which takes a date as well"),
    (Step, "when", "write `date:` for a date or a period, or `duration:` for words"),
    (Step, "responsible", "write `who:`"),
    (Card, "figure", "write `value:`, and `unit:` or `currency:`"),
    *((Contact, key, "write `phone:`") for key in ("tel", "telephone", "mobile")),
    *((Contact, key, "write `email:`") for key in ("mail", "e-mail")),
    *((Recommendation, key, "write `addressee:`") for key in ("to", "who", "owner", "responsible")),
    *((Recommendation, key, "write `deadline:`") for key in ("by", "due", "date", "when")),
)

#: Who answers to what is of another kind.
_KINDS = {
    "string_type": _text_hint,
    "tuple_type": _list_hint,
    "dict_type": mapping_hint,
    **dict.fromkeys(("model_type", "model_attributes_type"), _entry_hint),
}

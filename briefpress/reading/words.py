"""The words of a merged tree: by their paths, and in the form of a manuscript."""

from __future__ import annotations

from collections.abc import Collection

from briefpress.core.yamltree import Node, joined
from briefpress.reading.entries import sole_words
from briefpress.reading.ids import is_section_text
from briefpress.reading.merge import Part
from briefpress.schema.fields import is_words


def texts(tree: Part, *, without: Collection[str] = ()) -> dict[str, Node]:
    """The words of a tree by their paths, such as `sections.bureau.intro`; a path does not name the field `text`.

    Those of the fields `without` are left out.
    """
    nodes = (
        (inner, node)
        for path, part in tree.walk()
        if isinstance(part, Part)
        for name, words in _own_words(part).items()
        if name not in without
        for inner, node in words.walk(joined(path, name))
    )
    return {path.removesuffix(".text"): node for path, node in nodes if not isinstance(node.value, dict | tuple | None)}


def section_text_paths(tree: Part) -> dict[str, str]:
    """The paths of the texts of sections, which are blocks of the tree, each with the one that a manuscript has."""
    blocks = ((section.text("id"), section.nearest("blocks", 0, "id")) for section in tree.items("sections"))
    return {
        f"sections.{name}.blocks.{block.text()}": f"sections.{name}.text"
        for name, block in blocks
        if is_section_text(block)
    }


def manuscript_of(part: Part) -> Node:
    """The words of a part as a manuscript has them: its own, then those of its entries under their ids."""
    words = _own_words(part)
    for name, node in part.inside():
        if name in words:
            continue
        entries = {str(each.text("id")): each for each in node.items() if isinstance(each, Part)}
        if text := next((each.get("text") for each in entries.values() if is_section_text(each.nearest("id"))), None):
            words["text"] = text
        listed = {name: _in_short(each) for name, each in entries.items() if not is_section_text(each.nearest("id"))}
        inner = manuscript_of(node) if isinstance(node, Part) else Node(_filled(listed), node.position)
        words |= _filled({name: inner})
    return Node(words, part.position)


def _filled(nodes: dict[str, Node]) -> dict[str, Node]:
    """The nodes in which there is something."""
    return {name: node for name, node in nodes.items() if node.value != {}}


def _own_words(part: Part) -> dict[str, Node]:
    fields = part.model.model_fields
    nodes = {name: node for name, node in part.inside() if name in fields and is_words(fields[name])}
    return {name: node for name, node in nodes.items() if node.value is not False}


def _in_short(entry: Part) -> Node:
    """The words of an entry: a text alone where it has no others."""
    words = manuscript_of(entry)
    sole = words.get(sole_words(entry.model) or "")
    is_all = isinstance(words.value, dict) and len(words.value) == 1
    return sole if sole and is_all and not isinstance(sole.value, dict) else words

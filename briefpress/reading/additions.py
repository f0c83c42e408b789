"""Entries put into a manuscript that has been begun: what its source has got since, empty, by insertions alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from briefpress.core.problems import LINE_END, Problem, Unprintable
from briefpress.core.yamlreader import parse_yaml
from briefpress.core.yamltree import Node
from briefpress.reading.conditions import in_language
from briefpress.reading.content import Content
from briefpress.reading.pairs import BY_LANGUAGE
from briefpress.reading.words import manuscript_of, texts

#: Where in a text entries are put, how deep they are indented, and their source wording.
_Gap = tuple[int, int, Node]


def with_additions(source: Content, translation: Content, blank: Callable[[Node, str], str]) -> str:
    """The text of a manuscript with the entries of its source that it lacks, each behind the one before it.

    `blank` writes the entries of a mapping, empty, each line after so much space. Raises Unprintable where they cannot
    be written by insertions alone, as into braces.
    """
    manuscript, tree = translation.manuscript, in_language(source.tree(), translation.language)
    assert manuscript  # noqa: S101 (a translation has one)
    lacking = _lacking(texts(tree, without=BY_LANGUAGE), translation.texts())
    text, end, pieces = manuscript.position.text or "", 0, list[str]()
    if not lacking:
        return text
    newline = next((line[0] for line in LINE_END.finditer(text)), "\n")
    if not text.endswith(newline):
        text += newline
        manuscript = parse_yaml(manuscript.position.file, text)
    gaps = _gaps(manuscript_of(tree), manuscript, set(lacking.values()))
    # What is put into an entry stands before what is put behind it.
    for start, indent, words in sorted(gaps, key=lambda gap: (gap[0], -gap[1])):
        pieces += [text[end:start], blank(words, " " * indent).replace("\n", newline)]
        end = start
    text = "".join([*pieces, text[end:]])
    if _lacking(lacking, replace(translation, manuscript=parse_yaml(manuscript.position.file, text)).texts()):
        raise Unprintable(_by_hand(path, node, manuscript) for path, node in lacking.items())
    return text


def _lacking(words: Mapping[str, Node], translation: Mapping[str, Node]) -> dict[str, Node]:
    """The words that a translation lacks, by their paths."""
    return {path: node for path, node in words.items() if path not in translation}


def _by_hand(path: str, wording: Node, manuscript: Node) -> Problem:
    message = f"there are no words for `{path}`, and the press cannot write it without touching what was typed"
    hint = f"write it by hand; {wording.position} has the source wording"
    return Problem("missing-words", message, manuscript.position, hint)


def _gaps(words: Node, typed: Node, lacking: Collection[Node]) -> Iterator[_Gap]:
    """The gaps in a mapping of a manuscript: what it lacks of these words."""
    if not isinstance(words.value, dict) or not isinstance(typed.value, dict) or typed.style or not typed.keys:
        return
    before = list(typed.value.values())[-1]
    indent = min((place.column or 1) - 1 for place in typed.keys.values())
    for name, node in words.value.items():
        if there := typed.get(name):
            before = there
            yield from _gaps(node, there, lacking)
        elif missing := _only(node, lacking):
            yield _end(before), indent, Node({name: missing}, node.position)


def _only(words: Node, lacking: Collection[Node]) -> Node | None:
    """What is lacking of these words; None where nothing is."""
    if not isinstance(words.value, dict):
        return words if words in lacking else None
    inner = {name: missing for name, node in words.value.items() if (missing := _only(node, lacking))}
    return replace(words, value=inner) if inner else None


def _end(node: Node) -> int:
    """Where the line after a node begins: comments that follow it belong to the next."""
    text = node.position.text or ""
    last = max(
        each.span[1] for _, each in node.walk() if each.style in ("[", "{") or not isinstance(each.value, dict | tuple)
    )
    newline = LINE_END.search(text, len(text[:last].rstrip()))
    return newline.end() if newline else len(text)

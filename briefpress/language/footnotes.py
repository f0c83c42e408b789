"""Footnotes of a text, as pandoc writes them: `[^1]` and, after the paragraph, `[^1]: …`; or `^[…]` in the line.

A note stands in the text that calls for it. It holds paragraphs and what stands in them, citations too, but no call for
another note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from briefpress.language.finding import Finding, as_typed

_PARAGRAPH = ("paragraph_open", "inline", "paragraph_close")
_finding = partial(Finding, "not-in-text")


def notes_plugin(parser: MarkdownIt) -> None:
    """Let a parser take calls for notes, tokens of type `footnote_ref`, whether there is a note for them or not."""
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)


#: The tokens of the notes of a text, by the numbers that calls have in it.
Notes = Mapping[int, Sequence[Token]]


@dataclass(frozen=True)
class Footnotes:
    """The notes of a text."""

    #: The tokens of each that is called for, by the number of its calls in the text; none where there is no note.
    notes: Notes = field(default_factory=dict)
    #: The labels by which notes are called for, by their numbers, and those of the notes that there are.
    labels: Mapping[int, str] = field(default_factory=dict)
    defined: Sequence[str] = ()

    def findings(self, sources: Collection[str]) -> Iterator[Finding]:
        """What is wrong in the notes, and in their calls; these sources may be cited."""
        yield from self._wordless(sources)
        for label, times in Counter(self.defined).items():
            if label not in self.labels.values():
                hint = f"write `[^{label}]` in the text where the note belongs, or remove the note"
                yield _finding(f"nothing calls for the footnote `[^{label}]`", f"{_typed(label)}:", hint)
            elif times > 1:
                hint = "give each note a label of its own"
                yield _finding(f"there are {times} footnotes `[^{label}]`", f"{_typed(label)}:", hint)
        for number, note in self.notes.items():
            yield from self._wrong_in_note(note, self.labels.get(number, ""))

    def _wrong_in_note(self, note: Sequence[Token], label: str) -> Iterator[Finding]:
        """What a note cannot hold."""
        for call in (each for token in note for each in token.children or () if each.type == "footnote_ref"):
            words = " ".join(token.content for token in self.notes[call.meta["id"]])
            pattern = _typed(call.meta["label"]) if "label" in call.meta else as_typed(f"^[{words.strip()}")
            hint = "say it in one note, or call for the second one in the text"
            yield _finding("a footnote cannot stand in a footnote", pattern, hint)
        if any(token.type not in _PARAGRAPH for token in note):
            hint = "write them as paragraphs, or put them into the text"
            yield _finding("a footnote holds paragraphs, and no lists or other blocks", f"{_typed(label)}:", hint)

    def _wordless(self, sources: Collection[str]) -> Iterator[Finding]:
        """Notes that are called for and have no words."""
        if any(not _has_words(note) for number, note in self.notes.items() if number not in self.labels):
            hint = "write its words between the brackets, or remove it"
            yield _finding("a footnote has no words: `^[]`", r"\^\[\s*\]", hint)
        for label in (label for number, label in self.labels.items() if not self.notes[number]):
            hint = f"write it after the paragraph as `[^{label}]: its words`, with an empty line before it"
            if label in sources:
                hint = f"to cite the source `{label}`, write `[@{label}]`; for a footnote, {hint}"
            yield _finding(f"the footnote `[^{label}]` has no words", _typed(label), hint)


def _has_words(note: Sequence[Token]) -> bool:
    return any(token.content.strip() for token in note)


def _typed(label: str) -> str:
    return rf"\[\^{re.escape(label)}\]"


def parted(tokens: Sequence[Token], env: Mapping[str, Any]) -> tuple[list[Token], Footnotes]:
    """The tokens of a text without its notes, and the notes; `env` is what the parser has kept of them."""
    text: list[Token] = []
    defined: list[tuple[str, list[Token]]] = []
    note: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            note = []
            defined.append((token.meta["label"], note))
        elif token.type == "footnote_reference_close":
            note = None
        else:
            (text if note is None else note).append(token)
    by_label = dict(reversed(defined))
    called = env.get("footnotes", {}).get("list", {})
    notes = {number: _tokens(each, by_label) for number, each in called.items()}
    labels = {number: each["label"] for number, each in called.items() if "label" in each}
    return text, Footnotes(notes, labels, [label for label, _ in defined])


def _tokens(note: Mapping[str, Any], by_label: Mapping[str, Sequence[Token]]) -> Sequence[Token]:
    if "label" in note:
        return by_label.get(note["label"], ())
    inline = Token("inline", "", 0, content=note["content"], children=note["tokens"])
    return [Token("paragraph_open", "p", 1), inline, Token("paragraph_close", "p", -1)]

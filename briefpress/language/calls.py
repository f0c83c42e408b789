"""Calls: where a text calls for its sources or a footnote. Their numbers are known only where the text is printed.

Until then each is a mark (core/marks.py) in the HTML of the text, which no content can forge: a *citation* with its
cites, one for each source (the words of CSL 1.0.2), or a *note* with its paragraphs, in which there may be citations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup, escape

from briefpress.core.marks import SPELT, STOP, read_spelt, spell
from briefpress.language.figures import JOINER

#: The sign of the mark.
CALL = "\ufdd4"
_MARK = re.compile(f"{CALL}({SPELT}){STOP}")
_CLOSE_MARK = re.compile(f"{JOINER}*{CALL}{SPELT}{STOP}")


@dataclass(frozen=True)
class Cite:
    """A source that is cited, by its id, and what is said with it; words are set in the language of the text."""

    source: str
    prefix: str = ""
    #: Which part of it, in the words of the language: pp. 14–19.
    place: str = ""
    #: With the space or the comma before it.
    suffix: str = ""
    #: Whether the text names the author already (`-@`), which a style that prints names leaves out.
    suppress_author: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said with it."""
        return not (self.prefix or self.place or self.suffix)


@dataclass(frozen=True)
class Note:
    """A footnote: its number in the text, which may call for it more than once, and its paragraphs as HTML."""

    number: int
    paragraphs: Sequence[str]


def cited(cites: Iterable[Cite]) -> str:
    """The mark of a citation."""
    return _mark([asdict(cite) for cite in cites])


def noted(note: Note) -> str:
    """The mark of a note."""
    return _mark(asdict(note))


def _mark(call: object) -> str:
    return f"{CALL}{spell(json.dumps(call))}{STOP}"


def called(html: str, cite: Callable[[list[Cite]], str], note: Callable[[Note], str]) -> str:
    """The HTML of a text with what `cite` and `note` print in the place of each mark."""

    def printed(mark: re.Match[str]) -> str:
        call = json.loads(read_spelt(mark[1]))
        return cite([Cite(**each) for each in call]) if isinstance(call, list) else note(Note(**call))

    return _MARK.sub(printed, html) if CALL in html else html


def without_calls(html: str) -> Markup:
    """The HTML of a text without its marks."""
    return Markup(_CLOSE_MARK.sub("", html))  # noqa: S704 (it is HTML as it was)


def bracketed(html: str) -> Markup:
    """The HTML of a text with what it calls for in brackets: its sources by their ids, and its notes."""

    def cite(cites: list[Cite]) -> str:
        said = [f"{each.prefix} {each.source} {each.place} {each.suffix}" for each in cites]
        return escape(f" [{'; '.join(' '.join(words.split()) for words in said)}]")

    def note(note: Note) -> str:
        return f" [{bracketed(' '.join(note.paragraphs))}]" if note.paragraphs else ""

    return Markup(called(html.replace(JOINER, ""), cite, note))  # noqa: S704 (it is escaped)

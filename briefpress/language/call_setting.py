"""Where the calls of a text stand: close to the word before them, and on the side of the full stop of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from briefpress.core.marks import SPELT, STOP
from briefpress.language.calls import CALL
from briefpress.language.figures import JOINER
from briefpress.language.finding import Finding
from briefpress.language.locale import Language

#: What the tokens of calls are called, and how each begins.
_CALLED = {"citation": ("a citation", r"\[[^\]\n]*@"), "footnote_ref": ("a footnote", r"\[\^|\^\[")}
CALLS = tuple(_CALLED)
_CALLS = f"(?:{CALL}{SPELT}{STOP})+"
#: What ends a sentence, after calls; and a full stop before them, unless it is that of an abbreviation or an ellipsis.
_CALLS_THEN_END = re.compile(rf"({_CALLS})([.!?…]+)")
_STOP_THEN_CALLS = re.compile(rf"(?<=[^\s.…])\.({_CALLS})(?=\s+[^\sa-zß-öø-ÿ]|\s*\Z)")
#: A full stop after calls that stand after one, of an abbreviation as a rule: `etc. [@one].`
_SECOND_STOP = re.compile(rf"(?<=[.…])({_CALLS})\.(?!\.)")


def set_calls(text: str, language: Language, before: str) -> str:
    """A text whose calls stand where they belong, however they were typed: `words [@one].` or `words. [@one]`.

    The point of an abbreviation is the end of its sentence too, as two JOINERs after it say.
    """
    stop = before[-1:] if before.endswith((".", "…")) else ""
    text = re.sub(rf"(?<!\s)\s+(?={CALL})", "", text)
    text = _SECOND_STOP.sub(rf"{JOINER}\1", stop + text).removeprefix(stop)
    if language.typography.citation_before_stop:
        text = _STOP_THEN_CALLS.sub(r"\1.", text)
    else:
        text = _CALLS_THEN_END.sub(r"\2\1", text)
    return re.sub(rf"(?<!{STOP})(?={CALL})", JOINER, text)


def calls_in_headings(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Calls in headings, which are printed in the contents as well."""
    for before, token in pairwise(tokens):
        for child in token.children or () if before.type == "heading_open" else ():
            if child.type in CALLS:
                what, pattern = _CALLED[child.type]
                hint = "put it into the text under the heading"
                yield Finding("not-in-text", f"{what} cannot stand in a heading", pattern, hint)

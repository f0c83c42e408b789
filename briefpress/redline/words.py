"""Wordings compared: a text as tokens, and the steps from one sequence to another (Python's difflib).

Put together again, tokens are the text, to the last space.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Signs that stand above or below letters, and joiners inside words; they are parts of words and no letters themselves.
_SIGNS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
#: What a text is made of: what is isolated from the direction around it, a number, a word (in French, `l’` is one), a
#: space, or a single sign.
_TOKEN = re.compile(
    "[\u2066-\u2068][^\u2066-\u2069]*+\u2069"
    "|\\d+(?:[.,\u00a0\u202f\u066b\u066c]\\d+)*"
    f"|[^\\W\\d_](?:\\w|[{_SIGNS}\u2060-](?=\\w|[{_SIGNS}])|[{_SIGNS}])*['’]?"
    "|\\s+|.",
    re.DOTALL,
)


def tokens(text: str) -> list[str]:
    """The tokens of a text."""
    return _TOKEN.findall(text)


@dataclass(frozen=True)
class Step:
    """A stretch of the old sequence and the stretch of the new one that takes its place, or is the same."""

    is_change: bool
    old: slice
    new: slice


def steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Step]:
    """The way from one sequence to the other; spaces and signs between two changes belong to them."""
    codes = SequenceMatcher(lambda token: str(token).isspace(), old, new, autojunk=False).get_opcodes()
    way: list[Step] = []
    for place, (code, *bounds) in enumerate(codes):
        old_part, new_part = slice(*bounds[:2]), slice(*bounds[2:])
        is_between = 0 < place < len(codes) - 1 and not any(map(_is_word, new[new_part]))
        is_change = code != "equal" or is_between
        if is_change and way and way[-1].is_change:
            last = way.pop()
            old_part, new_part = slice(last.old.start, old_part.stop), slice(last.new.start, new_part.stop)
        way.append(Step(is_change, old_part, new_part))
    return way


def _is_word(token: Hashable) -> bool:
    """Whether a token is more than spaces and signs."""
    return not isinstance(token, str) or any(letter.isalnum() for letter in token)


def word_diff(old: str, new: str, deleted: str, inserted: str) -> str:
    """Both wordings in one line, what differs in these forms: `[-{}-]` and `{{+{}+}}`, as git has them."""
    one, two = tokens(" ".join(old.split())), tokens(" ".join(new.split()))
    texts = []
    for step in steps(one, two):
        before, after = "".join(one[step.old]), "".join(two[step.new])
        changed = [form.format(text) for form, text in ((deleted, before), (inserted, after)) if text]
        texts.append("".join(changed) if step.is_change else after)
    return "".join(texts)


def count_changed(old: str, new: str) -> int:
    """How many words differ: of each stretch, those of the longer of its wordings."""
    one, two = tokens(old), tokens(new)
    changes = [(one[step.old], two[step.new]) for step in steps(one, two) if step.is_change]
    return sum(max(sum(map(_is_word, side)) for side in sides) for sides in changes)

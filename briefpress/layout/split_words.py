"""Words that go on in the next line without a hyphen.

Where lines may break anywhere, as `overflow-wrap` and `word-break` allow, words fall apart in narrow columns. That is
meant for URLs, codes and very long words, and for scripts that write no spaces: these are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from briefpress.language.bidi import UNSEEN
from briefpress.layout.long_words import ORDINARY
from briefpress.layout.printed_text import HYPHENS, Fragment
from briefpress.layout.proof import Text
from briefpress.markup.origins import Origins

#: A letter of a script that parts words by spaces: Latin, Greek, Cyrillic, Armenian, Hebrew or Arabic.
_LETTER = re.compile("[^\\W\\d_\u0700-\u1dff\u2000-\U0010ffff]")
#: What parts words, or lets a line break in them.
_GAP = re.compile(rf"\s+|{UNSEEN.pattern}+")
#: Signs that no word has: of a URL, the name of a file, a code.
_CODE = re.compile(r"[\d_./:@\\&=?%+~#]")


def split_words(printed: Mapping[Any, Sequence[Fragment]], origins: Origins) -> Iterator[Text]:
    """The words that are printed on two lines, each with a stroke where it is broken."""
    for element, fragments in printed.items():
        if any(fragment.is_transformed for fragment in fragments):
            continue
        # What stands between two texts of an element is no part of either.
        text = " ".join(filter(None, [element.text, *(child.tail for child in element)]))
        for start, end in _line_ends(text, fragments):
            yield Text(f"{start}|{end}", origins.text(element))


def _line_ends(text: str, fragments: Sequence[Fragment]) -> Iterator[tuple[str, str]]:
    """What stands before and after each end of a line in a word."""
    words = _GAP.split(text)
    letters = "".join(words)
    place = 0
    for one, other in pairwise(fragments):
        printed = _GAP.sub("", one.text)
        if not letters.startswith(printed, place) and printed.endswith(HYPHENS):
            printed = printed[:-1]
        # A head that is repeated is printed from its beginning again.
        place = (place + len(printed)) % (len(letters) or 1)
        if None in (one.line, other.line) or one.line == other.line or one.text.endswith(HYPHENS):
            continue
        start, end = _parts(words, place)
        is_word = len(start + end) <= ORDINARY and not _CODE.search(start + end)
        if is_word and _LETTER.match(start[-1:]) and _LETTER.match(end[:1]):
            yield start, end


def _parts(words: Sequence[str], place: int) -> tuple[str, str]:
    """The two parts of the word in which a place is; both are empty where it is between words."""
    for word in words:
        if place < len(word):
            return (word[:place], word[place:]) if place > 0 else ("", "")
        place -= len(word)
    return "", ""

"""Characters of words that cannot be seen: those that change the order of what is read, tags, and all others.

Controls, tags and noncharacters stand in no file of words at all (core/characters.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html.entities import html5
from itertools import islice
from typing import NamedTuple

from briefpress.core.characters import named

#: What begins an embedding or an isolate, and what ends it (UAX #9).
_ENDS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
#: These show letters in another order than that in which they are read.
_OVERRIDES = "\u202d\u202e"
_NUMBER = re.compile(r"[+(]?\d")
#: A paragraph ends what was begun in it.
_PARAGRAPH = re.compile(r"(?:[^\n]++\n?)+")
#: Of a text, no more are told at once.
_MOST = 5

#: Joiners, marks of direction, invisible operators, fillers, selectors of variants; soft hyphens are no rarity.
_UNSEEN = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff]"
)
_FROM_RIGHT = re.compile(
    "[\u0590-\u060f\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
#: What tells the parts of a text in which lines run from the right where they belong.
_DIRECTIONS = "\u061c\u200e\u200f"
_JOINED = (
    "[\u0590-\u109f\u1780-\u18af\ua840-\ua8ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
#: Scripts without spaces, in which lines end between letters: Thai, Lao, Tibetan, Burmese, Khmer, Javanese.
_SPACELESS = "[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aad\u1b00-\u1b7f\ua980-\ua9df\uaa00-\uaadf]"
_EMOJI = "[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]"
#: Signs that have variants (StandardizedVariants.txt, UTS #37): zeros, ideographs, Burmese, Phags-pa, Manichaean.
_VARIED = (
    "[0\u1000-\u109f\u2190-\u2bff\u3000-\u9fff\ua840-\uaa7f\uf900-\uff1f\U00010ac0-\U00010aff\U00020000-\U0003ffff]"
)
#: Where a script, an emoji or a variant of a sign is made with such a character, a dash is kept on its line, or letters
#: of two words are kept from becoming a ligature: Auf|lage.
_NEEDED = re.compile(
    f"[\u034f\u200c\u200d](?={_JOINED})|(?<={_JOINED})[\u034f\u200c\u200d]|(?<=f)\u200c(?=[bfhijklt])"
    f"|[\u200b\u2060](?={_SPACELESS})|(?<={_SPACELESS})[\u200b\u2060]|(?<={_SPACELESS}[.,])\u2060"
    f"|(?<={_EMOJI})\u200d(?={_EMOJI})|(?<=[#*0-9])\ufe0f|(?<={_EMOJI})[\ufe0e\ufe0f]"
    "|\u2060(?=[-/–—])|(?<=[-/–—])\u2060|(?<=[\u2801-\u28ff])\u2800"
    "|(?<=[\u1800-\u18af])[\u180b-\u180e]|(?<=[\u1100-\u11ff])\u1160|\u115f(?=[\u1160-\u11ff])"
    f"|(?<={_VARIED})[\ufe00-\ufe02\U000e0100-\U000e01ef]"
)


class Unseen(NamedTuple):
    """A character that cannot be seen: where in the text, what is wrong with it, and what to do."""

    start: int
    message: str
    hint: str


def disordered(text: str) -> Iterator[Unseen]:
    """The first controls of a text that override the order of its letters, or have no partner in their paragraph."""
    return islice(_disordered(text), _MOST) if _BIDI.search(text) else iter(())


def _disordered(text: str) -> Iterator[Unseen]:
    for paragraph in _PARAGRAPH.finditer(text):
        open_: list[tuple[int, str]] = []
        for match in _BIDI.finditer(text, paragraph.start(), paragraph.end()):
            char = match[0]
            if char in _OVERRIDES:
                number = _NUMBER.match(text, match.end())
                message = f"{named(char)} shows the letters after it in another order than they are read in"
                copied = "telephones put it around numbers that are copied from them: " if number else ""
                yield Unseen(match.start(), message, f"{copied}delete it, and the U+202C that ends it")
                open_.append((-1, "\u202c"))
            elif char in _ENDS:
                open_.append((match.start(), _ENDS[char]))
            elif char > "\uffff":
                yield Unseen(match.start(), f"{named(char)} is a text of its own", "delete it")
            elif open_ and open_[-1][1] == char:
                open_.pop()
            else:
                yield _partnerless(text, match.start())
        yield from (_partnerless(text, start) for start, _ in open_ if start >= 0)


def _partnerless(text: str, start: int) -> Unseen:
    char = text[start]
    end = _ENDS.get(char)
    message = f"{named(char)} has no end in its paragraph" if end else f"{named(char)} ends nothing in its paragraph"
    hint = f"delete it, or type U+{ord(end):04X} where it ends" if end else "delete it"
    return Unseen(start, message, hint)


def unseen(text: str, file: str) -> Iterator[Unseen]:
    """The first other characters of a text in a file that cannot be seen, and that are not needed where they stand."""
    return islice(_unseen(text, file), _MOST) if _UNSEEN.search(text) else iter(())


def _unseen(text: str, file: str) -> Iterator[Unseen]:
    needed = {match.start() for match in _NEEDED.finditer(text)}
    # A telephone number may stand alone in an Arabic file.
    directions = _DIRECTIONS if _runs_from_right(file) else ""
    for match in _UNSEEN.finditer(text):
        if match.start() not in needed and match[0] not in directions:
            yield Unseen(match.start(), f"{named(match[0])} cannot be seen, and is printed", "delete it")


@lru_cache(maxsize=16)
def _runs_from_right(text: str) -> bool:
    """Whether letters of a text are written from the right."""
    return bool(_FROM_RIGHT.search(text))


def place_in(written: str, text: str, start: int) -> tuple[int, int]:
    """Where a character of a text begins and ends in what was typed for it: an escape of YAML or CSS, or of HTML."""
    char, code = text[start], ord(text[start])
    names = _names().get(char, "")
    spelt = rf"{char}|(?i:\\u{code:04x}|\\U{code:08x}|&#x0*{code:x};|&#0*{code};|\\0{{0,2}}{code:x}\s?){names}"
    # As many of the same stand before it as in the text.
    matches = islice(re.finditer(spelt, written), text.count(char, 0, start), None)
    return next((match.span() for match in matches), (0, 1))


@cache
def _names() -> Mapping[str, str]:
    """The names of characters in HTML, as alternatives of a regular expression: `|&zwj;`."""
    names = defaultdict[str, str](str)
    for name, char in html5.items():
        names[char] += f"|&{name}" if name.endswith(";") else ""
    return names

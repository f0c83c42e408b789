"""Whether the text of each element is printed as it stands in the HTML, letter by letter, sign by sign.

What a stylesheet puts into capitals is compared without regard to them; all else must be the very same. Spaces may
become line ends, and a word that goes on in the next line may have got a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from briefpress.language.bidi import UNSEEN
from briefpress.language.folding import folded
from briefpress.layout.proof import Altered, Text
from briefpress.markup.origins import Origins

#: What is printed for a hyphen where a word goes on in the next line.
HYPHENS = ("\u2010", "-")
#: Spaces, and characters that say only where a line may break or how it runs.
_NOT_COMPARED = re.compile(rf"\s+|{UNSEEN.pattern}+")
#: In capitals a iota that stood below its letter stands beside it, or is left out.
_IOTA = re.compile("(?<=[αηω])ι")


class Fragment(NamedTuple):
    """A piece of text as it is printed on one line, and whether a stylesheet has changed its capitals."""

    text: str
    is_transformed: bool
    #: How far down its page the line stands, in CSS pixels; None for an initial, which may stand beside several lines.
    line: float | None


def lost_or_altered(root: Any, printed: Mapping[Any, list[Fragment]], origins: Origins) -> Iterator[Text | Altered]:
    """The text of elements that is not printed in full or printed otherwise. What is `hidden` is meant not to be."""
    body = root.find("body")
    hidden = {inner for element in root.iter() if element.get("hidden") is not None for inner in element.iter()}
    for element in body.iter() if body is not None else ():
        # The tag of a comment is a function. Inline SVG is drawn as a picture, not laid out as text.
        tag = element.tag if isinstance(element.tag, str) else "script"
        if element in hidden or tag in ("style", "script") or tag.startswith("{http://www.w3.org/2000/svg}"):
            continue
        text = "".join(filter(None, [element.text, *(child.tail for child in element)]))
        fragments = printed.get(element, [])
        if (compared := _compared(text, fragments)) is not None:
            shown, origin = " ".join(text.split()), origins.text(element)
            yield Altered(shown, origin, compared) if compared else Text(shown, origin)


def _compared(text: str, fragments: Iterable[Fragment]) -> str | None:
    """None where a text is printed, once or more often; else the first fragment that is not in it, "" if some lacks."""
    wholes = {is_transformed: _key(text, is_transformed) for _, is_transformed, _ in fragments}
    place = 0
    times = 0 if _NOT_COMPARED.sub("", text) else 1
    for fragment, is_transformed, _ in fragments:
        whole, key = wholes[is_transformed], _key(fragment, is_transformed)
        if not whole.startswith(key, place) and key.endswith(HYPHENS):
            key = key[:-1]
        if not whole.startswith(key, place):
            return fragment
        place += len(key)
        if place == len(whole):
            place, times = 0, times + 1
    return None if times and not place else ""


def _key(text: str, is_transformed: bool) -> str:
    key = _NOT_COMPARED.sub("", text)
    return _IOTA.sub("", folded(key)) if is_transformed else key

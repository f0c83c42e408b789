"""Abbreviations marked up with what they stand for, wherever a page has them in the language of the edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import escape

#: Elements that never close.
_VOID = frozenset(("br", "col", "hr", "img", "link", "meta", "wbr"))
#: Elements whose text is not running text.
_CLOSED = frozenset(("abbr", "code", "head", "style", "svg"))


def expanded(markup: str, glossary: Mapping[str, str]) -> str:
    """The markup with each abbreviation in an <abbr> that says what it stands for."""
    titles = {str(escape(word)): str(escape(meaning)) for word, meaning in glossary.items()}
    if not titles:
        return markup
    pattern = abbreviations(titles)
    return "".join(
        pattern.sub(lambda word: f'<abbr title="{titles[word[0]]}">{word[0]}</abbr>', text) if is_open else text
        for text, is_open in _texts(markup)
    )


def abbreviations(words: Iterable[str]) -> re.Pattern[str]:
    """Finds these abbreviations as words of their own, the longest first: SIPAO is not SI."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _texts(markup: str) -> Iterator[tuple[str, bool]]:
    """The pieces of markup, tags and texts in turn, and whether a text may be marked up."""
    closed: list[str] = []
    for piece in re.split(r"(<[^>]*>)", markup):
        tag = re.match(r"<(/?)(\w+)", piece)
        if tag is None:
            yield piece, not closed and not piece.startswith("<")
            continue
        yield piece, False
        if tag[1]:
            if closed and closed[-1] == tag[2]:
                closed.pop()
        elif tag[2] not in _VOID and (closed or tag[2] in _CLOSED or _is_elsewhere(tag[2], piece)):
            closed.append(tag[2])


def _is_elsewhere(tag: str, piece: str) -> bool:
    """Whether an element is in another language, an address, or only for the margins."""
    return tag != "html" and bool(re.search(r"\slang=|class=\"[^\"]*\b(?:address|marking)\b", piece))

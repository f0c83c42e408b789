"""A paragraph as CommonMark has read it: its text without what was taken, and what was taken and not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from briefpress.language.finding import BLANK, Finding, as_typed, shown

_EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")
_SHOWN = {"softbreak": "\n", "hardbreak": "\u2028", **dict.fromkeys(_EMPHASIS, "")}


def seen_text(tokens: Sequence[Token]) -> str:
    """The text of a paragraph; what is not to be looked at is BLANK."""
    return "".join(_pieces(tokens))


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    """What each token adds to the text."""
    is_address = False
    for token in tokens:
        is_address = (token.type == "link_open" and token.info == "auto") or (is_address and token.type != "link_close")
        # A backslash before a letter escapes nothing, and is printed.
        is_escaped = token.type == "text_special" and token.content != token.markup
        if token.type in ("text", "text_special") and not (is_address or is_escaped):
            yield token.content
        else:
            yield _SHOWN.get(token.type, BLANK)


def lost_marks(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Asterisks and underscores that were taken as emphasis and are signs: of a note, (*), a product, 3*4*5, a URL."""
    pieces = list(_pieces(tokens))
    for start, token in enumerate(tokens):
        if token.type not in ("em_open", "strong_open"):
            continue
        end = next(n for n in range(start, len(tokens)) if _closes(tokens[n], token))
        before, inside, after = ("".join(part) for part in (pieces[:start], pieces[start:end], pieces[end:]))
        if hint := _meant_hint(before, inside, after):
            typed = f"{token.markup}{inside}{token.markup}"
            message = f"the marks of {shown(typed)} would be taken as emphasis, and not be printed"
            yield Finding("not-in-text", message, as_typed(typed), hint)


def _meant_hint(before: str, inside: str, after: str) -> str:
    """How to write marks that are no emphasis; "" where they are."""
    if re.search(r"(?:https?://|www\.)\S*$", before):
        return "write the URL as `<https://…>`, or between backticks"
    if inside[0] in ")]},.;:!?" or inside[-1] in "([{":
        return "write `\\*` for each"
    if re.fullmatch(r"\w{1,2}|[\d.,]+", inside) and re.search(r"\w$", before) and re.match(r"\w", after):
        return "write `×`, or `\\*` for each"
    return ""


def _closes(token: Token, opening: Token) -> bool:
    return token.type == opening.type.replace("open", "close") and token.level == opening.level

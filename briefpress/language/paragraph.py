"""A paragraph as CommonMark has read it: its text without what was taken, and what was taken and not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from briefpress.core.problems import Severity
from briefpress.language.finding import BLANK, Finding, as_typed, shown

_EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")
_SHOWN = {"softbreak": "\n", "hardbreak": "\u2028", **dict.fromkeys(_EMPHASIS, "")}

#: A letter or a digit, but not of a script whose words stand without spaces, or take others before or after them.
_LETTER = r"(?=\w)[\d\u0000-\u058f\u1e00-\u1fff]"

#: So much of what is around a mark says what it is, in characters.
_NEAR = 200

#: What was typed stands in the markup of these.
_MARKED = (*_EMPHASIS, "text_special")
#: `\\server\share`, and `C:\_archive`: before a sign of ASCII CommonMark takes a backslash.
_LOSING_PATH = re.compile(
    r"(?<![\w\\])(?:\\\\[\w.$-]+\\[^\W_]\S*|[A-Za-z]:(?=\\[^\\])(?:\S| (?=[A-Za-z]+\\))*?\\[!-/:-@\[\]^_`{-~]\S*)"
)


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


def lost_backslashes(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Paths of Windows that lose backslashes: before a sign one makes it plain, and two print one."""
    pieces = (
        token.markup if token.type in _MARKED else piece for token, piece in zip(tokens, _pieces(tokens), strict=True)
    )
    for match in _LOSING_PATH.finditer("".join(pieces)):
        message = f"the backslashes of {shown(match[0])} would not all be printed"
        hint = "write the path between backticks, or two backslashes for each of its own"
        yield Finding("not-in-text", message, as_typed(match[0]), hint)


def lost_backticks(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Backticks that are letters and were taken for marks of code, Sana`a and Ka`ba; and one that closes nothing."""
    pieces = list(_pieces(tokens))
    hint = "if it is a letter, write ʿ or ’; to print it, `` \\` ``; code stands between two backticks"
    for place, token in enumerate(tokens):
        before, after = "".join(pieces[place - 1 : place]), "".join(pieces[place + 1 : place + 2])
        if token.type == "code_inline" and _is_letters(token, before, after):
            typed = f"`{token.content}`"
            yield Finding("not-in-text", f"{shown(typed)} would be taken as code", as_typed(typed), hint)
    for match in re.finditer(r"(?<![\w`'])`(?=\w)[^\s`]*", "".join(pieces)):
        message = f"a backtick is printed as it was typed: {shown(match[0])}"
        yield Finding("not-in-text", message, as_typed(match[0]), hint, Severity.WARNING)


def _is_letters(code: Token, before: str, after: str) -> bool:
    """Whether a word goes on after code, and one ends before it or in it: Ka`ba, and `Umar after `Ali."""
    return after[:1].isalpha() and (before[-1:].isalpha() or code.content[-1:].isspace())


def lost_marks(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Asterisks and underscores that were taken as emphasis and are signs: of a note, (*), a product, 3*4*5, a URL."""
    pieces = list(_pieces(tokens))
    for start, token in enumerate(tokens):
        if token.type not in ("em_open", "strong_open"):
            continue
        end = next(n for n in range(start, len(tokens)) if _closes(tokens[n], token))
        before = "".join(pieces[max(0, start - _NEAR) : start])[-_NEAR:]
        inside, after = "".join(pieces[start:end]), "".join(pieces[end : end + _NEAR])[:_NEAR]
        if hint := _meant_hint(token.markup, before, inside, after):
            message = f"the marks of {shown(f'{token.markup}{inside}{token.markup}')} would be taken as emphasis, "
            yield Finding("not-in-text", f"{message}and not be printed", _opening(token, pieces, start), hint)


def _opening(token: Token, pieces: Sequence[str], start: int) -> str:
    """A pattern of the mark that opens emphasis, between what is next to it: marks may stand further on."""
    before, after = ("".join(pieces[max(start - 1, 0) : start]), pieces[start + 1])
    left, right = re.split(rf"[\s{BLANK}]", before)[-1], re.split(rf"[\s{BLANK}]", after)[0]
    return rf"(?<!\\)(?<={re.escape(left)}){re.escape(token.markup + right)}"


def _meant_hint(mark: str, before: str, inside: str, after: str) -> str:
    """How to write marks that are no emphasis; "" where they are."""
    if re.search(r"(?:https?://|www\.)\S*$", before):
        return "write the URL as `<https://…>`, or between backticks"
    if inside[0] in ")]},.;:!?" or inside[-1] in "([{":
        return "write `\\*` for each"
    if "_" in mark and _is_identifier(mark, inside, after):
        return "write `\\_` for each, or the name between backticks; words that are strong are written `**words**`"
    if "*" in mark and _is_sign(mark, before, inside, after):
        near = re.findall(r"\S*$", before) + re.findall(r"^\S*|(?<!\S)\S*+$", inside) + re.findall(r"^\S*", after)
        return "write `\\*` for each" if re.search(r"[^\W\d]|_", "".join(near)) else "write `×`, or `\\*` for each"
    return ""


def _is_identifier(mark: str, inside: str, after: str) -> bool:
    """Whether it is a name of a program or a file: `__init__`, `_old_.txt`."""
    return bool(re.match(r"\.\w", after) or (mark == "__" and re.fullmatch(r"[a-z][a-z\d_]*|[A-Z][A-Z\d_]+", inside)))


def _is_sign(mark: str, before: str, inside: str, after: str) -> bool:
    """Whether a mark stands within a word, `2*500 mg and 3*250 mg`, `b*c`, and not as in `*Inter*pol` or `*n*th`."""
    opens = re.search(rf"{_LETTER}$", before) and re.match(_LETTER, inside)
    closes = re.search(rf"{_LETTER}$", inside) and re.match(_LETTER, after)
    is_word = re.fullmatch(r"[^\W\d_]{2,}", inside)
    if opens and not (is_word and (mark == "**" or not closes)):
        return True
    is_factor = mark == "*" and re.search(r"\s(?:\S*[\d=+/])?\w$", inside)
    is_number = re.search(r"\s|\d$", inside) and re.match(r"\d", after)
    return bool(closes and (is_number or is_factor))


def _closes(token: Token, opening: Token) -> bool:
    return token.type == opening.type.replace("open", "close") and token.level == opening.level

"""What is wrong in a text that was read as CommonMark, or may be meant otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from briefpress.core.unseen import disordered
from briefpress.language.call_setting import calls_in_headings
from briefpress.language.citations import citation_findings
from briefpress.language.finding import Finding, as_typed, shown
from briefpress.language.foreign_markup import in_text
from briefpress.language.line_ends import doubtful_breaks, shallow_items, swallowed_lines
from briefpress.language.list_items import doubtful_items
from briefpress.language.locale import Language, is_language
from briefpress.language.paragraph import lost_backslashes, lost_backticks, lost_marks, seen_text
from briefpress.language.small_letters import small
from briefpress.language.text_headings import heading_findings
from briefpress.language.text_html import is_paragraph
from briefpress.language.text_tables import table_findings

#: Where a link may lead. Relative URLs would become paths of this machine in the PDF. A mail is begun without a file of
#: this machine (RFC 6068, 7).
LINK = re.compile(
    r"(https?://[^\s/]+|mailto:(?![^?]*\?(.*&)?(attach|[^=&%]*%))[^\s@]+@[^\s@]+|"
    r"tel:\+[\d().-]*\d(;[a-z-]+=[^\s;]+)*$|#[A-Za-z][\w-]*)",
    re.IGNORECASE,
)
LINK_HINT = "begin it with https://, mailto: (which attaches no file), tel:+ or # and an id of this brief"
_NOWHERE = re.compile(r"https?://[^/]*\.invalid\b", re.IGNORECASE)

#: What CommonMark can say and a text of a brief cannot: a pattern of it in the file, and what to do instead.
_NOT_IN_TEXT = {
    "image": ("a picture", r"!\[", "use a block of type `figure`, which asks for its alternative text"),
    "fence": ("a code block", r"```|~~~", "remove the fence"),
    "code_block": ("a code block", "", "indent all lines of a paragraph alike"),
    "hr": (
        "a rule",
        r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$",
        "begin a new section or a new block instead",
    ),
}


def is_link(url: str) -> bool:
    """Whether a link of a page may lead there; hosts that are called `.invalid` are none (RFC 2606)."""
    return bool(LINK.match(url)) and not _NOWHERE.match(url)


def text_findings(
    tokens: Sequence[Token], language: Language, sources: Collection[str], *, blocks: bool, headings: bool
) -> Iterator[Finding]:
    """What is wrong in a text, and what may be meant otherwise.

    In its language paragraphs and lists may stand in it (`blocks`) or not, and headings, and it may cite these sources.
    """
    wrong = [finding for token in tokens for each in (token, *(token.children or ())) for finding in _refused(each)]
    wrong += heading_findings(tokens, are_taken=headings)
    yield from wrong
    if not blocks and not wrong and not is_paragraph(tokens):
        yield Finding("not-in-text", "one paragraph without lists is expected here", "", _one_paragraph_hint(tokens))
    for token in (token for token in tokens if token.type == "inline"):
        yield from in_text(seen_text(token.children or []), blocks=blocks)
        yield from _disordered(token.children or [])
        yield from citation_findings(token.children or [], sources)
        yield from lost_marks(token.children or [])
        yield from lost_backslashes(token.children or [])
        yield from lost_backticks(token.children or [])
        yield from doubtful_breaks(token)
        yield from _large(token.children or []) if language.direction == "rtl" else ()
    yield from calls_in_headings(tokens)
    if blocks:
        yield from doubtful_items(tokens, language)
        yield from shallow_items(tokens)
        yield from swallowed_lines(tokens)
        yield from table_findings(tokens)


def _large(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Letters that are to be small where only characters can be: in lines that run from the right."""
    for mark, letters in pairwise(tokens):
        if mark.type in ("sub_open", "sup_open") and not small(letters.content, mark.tag):
            typed = f"{mark.markup}{letters.content}{mark.markup}"
            message = f"small letters cannot stand in a text that runs from the right: {shown(typed)}"
            yield Finding(
                "not-in-text", message, as_typed(typed), "only figures and signs can: write the letters alone"
            )


def _disordered(tokens: Sequence[Token]) -> Iterator[Finding]:
    """Characters that change the order of what is read, and were typed as references of HTML."""
    text = "".join(token.content for token in tokens)
    for start, message, hint in disordered(text):
        code = ord(text[start])
        yield Finding("unseen-character", message, rf"(?i:&#x0*{code:x};|&#0*{code};)", hint)


def _one_paragraph_hint(tokens: Sequence[Token]) -> str:
    """What to do where a line that begins like an item was not meant as one, or where there are several lines."""
    items = [token for token in tokens if token.type == "list_item_open"]
    if len(items) == 1:
        return f"if it is no list, write `{items[0].info}\\{items[0].markup}`"
    if tokens[:1] and tokens[0].type == "blockquote_open":
        return "if it is no quotation, write `\\>`"
    return "join the lines, or use a block of type `list` or `prose`"


def _refused(token: Token) -> Iterator[Finding]:
    """What is wrong with one token of CommonMark."""
    if token.type in _NOT_IN_TEXT:
        what, pattern, hint = _NOT_IN_TEXT[token.type]
        pattern = pattern or as_typed(token.content.strip().partition("\n")[0])
        yield Finding("not-in-text", f"{what} cannot stand in a text", pattern, hint)
    if token.type == "dd_open" and (typed := str(token.meta["line"]).strip()).startswith("~"):
        message = f"a definition begins with `:` and not with `~`: {shown(typed)}"
        yield Finding("not-in-text", message, as_typed(typed), "if it is none, write `\\~`")
    if token.type == "link_open" and not LINK.match(url := str(token.attrs.get("href", ""))):
        yield Finding("bad-link", f"`{url}` is not a URL that a brief can link to", re.escape(url), LINK_HINT)
    if token.type == "span_open" and not is_language(code := str(token.attrs.get("lang", ""))):
        hint = "mark words in another language as [words]{lang=en}, with the code of the language"
        message = (
            f"there is no language `{code}`" if code else "words are marked with a language, and with nothing else"
        )
        yield Finding("not-in-text", message, rf"(?<=lang=){re.escape(code)}" if code else r"(?<=\])\{", hint)

"""Markup of other programs and dialects, which a text does not take: it would be printed as it was typed.

A text takes CommonMark without HTML, a line takes no markup at all. What looks like markup and is none (a footnote's
asterisk, `5 * 3`, `a_b_c`, `p < 0.05`, prices in `$`, `[sic]`) is let through; what was escaped with a backslash too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import html5

from briefpress.language.dialects import ANYWHERE, EMPHASIS, LINKS, MISTYPED, TAKEN, Markup
from briefpress.language.finding import ADDRESS, Finding, refused
from briefpress.language.foreign_lists import run_together
from briefpress.language.small_letters import small

_URL = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\[\]()*|]+")
#: The elements of HTML, and what Word and wikis write like them.
_ELEMENTS = re.compile(
    r"a|abbr|address|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|"
    r"cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|"
    r"font|footer|form|h1|h2|h3|h4|h5|h6|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|"
    r"main|map|mark|menu|meta|nav|nobr|o:p|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|ref|rp|rt|"
    r"ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    r"template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr",
    re.IGNORECASE,
)
#: What CommonMark has instead of them.
_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "write `**words**`"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "write `*words*`"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "write the words between backticks"),
    **dict.fromkeys(("ul", "ol", "li"), "begin each item with `- ` or `1. `, after an empty line"),
    **dict.fromkeys(
        ("table", "thead", "tbody", "tr", "td", "th"),
        "write the table as GitHub has it, or use a block of type `table`",
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "begin a line with `### `, in a section"),
    **dict.fromkeys(("dl", "dt", "dd"), "write the term on a line and `: ` before what it means on the next"),
    "": "remove it: a comment in YAML is a line of its own that begins with `#`",
    "a": "write `[words](https://…)`",
    "sub": "write `~words~`, with `\\ ` for a space",
    "sup": "write `^words^`, with `\\ ` for a space",
    "br": "end the line with `\\`; a cell of a table has one line",
    "img": "use a block of type `figure`, which asks for its alternative text",
    "p": "leave an empty line between paragraphs",
}
_TAG = re.compile(
    r"<!--|<[!?][A-Za-z][^>\n]*>|</?([A-Za-z][\w:-]*)(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))*\s*/?>"
)
_ENTITY = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]+));")


def in_line(text: str) -> Iterator[Finding]:
    """What would be printed as it was typed in a line, which takes no markup at all."""
    for markup in LINKS:
        yield from markup.findings(text, "line")
        text = markup.without(text)
    text = _URL.sub(ADDRESS, text)
    yield from _marked(text, (*EMPHASIS, *ANYWHERE), "line")
    for match in _ENTITY.finditer(text):
        if match[1] or f"{match[2]};" in html5:
            character = unescape(match[0])
            written = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
            yield refused("an entity of HTML", match[0], "line", f"write the character itself: {written}")
    yield from run_together(text, "line", "join them with commas, or use a block of type `list`")


def in_text(text: str, *, blocks: bool) -> Iterator[Finding]:
    """What would be printed as it was typed in a paragraph, after what CommonMark knows was taken out of it."""
    text = _URL.sub(ADDRESS, text)
    yield from _marked(text, (*MISTYPED, *ANYWHERE), "text")
    items = (
        "begin each with `- ` or `1. `, after an empty line; or, to keep these marks, put an empty line between them"
        if blocks
        else "use a block of type `list`"
    )
    yield from run_together(text, "text", items)


def _marked(text: str, kinds: Iterable[Markup], place: str) -> Iterator[Finding]:
    """Markup of these kinds; HTML first, whose attributes may hold anything."""
    tags = reversed([*_TAG.finditer(text)])
    for name, match in {(match[1] or "").lower(): match for match in tags}.items():
        if not name or _ELEMENTS.fullmatch(name):
            yield refused("HTML", match[0], place, _html_hint(name, text[match.end() :], place))
    text = _TAG.sub(TAKEN, text)
    for markup in kinds:
        yield from markup.findings(text, place)
        text = markup.without(text)


def _html_hint(name: str, rest: str, place: str) -> str:
    """What to write instead of an element of HTML."""
    content = rest.partition("<")[0]
    if name in ("sub", "sup") and (written := small(content, name)):
        return f"write `{written}`"
    if place == "line":
        return "a line takes no markup: remove the tag"
    return _INSTEAD.get(name, "remove the tag; to print it as it is, write `\\<`")

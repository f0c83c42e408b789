"""Markup of other programs and dialects, which a text does not take: it would be printed as it was typed.

A text takes CommonMark without HTML, a line takes no markup at all. What looks like markup and is none (a footnote's
asterisk, `5 * 3`, `a_b_c`, `p < 0.05`, prices in `$`, `[sic]`) is let through; what was escaped with a backslash too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from itertools import pairwise

from briefpress.language.finding import Finding, as_typed, shown

#: Stands for what is not looked at: escaped characters, code; and for URLs.
BLANK = "\ufffc"
_ADDRESS = "\ufffb"
#: Stands for markup that is reported already: its marks are no part of any other.
_TAKEN = "\ufffd"
_URL = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\[\]()*]+")
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
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th"), "use a block of type `table`"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "give the section or the block a title instead"),
    "": "remove it: a comment in YAML is a line of its own that begins with `#`",
    "a": "write `[words](https://…)`",
    "br": "end the line with `\\`",
    "img": "use a block of type `figure`, which asks for its alternative text",
    "p": "leave an empty line between paragraphs",
}
_TAG = re.compile(
    r"<!--|<[!?][A-Za-z][^>\n]*>|</?([A-Za-z][\w:-]*)(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))*\s*/?>"
)
_ENTITY = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]+));")
#: Small digits, for what is written as H<sub>2</sub>O and m<sup>2</sup> elsewhere.
_SMALL = {
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
}

#: What a bullet of Word becomes when it is pasted: it is nothing else.
_BULLET = r"[•‣⁃\uf0b7\uf0a7\uf0d8\uf076\uf0fc]"
#: What lists are typed with besides: a list is only seen where two lines begin with one of a kind.
_MARKERS = (
    _BULLET, r"·", r"[–—−]", r"o(?=\t|  )", r"[▪▫■□●○◦◘◆◇►➢➤✓✔]", r"\*{2,4}", r"[①-⑳]", r"[٠-٩۰-۹]+[-.)]", r"[a-z]\.",
    r"(?:\(?[^\W\d_]\)|\(?[ivxlIVXL]{2,5}\)|\(\d{1,3}\))", r"\d{1,3}(?:\.\d{1,3})+\.?", r"\d{1,3}[.)]",
)  # fmt: skip


@dataclass(frozen=True)
class _Markup:
    """A kind of markup: what it is, a pattern of it, and what to write instead."""

    what: str
    pattern: str
    hint: str

    def findings(self, text: str, place: str) -> Iterator[Finding]:
        """Where it stands in a text, each wording once."""
        matches = (match[0] for match in re.finditer(self.pattern, text, re.MULTILINE))
        for match in dict.fromkeys(matches):
            yield _finding(self.what, match, place, self.hint)

    def without(self, text: str) -> str:
        """The text without it."""
        return re.sub(self.pattern, _TAKEN, text, flags=re.MULTILINE)


def _finding(what: str, match: str, place: str, hint: str) -> Finding:
    typed = _typed(match)
    return Finding("not-in-text", f"{what} cannot stand in a {place}: {shown(typed)}", as_typed(typed), hint)


def _typed(text: str) -> str:
    """How something was typed, as far as it stands on one line and is known."""
    return " ".join(re.split(rf"[\n{BLANK}{_ADDRESS}]", text)[0].split())


_LINK = "write the words alone; in a phrase or a passage, `[words](https://…)` is a link"
_ANYWHERE = (
    _Markup("a box of a task list", r"\A\[[ xX]\] ", "leave it out, or say in words what is done"),
    _Markup("a placeholder", r"\{\{[^{}\n]+\}\}|\{%[^%\n]+%\}", "write what it stands for"),
    _Markup("a footnote", r"\[\^[^\]\s]+\]", "cite a source under `sources:` in brief.yaml, or put it in parentheses"),
    _Markup("a citation key", r"\[-?@\w[^\]\n]*\]", "cite the source under `sources:` in brief.yaml"),
    _Markup("a link of a wiki", r"\[\[[^\[\]\n]+\]\]", _LINK),
    _Markup("a reference link", r"(?<![\w\]])\[(?!\d+\])[^\[\]\n]+\]\[[^\[\]\n]*\](?![\w\[])", _LINK),
    _Markup("the target of a link", rf"^\[[^\[\]\n]+\]:[ \t]*<?(?:{_ADDRESS}|[#/.])\S*", _LINK),
    _Markup(
        "a link of AsciiDoc", rf"(?<={_ADDRESS})\[[^\d\[\]][^\[\]\n]*\]|\b(?:link|xref|image):\S*\[[^\[\]\n]*\]", _LINK
    ),
    _Markup(
        "a table",
        r"(?:^[ \t]*\|.*\|.*(?:\n|\Z)){2,}|(?:^.*\n)?^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]+$|\|[ \t]*:?-{3,}:?[ \t]*\|"
        rf"|^\+[-=]{{3,}}\+|^\{{\||^(?![ \t]*(?:{'|'.join(_MARKERS)})[ \t]).*\S\t+\S.*\n.*\S\t+\S.*",
        "use a block of type `table`",
    ),
    _Markup("struck-out text", r"(?<!~)~~(?=[^\s~])[^~\n]*[^\s~]~~(?!~)", "remove the words, or the marks around them"),
    _Markup(
        "highlighted text",
        r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])",
        "remove the marks; in a phrase or a passage, `**words**` are strong",
    ),
    _Markup("a subscript", r"(?<=[A-Za-z)\]])~(?:[\d+−-]+|[a-z])~", "write the small digit itself, as in H₂O"),
    _Markup(
        "a superscript",
        r"(?<=[\w)\]])\^(?:[+−-]?\d{1,4}[+−-]?|[a-z]{1,3}|[+−-])\^",
        "write the small digit itself, as in m²",
    ),
    _Markup(
        "a formula of TeX",
        r"\$\$(?=[^\s$])[^$\n]*[A-Za-z\\][^$\n]*\$\$|(?<![\w$])\$[A-Za-z]\w{0,3}\$(?!\w)"
        r"|(?<![\w$])\$(?=[^\s$\d])[^$\n]*[\\^_{][^$\n]*\$(?!\d)",
        "write it in plain characters, or as a picture in a block of type `figure`",
    ),
    _Markup("a command of TeX", r"\\[A-Za-z]{2,}\*?\{", "write the words alone, without the command"),
    _Markup("a role", rf":[a-z][\w-]*:[`{BLANK}]", "write the words alone"),
    _Markup("an emoji code", r"(?<![\w:/.]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])", "remove it, or write a word"),
    _Markup(
        "emphasis of a wiki",
        r"(?<![\w'])(?:'''|'')(?=[^\s'])[^'\n]*[^\s']''(?:'|(?![\w']))|``(?=[^\s`'])[^`'\n]+''",
        'for quotation marks write `"words"`; in a phrase or a passage, `*words*` are emphasized',
    ),
    _Markup(
        "a heading",
        r"^={2,6}[ \t]*[^=\s][^=\n]*={2,6}[ \t]*$|^={1,6} \S.*$|^h[1-6]\. ",
        "give the section or the block a title instead",
    ),
    _Markup("a fenced block", r"^:{3,}.*$", "remove the fence; a callout or a note is a block of its own"),
    _Markup(
        "an admonition",
        r"^(?:!!!|\?\?\?)\+? (?:abstract|attention|caution|danger|example|hint|important|info|note|tip|warning)\b"
        r"|^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|^\.\. [\w-]+::",
        "use a block of type `callout` or `note`",
    ),
    _Markup("attributes", r"\{:?[ \t]*[#.][A-Za-z][^{}\n]*\}", "remove them"),
    _Markup("BBCode", r"\[/(?:b|i|u|s|url|img|quote|code|color|size|list|sup|sub)\]", "remove it"),
    _Markup(
        "strong text without its end",
        r"(?<![\w*])\*\*(?=[^\W_]|[\"“«„(\[])[^\n]{0,20}|(?<![\w_])__(?=[^\W_])[^\n]{0,20}",
        "remove the marks, or put the second pair close to the last word; as the mark of a note, put a space after it",
    ),
)

_LINKS = (
    _Markup("a picture", r"!\[[^\]\n]*\]\([^)\n]*\)?", "use a block of type `figure`"),
    _Markup("a link", r"\[[^\]\n]+\]\((?:https?:|mailto:|www\.|[#/])[^)\n]*\)?|<(?:https?:|mailto:)[^<>\s]+>", _LINK),
)
_EMPHASIS = (
    _Markup(
        "emphasis",
        r"(?<![\w*])(\*{1,3})(?=[^\s*)\].,;:!?])[^*\n]*[^\s*(\[]\1(?![\w*])"
        r"|(?<![\w_])(_{1,3})(?=[^\s_])[^_\n]*[^\s_]\2(?![\w_])",
        "a line takes no markup: remove the marks",
    ),
    _Markup("code", r"`[^`\n]+`(?!')", "a line takes no markup: remove the marks"),
    _Markup("marked words", r"\[[^\]\n]+\]\{[^{}\n]*\}", "a line cannot be marked: write the words alone"),
    _Markup("a heading", r"\A#{1,6} (?!\d)", "remove the marks"),
)


def in_line(text: str) -> Iterator[Finding]:
    """What would be printed as it was typed in a line, which takes no markup at all."""
    for markup in _LINKS:
        yield from markup.findings(text, "line")
        text = markup.without(text)
    text = _URL.sub(_ADDRESS, text)
    yield from _marked(text, (*_EMPHASIS, *_ANYWHERE), "line")
    for match in _ENTITY.finditer(text):
        if match[1] or f"{match[2]};" in html5:
            character = unescape(match[0])
            written = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
            yield _finding("an entity of HTML", match[0], "line", f"write the character itself: {written}")
    yield from _run_together(
        text, (*_MARKERS, r"[-+*]"), "line", "join them with commas, or use a block of type `list`"
    )


def in_text(text: str, *, blocks: bool) -> Iterator[Finding]:
    """What would be printed as it was typed in a paragraph, after what CommonMark knows was taken out of it."""
    text = _URL.sub(_ADDRESS, text)
    yield from _marked(text, _ANYWHERE, "text")
    items = (
        "begin each of the lines with `- ` or `1. `, and put an empty line before the first"
        if blocks
        else "use a block of type `list`"
    )
    yield from _run_together(text, _MARKERS, "text", items)


def _marked(text: str, kinds: Iterable[_Markup], place: str) -> Iterator[Finding]:
    """Markup of these kinds; HTML first, whose attributes may hold anything."""
    tags = reversed([*_TAG.finditer(text)])
    for name, match in {(match[1] or "").lower(): match for match in tags}.items():
        if not name or _ELEMENTS.fullmatch(name):
            yield _finding("HTML", match[0], place, _html_hint(name, text[match.end() :], place))
    text = _TAG.sub(_TAKEN, text)
    for markup in kinds:
        yield from markup.findings(text, place)
        text = markup.without(text)


def _html_hint(name: str, rest: str, place: str) -> str:
    """What to write instead of an element of HTML."""
    content = rest.partition("<")[0]
    if (
        name in _SMALL
        and (small := content.translate(_SMALL[name])) != content
        and not re.search(r"[\w+-]", small, re.A)
    ):
        return f"write `{small}`"
    if place == "line":
        return "a line takes no markup: remove the tag"
    return _INSTEAD.get(name, "remove the tag; to print it as it is, write `\\<`")


def _run_together(text: str, markers: Iterable[str], place: str, hint: str) -> Iterator[Finding]:
    """Lines that were typed as items: they would be printed as one paragraph."""
    for first, second in pairwise(text.split("\n")):
        for begins in (re.compile(rf"[ \t]*{marker}[ \t]+\S") for marker in markers):
            if begins.match(second) and (begins.match(first) or first.endswith(":")):
                typed = _typed(first if begins.match(first) else second)
                message = f"lines that begin like the items of a list run together in a {place}: {shown(typed)}"
                yield Finding("not-in-text", message, as_typed(typed), hint)
                return
    if match := re.search(rf"(?:\A|\n)[ \t]*({_BULLET})|([\uf000-\uf0ff])", text):
        yield _finding("a bullet of Word", match[0].strip(), place, hint)

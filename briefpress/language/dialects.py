"""What other programs and dialects take for markup, as patterns: it would be printed as it was typed.

What looks like markup and is none (a note's asterisk, `5 * 3`, `a_b_c`, prices in `$`, `[sic]`) matches none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefpress.language.finding import ADDRESS, BLANK, Finding, refused
from briefpress.language.foreign_lists import ITEM

#: Stands for markup that is reported already: its marks are no part of any other.
TAKEN = "\ufffd"


@dataclass(frozen=True)
class Markup:
    """A kind of markup: what it is, a pattern of it, and what to write instead."""

    what: str
    pattern: str
    hint: str

    def findings(self, text: str, place: str) -> Iterator[Finding]:
        """Where it stands in a text, each wording once."""
        matches = (match[0] for match in re.finditer(self.pattern, text, re.MULTILINE))
        for match in dict.fromkeys(matches):
            yield refused(self.what, match, place, self.hint)

    def without(self, text: str) -> str:
        """The text without it."""
        return re.sub(self.pattern, TAKEN, text, flags=re.MULTILINE)


_LINK = "write the words alone; in a phrase or a passage, `[words](https://…)` is a link"
_SMALL = "write `H~2~O` or `m^2^`, with a mark on either side"
_SPACE = "write `[words](https://…)`, without a space between"
#: What a text would take if it were typed as it should be.
MISTYPED = (
    Markup(
        "a footnote without its end",
        r"\^\[[^\]\n]*|\[\^[^\]\n]*$",
        "write `]` after its words, as in `^[words]`; to print the marks, begin them with `\\`",
    ),
    Markup(
        "a footnote with a space in its label",
        r"\[\^[^\]\n]*\s[^\]\n]*\]",
        "write `[^name]` without spaces, or all the words of the note in `^[words]`",
    ),
)
ANYWHERE = (
    Markup("a box of a task list", r"\A\[[ xX]\] ", "leave it out, or say in words what is done"),
    Markup("a placeholder", r"\{\{[^{}\n]+\}\}", "write what it stands for"),
    Markup("a command", r"\{%[^%\n]+%\}", "what only some editions print is a block with an `if:`"),
    Markup("a footnote", r"\[\^[^\]\n]+\]?|\^\[[^\]\n]+\]?", "put its words in parentheses"),
    Markup("a citation key", r"\[-?@\w[^\]\n]*\]", "cite the source under `sources:` of what it proves"),
    Markup("a link of a wiki", r"\[\[[^\[\]\n]+\]\]", _LINK),
    Markup("a reference link", r"(?<![\w\]])\[(?!\d+\])[^\[\]\n]+\]\[[^\[\]\n]*\](?![\w\[])", _LINK),
    Markup(
        "a link around a footnote or a citation",
        rf"\[[^\[\]\n]*{BLANK}[^\[\]\n]*\]\({ADDRESS}[^()\n]*\)",
        "put the footnote or the citation behind the link",
    ),
    Markup(
        "a link without its end",
        rf"\[[^\[\]\n]+\]\((?:{ADDRESS}[^()\n]*\)?|$)",
        "write `[words](https://…)`, without a space in the URL",
    ),
    Markup(
        "a definition without its term",
        r"^:[ \t]*[^\W_].*$",
        "put its term on the line above, alone, after an empty line",
    ),
    Markup(
        "an item that is indented too far", r"(?<=\n)[-+*][ \t]+\S.*$", "indent it by two more than the item it is in"
    ),
    Markup("a link with a space", rf"\[[^\[\]\n]+\][ \t]+\({ADDRESS}[^()\n]*\)", _SPACE),
    Markup("a link in reverse", rf"\([^()\n]+\)\[{ADDRESS}[^\[\]\n]*\]", _LINK),
    Markup("a link of a chat", rf"<{ADDRESS}\|[^<>\n]*>", _LINK),
    Markup("the target of a link", rf"^\[[^\[\]\n]+\]:[ \t]*<?(?:{ADDRESS}|[#/.])\S*", _LINK),
    Markup(
        "a link of AsciiDoc", rf"(?<={ADDRESS})\[[^\d\[\]][^\[\]\n]*\]|\b(?:link|xref|image):\S*\[[^\[\]\n]*\]", _LINK
    ),
    Markup(
        "a table without the line under its head",
        r"(?:^[ \t]*\|.*\|.*(?:\n|\Z)){2,}|(?:^.*\n)?^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]+$"
        r"|\|[ \t]*:?-{3,}:?[ \t]*\|",
        "under its first row write `|---|---|`, a part for each column, and each row on a line of its own",
    ),
    Markup(
        "a table",
        rf"^\+[-=]{{3,}}\+|^\{{\||^(?![ \t]*{ITEM}[ \t]).*\S(?:\t+| {{3,}})\S.*\n.*\S(?:\t+| {{3,}})\S.*",
        "put `|` between its cells, and `|---|---|` under its first row; or use a block of type `table`",
    ),
    Markup("struck-out text", r"(?<!~)~~(?=[^\s~])[^~\n]*[^\s~]~~(?!~)", "remove the words, or the marks around them"),
    Markup(
        "highlighted text",
        r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])",
        "remove the marks; in a phrase or a passage, `**words**` are strong",
    ),
    Markup("a subscript without its end", r"\b(?:[A-Z][a-z]?)+~\d(?![\d~])", f"{_SMALL}; or `\\~` for the sign"),
    Markup("a superscript with a space", r"(?<=\w)\^[^\s^]+(?: [^\s^]+){1,2}\^(?![\w^])", "write `\\ ` for the space"),
    Markup(
        "a formula of TeX",
        r"\$\$(?=[^\s$])[^$\n]*[A-Za-z\\][^$\n]*\$\$|(?<![\w$])\$[A-Za-z]\w{0,3}\$(?!\w)"
        r"|(?<![\w$])\$(?=[^\s$\d])[^$\n]*[\\^_{][^$\n]*\$(?!\d)",
        "write it in plain characters, or as a picture in a block of type `figure`",
    ),
    Markup(
        "an escape of JSON",
        r"(?<=[.;!?,])\\[nrt]|(?:\\r?\\n|\\n){2}|\\u[0-9a-fA-F]{4}(?![0-9a-fA-F])",
        "write the character itself; a text of several lines begins on a new line after `|`",
    ),
    Markup("a command of TeX", r"\\[A-Za-z]{2,}\*?\{", "write the words alone, without the command"),
    Markup("a role", rf":[a-z][\w-]*:[`{BLANK}]", "write the words alone"),
    Markup("an emoji code", r"(?<![\w:/.]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])", "remove it, or write a word"),
    Markup(
        "emphasis of a wiki",
        r"(?<![\w'])(?:'''|'')(?=[^\s'])[^'\n]*[^\s']''(?:'|(?![\w']))|``(?=[^\s`'])[^`'\n]+''",
        'for quotation marks write `"words"`; in a phrase or a passage, `*words*` are emphasized',
    ),
    Markup(
        "a heading",
        r"^={2,6}[ \t]*[^=\s][^=\n]*={2,6}[ \t]*$|^={1,6} \S.*$|^h[1-6]\. ",
        "give the section or the block a title instead",
    ),
    Markup(
        "a heading without its space",
        r"^#{2,5}[^\W\d_].*$",
        "in the text of a section type a space after `###`; elsewhere remove the marks",
    ),
    Markup("a fenced block", r"^:{3,}.*$", "remove the fence; a callout or a note is a block of its own"),
    Markup(
        "an admonition",
        r"^(?:!!!|\?\?\?)\+? (?:abstract|attention|caution|danger|example|hint|important|info|note|tip|warning)\b"
        r"|^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|^\.\. [\w-]+::",
        "use a block of type `callout` or `note`",
    ),
    Markup(
        "attributes",
        r"\{:?[ \t]*[#.][A-Za-z][^{}\n]*\}",
        "remove them; the id of a heading is `{#costs}`, of small letters, digits and hyphens",
    ),
    Markup("BBCode", r"\[/(?:b|i|u|s|url|img|quote|code|color|size|list|sup|sub)\]", "remove it"),
    Markup(
        "strong text without its end",
        r"(?<!\S)\*\*[ \t]+[^*\n]+[^\s*]\*\*(?!\w)"
        r"|(?<![\w*])\*\*(?=[^\W_]|[\"“«„(\[])[^\n]{0,20}|(?<![\w_])__(?=[^\W_])[^\n]{0,20}",
        "remove the marks, or put the second pair close to the last word; as the mark of a note, put a space after it",
    ),
)

#: Small letters of which there is no character; in a text they have elements.
_LETTERS = r"(?<=[\w)\]]){0}(?:[\w+−-]+){0}(?![\d{0}])"
_FIGURES = "in a line only figures and signs are small: write the letters alone"

LINKS = (
    Markup("a picture", r"!\[[^\]\n]*\]\([^)\n]*\)?", "use a block of type `figure`"),
    Markup(
        "a link",
        r"\[[^\]\n]+\]\((?:https?:|mailto:|tel:|www\.|[#/])[^)\n]*\)?|<(?:https?:|mailto:|tel:)[^<>\s]+>",
        _LINK,
    ),
)
EMPHASIS = (
    Markup("a subscript", _LETTERS.format("~"), _FIGURES),
    Markup("a superscript", _LETTERS.format(r"\^"), _FIGURES),
    Markup(
        "emphasis",
        r"(?<![\w*])(\*{1,3})(?=[^\s*)\].,;:!?])[^*\n]*[^\s*(\[]\1(?![\w*])"
        r"|(?<![\w_])(_{1,3})(?=[^\s_])[^_\n]*[^\s_]\2(?![\w_])",
        "a line takes no markup: remove the marks",
    ),
    Markup("code", r"`[^`\n]+`(?!')", "a line takes no markup: remove the marks"),
    Markup("marked words", r"\[[^\]\n]+\]\{[^{}\n]*\}", "a line cannot be marked: write the words alone"),
    Markup("a heading", r"\A#{1,6} (?!\d)", "remove the marks"),
)

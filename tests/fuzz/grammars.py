"""Grammars of what people give to the press: briefs with all their words, and files that are nearly right.

Each strategy draws the files of a folder, by their paths. What is drawn by `briefs` is right: it prints, and its words
are known. All others may be right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Folder:
    """The files of a brief, and the words that stand in its text when it is right; () where nobody knows."""

    files: dict[str, str]
    words: tuple[str, ...] = ()


#: The letters of words by the languages that they are drawn for.
LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "fr": "abcdefghijlmnopqrstuvàâçéèêëîïôûùüœ",
    "de": "abcdefghijklmnoprstuvwzäöüß",
    "es": "abcdefghijlmnopqrstuvyzáéíñóúü",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}


def _word(language: str) -> st.SearchStrategy[str]:
    return st.text(LETTERS[language], min_size=2, max_size=11)


# Words with the markup of Markdown around them: each piece draws its text, and the words that a reader sees.

Piece = tuple[str, tuple[str, ...]]


def _joined(pieces: list[Piece], separator: str) -> Piece:
    return separator.join(text for text, _ in pieces), tuple(word for _, words in pieces for word in words)


def _several(piece: st.SearchStrategy[Piece], separator: str, least: int, most: int) -> st.SearchStrategy[Piece]:
    return st.lists(piece, min_size=least, max_size=most).map(lambda pieces: _joined(pieces, separator))


def _around(pattern: str) -> Callable[[Piece], Piece]:
    return lambda piece: (pattern.format(piece[0]), piece[1])


def phrases(language: str) -> st.SearchStrategy[Piece]:
    """Words with emphasis, links, passages in another language, indices and quotation marks."""
    word = _word(language).map(lambda text: (text, (text,)))
    few = _several(word, " ", 1, 3)
    marked = [
        few.map(_around(pattern))
        for pattern in (
            "*{}*", "**{}**", "[{}](https://example.org/a)", "[{}]{{lang=en}}", "“{}”", "({})", "«{}»", "{},", "{}:",
        )
    ]  # fmt: skip
    return _several(st.one_of(word, word, few, *marked), " ", 1, 8)


def texts(language: str) -> st.SearchStrategy[Piece]:
    """Paragraphs, lists, quotations, tables and footnotes."""
    phrase = phrases(language)
    item = phrase.map(_around("- {}"))
    numbered = st.lists(phrase, min_size=1, max_size=4).map(
        lambda pieces: _joined([(f"{number}. {text}", words) for number, (text, words) in enumerate(pieces, 1)], "\n")
    )
    cell = _several(_word(language).map(lambda text: (text, (text,))), " ", 1, 3)
    row = st.tuples(cell, cell).map(lambda pair: _joined(list(pair), " | ")).map(_around("| {} |"))
    table = st.tuples(row, _several(row, "\n", 1, 3)).map(lambda pair: _joined([*pair], "\n| --- | --- |\n"))
    headed = st.tuples(phrase, phrase).map(lambda pair: _joined(list(pair), "\n\n")).map(_around("### {}"))
    parts = st.one_of(phrase, phrase, _several(item, "\n", 1, 4), numbered, table, headed)
    return _several(parts, "\n\n", 1, 4)


@st.composite
def briefs(draw: Draw) -> Folder:
    """A brief in one file, which is right."""
    language = draw(st.sampled_from(sorted(LETTERS)))
    words: list[str] = []

    def said(strategy: st.SearchStrategy[Piece]) -> str:
        text, visible = draw(strategy)
        words.extend(visible)
        return str(text)

    line = _several(_word(language).map(lambda text: (text, (text,))), " ", 1, 6)

    def section() -> dict[str, Any]:
        made: dict[str, Any] = {"title": said(line), "text": said(texts(language))}
        if draw(st.booleans()):
            made["blocks"] = [draw(_blocks(language, said, line)) for _ in range(draw(st.integers(1, 3)))]
        return made

    facts: dict[str, Any] = {"language": language, "date": "2026-12-01", "status": "draft", "title": said(line)}
    if draw(st.booleans()):
        facts["purpose"] = said(phrases(language))
    facts["sections"] = [section() for _ in range(draw(st.integers(1, 3)))]
    return Folder({"brief.yaml": _dumped(facts)}, tuple(words))


@st.composite
def _blocks(draw: Draw, language: str, said: Callable[[st.SearchStrategy[Piece]], str], line: Any) -> dict[str, Any]:
    kind = draw(st.sampled_from(["callout", "list", "steps", "table", "quote"]))
    if kind == "callout":
        return {"type": kind, "text": said(phrases(language))}
    if kind == "quote":
        return {"type": kind, "text": said(phrases(language)), "author": said(line)}
    if kind == "table":
        rows = [[said(line), draw(st.integers(0, 99))] for _ in range(draw(st.integers(1, 4)))]
        return {"type": kind, "caption": said(line), "columns": [said(line), said(line)], "rows": rows}
    return {"type": kind, "items": [said(line) for _ in range(draw(st.integers(1, 4)))]}


def _dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


# Files that are nearly right.

#: What people paste by mistake, and what attackers write on purpose.
ODD = (
    "{{", "}}", "{% if %}", "[^a]", "[^a]: x", "]{lang=zz}", "[@a]", "![x](y)", "<b>", "</p>", "&amp;", "&#0;", "*",
    "**", "`", "```", "~", "^", "|", "\\", "\t", "\u00a0", "\u200b", "\u202e", "\u2066", "\u0301", "\ufeff", "\ud7ff",
    "\U000e0041", "\x1b", "\x85", "- ", ": ", " #", "&a ", "*a", "!x ", "? ", "<<: ", "'", '"', "[", "]", "{", "}",
    "> ", "|\n", "---\n", "...\n", "%YAML 1.1\n", "9"*400, "1e999", "-0", "0x1f", "2026-02-30", "null", "true", "~\n",
    ".inf", "٣", "１", "é"*50, "x"*300, "\n", "\n\n", "  ",
)  # fmt: skip
KEYS = (
    "title", "text", "sections", "blocks", "type", "kind", "id", "items", "rows", "columns", "caption", "alt", "file",
    "sources", "notes", "glance", "value", "unit", "date", "status", "language", "marking", "labels", "values", "if",
    "glossary", "data", "spec", "codes", "areas", "events", "steps", "cards", "contacts", "bibliography", "csl",
    "design", "layouts", "annex", "width", "sort", "group",
)  # fmt: skip


@st.composite
def mangled(draw: Draw) -> Folder:
    """A brief of which some places are cut, doubled, moved or replaced."""
    text = draw(briefs()).files["brief.yaml"]
    for _ in range(draw(st.integers(1, 4))):
        text = _changed(draw, text)
    return Folder({"brief.yaml": text})


def _changed(draw: Draw, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.sampled_from([0, 0, 0, 1, 3, 12, 60])))
    odd = draw(st.one_of(st.sampled_from(ODD), st.sampled_from(KEYS).map("{}: ".format), st.text(max_size=4)))
    how = draw(st.sampled_from(["replace", "double", "key", "indent"]))
    if how == "double":
        return text[:end] + text[start:end] * draw(st.integers(2, 30)) + text[end:]
    if how == "key":
        keys = [match.span(1) for match in re.finditer(r"^ *-? ?(\w+):", text, re.MULTILINE)]
        start, end = draw(st.sampled_from(keys)) if keys else (start, end)
        return text[:start] + draw(st.sampled_from(KEYS)) + text[end:]
    if how == "indent":
        lines = text.split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        lines[number] = " " * draw(st.integers(0, 6)) + lines[number].lstrip()
        return "\n".join(lines)
    return text[:start] + odd + text[end:]


def _values() -> st.SearchStrategy[Any]:
    """Values of YAML, with the keys of the press among others."""
    simple = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(ODD), st.dates()
    )
    keys = st.one_of(st.sampled_from(KEYS), st.text(max_size=5))
    return st.recursive(
        simple,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
        max_leaves=12,
    )


#: A block of each type that is right.
BLOCKS: tuple[dict[str, Any], ...] = (
    {"type": "prose", "text": "Words"},
    {"type": "list", "items": ["One", "Two"]},
    {"type": "facts", "items": [{"term": "Head", "text": "Nobody"}]},
    {"type": "quote", "text": "Words", "author": "Somebody"},
    {"type": "callout", "text": "Words"},
    {
        "type": "chart",
        "alt": "A chart",
        "caption": "A chart",
        "words": {"a": "A"},
        "spec": {"mark": "bar", "data": {"values": [{"a": 1}]}},
    },
    {"type": "map", "alt": "A map", "caption": "A map", "areas": [{"title": "Here", "codes": ["MA", "DZ"]}]},
    {"type": "table", "caption": "A table", "columns": ["A", "B"], "rows": [["x", 1], ["y", 2]]},
    {"type": "timeline", "caption": "Times", "rows": [{"title": "One", "period": "2001/2003"}]},
    {"type": "steps", "items": ["One", "Two"]},
    {"type": "cards", "items": [{"title": "One", "text": "A"}, {"title": "Two", "text": "B"}]},
    {"type": "contacts", "items": [{"name": "Somebody", "email": "a@b.example"}]},
    {"type": "recommendations", "items": ["Do it"]},
)


@st.composite
def structures(draw: Draw) -> Folder:
    """A brief of which some values are of any sort at all."""
    sections = [{"title": "Title", "text": "Words", "blocks": [dict(draw(st.sampled_from(BLOCKS)))]}]
    facts = {"language": "en", "date": "2026-12-01", "status": "draft", "title": "Title", "sections": sections}
    places: list[Any] = [facts, sections[0], sections[0]["blocks"][0]]
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.sampled_from(places))
        place[draw(st.one_of(st.sampled_from(sorted(place)), st.sampled_from(KEYS)))] = draw(_values())
    return Folder({"brief.yaml": _dumped(facts)})


@st.composite
def tables(draw: Draw) -> Folder:
    """A table whose rows come from a CSV file that somebody has saved."""
    separator = draw(st.sampled_from(",;\t|"))
    number = st.one_of(
        st.integers(-(10**9), 10**9).map(str), st.floats(allow_nan=True).map(str), st.sampled_from(_NUMBERS)
    )
    cell = st.one_of(number, number, st.text("abc é'\"\n,;:%=+-@", max_size=6), st.sampled_from(ODD))
    width = st.one_of(st.just(2), st.just(2), st.just(2), st.integers(0, 4))
    rows = draw(
        st.lists(width.flatmap(lambda size: st.lists(cell, min_size=size, max_size=size)), min_size=1, max_size=5)
    )
    heads = draw(
        st.sampled_from([["Year", "Amount"], ["Amount", "Year"], ["Year"], ["Year", "Year"], [" Year ", "amount"]])
    )
    quote = draw(st.booleans())
    lines = [separator.join(f'"{cell}"' if quote else cell for cell in row) for row in [heads, *rows]]
    text = draw(st.sampled_from(["", "\ufeff", "sep=;\n", "\n\n"])) + draw(st.sampled_from(["\n", "\r\n", "\r"])).join(
        lines
    )
    holds = draw(st.sampled_from(["words", "number", "date"]))
    decimals = {"decimals": draw(st.integers(0, 3))} if holds == "number" else {}
    columns = ["Year", {"title": "Amount", "holds": holds, **decimals}]
    data = {"file": "d.csv", **draw(st.one_of(st.just({}), st.fixed_dictionaries({}, optional=_OPTIONS)))}
    block = {"type": "table", "caption": "Rows", "columns": columns, "data": data}
    facts = {"language": "en", "date": "2026-12-01", "status": "draft", "title": "Title"}
    facts["sections"] = [{"title": "Rows", "blocks": [block]}]  # type: ignore[assignment]
    return Folder({"brief.yaml": _dumped(facts), "d.csv": text})


_NUMBERS = (
    "1.234,5", "1,234.5", "1 234", "(12)", "12-", "−3", "½", "3e5", "12 %", "€ 5", ":", "-", "n/a", "2025-Q3",
    "31/12/2025",
)  # fmt: skip
_OPTIONS = {
    "range": st.sampled_from(["A1:B9", "B2", "ZZ99999", "A0", "A3:A1", "x"]),
    "sort": st.sampled_from(["Year", "Amount", {"column": "Year", "order": "descending"}, "none"]),
    "limit": st.integers(-1, 3),
    "filter": st.sampled_from(
        [{"column": "Year", "one_of": [2025]}, {"column": "Amount", "at_least": 3}, {"column": "x"}]
    ),
    "gaps": st.sampled_from([":", [":", "n/a"], [""], 3]),
}


@st.composite
def templates(draw: Draw) -> Folder:
    """The masthead of a template with expressions over the names that templates have."""
    expression = st.recursive(_PLAIN, _larger, max_leaves=5)
    statement = st.tuples(st.sampled_from(_STATEMENTS), expression).map(lambda pair: pair[0].replace("X", pair[1]))
    printed = expression.map("{{{{ {} }}}}".format)
    parts = draw(st.lists(st.one_of(printed, statement, st.sampled_from(_MARKUP)), max_size=5))
    section = {"title": "A", "text": "B"}
    facts = {"language": "en", "date": "2026-12-01", "status": "draft", "title": "Title", "sections": [section]}
    return Folder({"brief.yaml": _dumped(facts), "templates/parts/masthead.html": "<h1>x</h1>" + "".join(parts)})


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions that are made of others."""
    return st.one_of(
        st.tuples(inner, st.sampled_from(_FILTERS)).map("|".join),
        st.tuples(inner, st.sampled_from(_ATTRIBUTES)).map(".".join),
        st.tuples(inner, st.sampled_from(_OPERATORS), inner).map("".join),
        inner.map("({})".format),
        inner.map("not {}".format),
    )


_PLAIN = st.one_of(
    st.sampled_from([
        "brief", "language", "labels", "section", "sources", "draw", "count", "brief.sections", "brief.title", "x",
        "none", "'a'", "''", "[]", "[1, 'a']", "{}", "{'a': 1}", "true",
    ]),
    st.integers(-9, 10**12).map(str),
)  # fmt: skip
_ATTRIBUTES = ("title", "id", "0", "items()", "upper()", "format(1)", "__class__", "names")
_OPERATORS = (" + ", " * ", " ~ ", " % ", " ** ", " // ", " in ", " == ")
_FILTERS = (
    "upper", "length", "list", "join", "first", "last", "sort", "unique", "reverse", "string", "int", "float", "round",
    "safe", "e", "title", "trim", "striptags", "urlize", "wordwrap", "indent", "center(9)", "batch(2)", "slice(2)",
    "map('upper')",
    "select", "reject", "tojson", "pprint", "xmlattr", "attr('id')", "default(1)", "sum", "max", "items", "format(1)",
    "replace('a', 'b')", "truncate(2)", "filesizeformat",
)  # fmt: skip
_STATEMENTS = (
    "{% if X %}y{% endif %}", "{% for a in X %}{{ a }}{% endfor %}", "{% set b = X %}{{ b }}",
    "{% with c = X %}{{ c }}{% endwith %}", "{% include X %}", "{% macro m(a) %}{{ X }}{% endmacro %}{{ m(1) }}",
    "{% filter upper %}{{ X }}{% endfilter %}", "<p title='{{ X }}'>y</p>",
)  # fmt: skip
_MARKUP = (
    "<p>a</p>", "<table><tr><td>a</table>", "<ul><li>a</ul>", "<svg width='9' height='9'></svg>", "<img alt='x'>",
    "<!-- a -->", "<p lang=''>a</p>", "<dl><dt>a<dd>b</dl>", "</section>", "<a href='#x'>a</a>",
    "<a href='http://a b'>a</a>", "{#", "{%", "<math><mi>x</math>", "<p id='a b'>c</p>",
)  # fmt: skip


@st.composite
def stylesheets(draw: Draw) -> Folder:
    """A stylesheet over a page that is right."""
    value = st.one_of(
        st.sampled_from(_VALUES),
        st.sampled_from(_VALUES),
        st.integers(-10, 2000).map("{}px".format),
        st.text("a1.%#(,) ", max_size=6),
    )
    values = st.lists(value, min_size=1, max_size=3).map(" ".join)
    declaration = st.tuples(st.sampled_from(_PROPERTIES), values).map(": ".join)
    declarations = st.lists(declaration, max_size=3).map("; ".join)
    rule = st.tuples(st.sampled_from(_SELECTORS), declarations).map(lambda pair: f"{pair[0]} {{ {pair[1]} }}")
    css = "\n".join(draw(st.lists(st.one_of(rule, rule, st.sampled_from(_AT_RULES)), max_size=4)))
    facts = {"language": "en", "date": "2026-12-01", "status": "draft", "title": "Title"}
    facts["sections"] = [
        {
            "title": "A",
            "text": "B\n\n- c\n- d",
            "blocks": [{"type": "table", "caption": "T", "columns": ["a", "b"], "rows": [["c", "d"]]}],
        }
    ]  # type: ignore[assignment]
    return Folder({"brief.yaml": _dumped(facts), "styles/own.css": css})


_SELECTORS = (
    "p", "h1", "li", "table", "td", "main", "section > *", "p::before", "li::marker", "a[href]", "*", "html", "body",
    "@page", "@page :first", "p:nth-child(2n+1)", ":is(p, li)", "p:has(a)", "@media print { p", ".x",
    "@page { @top-left",
)  # fmt: skip
_PROPERTIES = (
    "display", "position", "float", "width", "height", "margin", "padding", "columns", "break-before", "break-inside",
    "content", "color", "background", "font-size", "font-family", "line-height", "grid-template-columns",
    "grid-column", "flex", "transform", "opacity", "z-index", "border", "border-radius", "letter-spacing",
    "text-indent", "hyphens", "orphans", "size", "string-set", "counter-reset", "counter-increment", "--x",
    "overflow", "clip-path", "box-sizing", "direction", "text-align", "vertical-align", "table-layout",
    "border-spacing", "footnote-display",
)  # fmt: skip
_VALUES = (
    "0", "auto", "none", "block", "inline", "flex", "grid", "inline-block", "table", "table-cell", "list-item",
    "absolute", "relative", "fixed", "running(a)", "footnote", "left", "right", "100%", "-5mm", "1e9px", "1fr",
    "repeat(3, 1fr)", "span 3", "var(--x)", "var(--y, 1px)", "calc(1px + 1em)", "calc(1px / 0)", "red", "#123",
    "rgb(0 0 0 / 50%)", "\"a\"", "counter(a)", "counters(a, '.')", "target-counter(attr(href), page)", "attr(href)",
    "string(a)", "content()", "leader('.')", "url(a.png)", "page", "always", "avoid", "hidden", "rotate(5deg)",
    "scale(0)", "nan", "inherit", "initial",
)  # fmt: skip
_AT_RULES = (
    "@media print { p { color: #111 } }", "@import 'own.css';", "@font-face { font-family: q }",
    "@supports (x: y) { p { color: red } }", "@page a { size: 9cm } p { page: a }",
    "@counter-style z { system: cyclic; symbols: a } li { list-style: z }", "@layer x;", "/*", "}",
)  # fmt: skip

#: Every grammar, by its name.
GRAMMARS: dict[str, st.SearchStrategy[Folder]] = {
    "briefs": briefs(),
    "mangled": mangled(),
    "structures": structures(),
    "tables": tables(),
    "templates": templates(),
    "stylesheets": stylesheets(),
}

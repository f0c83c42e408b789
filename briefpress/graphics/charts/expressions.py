"""The expressions of Vega in a specification: what they may say, so that the engine ends, and draws the same each time.

A function that is not listed is refused: those that take chance or the clock, search by regular expressions, which may
take for ever, or make a list or a text of any length. What is left is bounded by what goes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefpress.core.problems import Problem, choices
from briefpress.core.yamltree import Node
from briefpress.graphics.charts.schema import entries, problem

#: The keys whose texts are expressions, alone or in a list.
_KEYS = frozenset(["calculate", "filter", "and", "or", "not", "labelExpr", "expr", "signal", "test"])
#: Functions that end, and whose results are the same each time.
_FUNCTIONS = frozenset(
    # (by the chapters of https://vega.github.io/vega/docs/expressions/)
    """
    isArray isBoolean isDate isDefined isNumber isObject isString isValid toBoolean toDate toNumber toString
    if isNaN isFinite abs acos asin atan atan2 ceil clamp cos exp floor hypot log max min pow round sin sqrt tan
    cumulativeNormal densityNormal quantileNormal cumulativeLogNormal densityLogNormal quantileLogNormal
    cumulativeUniform densityUniform quantileUniform
    date datetime day dayofyear hours milliseconds minutes month quarter seconds time timeOffset timezoneoffset utc
    utcdate utcday utcdayofyear utchours utcmilliseconds utcminutes utcmonth utcOffset utcquarter utcseconds utcweek
    utcyear week year
    extent clampRange inrange indexof lastindexof length lerp peek reverse slice sort span
    lower parseFloat parseInt replace split substring trim truncate upper
    dayAbbrevFormat dayFormat format monthAbbrevFormat monthFormat timeFormat timeParse timeUnitSpecifier utcFormat
    utcParse
    rgb hsl lab hcl luminance contrast bandwidth domain invert range scale
    """.split()  # noqa: SIM905
)
#: Those that take the clock where nothing is named.
_CLOCKS = frozenset(["datetime", "date", "time", "utc", "toDate"])
#: Why some are refused, and what to write.
_SAME = "the same input must give the same picture"
_NO_PATTERN = "take `indexof(text, part) >= 0`, or put the rows in order in the data"
_HINTS = {
    **dict.fromkeys(("now", "random", "sampleNormal", "sampleLogNormal", "sampleUniform"), _SAME),
    **dict.fromkeys(("test", "regexp"), f"{_NO_PATTERN}: no regular expression is run, as it may take for ever"),
    **dict.fromkeys(("sequence", "timeSequence", "utcSequence"), "write what is to be drawn as rows of the data"),
    **dict.fromkeys(("join", "pad", "repeat"), "put texts together by `+`"),
}
#: How many times a text may stand in what is made of it by one `calculate` after another; most take it once.
_MOST = 1000
#: The width of a number as it is written, in characters, at the most.
_WIDTH = 100

_TOKEN = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<number>(?:\d|\.\d)(?:[eE][+-]|[\w.])*)"""
    r"""|(?P<name>[^\W\d]\w*|\$\w*)|(?P<sign>\S)""",
    re.DOTALL,
)
#: A character by its number, which may be one that no text has.
_ESCAPE = re.compile(r"\\[ux0-7bfv]")
#: The form of a number (https://d3js.org/d3-format), with its width.
_NUMBER_FORM = re.compile(r"(?:.?[<>=^])?[+\-( ]?[$#]?0?(?P<width>\d*),?(?:\.\d+)?~?[a-zA-Z%]?", re.DOTALL)


class _Token(NamedTuple):
    """A text in quotes, a number, a name or a sign."""

    kind: str
    text: str


def wrong_expressions(root: Node) -> Iterator[Problem]:
    """What is wrong in the expressions and formats of a specification, each at its place."""
    sizes: dict[str, int] = {}
    for entry in entries(root):
        texts = [node for node in (entry.value, *entry.value.items()) if isinstance(node.value, str)]
        for node in texts if entry.key in _KEYS else ():
            yield from _wrong(node)
        if entry.key == "calculate" and texts:
            yield from _growing(texts[0], entry.step.text("as") or "", sizes)
        if entry.key == "format" and texts and is_wide(str(texts[0].value)):
            yield _too_wide(texts[0])


def is_wide(form: str) -> bool:
    """Whether a number in this form takes more room than a page has."""
    match = _NUMBER_FORM.fullmatch(form)
    return bool(match) and int(match["width"][:9] or 0) > _WIDTH  # type: ignore[index]


def _too_wide(node: Node) -> Problem:
    message = f"{node.shown()} writes numbers of more than {_WIDTH} characters; most have under 12"
    return problem(message, node.position, "leave out the width: `,.1f`")


def _tokens(text: str) -> list[_Token]:
    return [_Token(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(text)]


def _wrong(node: Node) -> Iterator[Problem]:
    """What an expression may not say."""
    tokens = _tokens(str(node.value))
    if any(token.text in ("\\", "`") or (token.kind == "text" and _ESCAPE.search(token.text)) for token in tokens):
        yield problem(f"{node.shown()} has a character by its number", node.position, "write the character itself")
    before = _Token("sign", "(")
    for number, token in enumerate(tokens):
        follows = tokens[number + 1 : number + 2]
        if token.text == "/" and before.kind == "sign" and before.text not in ")]}":
            yield problem(f"{node.shown()} has a regular expression", node.position, _HINTS["test"])
            return
        if token.kind == "name" and follows and follows[0].text == "(":
            yield from _wrong_call(node, token.text, _arguments(tokens[number + 2 :]))
        before = token


def _wrong_call(node: Node, name: str, arguments: list[list[_Token]]) -> Iterator[Problem]:
    """What is wrong where a function is called."""
    hint = _HINTS.get(name) or choices(name, _FUNCTIONS, "functions")
    if hint is _SAME or (name in _CLOCKS and not arguments):
        yield problem(f"{node.shown()} gives another result every time", node.position, _SAME)
    elif name not in _FUNCTIONS:
        yield problem(f"`{name}()` is not called in a chart", node.seek(name), hint)
    elif name == "format" and not (_is_plain(arguments[1:2]) and not is_wide(arguments[1][0].text[1:-1])):
        hint = f"write it in quotation marks, at most {_WIDTH} characters wide: `format(datum.amount, ',.1f')`"
        yield problem("the form of a number is to be plain", node.seek("format"), hint)
    elif name == "replace" and not (_is_plain(arguments[1:]) and "$" not in arguments[-1][0].text):
        hint = "write what is replaced, and by what, in quotation marks: `replace(datum.name, ' and ', ' & ')`"
        yield problem("what `replace()` takes is to be plain", node.seek("replace"), hint)


def _is_plain(arguments: Sequence[list[_Token]]) -> bool:
    """Whether these arguments, at least one, are texts in quotation marks."""
    return bool(arguments) and all([token.kind for token in argument] == ["text"] for argument in arguments)


def _arguments(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """The arguments of a call, of the tokens after its parenthesis."""
    arguments: list[list[_Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth < 0:
            break
        if token.text == "," and depth == 0:
            arguments.append([])
        else:
            arguments[-1].append(token)
    return arguments if any(arguments) else []


def _growing(node: Node, name: str, sizes: dict[str, int]) -> Iterator[Problem]:
    """A field that holds others too many times, where these hold what they do by `sizes`; its own is put there."""
    tokens = _tokens(str(node.value))
    size, splits = 0, 0
    for number, token in enumerate(tokens):
        splits += token.text == "split"
        if token.text == "datum":
            step = tokens[number + 1 : number + 3]
            field = step[1].text.strip("'\"") if len(step) == 2 and step[1].kind in ("name", "text") else None
            # (`datum[datum.name]` may be any of them.)
            is_named = field is not None and (step[0].text == "." or step[1].kind == "text")
            size += sizes.get(str(field), 1) if is_named else max(sizes.values(), default=1)
    # A list that is made into a text has a comma after each item.
    sizes[name] = min(max(1, size) * 2**splits, 10 * _MOST)
    if sizes[name] > _MOST:
        message = f"`{name}` holds other fields more than {_MOST} times over; most hold them once or twice"
        yield problem(message, node.position, "make fewer fields of fields, or put what is meant into the data")

"""Values of CSS that would be laid out, written or drawn more often than a page has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from math import prod
from typing import Any

from briefpress.core.problems import Problem
from briefpress.layout.page_css import Css

#: The values of each variable.
Variables = Mapping[str, list[list[Any]]]
#: The tokens of a value with those of its variables; most have under 10.
MAX_TOKENS = 1000
#: How deep blocks and brackets stand in each other.
MAX_DEPTH = 50
#: What is laid out or written as often as a number says: the properties, with those that begin so, and the most.
_NUMBERS = {
    "grid": 100,
    "column-count": 100,
    "columns": 100,
    "tab-size": 100,
    "bookmark-level": 100,
    "counter": 100_000,
    "pad": 100,
}
_MATH = frozenset(["abs", "calc", "clamp", "exp", "hypot", "max", "min", "pow", "sqrt"])
#: The least length, in any unit, after which a gradient begins anew; and in CSS pixels, of what is drawn in a row.
_LEAST_REPEAT = 0.1
_LEAST_LENGTH = 0.1
#: The properties of waves, and of pieces of a picture beside each other.
_ROWS = ("border-image", "border-image-width", "text-decoration", "text-decoration-thickness")
#: Units of length in CSS pixels; of others about as many as the size of a font.
_UNITS = {"px": 1, "pt": 4 / 3, "pc": 16, "q": 0.945, "mm": 3.78, "cm": 37.8, "in": 96}
_FONT = 10
#: What says where a gradient begins and which way it goes, before its colours.
_WAYS = frozenset(["at", "circle", "ellipse", "to"]).union(
    f"{reach}-{part}" for reach in ("closest", "farthest") for part in ("corner", "side")
)
_ANGLES = frozenset(["deg", "grad", "rad", "turn"])


def too_deep(sheets: Iterable[Css]) -> Iterator[Problem]:
    """CSS whose blocks and brackets stand in each other deeper than anybody reads them, at the first that does."""
    for css in sheets:
        level, depth = css.nodes, 0
        while level and depth <= MAX_DEPTH:
            level, depth = [inner for token in level for inner in _inside(token)], depth + 1
        if level:
            message = f"blocks and brackets stand in each other more than {MAX_DEPTH} deep; most do five deep"
            yield Problem("too-much", message, css.place(level[0]), "write each rule by itself, and end each block")


def excesses(sheets: Iterable[Css], variables: Variables) -> Iterator[Problem]:
    """What is too much in CSS of a page with these variables, each at its place."""
    for css in sheets:
        for declaration in css.declarations:
            yield from _wrong(declaration, css, variables)


def _wrong(declaration: Any, css: Css, variables: Variables) -> Iterator[Problem]:
    name = declaration.name
    if (count := _size(declaration.value, variables, {})) > MAX_TOKENS:
        message = f"`{name}` has more than {MAX_TOKENS} parts with those of its variables ({count}); most have under 10"
        hint = "write what it is to be, with fewer `var()`"
        yield Problem("too-much", message, css.place(declaration), hint)
        return
    most = next((most for start, most in _NUMBERS.items() if f"{name.lower()}-".startswith(f"{start}-")), None)
    if most and any(abs(number) > most for number in _numbers(declaration.value, variables, frozenset())):
        message = f"a number in `{name}` is more than {most}; most are under 20"
        yield Problem("too-much", message, css.place(declaration), f"write {most} at most")
    if name.lower() in _ROWS and any(length < _LEAST_LENGTH for length in _lengths(declaration.value, variables)):
        message = f"a length in `{name}` is less than {_LEAST_LENGTH} px; most are over 0.5 px"
        yield Problem("too-much", message, css.place(declaration), "write `0.2px` at least")
    for function in _functions(declaration.value):
        if function.lower_name.startswith("repeating-") and _repeat(function.arguments) < _LEAST_REPEAT:
            message = f"`{function.lower_name}()` begins anew after less than {_LEAST_REPEAT}; most do after 4 pt"
            yield Problem("too-much", message, css.place(function), "let it begin anew after 1 pt at least")


def _size(tokens: Iterable[Any], variables: Variables, known: dict[str, int]) -> int:
    """How many tokens a value has with those of its variables, by what is known of these."""
    size = 0
    for token in tokens:
        if name := _variable(token):
            if name not in known:
                known[name] = 0  # (a variable of itself has no value)
                known[name] = max((_size(value, variables, known) for value in variables.get(name, ())), default=0)
            size += known[name]
        size += 1 + _size(_inside(token), variables, known)
    return min(size, 10**9)


def _numbers(tokens: Iterable[Any], variables: Variables, seen: frozenset[str]) -> Iterator[float]:
    """The numbers in a value and in its variables; what is computed also has the product of its own."""
    for token in tokens:
        if token.type == "number":
            yield token.value
        name = _variable(token)
        for value in variables.get(name, ()) if name not in seen else ():
            yield from _numbers(value, variables, seen | {name})
        inner = [*_numbers(_inside(token), variables, seen)]
        yield from inner
        if inner and token.type == "function" and token.lower_name in _MATH:
            yield prod(inner)


def _lengths(tokens: Iterable[Any], variables: Variables) -> Iterator[float]:
    """The lengths of a value and of its variables that are not 0, in CSS pixels."""
    for token in tokens:
        if token.type in ("dimension", "percentage") and token.value:
            yield abs(token.value) * _UNITS.get(getattr(token, "lower_unit", ""), _FONT)
        inner = [each for value in variables.get(_variable(token), ()) for each in value]
        yield from _lengths([*_inside(token), *inner], {})


def _inside(token: Any) -> list[Any]:
    """The tokens in a function or in brackets."""
    tokens: list[Any] = getattr(token, "arguments", None) or getattr(token, "content", None) or []
    return tokens


def _functions(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        if token.type == "function":
            yield token
        yield from _functions(_inside(token))


def _variable(token: Any) -> str:
    """The name of the variable that a token stands for; "" where it stands for itself."""
    if token.type != "function" or token.lower_name != "var":
        return ""
    return next((str(each.value) for each in token.arguments if each.type == "ident"), "")


def _repeat(tokens: Sequence[Any]) -> float:
    """How far apart the first and the last length of the colours of a gradient are, whatever their units."""
    stops = [*tokens]
    way = [*takewhile(lambda each: each.type != "literal" or each.value != ",", stops)]
    if any((token.type == "ident" and token.lower_value in _WAYS) or _is_angle(token) for token in way):
        stops = stops[len(way) :]
    lengths = [token.value for token in stops if token.type in ("dimension", "percentage", "number")]
    if not lengths:
        return 1.0
    # The first colour begins at 0 where it does not say otherwise.
    return float(max(lengths) - (min(lengths) if len(lengths) > 1 else 0))


def _is_angle(token: Any) -> bool:
    return token.type == "dimension" and token.lower_unit in _ANGLES

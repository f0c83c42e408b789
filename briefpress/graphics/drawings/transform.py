"""Transformations of CSS in SVG's own words (CSS Transforms 1): numbers, degrees, and no origin."""

from __future__ import annotations

import re
from math import radians

from fontTools.misc.transform import Transform

from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.values import NUMBER, Scope, Unread, number

#: A number with its unit, or a sum.
_PART = re.compile(rf"{NUMBER}[a-zA-Z%]*|(?<![\w-])[\w-]++\([^()]*+\)")


def transform(text: str, origin: str, scope: Scope) -> str:
    """A transformation about an origin; raises Unread."""
    functions = re.findall(r"([\w-]+)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text)
    steps = [_step(name.lower(), _parts(inner), scope) for name, inner in functions]
    if not steps or not origin.strip():
        return " ".join(steps)
    x, y = _origin(origin, scope)
    return " ".join([f"translate({x} {y})", *steps, f"translate({number(-float(x))} {number(-float(y))})"])


def _parts(text: str) -> list[str]:
    """The numbers in a function; they may follow each other without a space, as in path data."""
    if rest := _PART.sub("", text).strip(" \t\n\r\f,"):
        raise Unread(rest)
    return _PART.findall(text)


def _step(name: str, parts: list[str], scope: Scope) -> str:
    if name == "rotate":
        turn, *centre = parts
        return f"rotate({' '.join([_degrees(turn), *(_flat(part, scope) for part in centre)])})"
    if name in ("skewx", "skewy"):
        return f"skew{name[-1].upper()}({_degrees(parts[0])})"
    if name in ("translate", "translatex", "translatey"):
        shifts = [_flat(part, scope) for part in parts]
        shifts = ["0", *shifts] if name[-1] == "y" else [*shifts, "0"]
        return f"translate({' '.join(shifts[:2])})"
    if name in ("scale", "scalex", "scaley"):
        factors = [_factor(part) for part in parts]
        factors = {"x": [*factors, "1"], "y": ["1", *factors]}.get(name[-1], factors)
        return f"scale({' '.join(factors[:2])})"
    if name == "matrix" and len(parts) == 6:
        return f"matrix({' '.join(_flat(part, scope) for part in parts)})"
    raise Unread(name)


def _factor(text: str) -> str:
    return number(float(text[:-1]) / 100) if text.endswith("%") else text


def _flat(text: str, scope: Scope) -> str:
    value = values.length(text, scope)
    if value.endswith("%"):
        raise Unread(text)
    return value


def _degrees(text: str) -> str:
    match = re.fullmatch(r"([-+.\deE]+?)(deg|grad|rad|turn)?", text)
    if not match:
        raise Unread(text)
    return number(float(match[1]) * {"grad": 0.9, "rad": 57.29577951, "turn": 360.0}.get(match[2], 1.0))


def _origin(text: str, scope: Scope) -> tuple[str, str]:
    """The point that `transform-origin` means, in an element that is measured by its view box."""
    words = {"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}
    parts = text.strip().lower().split()[:2]
    if parts[0] in ("top", "bottom") or (len(parts) == 2 and parts[1] in ("left", "right")):
        parts.reverse()
    x, y = (*parts, "50%")[:2] if parts[0] not in ("top", "bottom") else ("50%", parts[0])
    try:
        return (
            values.length(words.get(x, x), scope, "x"),
            values.length(words.get(y, y), scope, "y"),
        )
    except ValueError as error:
        raise Unread(text) from error


def matrix_of(text: str) -> Transform:
    """What the transformations that `transform` has written come to."""
    matrix = Transform()
    for name, inner in re.findall(r"(\w+)\(([^)]*)\)", text):
        matrix = _applied(matrix, name, [float(part) for part in inner.split()])
    return matrix


def _applied(matrix: Transform, name: str, numbers: list[float]) -> Transform:
    match name, numbers:
        case "rotate", (angle, *centre):
            x, y = centre if len(centre) == 2 else (0.0, 0.0)
            return matrix.translate(x, y).rotate(radians(angle)).translate(-x, -y)
        case "translate", _:
            return matrix.translate(*numbers)
        case "scale", _:
            return matrix.scale(*numbers)
        case "skewX", (angle,):
            return matrix.skew(radians(angle), 0)
        case "skewY", (angle,):
            return matrix.skew(0, radians(angle))
    return matrix.transform(numbers)

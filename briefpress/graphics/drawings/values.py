"""The values of CSS in a drawing, in the forms that every renderer reads: `#rrggbb`, numbers in pixels, SVG's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Any

import tinycss2
from tinycss2.color5 import parse_color

#: A number as SVG writes it: the next one may begin without a space, by its sign or point.
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
#: How many pixels a unit is; one that depends on the font is of its size.
_UNITS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_FONT_UNITS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2}
_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "xxx-large": 48.0,
}  # fmt: skip
#: The colours of a system with a light look (CSS Color 4, 6.2).
_SYSTEM = {
    "canvas": "white", "canvastext": "black", "linktext": "#0000ee", "visitedtext": "#551a8b", "buttonface": "#efefef",
    "buttontext": "black", "field": "white", "fieldtext": "black", "highlight": "#b5d5ff", "highlighttext": "black",
    "graytext": "#808080", "windowtext": "black", "window": "white",
}  # fmt: skip


class Unread(ValueError):
    """Raised for a value that means something, and which is not translated."""


@dataclass(frozen=True)
class Scope:
    """What a value depends on: sizes in pixels."""

    font_size: float = 16.0
    width: float = 0.0
    height: float = 0.0


def _token(text: str) -> Any:
    """The one token of a value; raises ValueError for any other number of them."""
    (token,) = (
        each for each in tinycss2.parse_component_value_list(text, skip_comments=True) if each.type != "whitespace"
    )
    return token


def number(value: float) -> str:
    """A number, as short as it can be written."""
    return f"{round(value, 4):.12g}"


def colour(text: str, _scope: Scope | None = None) -> str:
    """A colour as `#rrggbb`, with its opacity where it has one, or `currentColor`.

    Raises Unread, and ValueError for what is no colour.
    """
    text = re.sub(r"\s+(icc-color|device-\w+)\(.*", "", text.strip())
    if text.lower() == "currentcolor":
        return "currentColor"
    try:
        value = parse_color(_SYSTEM.get(text.lower(), text))
        red, green, blue = _srgb(value) if value else (0.0, 0.0, 0.0)
    except NotImplementedError:
        raise Unread(text) from None
    if value is None or isinstance(value, str):
        # What is read and is none was written wrongly: nobody draws it.
        is_wrong = re.match(r"(?i)(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\((?!\s*from\b)", text) or "(" not in text
        raise ValueError(text) if is_wrong else Unread(text)
    levels = [round(255 * min(1.0, max(0.0, part))) for part in (red, green, blue)]
    if value.alpha >= 1:
        return "#" + "".join(f"{level:02x}" for level in levels)
    return f"rgba({levels[0]}, {levels[1]}, {levels[2]}, {number(value.alpha)})"


def _srgb(value: Any) -> Iterable[float]:
    """The red, green and blue of a colour of any space (CSS Color 4, 10)."""
    if value.space == "srgb":
        return tuple(part or 0 for part in value.coordinates)
    if value.space in ("hsl", "hwb"):
        return tuple(value.to("srgb").coordinates)
    if value.space == "display-p3":
        # Of the gamut of sRGB both say nearly the same.
        return tuple(part or 0 for part in value.coordinates)
    if value.space in ("lab", "lch", "xyz-d50"):
        x, y, z = value.to("xyz-d50").coordinates
        x, y, z = (
            0.9555766 * x - 0.0230393 * y + 0.0631636 * z,
            -0.0282895 * x + 1.0099416 * y + 0.0210077 * z,
            0.0122982 * x - 0.0204830 * y + 1.3299098 * z,
        )
    else:
        x, y, z = value.to("xyz-d65").coordinates
    linear = (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )
    return (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)


def length(text: str, scope: Scope, axis: str = "") -> str:
    """A length in pixels; a percentage stays one unless it is of an axis: "x", "y", or "d", the diagonal.

    Raises as `colour`.
    """
    amount, is_share = _amount(_token(text), scope)
    if not is_share:
        return number(amount)
    whole = {"x": scope.width, "y": scope.height, "d": hypot(scope.width, scope.height) / sqrt(2)}.get(axis)
    return number(amount / 100 * whole) if whole else f"{number(amount)}%"


def _amount(token: Any, scope: Scope) -> tuple[float, bool]:
    """A number of pixels, or of percent."""
    if token.type == "number":
        return token.value, False
    if token.type == "percentage":
        return token.value, True
    if token.type == "dimension":
        return token.value * _unit(token.lower_unit, scope), False
    if token.type == "function" and token.lower_name == "calc":
        return _sum(token.arguments, scope)
    raise Unread(token.serialize()) if token.type == "function" else ValueError(token.serialize())


def _unit(unit: str, scope: Scope) -> float:
    if unit in _UNITS:
        return _UNITS[unit]
    if unit in _FONT_UNITS:
        return _FONT_UNITS[unit] * scope.font_size
    if unit == "rem":
        return 16.0
    if unit in ("vw", "vh"):
        return (scope.width if unit == "vw" else scope.height) / 100
    raise ValueError(unit)


def _sum(arguments: Iterable[Any], scope: Scope) -> tuple[float, bool]:
    """What `calc()` comes to, where all that is added is of one kind (CSS Values 3, 8.1)."""
    terms: list[tuple[float, bool]] = []
    operator, sign = "+", 1.0
    for token in (token for token in arguments if token.type != "whitespace"):
        if token.type == "literal":
            operator = token.value
            sign = -1.0 if operator == "-" else 1.0
            continue
        value, is_share = _sum(token.content, scope) if token.type == "() block" else _amount(token, scope)
        if operator in "*/" and terms:
            left, left_share = terms.pop()
            terms.append((left * value if operator == "*" else left / (value or 1), left_share or is_share))
        else:
            terms.append((sign * value, is_share))
    kinds = {is_share for value, is_share in terms if value}
    if len(kinds) > 1:
        raise Unread("calc() of lengths and percentages")
    return sum(value for value, _ in terms), True in kinds


def font_size(text: str, scope: Scope) -> float:
    """A font size in pixels, where `scope` is that of the element around; raises ValueError."""
    word = text.strip().lower()
    if word in _SIZES:
        return _SIZES[word]
    if word in ("smaller", "larger"):
        return scope.font_size * (1.2 if word == "larger" else 1 / 1.2)
    amount, is_share = _amount(_token(text), scope)
    return amount / 100 * scope.font_size if is_share else amount


def font_weight(text: str, _scope: Scope) -> str:
    """A weight from 1 to 1000."""
    words = {"normal": "400", "bold": "700", "bolder": "700", "lighter": "300"}
    word = words.get(text.strip().lower(), text.strip())
    if not re.fullmatch(r"\d{1,4}(\.\d+)?", word):
        raise ValueError(text)
    return str(round(float(word)))


def alpha(text: str, scope: Scope) -> str:
    """An opacity from 0 to 1."""
    token = _token(text)
    if token.type == "dimension":
        raise ValueError(text)
    share, is_percent = _amount(token, scope)
    return number(min(1.0, max(0.0, share / 100 if is_percent else share)))


def paint(text: str, _scope: Scope) -> str:
    """A fill or stroke: a colour, `none`, what it is taken from, or `url(#…)` with a colour for want of it."""
    text = text.strip()
    if text in ("none", "context-fill", "context-stroke"):
        return text
    if match := re.fullmatch(r"(url\([^)]*\))\s*(.*)", text, re.DOTALL):
        rest = "" if match[2] in ("", "none") else colour(match[2])
        return f"{reference(match[1])} {rest}".strip()
    return colour(text)


def reference(text: str, _scope: Scope | None = None) -> str:
    """What stands in `url()`, as written for all; raises Unread for what is no URL, such as a shape or an effect."""
    text = text.strip()
    if text == "none":
        return text
    match = re.fullmatch(r"url\(\s*[\"']?([^\"')]*)[\"']?\s*\)", text)
    if not match:
        raise Unread(text) if "(" in text else ValueError(text)
    return f"url({match[1]})"


def dashes(text: str, scope: Scope) -> str:
    """The lengths of dashes and gaps."""
    if text.strip() == "none":
        return "none"
    parts = [length(part, scope) for part in re.split(r"[\s,]+(?![^(]*\))", text.strip()) if part]
    gaps = parts[1::2] if len(parts) % 2 == 0 else parts
    return ",".join(parts) if any(gap != "0" for gap in gaps) else "none"


def spacing(text: str, scope: Scope) -> str:
    """A space between letters."""
    return "0" if text.strip() == "normal" else length(text, scope)


def word(*words: str) -> Callable[[str, Scope], str]:
    """A reader of one of these words."""

    def read(text: str, _scope: Scope) -> str:
        if text.strip().lower() not in words:
            raise ValueError(text)
        return text.strip().lower()

    return read

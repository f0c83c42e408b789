"""Fills that are told apart without colour: each but the first has a texture of its own, in every theme.

The token `--tint` says how strong the grounds of textures are: a theme for one ink has white ones. Textures grow with
the letters of pictures. A pattern is one tile as large as the picture: tiles side by side show their seams in print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefpress.graphics.tokens import Tokens

#: The size of type for which distances are given below, in pixels: 8 pt.
_TYPE = 8 * 96 / 72
#: The distances between diagonals, and between dots or straight lines, in pixels.
_DIAGONAL, _STEP = 6.0, 4.5


def _rising(width: float, height: float) -> str:
    ends = (f"{_DIAGONAL * step:g}" for step in range(1, int((width + height) / _DIAGONAL) + 1))
    return "".join(f"M0,{end}L{end},0" for end in ends)


def _falling(width: float, height: float) -> str:
    steps = range(-int(height / _DIAGONAL), int(width / _DIAGONAL) + 1)
    return "".join(f"M{_DIAGONAL * step:g},0l{height:g},{height:g}" for step in steps)


def _crossed(width: float, height: float) -> str:
    return _rising(width, height) + _falling(width, height)


def _dotted(width: float, height: float) -> str:
    # A dash has no length and round ends: see `dashes`.
    rows = range(int(height / _STEP) + 1)
    return "".join(f"M{_STEP / 2 * (row % 2):g},{_STEP * row + 1:g}h{width:g}" for row in rows)


def _level(width: float, height: float) -> str:
    return "".join(f"M0,{_STEP * row + 2:g}h{width:g}" for row in range(int(height / _STEP) + 1))


def _upright(width: float, height: float) -> str:
    return "".join(f"M{_STEP * column + 2:g},0v{height:g}" for column in range(int(width / _STEP) + 1))


@dataclass(frozen=True)
class _Texture:
    """What draws it, how wide its lines are, in pixels, and whether it lies on a tint."""

    draw: Callable[[float, float], str]
    weight: float = 1.0
    dashes: str = ""
    is_tinted: bool = False


#: How wide the stripes are in which a country shows that it is in several groups, in pixels.
_STRIPE = 9.0
#: The textures of the fills; the first is solid.
_TEXTURES = (
    None,
    _Texture(_rising),
    _Texture(_level, 0.8, is_tinted=True),
    _Texture(_dotted, 1.8, f' stroke-dasharray="0 {_STEP}"'),
    _Texture(_crossed, 0.6),
    _Texture(_upright, 0.8, is_tinted=True),
)
#: Those whose lines would leave the stripes.
_SLANTED = {1, 4}
#: How many fills there are.
COUNT = len(_TEXTURES)


def pattern(numbers: Sequence[int], name: str, tokens: Tokens, width: float, height: float) -> str:
    """The SVG of a fill by its number, from 0, or of stripes of several; `url(#name)` refers to it."""
    # These are drawn below all others.
    ground, *others = sorted(numbers, key=lambda number: number not in _SLANTED)
    stripes, uses = "", ""
    for place, number in enumerate(others, start=1):
        stripes += f'<g id="{name}-{number}">{_painted(number, tokens, _STRIPE, height)}</g>'
        lefts = (_STRIPE * step for step in range(place, int(width / _STRIPE) + 1, len(numbers)))
        uses += "".join(f'<use href="#{name}-{number}" x="{left:g}"/>' for left in lefts)
    size = f'width="{width:g}" height="{height:g}"'
    painted = _painted(ground, tokens, width, height)
    return f'{stripes}<pattern id="{name}" patternUnits="userSpaceOnUse" {size}>{painted}{uses}</pattern>'


def _painted(number: int, tokens: Tokens, width: float, height: float) -> str:
    """A fill on an area of this size."""
    texture, structure = _TEXTURES[number], tokens.mix("structure")
    ground = structure if texture is None else tint(tokens) if texture.is_tinted else "#ffffff"
    area = f'<rect width="{width:g}" height="{height:g}" fill="{ground}"/>'
    if texture is None:
        return area
    scale = _scale(tokens)
    ink = f'stroke="{structure}" stroke-width="{texture.weight}" stroke-linecap="round"{texture.dashes}'
    size = f' transform="scale({scale:g})"' if scale > 1 else ""
    return f'{area}<path d="{texture.draw(width / scale, height / scale)}" fill="none" {ink}{size}/>'


def tint(tokens: Tokens) -> str:
    """The colour of the ground of some textures."""
    return tokens.mix("structure", 1 - tokens.percentage("tint"))


def is_dark(numbers: Sequence[int]) -> bool:
    """Whether lines on a fill, or on stripes of several, must be white to be seen."""
    return any(_TEXTURES[number] is None for number in numbers)


def swatch(number: int, tokens: Tokens) -> str:
    """A picture of a fill, for the key of a map, which grows with the letters beside it."""
    scale = _scale(tokens)
    width, height = 16 * scale, 10 * scale
    edge = f'stroke="{tokens.mix("structure")}" stroke-width="{1.2 * scale:g}"'
    box = f'<rect width="{width:g}" height="{height:g}" fill="url(#fill)" {edge}/>'
    defs = f"<defs>{pattern([number], 'fill', tokens, width, height)}</defs>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="10" viewBox="0 0 {width:g} {height:g}">'
    return f"{head}{defs}{box}</svg>"


def _scale(tokens: Tokens) -> float:
    """How much larger than for letters of 8 pt textures are."""
    return max(1.0, tokens.pixels("size-small") / _TYPE)

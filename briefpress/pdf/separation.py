"""The colours of a file as inks: what a print shop puts on its plates is decided here and not in its machine.

Greys, text and hairlines among them, take black ink alone: in four inks, small letters blur where one plate is out of
register by a hair. Other colours are those of the printing condition, with black in place of the other three inks
where it can be. Pictures of pixels stay in sRGB, and say so: whoever prints them separates them for his paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator
from PIL import Image, ImageCms

from briefpress.core.paths import STYLES

#: Shares of the four inks: cyan, magenta, yellow, black.
Inks = tuple[float, float, float, float]

#: The printing condition, offset on coated paper (ISO 12647-2), by its name in the ICC's registry.
CONDITION = "FOGRA39"
PROFILE = STYLES / "press" / "fogra39.icc"
#: How far apart red, green and blue are at most in a grey, of 255; in a light tint the eye sees less as a hue.
_GREY, _GREY_TINT, _TINT = 28, 8, 200
#: What would be a dot here and there.
_LEAST = 0.03
#: The colours of the Traffic Light Protocol 2.0 as FIRST has them for print.
_TLP: dict[tuple[int, ...], Inks] = {
    (255, 43, 43): (0, 0.83, 0.83, 0),
    (255, 192, 0): (0, 0.25, 1, 0),
    (51, 255, 0): (0.79, 0, 1, 0),
}
_OPERATORS = {"rg": "k", "RG": "K"}


def separate(file: pikepdf.Pdf, rgb: pikepdf.Object) -> None:
    """Let a file of WeasyPrint's print in inks all that is drawn on its pages; pictures are in the profile `rgb`."""
    for page in file.pages:
        page.Contents = file.make_stream(_separated(page))
    for item in list(file.objects):
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == Name.Form or "/PatternType" in item):
            item.write(_separated(item))
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image:
            _profile(item, rgb)
        if isinstance(item, Dictionary | pikepdf.Stream):
            _separate_blending(item)


def inks(red: float, green: float, blue: float) -> Inks:
    """The inks of a colour of sRGB, each component from 0 to 1."""
    return _inks(*(round(255 * part) for part in (red, green, blue)))


@cache
def _inks(*rgb: int) -> Inks:
    if rgb in _TLP:
        return _TLP[rgb]
    if max(rgb) - min(rgb) <= (_GREY_TINT if min(rgb) >= _TINT else _GREY):
        ((lightness, *_),) = _converted([rgb], "sRGB", "LAB")
        # All of it for what is darker than black ink is.
        return 0, 0, 0, min(range(101), key=lambda percent: abs(_lightness()[percent] - lightness)) / 100
    (shares,) = _converted([rgb], "sRGB", "CMYK")
    rounded = (round(share / 255, 2) for share in shares)
    cyan, magenta, yellow, black = (share if share >= _LEAST else 0 for share in rounded)
    return cyan, magenta, yellow, black


@cache
def _lightness() -> list[int]:
    """How light paper is with black ink alone, by its per cent."""
    scale = [(0, 0, 0, round(percent * 2.55)) for percent in range(101)]
    return [lightness for lightness, *_ in _converted(scale, "CMYK", "LAB")]


def _converted(colours: Sequence[tuple[int, ...]], source: str, target: str) -> list[tuple[int, ...]]:
    """Colours in another space, as they look on white paper; the darkest of a screen becomes the darkest of paper."""
    modes = [space.removeprefix("s") for space in (source, target)]
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if target == "CMYK" else ImageCms.Flags.NONE
    relative = ImageCms.Intent.RELATIVE_COLORIMETRIC
    transform = ImageCms.buildTransform(_space(source), _space(target), modes[0], modes[1], relative, flags)
    image = Image.frombytes(modes[0], (len(colours), 1), bytes(chain.from_iterable(colours)))
    data = transform.apply(image).tobytes()
    width = len(data) // len(colours)
    return [tuple(data[start : start + width]) for start in range(0, len(data), width)]


@cache
def _space(name: str) -> Any:
    """A space of colours: that of the inks is the printing condition's."""
    return ImageCms.getOpenProfile(str(PROFILE)) if name == "CMYK" else ImageCms.createProfile(name)  # type: ignore[arg-type]


def _separated(source: pikepdf.Page | pikepdf.Stream) -> bytes:
    """A content stream whose colours are inks."""
    return pikepdf.unparse_content_stream(list(_instructions(source)))


def _instructions(source: Any) -> Iterator[Any]:
    for instruction in pikepdf.parse_content_stream(source):
        operator = _OPERATORS.get(str(instruction.operator))
        if operator is None:
            yield instruction
        else:
            yield pikepdf.ContentStreamInstruction(_numbers(instruction.operands), Operator(operator))


def _numbers(rgb: Any) -> list[Any]:
    return list(Array([round(share, 2) for share in inks(*map(float, rgb))]))


def _profile(image: pikepdf.Stream, rgb: pikepdf.Object) -> None:
    """Let a picture say what its red, green and blue are."""
    space = image.get("/ColorSpace")
    if space == Name.DeviceRGB:
        image.ColorSpace = rgb
    elif isinstance(space, Array) and space[0] == Name.Indexed and space[1] == Name.DeviceRGB:
        space[1] = rgb


def _separate_blending(item: Any) -> None:
    """Shadings, and groups that are blended: one that is blended in RGB would be separated anew, into all four inks."""
    group = item.get("/Group")
    if group is not None and _is_rgb(group.get("/CS")):
        group.CS = Name.DeviceCMYK
    if "/ShadingType" in item and _is_rgb(item.get("/ColorSpace")):
        item.ColorSpace = Name.DeviceCMYK
        _separate_function(item.Function)


def _is_rgb(space: Any) -> bool:
    """Whether a colour space has red, green and blue, with a profile or without."""
    return space == Name.DeviceRGB or (isinstance(space, Array) and space[0] == Name.ICCBased and space[1].N == 3)


def _separate_function(function: Any) -> None:
    """The colours between which a shading goes: an interpolation, or several that follow each other."""
    for part in function.get("/Functions", ()):
        _separate_function(part)
    for name in ("/C0", "/C1"):
        if name in function and len(function[name]) == 3:
            function[name] = Array(_numbers(function[name]))

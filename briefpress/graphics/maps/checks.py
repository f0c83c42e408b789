"""What a finished map says, read from its SVG: which countries it names, and which names stand on the land of others.

Paths and texts are of the class that is the code of their country; a number is of the class `number` as well, a leader
line of `leader`. Whose land is where is seen by drawing the countries anew, each in a colour of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, tostring

from PIL import Image

from briefpress.graphics.fonts import Fonts
from briefpress.graphics.maps.geometry import Box
from briefpress.graphics.maps.positions import MOST_ON_LAND
from briefpress.graphics.svg import png_of_size

_SVG = "{http://www.w3.org/2000/svg}"
_CODE = re.compile(r"[A-Z]{2}")
#: What letters reach above their line and below it, in multiples of their size.
_ASCENT, _DESCENT = 0.7, 0.15
#: How much of a text may lie on the land of another country, for the rounding of edges.
_MOST_FOREIGN = 0.05


def named(svg: str) -> frozenset[str]:
    """The codes of the countries that a map names."""
    return frozenset(re.findall(r'<text class="([A-Z]{2})"', svg))


def written(svg: str) -> frozenset[str]:
    """The codes of the countries that a map names, or gives the number of their group."""
    return frozenset(re.findall(r'<text class="([A-Z]{2})\b', svg))


def misplaced(svg: str, fonts: Fonts) -> list[str]:
    """The texts of countries that stand on the land of another country of the map, or mostly on free land."""
    root = fromstring(svg)  # noqa: S314 (the press drew it)
    texts = [text for text in root.iter(f"{_SVG}text") if any(_codes(text))]
    # Those that the map is about: they are written on, or have the fill of a group.
    groups = (group for group in root.iter(f"{_SVG}g") if group.get("fill", "").startswith("url("))
    shown = {code for element in (*texts, *(path for group in groups for path in group)) for code in _codes(element)}
    led = {code for line in root.iter(f"{_SVG}path") if "leader" in _classes(line) for code in _codes(line)}
    land = _land(root)
    wrong = (text for text in texts if _is_misplaced(text, land.crop(_box(text, fonts)), shown, led))
    return list(dict.fromkeys(text.text or "" for text in wrong))


def _is_misplaced(text: Element, land: Image.Image, shown: set[str], led: set[str]) -> bool:
    """Whether a text stands on land where it must not, by what its box covers."""
    own, size = next(_codes(text)), land.width * land.height
    shares: Counter[str] = Counter()
    for count, colour in land.getcolors(size) or []:
        shares["foreign" if (code := _code(colour)) in shown - {own} else "free" if code and code != own else ""] += (
            count
        )
    most_free = 1 if own in led else MOST_ON_LAND
    return shares["foreign"] > _MOST_FOREIGN * size or shares["free"] > (most_free + _MOST_FOREIGN) * size


def _box(text: Element, fonts: Fonts) -> tuple[int, int, int, int]:
    """The box of the letters of a text, which is set about its middle, in pixels."""
    x, y, size = (float(text.get(name, "0").removesuffix("px")) for name in ("x", "y", "font-size"))
    width = fonts.width(text.text or "", size, int(text.get("font-weight", "400")))
    box = Box(x - width / 2, y - _ASCENT * size, x + width / 2, y + _DESCENT * size)
    left, top, right, bottom = map(round, box)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _land(root: Element) -> Image.Image:
    """A picture of the map, a pixel large each, in which every country has the colour that its code is."""
    _paint(root, is_filled=True)
    root.set("shape-rendering", "crispEdges")
    width, height = (round(float(root.get(side, "1"))) for side in ("width", "height"))
    return Image.open(BytesIO(png_of_size(tostring(root), width, height))).convert("RGB")


def _paint(element: Element, *, is_filled: bool) -> None:
    """Let all that is filled be white but countries, and leave out texts, dots and lines."""
    is_filled = element.get("fill") != "none" if "fill" in element.attrib else is_filled
    element.set("fill", next(map(_colour, _codes(element)), "#ffffff" if is_filled else "none"))
    element.set("stroke", "none")
    for child in [*element]:
        if child.tag in (f"{_SVG}text", f"{_SVG}circle", f"{_SVG}defs") or "leader" in _classes(child):
            element.remove(child)
        else:
            _paint(child, is_filled=is_filled)


def _colour(code: str) -> str:
    return f"#{ord(code[0]):02x}{ord(code[1]):02x}00"


def _code(colour: float | tuple[int, ...]) -> str:
    """The code of the country that has a colour; "" for none."""
    code = "".join(map(chr, colour[:2])) if isinstance(colour, tuple) else ""
    return code if _CODE.fullmatch(code) else ""


def _codes(element: Element) -> Iterator[str]:
    """The code of the country that an element belongs to."""
    return filter(_CODE.fullmatch, _classes(element)[:1])


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()

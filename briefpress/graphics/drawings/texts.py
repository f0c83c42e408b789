"""The texts of a drawing: their letters, their faces, and the order in which they are painted."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from briefpress.core.problems import Problem
from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.attributes import pixels
from briefpress.graphics.drawings.computed import Style
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.drawings.losses import Losses, short
from briefpress.graphics.drawings.source import SVG, Element
from briefpress.graphics.drawings.table import SHAPES, XML_SPACE
from briefpress.graphics.drawings.values import NUMBER, number

#: How far a raised or lowered text is moved down, in the size of the text around it.
_SHIFTS = {"sub": 0.2, "super": -0.33, "baseline": 0.0}
#: How far below the line of a text another line is that it is aligned by, in its size, in Source Sans 3.
_BASELINES = {
    "middle": 0.243, "central": 0.312, "hanging": 0.82, "mathematical": 0.512, "ideographic": -0.4,
    **dict.fromkeys(("text-before-edge", "before-edge", "text-top", "top"), 1.024),
    **dict.fromkeys(("text-after-edge", "after-edge", "text-bottom", "bottom"), -0.4),
}  # fmt: skip
_CASES: dict[str, Callable[[str], str]] = {"uppercase": str.upper, "lowercase": str.lower, "capitalize": str.title}
#: How much of its width a glyph may have and still look like itself.
_NARROWEST, _WIDEST = 0.75, 1.4
#: What holds for an element as a whole, also where it is painted as two.
_OF_GROUPS = ("id", "transform", "opacity", "clip-path", "mask", "display")
#: What begins a line of a text, and what moves its letters.
_PLACES = frozenset({"x", "y"})
_MOVES = ("x", "y", "dx", "dy", "rotate")
#: A part of a text: its letters, or an element and how far it is moved down.
Part = str | tuple[ElementTree.Element, float]


def fill(out: ElementTree.Element, parts: Iterator[Part], style: Style) -> None:
    """Put the parts of a text into it. What follows a raised or lowered part stands on the line again."""
    cased = _CASES.get(style["text-transform"], str)
    out.text, last, moved = "", None, 0.0
    for part in parts:
        if not isinstance(part, str):
            last, own = part
            if moved and "y" not in last.attrib:
                move(last, -moved)
            moved = own
            out.append(last)
        elif last is None:
            out.text += cased(part)
        elif moved and part.strip():
            last = ElementTree.SubElement(out, f"{SVG}tspan")
            last.text = cased(part)
            move(last, -moved)
            moved = 0.0
        else:
            last.tail = (last.tail or "") + cased(part)
    if style["white-space"] in ("pre", "pre-wrap", "break-spaces"):
        out.set(XML_SPACE, "preserve")
    if len(out):
        # WeasyPrint would give each of the texts inside this length.
        out.attrib.pop("textLength", None)


def part_lines(out: ElementTree.Element, style: Style) -> None:
    """Give each line of a text an element of its own: WeasyPrint centres bare words with all that stands below them."""
    is_at_start = (style["text-anchor"], style["direction"]) in (("start", "ltr"), ("end", "rtl"))
    if is_at_start or not any(_PLACES & child.attrib.keys() for child in out):
        return
    lines: list[list[ElementTree.Element]] = [[]]
    for child in out:
        if _PLACES & child.attrib.keys():
            lines.append([])
        lines[-1].append(child)
    bare, first, *others = out.text or "", *lines
    out[:] = []
    if bare.strip() or first:
        out.text = ""
        out.attrib |= {key: out.get(key, "0") for key in ("x", "y")}
        out.append(_line(bare, first, out, _MOVES))
    for parts in others:
        is_one = len(parts) == 1 and not (parts[0].tail or "").strip()
        out.extend(parts if is_one else [_line("", parts, parts[0], (*_MOVES, "text-anchor"))])


def enclose_words(out: ElementTree.Element) -> None:
    """Give words after an element one of their own: inside a `tspan`, WeasyPrint draws no others."""
    for place, child in reversed(list(enumerate(out, 1))):
        if child.tail and (child.tail.strip() or place < len(out)):
            words = ElementTree.Element(f"{SVG}tspan")
            words.text, child.tail = child.tail, None
            out.insert(place, words)


def _line(
    bare: str, parts: list[ElementTree.Element], head: ElementTree.Element, moves: tuple[str, ...]
) -> ElementTree.Element:
    """A line of bare words and other parts, at the place of its head."""
    line = ElementTree.Element(f"{SVG}tspan", {key: head.attrib.pop(key) for key in moves if key in head.attrib})
    line.text = bare
    line.extend(parts)
    enclose_words(line)
    for key in ("x", "y"):
        place, by = line.get(key, ""), line.get(f"d{key}", "")
        if re.fullmatch(NUMBER, place) and re.fullmatch(NUMBER, by):
            # WeasyPrint keeps a shift for the next line where an element begins with no letter of its own.
            line.set(key, number(float(place) + float(line.attrib.pop(f"d{key}"))))
    return line


def move(text: ElementTree.Element, down: float) -> None:
    """Move a text down by so many pixels."""
    first, *others = text.get("dy", "0").split() or ["0"]
    text.set("dy", " ".join([number(pixels(first) + down), *others]))


def align(out: ElementTree.Element, style: Style) -> None:
    """Let a text stand on its baseline where it was aligned by another: each renderer has its own notion of these."""
    name = style.own.get("alignment-baseline") or style["dominant-baseline"]
    down = _BASELINES.get(name, 0.0) * style.scope.font_size
    around, first = [], out
    while not (first.text or "").strip() and len(first):
        around.append(first)
        first = first[0]
    for part in out.iter() if down else ():
        if part is first or ("y" in part.attrib and part not in around):
            move(part, down)


def stretch(out: ElementTree.Element, style: Style, faces: Faces) -> None:
    """Bring a text to its length by its glyphs, where that is near: set apart, its letters would lose their kerning."""
    length, text = pixels(out.get("textLength", "")), " ".join((out.text or "").split())
    if not length or len(out):
        return
    width = faces.width(text, style["font-family"], style.scope.font_size, int(style["font-weight"]))
    if width * _NARROWEST < length < width * _WIDEST:
        out.set("lengthAdjust", "spacingAndGlyphs")


def shift(style: Style, parent: Style) -> float:
    """How far a text is moved down by its `baseline-shift`, in pixels."""
    text, size = style["baseline-shift"], parent.scope.font_size
    if text in _SHIFTS:
        return _SHIFTS[text] * size
    try:
        up = values.length(text, style.scope)
    except ValueError:
        return 0.0
    return -float(up[:-1]) / 100 * size if up.endswith("%") else -float(up)


def choose_face(out: ElementTree.Element, element: Element, families: str, faces: Faces, losses: Losses) -> None:
    """Set a text in the faces of the house, and tell which of its characters they have not."""
    text = "".join(out.itertext())
    names, missing = faces.named(families).setting(text)
    out.set("font-family", ", ".join(f"'{name}'" if re.search(r"\s\d", name) else name for name in names))
    if missing:
        characters = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in dict.fromkeys(missing))
        message = f"no font has {characters} of “{short(' '.join(text.split()))}”"
        advice = "write it otherwise, add a font that has it (docs/styling.md), or turn the text into outlines"
        losses.add(Problem("missing-glyph", message, losses.source.place(element, missing[0]), advice))


def layers(out: ElementTree.Element, name: str, style: Style) -> list[ElementTree.Element]:
    """An element as it is painted: as two where its stroke lies under its fill, or lets it shine through.

    WeasyPrint paints all strokes above, and of what is not opaque no fill below.
    """
    order = [word for word in style["paint-order"].split() if word != "markers"]
    is_under = order[:1] == ["stroke"]
    is_clear = style["stroke-opacity"] != "1" or style["stroke"].startswith("rgba")
    if not (is_under or is_clear) or name not in SHAPES | {"text"} or "none" in (style["stroke"], style["fill"]):
        return [out]
    group = ElementTree.Element(f"{SVG}g", {key: out.attrib.pop(key) for key in _OF_GROUPS if key in out.attrib})
    for hidden in ("fill", "stroke") if is_under else ("stroke", "fill"):
        layer = copy.deepcopy(out)
        for part in layer.iter():
            part.attrib.pop("id", None)
            if part is layer or hidden in part.attrib:
                part.set(hidden, "none")
        group.append(layer)
    return [group]

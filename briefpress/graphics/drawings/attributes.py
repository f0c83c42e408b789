"""The attributes of an element in plain SVG, from its own and from what CSS gives it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from xml.etree.ElementTree import Element as Plain

from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.cascade import Candidates
from briefpress.graphics.drawings.computed import Style
from briefpress.graphics.drawings.source import SVG, XLINK_HREF, Element
from briefpress.graphics.drawings.table import AXES, ELEMENTS, GEOMETRY, PROPERTIES, SHAPES, UNWRITTEN
from briefpress.graphics.drawings.transform import transform
from briefpress.graphics.drawings.values import NUMBER, Scope, Unread, number

#: Lengths that mean nothing where they are negative (SVG 2, 7).
_SIZES = frozenset({"width", "height", "r", "rx", "ry"})
_SPACE = ("x", "y", "width", "height")
#: A space that is larger than any drawing.
_EVERYWHERE = ("-99999", "-99999", "199998", "199998")


def attributes(name: str, element: Element, candidates: Candidates, style: Style) -> dict[str, str]:
    """The attributes that an element of this name has for itself."""
    own: dict[str, str] = {}
    for key in ELEMENTS[name]:
        text = element.get(key)
        if key in GEOMETRY and key in candidates:
            text = candidates[key][-1]
        if key == "href" and text is None:
            text = element.get(XLINK_HREF)
        if text is not None and (value := _attribute(key, text, style.scope)):
            own[key] = value
    return own


def _attribute(name: str, text: str, scope: Scope) -> str:
    """A value of an attribute; "" for one that means nothing."""
    text = text.strip()
    if name in AXES:
        return _lengths(name, text, scope)
    if name.endswith("Transform"):
        try:
            return transform(text, "", scope)
        except (Unread, ValueError, IndexError):
            return ""
    if name == "offset":
        return _share(text)
    if name == "orient":
        return text.removesuffix("deg")
    if name == "d" and (path := re.fullmatch(r"path\(\s*[\"'](.*)[\"']\s*\)", text, re.DOTALL)):
        return path[1]
    return text if name == "href" else " ".join(text.split())


def _share(text: str) -> str:
    """A number from 0 to 1."""
    if not re.fullmatch(f"{NUMBER}%?", text):
        return ""
    share = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    return number(min(1.0, max(0.0, share)))


def _lengths(name: str, text: str, scope: Scope) -> str:
    lengths = []
    for part in re.split(r"[\s,]+(?![^(]*\))", text):
        try:
            lengths.append(values.length(part, scope))
        except ValueError:
            return ""
    return "" if name in _SIZES and lengths[0].startswith("-") and float(lengths[0].rstrip("%")) else " ".join(lengths)


def properties(style: Style, ids: Container[str | None]) -> dict[str, str]:
    """The properties that an element has for itself, as attributes."""
    own = {key: _referring(value, ids) for key, value in style.own.items() if key in PROPERTIES.keys() - UNWRITTEN}
    if "font-size" in style.own:
        own["font-size"] = style.own["font-size"]
    return own


def _referring(value: str, ids: Container[str | None]) -> str:
    """A value whose URL leads to something in the drawing, or else what stands for it."""
    match = re.match(r"url\([^)#]*#?([^)]*)\)\s*(.*)", value)
    return value if not match else f"url(#{match[1]})" if match[1] in ids else match[2] or "none"


def complete(out: Plain, name: str) -> None:
    """Say what goes without saying, where WeasyPrint takes it for something else."""
    if name in ("svg", "image", "symbol", "marker") or (name == "pattern" and "href" not in out.attrib):
        # WeasyPrint takes it from the element around.
        out.set("preserveAspectRatio", out.get("preserveAspectRatio", "xMidYMid meet"))
    if name == "svg":
        for side in ("width", "height"):
            out.set(side, out.get(side, "100%"))
    if name == "ellipse":
        for own, other in (("rx", "ry"), ("ry", "rx")):
            out.set(own, out.get(own, out.get(other, "0")))


def cut_out(root: Plain) -> None:
    """Masks that are one white shape as what they come to, a clip: WeasyPrint masks no groups."""
    masks = {str(mask.get("id")): mask for mask in root.iter(f"{SVG}mask") if _is_cut(mask)}
    for mask in masks.values():
        mask.tag, mask.attrib = f"{SVG}clipPath", {"id": str(mask.get("id"))}
    for element in root.iter():
        name = element.get("mask", "").removeprefix("url(#").removesuffix(")")
        if name in masks and "clip-path" not in element.attrib:
            element.set("clip-path", f"url(#{name})")
            del element.attrib["mask"]


def define(root: Plain) -> None:
    """Put templates into `<defs>`: WeasyPrint makes groups of those it used, and draws them with the next picture."""
    for element in list(root.iter()):
        for place, child in enumerate(element):
            if child.tag in (f"{SVG}symbol", f"{SVG}mask", f"{SVG}pattern") and element.tag != f"{SVG}defs":
                element[place] = Plain(f"{SVG}defs")
                element[place].append(child)


def unmasked(root: Plain) -> Iterator[Plain]:
    """The elements whose mask is not drawn: WeasyPrint masks shapes alone, in the coordinates of the drawing."""
    masks = {str(mask.get("id")) for mask in root.iter(f"{SVG}mask") if _is_in_place(mask)}
    for element in root.iter():
        name = element.get("mask", "none").removeprefix("url(#").removesuffix(")")
        is_masked = str(element.tag).removeprefix(SVG) in SHAPES and name in masks
        is_empty = element.tag == f"{SVG}g" and not len(element)
        if name != "none" and not is_masked and not is_empty:
            yield element


def _is_in_place(mask: Plain) -> bool:
    """Whether a mask is in the coordinates of the drawing, or can be put there as it holds for all of what it masks."""
    if mask.get("maskUnits") != "userSpaceOnUse":
        sides = [mask.get(key, usual) for key, usual in zip(_SPACE, ("-10%", "-10%", "120%", "120%"), strict=True)]
        x, y, width, height = (float(side.rstrip("%")) / (100 if "%" in side else 1) for side in sides)
        if x > 0 or y > 0 or x + width < 1 or y + height < 1:
            return False
        mask.attrib |= {"maskUnits": "userSpaceOnUse", **dict(zip(_SPACE, _EVERYWHERE, strict=True))}
    return mask.get("maskContentUnits") != "objectBoundingBox"


def _is_cut(mask: Plain) -> bool:
    """Whether a mask hides all but one shape, and of that nothing."""
    dims = {"opacity", "fill-opacity", "stroke", "clip-path", "mask", "display", "visibility"}
    shapes = [shape.attrib for shape in mask]
    is_white = len(shapes) == 1 and len(mask[0]) == 0 and str(mask[0].tag).removeprefix(SVG) in SHAPES
    whites = [each.get("fill", mask.get("fill")) == "#ffffff" and not dims & each.keys() for each in shapes]
    return is_white and all(whites) and mask.get("maskContentUnits") != "objectBoundingBox"


def view_box(text: str) -> tuple[float, float, float, float] | None:
    """The four numbers of a view box; None where it is none, or is empty."""
    numbers = re.findall(NUMBER, text)
    if len(numbers) != 4:
        return None
    x, y, width, height = map(float, numbers)
    return (x, y, width, height) if width > 0 and height > 0 else None


def pixels(text: str) -> float:
    """A length in pixels; 0 for a percentage and for what is none."""
    try:
        value = values.length(text, Scope())
        return 0.0 if value.endswith("%") else float(value)
    except ValueError:
        return 0.0

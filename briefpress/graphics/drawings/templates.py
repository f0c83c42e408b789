"""The templates of a translated drawing as WeasyPrint takes them: in definitions, and masks as clips where possible."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element as Plain

from briefpress.graphics.drawings.source import SVG
from briefpress.graphics.drawings.table import SHAPES

_SPACE = ("x", "y", "width", "height")
#: A space that is larger than any drawing.
_EVERYWHERE = ("-99999", "-99999", "199998", "199998")


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

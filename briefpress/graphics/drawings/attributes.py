"""The attributes of an element in plain SVG, from its own and from what CSS gives it."""

from __future__ import annotations

import re
from collections.abc import Container
from xml.etree.ElementTree import Element as Plain

from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.computed import Style
from briefpress.graphics.drawings.source import XLINK_HREF, Element
from briefpress.graphics.drawings.table import AXES, ELEMENTS, GEOMETRY, PROPERTIES, UNWRITTEN
from briefpress.graphics.drawings.transform import transform
from briefpress.graphics.drawings.values import NUMBER, Scope

#: Lengths that mean nothing where they are negative (SVG 2, 7).
_SIZES = frozenset({"width", "height", "r", "rx", "ry"})


def attributes(name: str, element: Element, style: Style) -> dict[str, str]:
    """The attributes that an element of this name has for itself."""
    own: dict[str, str] = {}
    for key in ELEMENTS[name]:
        text = element.get(key)
        if key in GEOMETRY and key in style.candidates:
            text = style.text(key)
        if key == "href" and text is None:
            text = element.get(XLINK_HREF)
        if text is not None and (value := _attribute(key, text, style.scope)):
            own[key] = value
    return own


def _attribute(name: str, text: str, scope: Scope) -> str:
    """A value of an attribute; "" for one that means nothing."""
    text = text.strip()
    try:
        if name in AXES:
            return _lengths(name, text, scope)
        if name.endswith("Transform"):
            return transform(text, "", scope)
        if name == "offset":
            return values.alpha(text, scope)
    except (ValueError, IndexError):
        return ""
    if name == "orient":
        return text.removesuffix("deg")
    if name == "d" and (path := re.fullmatch(r"path\(\s*[\"'](.*)[\"']\s*\)", text, re.DOTALL)):
        return path[1]
    return text if name == "href" else " ".join(text.split())


def _lengths(name: str, text: str, scope: Scope) -> str:
    lengths = [values.length(part, scope) for part in re.split(r"[\s,]+(?![^(]*\))", text)]
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

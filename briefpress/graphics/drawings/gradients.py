"""Gradients that say all of themselves: WeasyPrint takes too much from others, and percentages of other lengths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as Plain

from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.source import SVG, XLINK_HREF, Element
from briefpress.graphics.drawings.table import AXES, ELEMENTS
from briefpress.graphics.drawings.values import Scope, number

#: The lengths of gradients where they give none (SVG 2, 14.2).
_LENGTHS = {
    f"{SVG}linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    f"{SVG}radialGradient": {"cx": "50%", "cy": "50%", "r": "50%", "fr": "0%"},
}


def complete_gradients(root: Element, ids: Mapping[str, Plain]) -> None:
    """Give each gradient of a drawing, in its place, what it takes from others (SVG 2, 14.2.4)."""
    for gradient in [element for element in root.iter() if element.tag in _LENGTHS]:
        others = list(_others(gradient, ids))
        known = ELEMENTS[str(gradient.tag).removeprefix(SVG)]
        for other in others:
            gradient.attrib |= {
                key: value for key, value in other.attrib.items() if key in known and key not in gradient.attrib
            }
        if gradient.find(f"{SVG}stop") is None:
            gradient.extend(next((other.findall(f"{SVG}stop") for other in others if len(other)), []))
    for gradient in root.iter():
        if gradient.tag in _LENGTHS:
            for key in ("href", XLINK_HREF):
                gradient.attrib.pop(key, None)


def _others(gradient: Plain, ids: Mapping[str, Plain]) -> Iterator[Plain]:
    """The gradients that one refers to, the nearest first."""
    seen = {gradient}
    while True:
        name = gradient.get("href", gradient.get(XLINK_HREF, "")).partition("#")[2]
        other = ids.get(name)
        if other is None or other in seen or other.tag not in _LENGTHS:
            return
        seen.add(other)
        yield other
        gradient = other


def complete_gradient(out: Plain, scope: Scope) -> None:
    """All lengths as numbers: WeasyPrint takes percentages of what is painted, or of its diagonal."""
    lengths = _LENGTHS[str(out.tag)]
    for key in (*lengths, *({"fx", "fy"} & out.attrib.keys())):
        text = out.get(key) or lengths[key]
        if text.endswith("%") and out.get("gradientUnits") == "userSpaceOnUse":
            text = values.length(text, scope, AXES[key] or "d")
        elif text.endswith("%"):
            text = number(float(text[:-1]) / 100)
        out.set(key, text)

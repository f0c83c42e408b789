"""What WeasyPrint 70 draws of SVG, as tables: elements, attributes, properties of CSS, and the forms of their values.

What stands in no table and changes nothing that is seen (metadata, what editors keep for themselves, cursors) is left
out in silence. What would change the picture is told, with what to do in the program that drew it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from briefpress.core.problems import Severity
from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.values import Scope

#: What is in HTML alone.
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_SPACE = ("x", "y", "width", "height")
_RATIO = ("viewBox", "preserveAspectRatio")
_GRADIENT = ("gradientUnits", "gradientTransform", "spreadMethod", "href")
_GLYPHS = ("x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust")

#: The elements that are drawn, or that others are drawn with, and their own attributes.
ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "svg": (*_SPACE, *_RATIO),
    "g": (),
    "defs": (),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "path": ("d",),
    "polygon": ("points",),
    "polyline": ("points",),
    "rect": (*_SPACE, "rx", "ry"),
    "image": (*_SPACE, "preserveAspectRatio", "href"),
    "text": _GLYPHS,
    "tspan": _GLYPHS,
    "use": (*_SPACE, "href"),
    "symbol": _RATIO,
    "marker": (*_RATIO, "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "orient"),
    "pattern": (*_SPACE, *_RATIO, "patternUnits", "patternContentUnits", "patternTransform", "href"),
    "clipPath": ("clipPathUnits",),
    "mask": (*_SPACE, "maskUnits", "maskContentUnits"),
    "linearGradient": (*_GRADIENT, "x1", "y1", "x2", "y2"),
    "radialGradient": (*_GRADIENT, "cx", "cy", "r", "fx", "fy", "fr"),
    "stop": ("offset",),
}
SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"})
TEXTS = frozenset({"text", "tspan"})
GRADIENTS = frozenset({"linearGradient", "radialGradient"})
#: What is drawn only by what refers to it.
TEMPLATES = GRADIENTS | {"defs", "symbol", "marker", "pattern", "clipPath", "mask"}
#: Elements that draw nothing by themselves.
SILENT = frozenset({
    "title", "desc", "metadata", "style", "view", "cursor", "color-profile", "font", "font-face", "hkern", "vkern",
    "filter", "discard", "mpath",
})  # fmt: skip
#: Elements that change a picture once it is shown.
MOVING = {
    "script": "a script is not run",
    **dict.fromkeys(("set", "animate", "animateTransform", "animateMotion", "animateColor"), "nothing moves on paper"),
}
#: Elements that set words as WeasyPrint does not: where the words are said to be.
WHERE = {
    "foreignObject": "in HTML inside the drawing (<foreignObject>)",
    "textPath": "along a path (<textPath>)",
    **{name: f"in a frame (<{name}>)" for name in ("flowRoot", "flowPara", "textArea")},
}
#: Lengths, and the side of the drawing that their percentages are of.
AXES = {
    **dict.fromkeys(("x", "width", "cx", "rx", "x1", "x2", "dx", "fx", "refX", "markerWidth"), "x"),
    **dict.fromkeys(("y", "height", "cy", "ry", "y1", "y2", "dy", "fy", "refY", "markerHeight"), "y"),
    **dict.fromkeys(("r", "fr", "textLength"), ""),
}

MARKERS = ("marker-start", "marker-mid", "marker-end")
#: The properties that are drawn, each with the reader of its values.
PROPERTIES: Mapping[str, Callable[[str, Scope], str]] = {
    "fill": values.paint,
    "stroke": values.paint,
    "color": values.colour,
    "stop-color": values.colour,
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"), values.alpha),
    "fill-rule": values.word("nonzero", "evenodd"),
    "clip-rule": values.word("nonzero", "evenodd"),
    "stroke-width": values.length,
    "stroke-dashoffset": values.length,
    "stroke-dasharray": values.dashes,
    "stroke-linecap": values.word("butt", "round", "square"),
    "stroke-linejoin": values.word("miter", "round", "bevel", "arcs", "miter-clip"),
    "stroke-miterlimit": values.length,
    "font-weight": values.font_weight,
    "font-family": lambda text, _: text.strip(),
    "font-style": values.word("normal", "italic", "oblique"),
    "text-anchor": values.word("start", "middle", "end"),
    "letter-spacing": values.spacing,
    "direction": values.word("ltr", "rtl"),
    "dominant-baseline": values.word(
        "auto", "alphabetic", "middle", "central", "hanging", "text-before-edge", "text-after-edge", "text-top",
        "text-bottom", "ideographic", "mathematical", "use-script", "no-change", "reset-size",
    ),
    "alignment-baseline": values.word(
        "auto", "baseline", "alphabetic", "middle", "central", "hanging", "text-before-edge", "text-after-edge",
        "before-edge", "after-edge", "text-top", "text-bottom", "top", "bottom", "ideographic", "mathematical",
    ),
    "display": values.word(
        "none", "inline", "block", "inline-block", "flex", "table", "table-cell", "list-item", "grid", "contents",
    ),
    "visibility": values.word("visible", "hidden", "collapse"),
    "overflow": values.word("visible", "hidden", "scroll", "auto", "clip"),
    "image-rendering": values.word("auto", "optimizespeed", "optimizequality", "pixelated", "crisp-edges", "smooth"),
    **dict.fromkeys(("clip-path", "mask", *MARKERS), values.reference),
    "paint-order": lambda text, _: text.strip().lower(),
    "baseline-shift": lambda text, _: text.strip().lower(),
    "text-transform": values.word("none", "uppercase", "lowercase", "capitalize", "full-width"),
    "white-space": values.word("normal", "pre", "nowrap", "pre-wrap", "pre-line", "break-spaces"),
    "filter": values.reference,
}  # fmt: skip
#: Properties that are translated into something else than an attribute.
UNWRITTEN = frozenset({
    "paint-order", "baseline-shift", "text-transform", "white-space", "filter", "font-family", "dominant-baseline",
    "alignment-baseline",
})  # fmt: skip
#: Properties that go from an element to those in it (SVG 2, appendix F).
INHERITED = frozenset({
    "fill", "stroke", "color", "fill-opacity", "stroke-opacity", "fill-rule", "clip-rule", "stroke-width",
    "stroke-dashoffset", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "font-family",
    "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing", "direction", "dominant-baseline",
    "visibility", "image-rendering", *MARKERS, "paint-order", "text-transform", "white-space",
})  # fmt: skip
INITIAL = {
    "fill": "#000000", "stroke": "none", "color": "#000000", "stroke-width": "1", "font-weight": "400",
    "font-style": "normal", "text-anchor": "start", "paint-order": "normal", "text-transform": "none",
    "white-space": "normal", "letter-spacing": "0", "visibility": "visible", "display": "inline", "opacity": "1",
    "filter": "none", "clip-path": "none", "mask": "none", "baseline-shift": "baseline", "direction": "ltr",
    "stroke-dasharray": "none", "stop-color": "#000000", "dominant-baseline": "auto",
    "stroke-opacity": "1",
}  # fmt: skip
#: Properties that are no attributes of their own: CSS may give what else is one (SVG 2, 7).
GEOMETRY = frozenset({"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d"})
SHORTHANDS: Mapping[str, tuple[str, ...]] = {"marker": MARKERS, "background": ("background-color",), "font": ()}


class Ignored(NamedTuple):
    """A property that is not drawn: the values that mean nothing, and what is lost by any other."""

    harmless: re.Pattern[str]
    loss: str
    topic: str = "effect"
    severity: Severity = Severity.ERROR


def _ignored(harmless: str, loss: str, topic: str = "effect", *, is_look: bool = False) -> Ignored:
    return Ignored(
        re.compile(f"(?i)({harmless}|initial|unset)"), loss, topic, Severity.WARNING if is_look else Severity.ERROR
    )


IGNORED: Mapping[str, Ignored] = {
    "mix-blend-mode": _ignored("normal", "blending with what is below"),
    "backdrop-filter": _ignored("none", "an effect on what is below"),
    "vector-effect": _ignored("none|default", "a stroke that keeps its width when it is scaled"),
    "text-decoration": _ignored("(?!.*(under|over|through)).*", "a line under or through the words", is_look=True),
    "text-decoration-line": _ignored("none|normal", "a line under or through the words", is_look=True),
    "word-spacing": _ignored("normal|0(px|em|pt)?", "the space between words", is_look=True),
    "writing-mode": _ignored("(lr|rl)(-tb)?|horizontal-tb", "text from top to bottom", "words"),
    "glyph-orientation-vertical": _ignored("auto|0(deg)?", "turned letters", "words"),
    "font-variant": _ignored("(?!.*small-caps|.*petite|.*super|.*sub).*", "small capitals", is_look=True),
    "font-variant-caps": _ignored("normal", "small capitals", is_look=True),
    "font-variant-position": _ignored("normal", "raised or lowered letters"),
    "text-shadow": _ignored("none", "a shadow of the words", is_look=True),
    "inline-size": _ignored("auto|0(px)?", "text that breaks into lines by itself", "words"),
    "clip": _ignored("auto", "a cut"),
    "mask-type": _ignored("luminance", "a mask by opacity"),
    "mask-image": _ignored("none", "a mask"),
    "offset-path": _ignored("none", "a place on a path"),
    "translate": _ignored("none", "a shift"),
    "scale": _ignored("none|1", "a scale"),
    "animation": _ignored("none.*", "the picture is its first state", "motion", is_look=True),
    "animation-name": _ignored("none", "the picture is its first state", "motion", is_look=True),
    "content": _ignored("none|normal|\"\"|''", "generated text", "words"),
    "all": _ignored("", "a reset of all properties", "css"),
}
#: Names that mean something in CSS alone: the attribute of this name is another thing, or nothing.
CSS_ONLY = frozenset({
    "translate", "scale", "content", "all", "animation", "animation-name", "offset-path", "inline-size", "font",
    "marker", "backdrop-filter", "background", "background-color",
})  # fmt: skip

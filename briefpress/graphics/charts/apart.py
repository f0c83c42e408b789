"""What marks look like beside and on one another: each series has a dash, a shape or a place that no other has."""

from __future__ import annotations

from typing import Any

from briefpress.graphics.charts.columns import listed
from briefpress.graphics.charts.spec import mark_of, marked
from briefpress.graphics.charts.theme import DASHES

#: The field in which each row of the data has its number, for what has no other order.
ROW = "number of the row"
#: The marks that may lie on bars.
_OVER = frozenset(["line", "point", "circle", "square", "tick", "rule", "trail"])


def lighten(view: dict[str, Any], ground: str) -> None:
    """Bars and areas under lines and points have a tone on which these can be seen."""
    layers = [(layer, mark_of(layer)) for layer in listed(view.get("layer")) if "mark" in layer]
    if "color" in view.get("encoding", {}) or not {mark["type"] for _, mark in layers} & _OVER:
        return
    for layer, mark in layers:
        if mark["type"] in ("bar", "area") and not {"color", "fill"} & {*mark, *layer.get("encoding", {})}:
            layer["mark"] = mark | {"color": ground}


def tell_apart(tree: object) -> None:
    """Give lines a dash and points a shape of their own, where they differ by colour alone."""
    for view in list(marked(tree)):
        mark, encoding = mark_of(view), view.get("encoding", {})
        kind = mark["type"]
        if kind == "arc" and "order" not in encoding and "transform" not in view:
            encoding["order"] = {"field": ROW, "type": "quantitative"}
        channel = {"line": "strokeDash", "trail": "detail", "point": "shape"}.get(kind)
        colour = encoding.get("color", {})
        is_category = isinstance(colour, dict) and colour.get("type") in ("nominal", "ordinal")
        if channel and is_category and channel not in encoding:
            encoding[channel] = {key: value for key, value in colour.items() if key != "scale"}
            # A line with points has the symbol of a line.
            if kind == "line" and mark.get("point") and colour.get("legend", {}) is not None:
                colour["legend"] = {"symbolType": "stroke"} | colour.get("legend", {})
            domain = {"domain": colour["scale"]["domain"]} if "domain" in (colour.get("scale") or {}) else {}
            dashes = {"range": DASHES} if channel == "strokeDash" else {}
            encoding[channel]["scale"] = domain | dashes

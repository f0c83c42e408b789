"""Moving boxes that are laid out, with what is behind them.

WeasyPrint works out where backgrounds are painted once the pages are done, and does not move them with their boxes.
"""

from __future__ import annotations

from typing import Any


def translate(box: Any, dx: float, dy: float) -> None:
    """Move a box of a finished page and all that is in it; lengths are in CSS pixels."""
    if dx or dy:
        box.translate(dx, dy)
        _translate_backgrounds(box, dx, dy)


def _translate_backgrounds(box: Any, dx: float, dy: float) -> None:
    if background := getattr(box, "background", None):
        layers = [_translated(layer, dx, dy) for layer in background.layers]
        box.background = background._replace(layers=layers)
    for child in box.all_children():
        _translate_backgrounds(child, dx, dy)


def _translated(layer: Any, dx: float, dy: float) -> Any:
    def moved(area: Any) -> tuple[Any, ...]:
        x, y, *rest = area
        return (x + dx, y + dy, *rest)

    layer = layer._replace(
        painting_area=moved(layer.painting_area), clipped_boxes=[moved(area) for area in layer.clipped_boxes]
    )
    # A mere colour is positioned nowhere.
    return layer if layer.image is None else layer._replace(positioning_area=moved(layer.positioning_area))

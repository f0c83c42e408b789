"""TopoJSON, in which lines are stored once and told by the steps from point to point (topojson-specification)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from briefpress.graphics.maps.geometry import Line


@cache
def topology(file: Path) -> dict[str, Any]:
    """A file of TopoJSON."""
    tree: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return tree


def arcs_of(file: Path) -> list[Line]:
    """The lines of a file, in degrees: each point by its longitude and latitude."""
    tree = topology(file)
    (scale_x, scale_y), (west, south) = tree["transform"]["scale"], tree["transform"]["translate"]
    arcs = []
    for arc in tree["arcs"]:
        x = y = 0
        arcs.append([((x := x + dx) * scale_x + west, (y := y + dy) * scale_y + south) for dx, dy in arc])
    return arcs

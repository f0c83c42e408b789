"""Write maps/countries.json from Natural Earth's shapes as the npm package world-atlas has them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run --with pycountry tools/shapes.py package/countries-50m.json maps/countries.json

Countries are named by their ISO 3166 codes, and lines are simplified to what a printed map can show.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pycountry

#: What Natural Earth draws apart and ISO 3166 does not; the rest of what has no code is land of no country.
OTHERS = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK"}
#: How far, in units of the file, a point must lie off a line to be kept.
TOLERANCE = 8.0


def main(source: Path, target: Path) -> None:
    """Write the shapes of `source` to `target`."""
    world = json.loads(source.read_text("utf-8"))
    shapes = [
        {"type": shape["type"], "id": code(shape), "arcs": shape["arcs"]}
        for shape in world["objects"]["countries"]["geometries"]
    ]
    part_western_sahara(world, shapes)
    arcs = [delta(simplified(absolute(arc))) for arc in world["arcs"]]
    countries = {"type": "GeometryCollection", "geometries": shapes}
    topology = {"type": "Topology", "transform": world["transform"], "objects": {"countries": countries}, "arcs": arcs}
    target.write_text(json.dumps(topology, separators=(",", ":")) + "\n", "utf-8")


def part_western_sahara(world: dict, shapes: list) -> None:
    """Give Western Sahara, a territory of the United Nations' list, what Natural Earth draws with Morocco.

    The border is the parallel of 27° 40' north.
    """
    morocco, sahara = (next(shape for shape in shapes if shape["id"] == name) for name in ("MA", "EH"))
    (_, north), (_, low) = world["transform"]["scale"], world["transform"]["translate"]
    border = round((27 + 40 / 60 - low) / north)
    polygons = [morocco["arcs"]] if morocco["type"] == "Polygon" else morocco["arcs"]
    kept, given = [], [sahara["arcs"]] if sahara["type"] == "Polygon" else list(sahara["arcs"])
    for polygon in polygons:
        ring = [point for arc in polygon[0] for point in line(world["arcs"], arc)[:-1]]
        for side, parts in ((1, kept), (-1, given)):
            if part := beyond(ring, border, side):
                parts.append([[len(world["arcs"])]])
                world["arcs"].append(delta([*part, part[0]]))
    morocco |= {"type": "MultiPolygon", "arcs": kept}
    sahara |= {"type": "MultiPolygon", "arcs": given}


def line(arcs: list, number: int) -> list:
    """The points of an arc, from its end where its number is negative."""
    return absolute(arcs[number]) if number >= 0 else absolute(arcs[~number])[::-1]


def beyond(ring: list, border: int, side: int) -> list:
    """What of a ring lies north (1) or south (-1) of a parallel."""
    kept = []
    for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True):
        kept += [(x, y)] if (y - border) * side >= 0 else []
        if (y - border) * (v - border) < 0:
            kept.append((round(x + (border - y) / (v - y) * (u - x)), border))
    return kept


def code(shape: dict) -> str:
    """The ISO 3166 code of a shape, or nothing."""
    country = pycountry.countries.get(numeric=shape["id"]) if "id" in shape else None
    return country.alpha_2 if country else OTHERS.get(shape["properties"]["name"], "")


def absolute(arc: list) -> list:
    """An arc whose points are no longer told from one another."""
    x = y = 0
    return [(x := x + dx, y := y + dy) for dx, dy in arc]


def delta(points: list) -> list:
    """An arc whose points are told from one another."""
    return [points[0], *((x - a, y - b) for (a, b), (x, y) in pairwise(points))]


def simplified(points: list) -> list:
    """The points that make the line what it is (Douglas and Peucker)."""
    (x, y), (u, v) = points[0], points[-1]
    length = ((u - x) ** 2 + (v - y) ** 2) ** 0.5
    off = [
        abs((v - y) * (a - x) - (u - x) * (b - y)) / length if length else ((a - x) ** 2 + (b - y) ** 2) ** 0.5
        for a, b in points[1:-1]
    ]
    if not off or max(off) < TOLERANCE:
        return (
            [points[0], points[-1]]
            if length
            else points
            if len(points) < 5
            else [points[0], *points[1 : -1 : max(1, len(points) // 4)], points[-1]]
        )
    middle = off.index(max(off)) + 1
    return simplified(points[: middle + 1])[:-1] + simplified(points[middle:])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

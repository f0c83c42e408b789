"""Write maps/countries.json from Natural Earth's shapes as the npm package world-atlas has them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run --with pycountry tools/shapes.py package maps/countries.json

They are those of 1:50 million. Small islands, and what is not in that file, such as Tuvalu, are those of 1:10 million.
Countries are named by their ISO 3166 codes, one shape each; their lines stay as they are. They run on over the 180th
meridian, and Antarctica's around the pole.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import pycountry

#: What Natural Earth draws apart and ISO 3166 does not; the rest of what has no code is land of no country.
OTHERS = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK"}
#: What is smaller, in square kilometres, is a small island.
SMALL = 5000


def main(source: Path, target: Path) -> None:
    """Write the shapes of `source` to `target`."""
    world, detailed = (json.loads((source / f"countries-{size}m.json").read_text("utf-8")) for size in (50, 10))
    shapes = countries(world)
    part_western_sahara(world, shapes)
    open_pole(shapes)
    shapes = by_code(world, shapes)
    refine(world, shapes, detailed)
    collection = {"type": "GeometryCollection", "geometries": shapes}
    topology = {"type": "Topology", "transform": world["transform"], "objects": {"countries": collection}}
    topology["arcs"] = world["arcs"]
    target.write_text(json.dumps(topology, separators=(",", ":")) + "\n", "utf-8")


def countries(world: dict) -> list:
    """The shapes of a file by their codes."""
    return [
        {"id": code(shape), "arcs": [shape["arcs"]] if shape["type"] == "Polygon" else list(shape["arcs"])}
        for shape in world["objects"]["countries"]["geometries"]
    ]


def refine(world: dict, shapes: list, detailed: dict) -> None:
    """Take from the detailed file the countries that are missing, and small ones that share no border."""
    known = {shape["id"]: shape for shape in shapes}
    others = countries(detailed)
    counts = Counter(shape["id"] for shape in others)
    arcs = Counter(max(arc, ~arc) for shape in others for part in shape["arcs"] for ring in part for arc in ring)
    for shape in (shape for shape in others if shape["id"] and counts[shape["id"]] == 1):
        rings = [ring for part in shape["arcs"] for ring in part]
        lines = [degrees(detailed, ring) for ring in rings]
        is_island = all(arcs[max(arc, ~arc)] == 1 for ring in rings for arc in ring)
        if shape["id"] not in known or (is_island and sum(map(size, lines)) < SMALL):
            shape["arcs"] = [[new_ring(world, units(world, line))] for line in lines]
            known[shape["id"]] = shape
    shapes[:] = known.values()


def new_ring(world: dict, points: list) -> list:
    """A ring of one new arc, through these points."""
    world["arcs"].append(delta([*points, points[0]]))
    return [len(world["arcs"]) - 1]


def degrees(world: dict, ring: list) -> list:
    """The points of a ring in degrees."""
    (across, down), (west, south) = world["transform"]["scale"], world["transform"]["translate"]
    return [(x * across + west, y * down + south) for x, y in points_of(world, ring)]


def units(world: dict, points: list) -> list:
    """Points in degrees in the units of a file."""
    (across, down), (west, south) = world["transform"]["scale"], world["transform"]["translate"]
    return [(round((x - west) / across), round((y - south) / down)) for x, y in points]


def size(ring: list) -> float:
    """The area in a ring in degrees, in square kilometres."""
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in sides)) / 2 * 12364 * cos(radians(ring[0][1]))


def part_western_sahara(world: dict, shapes: list) -> None:
    """Give Western Sahara, a territory of the United Nations' list, what Natural Earth draws with Morocco.

    The border is the parallel of 27° 40' north.
    """
    morocco, sahara = (next(shape for shape in shapes if shape["id"] == name) for name in ("MA", "EH"))
    (_, north), (_, low) = world["transform"]["scale"], world["transform"]["translate"]
    border = round((27 + 40 / 60 - low) / north)
    kept, given = [], sahara["arcs"]
    for polygon in morocco["arcs"]:
        ring = points_of(world, polygon[0])
        for side, parts in ((1, kept), (-1, given)):
            if part := beyond(ring, border, side):
                parts.append([new_ring(world, part)])
    morocco["arcs"] = kept


def open_pole(shapes: list) -> None:
    """Leave Antarctica its coast alone, without the line along the pole that closes it where the file's map is cut."""
    antarctica = next(shape for shape in shapes if shape["id"] == "AQ")
    for polygon in antarctica["arcs"]:
        if len(polygon) == 2:
            del polygon[0]


def by_code(world: dict, shapes: list) -> list:
    """One shape for each code, without borders inside it; land of no country stays as it is."""
    polygons: dict = {}
    for shape in shapes:
        polygons[shape["id"]] = polygons.get(shape["id"], []) + shape["arcs"]
    joined = {name: dissolved(world, own) if name else own for name, own in polygons.items()}
    return [{"type": "MultiPolygon", "id": name, "arcs": own} for name, own in joined.items()]


def dissolved(world: dict, polygons: list) -> list:
    """The polygons of one country, those that share a border as one; no such country of the file has holes."""
    rings = [points_of(world, polygon[0]) for polygon in polygons]
    sides = {side for ring in rings for side in zip(ring, ring[1:] + ring[:1], strict=True)}
    if not any((end, start) in sides for start, end in sides):
        return polygons
    outline = {start: end for start, end in sides if (end, start) not in sides}
    parts = []
    while outline:
        ring = [min(outline)]
        while (end := outline.pop(ring[-1])) != ring[0]:
            ring.append(end)
        parts.append([new_ring(world, ring)])
    return parts


def points_of(world: dict, ring: list) -> list:
    """The points of a ring, in the units of the file."""
    return [point for arc in ring for point in line(world["arcs"], arc)[:-1]]


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


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

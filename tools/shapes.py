"""Write maps/countries.json from Natural Earth's shapes as the npm package world-atlas has them.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run --with pycountry tools/shapes.py package maps/countries.json

They are those of 1:50 million, and countries that are not in that file from the one of 1:10 million, such as Tuvalu.
Countries are named by their ISO 3166 codes, one shape each; their lines stay as they are. They run on over the 180th
meridian, and Antarctica's around the pole.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pycountry

#: What Natural Earth draws apart and ISO 3166 does not; the rest of what has no code is land of no country.
OTHERS = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK"}


def main(source: Path, target: Path) -> None:
    """Write the shapes of `source` to `target`."""
    world, detailed = (json.loads((source / f"countries-{size}m.json").read_text("utf-8")) for size in (50, 10))
    shapes = countries(world)
    codes = {shape["id"] for shape in shapes}
    for shape in countries(detailed):
        if shape["id"] not in codes:
            shapes.append(
                shape
                | {
                    "arcs": [
                        [[moved(detailed, world, arc) for arc in ring] for ring in polygon] for polygon in shape["arcs"]
                    ]
                }
            )
    part_western_sahara(world, shapes)
    open_pole(shapes)
    shapes = by_code(world, shapes)
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


def moved(source: dict, target: dict, number: int) -> int:
    """The number of an arc that is copied from one file to another, whose units are others."""
    (scales, shifts), (own_scales, own_shifts) = (
        (world["transform"]["scale"], world["transform"]["translate"]) for world in (source, target)
    )
    axes = list(zip(scales, shifts, own_scales, own_shifts, strict=True))
    points = [
        tuple(
            round((part * scale + shift - low) / unit)
            for part, (scale, shift, unit, low) in zip(point, axes, strict=True)
        )
        for point in line(source["arcs"], number)
    ]
    target["arcs"].append(delta(points))
    return len(target["arcs"]) - 1


def part_western_sahara(world: dict, shapes: list) -> None:
    """Give Western Sahara, a territory of the United Nations' list, what Natural Earth draws with Morocco.

    The border is the parallel of 27° 40' north.
    """
    morocco, sahara = (next(shape for shape in shapes if shape["id"] == name) for name in ("MA", "EH"))
    (_, north), (_, low) = world["transform"]["scale"], world["transform"]["translate"]
    border = round((27 + 40 / 60 - low) / north)
    kept, given = [], sahara["arcs"]
    for polygon in morocco["arcs"]:
        ring = [point for arc in polygon[0] for point in line(world["arcs"], arc)[:-1]]
        for side, parts in ((1, kept), (-1, given)):
            if part := beyond(ring, border, side):
                parts.append([[len(world["arcs"])]])
                world["arcs"].append(delta([*part, part[0]]))
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
    """The polygons of one country, those that share a border as one; no such polygon of the file has holes."""
    arcs = {arc for polygon in polygons for ring in polygon for arc in ring}
    parted = [polygon for polygon in polygons if any(~arc in arcs for ring in polygon for arc in ring)]
    outline = {arc for polygon in parted for ring in polygon for arc in ring if ~arc not in arcs}
    begins = {tuple(line(world["arcs"], arc)[0]): arc for arc in outline}
    rings = []
    while begins:
        ring = [begins.popitem()[1]]
        while following := begins.pop(tuple(line(world["arcs"], ring[-1])[-1]), None):
            ring.append(following)
        rings.append([ring])
    return [polygon for polygon in polygons if polygon not in parted] + rings


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

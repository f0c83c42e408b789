"""Write maps/rivers.json and maps/cities.csv from Natural Earth's data as Debian's package libmagics++-data has them.

    apt-get download libmagics++-data && dpkg-deb -x libmagics++-data_4.13.0-1_all.deb data
    python tools/places.py data/usr/share/magics/10m maps        (in an environment with `pip install pyshp==2.3.1`)

Rivers are simplified to what a printed map can show, and have all of the names by which they are known along their way.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from math import dist
from pathlib import Path

import shapefile

#: Parts of a degree in which rivers are written, and how far, in these, a point must lie off a line to be kept.
PARTS, TOLERANCE = 400, 4.0
#: What cannot be read in the file, as its letters were lost on the way, or is mistyped there.
NAMES = {
    "Bratul Chillia": "Brațul Chilia",
    "Bratul Sfintu Gheorghe": "Brațul Sfântu Gheorghe",
    "Bratul Sulina": "Brațul Sulina",
    "Byk Menderes": "Büyük Menderes",
    "Dal?lven": "Dalälven",
    "Glomma (Glma)": "Glomma (Glåma)",
    "Gta lv": "Göta älv",
    "Indals?lven": "Indalsälven",
    "Ialomita": "Ialomița",
    "Kiz?lirmak": "Kızılırmak",
    "Klarlven": "Klarälven",
    "Kokemenjoki": "Kokemäenjoki",
    "Lule lv": "Lule älv",
    "Mlzes": "Mélèzes",
    "Motala strm": "Motala ström",
    "Mures": "Mureș (Maros)",
    "Niagra": "Niagara",
    "Ob?": "Ob",
    "Ogoou?": "Ogooué",
    "Parana?ba": "Paranaíba",
    "Parna?ba": "Parnaíba",
    "Pnuco": "Pánuco",
    "Pungu?": "Pungué",
    "R. des Outaouais": "Ottawa (Rivière des Outaouais)",
    "Rhne": "Rhône",
    "S?n?gal": "Sénégal (Senegal)",
    "S?o  Francisco": "São Francisco",
    "Schelde (Steldt)": "Schelde (Scheldt)",
    "Skelleftelven": "Skellefteälven",
    "Strymnas (Truma)": "Strymonas (Struma)",
    "Susqehanna": "Susquehanna",
    "Svernaya Dvina": "Severnaya Dvina (Northern Dvina)",
    "Thj?rs?": "Þjórsá",
    "Tiet?": "Tietê",
    "Tornelven": "Torneälven",
    "Vitava": "Vltava (Moldau)",
    "W. Branch Susqehanna": "West Branch Susquehanna",
    "Zncara": "Záncara",
    "ngermanlven": "Ångermanälven",
}
#: Rivers that bear the name of another, by that and the degree of longitude in which they begin; "" leaves one out.
MISNAMED = {("Drau", 0): "Garonne", ("Drau", -18): ""}
#: A river that goes on under the name of one that flows into it: from where on, in degrees, and how it is called there.
RENAMED = {"Mur": ((16.878, 46.314), "Drau")}
#: What has no ISO 3166 code of its own, or none in the file.
OTHERS = {"Kosovo": "XK", "Somaliland": "SO", "Northern Cyprus": "CY"}
#: Other names of rivers, in languages through whose countries they run and in English.
ALIASES = (
    ("Amazonas", "Amazon"),
    ("Daugava", "Zapadnaya Dvina", "Western Dvina"),
    ("Dicle", "Tigris"),
    ("Dniester", "Dnister", "Nistru"),
    ("Dnipro", "Dnieper", "Dnepre", "Dnepr"),
    ("Danube", "Donau", "Dunaj", "Duna", "Dunav", "Dunărea"),
    ("Drau", "Drava", "Dráva"),
    ("Duero", "Douro"),
    ("Elbe", "Labe"),
    ("Euphrates", "Firat", "Al Furat"),
    ("Evros", "Maritsa", "Meriç"),
    ("Maas", "Meuse"),
    ("Mosel", "Moselle"),
    ("Mur", "Mura"),
    ("Mures", "Maros"),
    ("Oder", "Odra"),
    ("Rhein", "Rhine", "Rhin", "Rijn"),
    ("Sava", "Száva"),
    ("Tajo", "Tejo", "Tagus"),
    ("Tevere", "Tiber"),
    ("Tisza", "Tisa", "Theiss"),
    ("Vistula", "Wisła", "Weichsel"),
    ("Yangtze", "Chang Jiang"),
)


def main(source: Path, target: Path) -> None:
    """Write the rivers and the cities of `source` to `target`."""
    write_rivers(source, target / "rivers.json")
    write_cities(source, target / "cities.csv")


def write_rivers(source: Path, target: Path) -> None:
    """Write the rivers as TopoJSON: a geometry for each name."""
    known = full_names(source.parent / "50m/ne_50m_rivers_lake_centerlines")
    arcs: list = []
    geometries: dict[str, dict] = {}
    for name, line in named_lines(source / "ne_10m_rivers_lake_centerlines", known):
        own = {"type": "MultiLineString", "properties": {"names": names(name)}, "arcs": []}
        geometries.setdefault(name, own)["arcs"].append([len(arcs)])
        arcs.append(delta(simplified([(round(x * PARTS), round(y * PARTS)) for x, y in line])))
    rivers = {"type": "GeometryCollection", "geometries": [geometries[name] for name in sorted(geometries)]}
    transform = {"scale": [1 / PARTS, 1 / PARTS], "translate": [0, 0]}
    topology = {"type": "Topology", "transform": transform, "objects": {"rivers": rivers}, "arcs": arcs}
    target.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def named_lines(source: Path, known: dict[str, str]) -> Iterator[tuple[str, list]]:
    """The lines of rivers, in degrees, and how each is called; `known` are names with all of their letters."""
    for each in shapefile.Reader(source, encoding="latin-1").iterShapeRecords():
        points = each.shape.points
        name = MISNAMED.get((each.record["name"], int(points[0][0])), each.record["name"])
        name = " ".join(NAMES.get(name, known.get(pattern(name), name)).split())
        if name and not re.search(r"\?|[\x80-\x9f]", name):
            for start, end in pairwise([*each.shape.parts, len(points)]):
                yield from renamed(name, points[start:end])


def renamed(name: str, line: list) -> Iterator[tuple[str, list]]:
    """A line under its name, or its two parts where it goes on under another one."""
    if name not in RENAMED:
        yield name, line
        return
    place, other = RENAMED[name]
    middle = min(range(len(line)), key=lambda number: dist(line[number], place))
    yield from ((name, line[: middle + 1]), (other, line[middle:]))


def full_names(source: Path) -> dict[str, str]:
    """The names in the file of 1:50 million, which has all letters, by what is left of them at 1:10 million."""
    records = shapefile.Reader(source, encoding="utf-8").iterRecords()
    return {pattern(name): name for name in (record["name"] for record in records) if not name.isascii()}


def pattern(name: str) -> str:
    """The letters of a name that no encoding loses."""
    return re.sub(r"[^ -~]|\?", "", name)


def names(name: str) -> list[str]:
    """The names of a river that is called `Abay (Blue Nile)`, and others that are known."""
    own = [part.strip() for part in re.split(r"[()]", name) if part.strip()]
    return list(dict.fromkeys([*own, *(alias for group in ALIASES if set(group) & set(own) for alias in group)]))


def simplified(points: list) -> list:
    """The points that make the line what it is (Douglas and Peucker, 1973)."""
    (x, y), (u, v) = points[0], points[-1]
    length = dist(points[0], points[-1])
    off = [
        abs((v - y) * (a - x) - (u - x) * (b - y)) / length if length else dist((a, b), (x, y)) for a, b in points[1:-1]
    ]
    if not off or max(off) < TOLERANCE:
        return [points[0], points[-1]]
    middle = off.index(max(off)) + 1
    return simplified(points[: middle + 1])[:-1] + simplified(points[middle:])


def delta(points: list) -> list:
    """An arc whose points are told from one another."""
    return [points[0], *((x - a, y - b) for (a, b), (x, y) in pairwise(points))]


def write_cities(source: Path, target: Path) -> None:
    """Write the cities as CSV, the largest first."""
    records = shapefile.Reader(source / "ne_10m_populated_places_simple", encoding="cp1252").iterRecords()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country", "region", "latitude", "longitude", "other names"])
        for city in sorted(records, key=lambda city: -city["pop_max"]):
            code = OTHERS.get(city["adm0name"], city["iso_a2"])
            # As tools/shapes.py draws them.
            code = "EH" if code == "MA" and city["latitude"] < 27 + 40 / 60 else code
            others = [*re.split(r"[,|]", city["namealt"]), city["nameascii"]]
            others = dict.fromkeys(other.strip() for other in others if other.strip() not in ("", city["name"]))
            place = [round(city["latitude"], 2), round(city["longitude"], 2)]
            writer.writerow([city["name"], code, clean(city["adm1name"]), *place, "|".join(others)])


def clean(text: str) -> str:
    """A text without what cannot be printed."""
    return "".join(char for char in text if unicodedata.category(char)[0] != "C" and char != "?")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""Whose each point of a map is: a picture in which every country has a tone of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter

from briefpress.graphics.maps.geometry import Box, Line, Point, area, bounds

#: How many pixels of the picture there are to one of the map.
_SCALE = 2
#: How many pixels of a country, at its longer side, its pole is looked for in.
_PRECISION = 48
#: Parts that are smaller than this share of the largest do not count for where the name of a country stands.
_MAIN_SHARE = 0.2
#: At so many points of a line it is asked whose they are.
_SAMPLES = 12
#: The tones of water and of land that is free for any label.
_SEA, _LAND = 0, 1


class Shares(NamedTuple):
    """What of a box lies in a country, in other countries that the map shows, and on free land, from 0 to 1."""

    own: float
    foreign: float
    land: float


@dataclass(frozen=True)
class Territories:
    """The countries in a box of a map, by their codes and the outlines of their parts."""

    box: Box
    shapes: Mapping[str, Sequence[Line]]
    #: Those that the map is about: all others are free land.
    shown: Collection[str]

    def shares(self, box: Box, code: str) -> Shares:
        """What a box covers, from the point of view of a country, or "" for none of them."""
        tones = self._picture.crop(self._pixels(box)).histogram()
        total, own = sum(tones), tones[self._tones[code]] if code in self._tones else 0
        return Shares(own / total, (total - own - tones[_SEA] - tones[_LAND]) / total, tones[_LAND] / total)

    def share(self, box: Box, codes: Collection[str]) -> float:
        """What of a box lies in some countries, from 0 to 1."""
        return sum(self.shares(box, code).own for code in codes)

    def crossed(self, line: tuple[Point, Point], code: str) -> float:
        """What of a straight line runs through other countries that the map shows, from 0 to 1."""
        (x, y), (u, v) = line
        steps = range(_SAMPLES + 1)
        points = [(x + (u - x) * step / _SAMPLES, y + (v - y) * step / _SAMPLES) for step in steps]
        tones = [self._picture.getpixel(self._pixels(Box(*point, *point))[:2]) for point in points]
        return sum(tone not in (_SEA, _LAND, self._tones.get(code)) for tone in tones) / len(tones)

    def area(self, code: str) -> float:
        """The area of a country in square pixels of the map."""
        return self._areas[self._tones[code]] / _SCALE**2

    def pole(self, code: str) -> Point:
        """The point in a country that is farthest from all others and from the sea: its pole of inaccessibility."""
        left, top, right, bottom = self._bounds(code)
        # A large country needs no more precision.
        scale = max(1, max(right - left, bottom - top) // _PRECISION)
        mask = self._mask(code).crop((left - scale, top - scale, right + scale, bottom + scale)).reduce(scale)
        mask = mask.point([0] * 255 + [255])
        while (eroded := mask.filter(ImageFilter.MinFilter(3))).getbbox():
            mask = eroded
        bounds = mask.getbbox() or (0, 0, *mask.size)
        middle = ((bounds[0] + bounds[2] - 1) / 2, (bounds[1] + bounds[3] - 1) / 2)
        points = ((x, y) for y in range(bounds[1], bounds[3]) for x in range(bounds[0], bounds[2]))
        x, y = min(filter(mask.getpixel, points), key=lambda point: dist(point, middle), default=middle)
        x, y = (left + (x - 0.5) * scale, top + (y - 0.5) * scale)
        return self.box.left + x / _SCALE, self.box.top + y / _SCALE

    def bounds(self, code: str) -> Box:
        """The bounding box of the parts of a country that count: a name beside an islet would be taken for its name."""
        rings = self.shapes[code]
        return bounds(point for ring in rings if area(ring) >= _MAIN_SHARE * area(rings[0]) for point in ring)

    def _bounds(self, code: str) -> tuple[int, int, int, int]:
        return self._mask(code).getbbox() or (0, 0, 1, 1)

    def _mask(self, code: str) -> Image.Image:
        """A picture of one country, white on black."""
        tone = self._tones[code]
        return self._picture.point([255 * (each == tone) for each in range(256)])

    @cached_property
    def _tones(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(sorted(self.shown), start=_LAND + 1)}

    @cached_property
    def _areas(self) -> list[int]:
        return self._picture.histogram()

    @cached_property
    def _picture(self) -> Image.Image:
        picture = Image.new("L", self._pixels(self.box)[2:], _SEA)
        draw = ImageDraw.Draw(picture)
        parts = [(ring, self._tones.get(code, _LAND)) for code, rings in self.shapes.items() for ring in rings]
        # What lies in another country, and is smaller, is drawn over it.
        for ring, tone in sorted(parts, key=lambda part: -area(part[0])):
            points = [((x - self.box.left) * _SCALE, (y - self.box.top) * _SCALE) for x, y in ring]
            draw.polygon(points, fill=tone)
        return picture

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = (
            round((edge - start) * _SCALE) for edge, start in zip(box, (self.box[0], self.box[1]) * 2, strict=True)
        )
        return left, top, max(right, left + 1), max(bottom, top + 1)

"""Projections of maps: centred on what is shown, right across the 180th meridian and at the poles."""

from __future__ import annotations

import pytest

from briefpress.graphics.maps.frame import frame_of
from briefpress.graphics.maps.geometry import Box, area, bounds
from briefpress.graphics.maps.panel import Panel
from briefpress.graphics.maps.projection import Azimuthal, EqualEarth

#: The area of the globe, in radii of the earth.
GLOBE = 4 * 3.141592653589793


def panel(*codes: str) -> Panel:
    frame = frame_of(codes, is_flat=False, is_near=False)
    return Panel(frame, Box(0, 0, 454, 454 * frame.ratio))


@pytest.mark.parametrize(
    ("projection", "place", "point"),
    [
        # As PROJ 9 has them (+proj=laea, +proj=eqearth), with y downwards.
        (Azimuthal(10, 52), (30, -20), (0.40266705944057457, 1.1356076847580985)),
        (Azimuthal(10, 52), (179, 70), (0.07452171813156232, -0.9627411425636805)),
        (Azimuthal(-178, -17), (178, -18), (-0.06638165517955236, 0.0181404929790281)),
        (EqualEarth(11), (5, 50), (-0.07442101669998283, -0.941540234660433)),
        (EqualEarth(11), (-160, -20), (-2.496892568381966, 0.4008252175624881)),
    ],
)
def test_projections_are_those_of_the_textbooks(
    projection: Azimuthal | EqualEarth, place: tuple[float, float], point: tuple[float, float]
) -> None:
    assert projection.points([place])[0] == pytest.approx(point)


@pytest.mark.parametrize(
    ("codes", "middle"),
    [
        ("RS HR AL", (19, 43)),
        ("KZ KG TJ TM UZ", (67, 45)),
        # Across the 180th meridian.
        ("FJ", (179, -17)),
        ("FJ WS TO", (-179, -17)),
        ("RU", (91, 71)),
        ("NZ", (173, -41)),
        ("AQ", (0, -90)),
    ],
)
def test_a_map_is_centred_on_what_it_shows(codes: str, middle: tuple[float, float]) -> None:
    projection = panel(*codes.split()).frame.projection
    assert isinstance(projection, Azimuthal)
    longitude = (projection.longitude - middle[0] + 180) % 360 - 180
    assert (longitude, projection.latitude - middle[1]) == pytest.approx((0, 0), abs=2)


@pytest.mark.parametrize(
    ("codes", "middle"), [("US BR ZA JP AU RU", (11,)), ("PT FI PL FJ WS", (70, 110)), ("CA AR", (-110, -80))]
)
def test_a_map_of_the_world_is_cut_where_it_shows_nothing(codes: str, middle: tuple[float, ...]) -> None:
    projection = panel(*codes.split()).frame.projection
    assert isinstance(projection, EqualEarth)
    assert middle[0] <= projection.middle <= middle[-1]


@pytest.mark.parametrize("code", ["FJ", "RU", "NZ", "US", "AQ", "NO", "GL", "CL"])
def test_a_country_is_whole_and_in_the_middle_of_its_own_map(code: str) -> None:
    shown = panel(code)
    main = [ring for ring in shown.shapes[code] if area(ring) >= 0.2 * area(shown.shapes[code][0])]
    outline = bounds(point for ring in main for point in ring)
    x, y = outline.middle
    assert (x / shown.box.width, y / shown.box.height) == pytest.approx((0.5, 0.5), abs=0.02)
    # Nothing is torn to both edges.
    assert outline.left > 0.04 * shown.box.width
    assert outline.right < 0.96 * shown.box.width


def test_what_is_opposite_is_not_drawn_around_a_map() -> None:
    # The point opposite the middle of this map lies in Russia.
    assert set(panel("PF").paths) == {"PF"}


@pytest.mark.parametrize("middle", [11, -150])
def test_the_world_is_cut_without_loss(middle: float) -> None:
    """Wherever the world is cut: land keeps its area, and nothing lies beyond the edge."""
    projection = EqualEarth(middle)
    globe = projection.edge
    assert area(globe) == pytest.approx(GLOBE, rel=0.001)
    frame = panel("US", "AU", "RU").frame
    edges = bounds(globe)
    shown = Panel(type(frame)(projection, edges), Box(0, 0, 1000, 1000 * edges.height / edges.width))
    scale = (1000 / edges.width) ** 2
    land = {code: sum(map(area, rings)) / scale / GLOBE * 510.1 for code, rings in shown.shapes.items()}
    # In millions of square kilometres.
    assert (land["RU"], land["AQ"], land["BR"], land["FJ"]) == pytest.approx((17, 12.3, 8.5, 0.018), rel=0.06)

"""What maps of many regions show: how they are centred, how high they are, and what of them stands in insets."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.graphics.maps.frame import frame_of
from briefpress.graphics.maps.geometry import Box, area
from briefpress.graphics.maps.insets import Inset, Insets
from briefpress.graphics.maps.panel import SMALL, Panel
from briefpress.graphics.maps.projection import Azimuthal, EqualEarth
from briefpress.graphics.maps.territories import Territories

EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
REGIONS = {
    "Balkans": "AL BA XK ME MK RS HR SI BG GR",
    "Caribbean": "AG BS BB CU DM DO GD HT JM KN LC VC TT",
    "Central America": "GT BZ HN SV NI CR PA",
    "Central Asia": "KZ KG TJ TM UZ",
    "Danube": "AT HU RS RO BG SK HR DE MD UA",
    "European Union": EU,
    "European Union and Pacific": f"{EU} FJ WS TO KI PG SB VU TV NR",
    "Fiji": "FJ",
    "Gulf": "SA AE QA BH KW OM YE IQ IR",
    "Lebanon": "LB",
    "Mediterranean": "ES FR IT MT GR CY LB PS EG LY TN DZ MA",
    "Pacific": "FJ WS TO TV KI VU",
    "Sahel to Iraq": "BF ML MR NE TD BJ CV CI GM GH GN GW LR NG SN SL TG DZ EG JO LB LY MA PS TN IQ",
    "South-East Asia": "BN KH ID LA MY MM PH SG TH VN TL",
    "West Africa": "SN GM GW GN SL LR CI GH TG BJ CV",
    "World": "US BR ZA JP AU RU SG MT",
}


def panel(codes: list[str], width: float) -> Panel:
    frame = frame_of(codes, is_flat=False, is_near=False)
    return Panel(frame, Box(0, 0, width, width * frame.ratio))


def insets(shown: Panel, codes: list[str]) -> list[Inset]:
    return Insets(shown, codes, [], 10.67).placed()


def degree(value: float, signs: str) -> str:
    return f"{abs(value):.0f}° {signs[value < 0]}"


def projection(each: Azimuthal | EqualEarth) -> str:
    if isinstance(each, EqualEarth):
        return f"Equal Earth at {degree(each.middle, 'EW')}"
    return f"azimuthal at {degree(each.latitude, 'NS')} {degree((each.longitude + 180) % 360 - 180, 'EW')}"


def described(codes: list[str]) -> Iterator[str]:
    """A map in words: an inset by how many times as large it is, and by where its middle is across and down."""
    shown = panel(codes, 454)
    yield f"{projection(shown.frame.projection)}, height {shown.frame.ratio:.2f}"
    placed = insets(shown, codes)
    for inset in placed:
        times = shown.frame.box.width / shown.box.width * inset.panel.box.width / inset.panel.frame.box.width
        x, y = inset.panel.box.middle
        place = f"{x / shown.box.width:.0%} {y / shown.box.height:.0%}"
        yield f"inset of {', '.join(sorted(inset.codes))} ×{times:.1f} at {place}"
    small = {code for code in codes if area(shown.shapes[code][0]) < SMALL}
    if dots := small - {code for inset in placed for code in inset.codes}:
        yield f"dots: {', '.join(sorted(dots))}"


def test_maps_of_many_regions(golden) -> None:  # type: ignore[no-untyped-def]
    golden("maps.txt", "".join(f"{name}: {'; '.join(described(codes.split()))}\n" for name, codes in REGIONS.items()))


def test_an_inset_hides_nothing_that_a_map_is_about() -> None:
    for name in ("Gulf", "Caribbean", "European Union", "Sahel to Iraq"):
        codes = REGIONS[name].split()
        shown = panel(codes, 454)
        territories = Territories(shown.box, shown.shapes, codes)
        placed = insets(shown, codes)
        assert placed, name
        for inset in placed:
            box = inset.panel.box
            assert territories.shares(box, min(inset.codes)).foreign == 0
            # Nor does it, or the line that leads to it, cross another one or where that is.
            others = [part for other in placed if other != inset for part in (other.panel.box, other.mark)]
            assert not any(part.meets(other) for part in inset.boxes for other in others)
            # What it is for is in its middle, as large as to be seen.
            for code in inset.codes:
                assert area(inset.panel.shapes[code][0]) >= 0.95 * SMALL


def test_a_narrow_map_has_no_insets() -> None:
    codes = REGIONS["South-East Asia"].split()
    assert not insets(panel(codes, 139), codes)

"""Paper is filed: nothing stands where it is punched, at the side where pages are bound."""

from __future__ import annotations

import pdfplumber
import pytest
from conftest import Printed

MM = 72 / 25.4
#: The holes of ISO 838, and of the four-hole system 888 about them: how far above and below the middle of the sheet,
#: how far from its edge, and how large they are, in millimetres.
HEIGHTS = (-120, -40, 40, 120)
EDGE, SIZE = 12, 6


@pytest.mark.parametrize("edition", ["interpol-eu.fr", "interpol-eu.ar", "interpol-eu.onepager.en", "specimen.es"])
def test_nothing_of_a_page_is_punched(edition: str, printed: Printed) -> None:
    with pdfplumber.open(printed(edition)) as pdf:
        for page in pdf.pages:
            picture = page.to_image(resolution=72).original.convert("L")
            is_bound_left = (page.page_number % 2 == 1) != edition.endswith(".ar")
            x = EDGE * MM if is_bound_left else float(page.width) - EDGE * MM
            for y in (float(page.height) / 2 + height * MM for height in HEIGHTS):
                hole = picture.crop([round(at + SIZE / 2 * MM * side) for side in (-1, 1) for at in (x, y)])
                assert hole.getextrema() == (255, 255), (page.page_number, y / MM)

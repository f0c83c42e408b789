"""Arabic as a first-class page: binding, numbers of sources, addresses over several lines."""

from __future__ import annotations

import itertools
import re

import pdfplumber
import pikepdf
import pytest
from conftest import BRIEFS, EDITIONS, Printed


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_are_bound_where_the_language_begins(edition: str, printed: Printed) -> None:
    is_leftward = edition.endswith(".ar")
    with pikepdf.open(printed(edition)) as file:
        assert file.Root.ViewerPreferences.get("/Direction") == ("/R2L" if is_leftward else None)
    with pdfplumber.open(printed(edition)) as pdf:
        lines = [line for line in pdf.pages[0].lines + pdf.pages[0].rects if line["width"] > 400]
        left, right = min(line["x0"] for line in lines), max(line["x1"] for line in lines)
        # Inner margin 20 mm, outer 16: the first page of an Arabic brief is bound at its right.
        margins = [round(left / 72 * 25.4), round((pdf.pages[0].width - right) / 72 * 25.4)]
    assert margins == ([16, 20] if is_leftward else [20, 16])


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_number_of_a_source_is_no_part_of_the_year_beside_it(brief: str, printed: Printed) -> None:
    with pdfplumber.open(printed(f"{brief}.ar")) as pdf:
        chars = [char for page in pdf.pages for char in page.chars if char["mcid"] is not None]
    calls = [(one, two) for one, two in itertools.pairwise(chars) if two["text"].isdigit() and two["size"] < 7.5]
    assert calls
    before = {one["text"] for one, two in calls if one["size"] > two["size"] + 1}
    assert not any(text.isdigit() for text in before)


def test_an_address_over_several_lines_keeps_its_strokes_at_their_ends(printed: Printed) -> None:
    """The hyphen or slash that ends a line of an address is drawn after its last letter."""
    with pdfplumber.open(printed("interpol-eu.ar")) as pdf:
        # The Latin letters of the list of sources, line by line and column by column, as they stand on the page.
        page = pdf.pages[-1]
        runs = re.findall(r"[A-Za-z0-9/.-]{18,}", page.extract_text(y_tolerance=2))
    broken = [run for run in runs if run.strip("-/") != run]
    assert broken
    assert [run for run in broken if run[0] in "-/"] == []

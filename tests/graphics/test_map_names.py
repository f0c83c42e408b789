"""Names on maps: on nobody else's land, all of a group or none, and told where a map cannot have them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefpress.core.files import digest
from briefpress.core.problems import Severity
from briefpress.markup.render import Html, render
from briefpress.reading.read import read

BRIEF = """\
language: {}
date: 2026-11-29
title: The area
sections:
  - title: The area
    blocks:
      - type: map
        named: true
        alt: A map.
        caption: The area
        areas:
"""
EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"


def page(
    folder: Path,
    *groups: str,
    language: str = "en",
    width: str = "full",
    theme: str = "house",
    cache: Path | None = None,
) -> Html:
    folder.mkdir(exist_ok=True)
    areas = "".join(f"          - {{title: Group {each}, codes: [{each.replace(' ', ', ')}]}}\n" for each in groups)
    (folder / "brief.yaml").write_text(BRIEF.format(language) + areas + f"        width: {width}\n", "utf-8")
    edition = read(folder, language)
    return render(edition, replace(edition.brief.design, theme=theme), cache)


def drawn(html: Html) -> str:
    return next(svg.decode() for svg in html.pictures.values() if b"<text" in svg)


@pytest.mark.parametrize(
    ("language", "groups"),
    [
        ("de", ["KZ UZ", "KG TJ", "TM"]),
        ("en", ["AL MK ME", "RS BA XK", "HR SI"]),
        ("ar", ["SA AE QA", "BH KW OM", "IQ"]),
    ],
)
def test_every_country_has_its_name_on_its_own_land_or_at_a_line_from_it(
    language: str, groups: list[str], tmp_path: Path
) -> None:
    html = page(tmp_path / "area", *groups, language=language)
    codes = set(re.findall(r'<text class="(\w\w)"', drawn(html)))
    assert codes == set(" ".join(groups).split())
    assert not html.warnings


def test_a_name_on_the_land_of_others_is_told(tmp_path: Path) -> None:
    """The drawing is read, not what the press meant it to be: here a kept one was changed."""
    groups = ("KZ UZ", "KG TJ", "TM")
    svg = drawn(page(tmp_path / "area", *groups, cache=tmp_path / "kept"))
    (kept,) = (file for file in (tmp_path / "kept").iterdir() if file.read_text("utf-8").endswith(f"\n{svg}"))
    x, y = re.findall(r'class="KZ"[^>]*? (x="[\d.]+") (y="[\d.]+")', svg)[0]
    changed = re.sub(r'(class="KG"[^>]*?) x="[\d.]+" y="[\d.]+"', rf"\1 {x} {y}", svg).encode()
    kept.write_bytes(digest(kept.name.encode() + changed).encode() + b"\n" + changed)
    (problem,) = page(tmp_path / "area", *groups, cache=tmp_path / "kept").warnings.values()
    assert (problem.code, problem.severity) == ("wrong-map", Severity.ERROR)
    assert "“Kyrgyzstan” stands on the land of another country" in problem.message


def test_a_group_whose_names_have_no_room_is_numbered_on_the_map_and_in_the_key(tmp_path: Path) -> None:
    html = page(tmp_path / "area", EU, "NO IS", width="half")
    (problem,) = html.warnings.values()
    assert problem.severity is Severity.WARNING
    assert f"“Group {EU}”: their numbers stand for all names" in problem.message
    assert "“Group NO IS”" not in problem.message
    assert "leave out `width`" in problem.hint
    texts = dict(re.findall(r'<text class="(\w\w)[^"]*"[^>]*>([^<]+)</text>', drawn(html)))
    assert {text for code, text in texts.items() if code in EU.split()} == {"1"}
    assert {text for code, text in texts.items() if code not in EU.split()} == {"Norway", "Iceland"}
    terms = re.findall(r"<dt[^>]*><img[^>]*> (\S+)", html.markup)
    assert terms == ["1.", "Group"]


def test_one_ink_is_enough_for_a_map(tmp_path: Path) -> None:
    """No greys: each of the six groups has a texture of its own."""
    svg = drawn(page(tmp_path / "area", "SN", "ML", "MR", "DZ", "NE", "NG", theme="ink"))
    assert set(re.findall("#[0-9a-f]{6}", svg)) == {"#000000", "#ffffff"}
    textures = re.findall(r'<pattern id="fill-\d"[^>]*>(.*?)</pattern>', svg)
    assert len(set(textures)) == 6

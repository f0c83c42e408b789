"""Maps: countries that several groups share, rivers and cities, and what is said where something has no room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import MAP

from briefpress.core.problems import Severity, Unprintable
from briefpress.markup.render import Html, render
from briefpress.reading.read import read
from briefpress.schema.edition import Edition


def edition(folder: Path, block: str, words: str = "", language: str = "en") -> Edition:
    """The brief with these lines of a map, in its own language or with a manuscript in German."""
    folder.mkdir()
    lines = "".join(f"        {line}\n" for line in block.splitlines())
    (folder / "brief.yaml").write_text(MAP + lines, "utf-8")
    if words:
        (folder / f"{language}.yaml").write_text(words, "utf-8")
    return read(folder, language)


def drawn(page: Html) -> str:
    """The map of a page."""
    return next(svg.decode() for svg in page.pictures.values() if b"<clipPath" in svg)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


SHARED = """\
areas:
  - {title: Police, codes: [MA, DZ, CV]}
  - {title: Customs, codes: [MA, TN, CV]}
  - {title: Courts, codes: [MA, LY]}
"""


def test_a_country_of_several_groups_shows_all_of_them(tmp_path: Path) -> None:
    page = render(edition(tmp_path / "basin", SHARED))
    svg = drawn(page)
    # Morocco is striped, and Cabo Verde in an inset; the numbers of all groups stand on them, and in the key.
    assert {"1, 2, 3", "1, 2", "1", "2", "3"} <= set(texts(svg))
    assert all(f'fill="url(#fill-{numbers})"' in svg for numbers in ("0-1-2", "0-1"))
    assert svg.count("<clipPath") == 2
    assert [page.markup.count(name) for name in ("Morocco", "Tunisia")] == [3, 1]


def test_a_country_of_several_groups_may_be_a_dot_of_sectors(tmp_path: Path) -> None:
    svg = drawn(render(edition(tmp_path / "basin", f"width: third\n{SHARED}")))
    assert re.search(r'A4,4[^>]*fill="url\(#fill-0\)".*A4,4[^>]*fill="url\(#fill-1\)"', svg)


def test_places_are_drawn_named_and_listed(tmp_path: Path) -> None:
    page = render(
        edition(
            tmp_path / "basin", "view: [AT, HU]\nrivers: [Danube]\ncities: [Vienna, {name: Mohács, at: [45.99, 18.68]}]"
        )
    )
    svg = drawn(page)
    assert {"Danube", "Vienna", "Mohács"} <= set(texts(svg))
    assert svg.count('width="4.4"') == 2
    assert "Vienna and Mohács" in page.markup
    assert ">Rivers<" in re.sub(r"<img[^>]*>\s*", "", page.markup)


WORDS = """\
title: Das Becken
sections:
  the-basin:
    title: Das Becken
    blocks:
      the-basin:
        alt: Eine Karte.
        caption: Das Becken
"""


def test_a_city_has_its_name_in_the_language_of_the_edition(tmp_path: Path) -> None:
    block = "view: [AT, DE]\nrivers: [Danube]\ncities: [Vienna, Munich, Linz]"
    named = f"{WORDS}        rivers: {{danube: Donau}}\n        cities: {{munich: München}}\n"
    german = edition(tmp_path / "basin", block, named, "de")
    assert {"Donau", "Wien", "München", "Linz"} <= set(texts(drawn(render(german))))
    (problem,) = (each for each in german.warnings if each.code == "untranslated-text")
    assert "`Linz`" in problem.message
    assert "`Munich`" not in problem.message


def test_a_city_is_found_by_its_name_in_the_language_of_the_brief(tmp_path: Path) -> None:
    folder = tmp_path / "basin"
    folder.mkdir()
    text = MAP.replace("language: en", "language: de")
    (folder / "brief.yaml").write_text(text + "        view: [AT]\n        cities: [Wien]\n", "utf-8")
    assert "Wien" in texts(drawn(render(read(folder, "de"))))


def test_a_name_that_has_no_room_is_told_and_stands_in_the_key(tmp_path: Path) -> None:
    towns = ", ".join(f"{{name: Town {letter}, at: [47.5, 16.{number}]}}" for number, letter in enumerate("ABCDEFGH"))
    page = render(edition(tmp_path / "basin", f"view: [AT, HU]\ncities: [{towns}]"))
    (problem,) = page.warnings.values()
    missing = re.findall("“(.*?)”", problem.message)
    assert missing
    assert problem.severity is Severity.WARNING
    assert not set(missing) & set(texts(drawn(page)))
    assert all(name in page.markup for name in missing)


def test_several_rivers_of_one_name_are_told(tmp_path: Path) -> None:
    (problem,) = edition(tmp_path / "basin", "view: [CZ, SK, RS]\nrivers: [Morava]").warnings
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("2 rivers on this map are called `Morava`")


@pytest.mark.parametrize(
    ("block", "hint"),
    [
        ("view: [AT]\ncities: [Viena]", "did you mean `Vienna`?"),
        ("view: [AT]\ncities: [Wien]", "did you mean `Vienna`?"),
        ("view: [RS]\ncities: [Београд]", "did you mean `Belgrade`?"),
        ("view: [AT]\nrivers: [Donnau]", "did you mean `Donau`?"),
        ("view: [EG, RO]\ncities: [Alexandria]", "write `Alexandria, EG` or `Alexandria, RO`"),
        ("view: [US]\ncities: [Springfield]", "`Springfield, Massachusetts`"),
        ("view: [HR, BA]\nrivers: [Una]", "in Natural Earth runs through BR: show one of these countries as well"),
        ("view: [AT]\ncities: [Bucharest]", "it is in RO: show the countries that it is in as well, under `view:`"),
    ],
)
def test_it_is_said_how_to_mend_what_is_not_on_a_map(block: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(Unprintable) as caught:
        edition(tmp_path / "basin", block)
    (problem,) = caught.value.problems
    assert problem.code == "wrong-map"
    assert hint in problem.hint

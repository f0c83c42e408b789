"""Other people's briefs have places too: of cells in a workbook, sources in a bibliography, maps and charts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from previews import Preview


@pytest.fixture(scope="module")
def house_of_danube(previews: Callable[..., Preview]) -> Preview:
    """A preview of a brief with data of all kinds."""
    return previews("danube", brief=ROOT / "examples" / "danube")


@pytest.fixture(scope="module")
def danube(house_of_danube: Preview) -> tuple[Path, list[Any]]:
    """The folder of that brief, and the layers of its pages."""
    running = house_of_danube
    frame = running.frame("language=en", until=lambda frame: frame["size"])
    layers = [json.loads(running.request(f"layers/{page['layer']}.json").data) for page in frame["pages"]]
    return running.folder / "content" / "danube", layers


def _files(layers: list[Any], words: str) -> set[str]:
    """The files in which texts with these words stand."""
    return {
        layer["sources"][text["source"]]["file"] for layer in layers for text in layer["texts"] if words in text["text"]
    }


def test_all_that_is_printed_comes_from_somewhere(danube: tuple[Path, list[Any]]) -> None:
    _, layers = danube
    assert all(each["source"] is not None for layer in layers for each in (*layer["texts"], *layer["pictures"]))


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("Austria", "content/danube/data/register.xlsx[2026!A4]"),
        ("Nitrate", "content/danube/brief.yaml"),
    ],
)
def test_a_text_leads_to_its_file(words: str, file: str, danube: tuple[Path, list[Any]]) -> None:
    assert file in _files(danube[1], words)


def test_pictures_lead_to_their_blocks(danube: tuple[Path, list[Any]]) -> None:
    folder, layers = danube
    lines = (folder / "brief.yaml").read_text("utf-8").splitlines()
    drawn = [(layer, picture) for layer in layers for picture in layer["pictures"] if picture["alt"]]
    places = [layer["sources"][picture["source"]] for layer, picture in drawn]
    assert len(places) == 3
    for place in places:
        assert place["path"] == str(folder / "brief.yaml")
        block = "\n".join(lines[place["line"] - 1 : place["last"]])
        assert "type: map" in block or "type: chart" in block
        assert "alt:" in block


def test_a_line_of_another_language_is_shown_in_that(danube: tuple[Path, list[Any]], house_of_danube: Preview) -> None:
    folder, _ = danube
    with house_of_danube.events("language=en") as events:
        next(frame for event, frame in events if event == "frame" and frame["size"])
        asked = {"path": str(folder / "de.yaml"), "line": 3}
        assert house_of_danube.request("at", "POST", asked).status == 204
        assert next(values for event, values in events if event == "choose") == {"brief": "danube", "language": "de"}
        with house_of_danube.events("language=de") as others:
            at = next(values for event, values in others if event == "at")
    assert (at["file"], at["line"]) == ("de.yaml", 3)
    assert at["places"]

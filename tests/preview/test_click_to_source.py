"""From what is printed to the line that it comes from, and from a line to where it is printed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import press
from playwright.sync_api import Browser, expect
from previews import PATIENCE, ROOT, Preview, Screen, screen, started

FACTS, WORDS, LABELS = "content/specimen/brief.yaml", "content/specimen/fr.yaml", "content/labels/fr.yaml"

#: Something printed of each kind of section, each type of block, and all else: its words, the file that it comes from,
#: and what stands in the line there.
PLACES = {
    "title": ("Spécimen de la maison", WORDS, "title: "),
    "running head": ("5 Une section « prose », faite de blocs", WORDS, "title: Une section « prose »"),
    "label": ("Sommaire", LABELS, "contents: Sommaire"),
    "mandate": ("ce qui est dit, dans", WORDS, "ce qui est dit"),
    "domains": ("Lecture", WORDS, "title: Lecture"),
    "projects": ("donateur d’exemple", WORDS, "donateur d'exemple"),
    "timeframe": ("mars 2024 à novembre 2026", FACTS, "timeframe: "),
    "amount": ("1,25 million d’EUR", FACTS, "amount: 1250000"),
    "timeline": ("Durée des projets", WORDS, "caption: Durée des projets"),
    "partners": ("WeasyPrint", WORDS, "name: WeasyPrint"),
    "prose": ("Un second paragraphe le suit à une demi-ligne.", WORDS, "Un second paragraphe"),
    "list": ("Et elle finit ici.", WORDS, "troisieme: "),
    "table": ("Échelle typographique, en points", WORDS, "caption: Échelle"),
    "head of a column": ("Interligne", WORDS, "interligne: Interligne"),
    "row of a table": ("Titres de section", WORDS, "sections: {cells:"),
    "figure": ("La page et ses deux colonnes.", WORDS, "caption: La page"),
    "chart": ("À plus grand corps, plus d’interligne.", WORDS, "caption: À plus grand corps"),
    "data of a chart": ("12,5", FACTS, "id: echelons"),
    "map": ("Quatre des pays dont parle ce spécimen.", WORDS, "caption: Quatre"),
    "key of a map": ("Côte d’Ivoire et Égypte", FACTS, "codes: [CI, EG]"),
    "facts": ("A4, recto verso", WORDS, "text: A4"),
    "note": ("Une note peut aussi se tenir dans le texte", WORDS, "note: Une note"),
    "quote": ("Ce qui est dit, comment c’est balisé", WORDS, "Ce qui est dit"),
    "callout": ("Un encadré sans cadre", WORDS, "retenir: "),
    "source": ("Common Locale Data Repository", WORDS, "cldr: "),
    "imprint": ("Texte source", LABELS, "origin: "),
}  # fmt: skip
#: Those that are clicked as well.
CLICKED = (
    "running head", "label", "domains", "timeframe", "prose", "row of a table", "figure", "data of a chart",
    "key of a map", "quote", "callout", "source",
)  # fmt: skip


class Specimen(NamedTuple):
    """The specimen in a preview, and the folder of its finished files."""

    preview: Preview
    out: Path
    layers: list[Any]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Specimen]:
    """The specimen in French, and what is known of its pages."""
    out = tmp_path_factory.mktemp("out")
    preview = started(ROOT, "specimen", "--out", str(out))
    frame = preview.frame(until=lambda each: each["size"])
    layers = [json.loads(preview.request(f"layers/{page['layer']}.json").data) for page in frame["pages"]]
    yield Specimen(preview, out, layers)
    code, told = preview.end()
    assert code == 0, told


def folded(text: str) -> str:
    """The letters and figures of a text."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def begins(text: Any, words: str) -> bool:
    """Whether a printed text begins with words, whatever spaces and invisible characters it is set with."""
    return " ".join(text["text"].replace("\u2060", "").split()).startswith(words)


def lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines()


def sources(layers: list[Any], words: str) -> list[Any]:
    """Where those printed texts come from that begin with these words."""
    return [layer["sources"][text["source"]] for layer in layers for text in layer["texts"] if begins(text, words)]


@pytest.mark.parametrize("name", PLACES)
def test_what_is_printed_comes_from_its_line(name: str, specimen: Specimen) -> None:
    words, file, line = PLACES[name]
    found = sources(specimen.layers, words)
    assert found
    places = [(each["file"], lines(each["path"])[each["line"] - 1]) for each in found]
    assert [place for place in places if place[0] == file and line in place[1]], places


#: What no line holds as it is printed: countries by their codes, languages by their names, dates in words, and the head
#: of the data of a chart.
COMPUTED = re.compile(r"codes: |languages|\{date\}|type: chart")


def test_every_text_is_held_by_its_entry(specimen: Specimen) -> None:
    astray = []
    for page, layer in enumerate(specimen.layers, start=1):
        for text in layer["texts"]:
            source = layer["sources"][text["source"]]
            entry = "\n".join(lines(source["path"])[source["line"] - 1 : source["last"]])
            words = [folded(word) for word in re.findall(r"[^\W\d_]{3,}|\d{4}", text["text"])]
            if words and not any(word in folded(entry) for word in words) and not COMPUTED.search(entry):
                astray.append((page, text["text"], f"{source['file']}:{source['line']}", entry))
    assert not astray


def test_a_picture_comes_from_its_block(specimen: Specimen) -> None:
    pictures = [(each, layer["sources"][each["source"]]) for layer in specimen.layers for each in layer["pictures"]]
    entries = ["\n".join(lines(place["path"])[place["line"] - 1 : place["last"]]) for _, place in pictures]
    for named in ("pictures/page.svg", "pictures/echelons.yaml", "type: map"):
        assert [entry for entry in entries if named in entry], named


def click(shown: Screen, words: str) -> None:
    """Click a printed text."""
    piece = shown.page.locator(".piece").filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$"))
    box = piece.first.bounding_box()
    assert box
    shown.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_leads_to_the_line(specimen: Specimen, browser: Browser) -> None:
    with screen(browser, specimen.preview, viewport={"width": 1280, "height": 5000}) as shown:
        shown.shows("Un encadré sans cadre")
        marked = shown.page.locator("#source [aria-current]")
        for name in CLICKED:
            words, file, line = PLACES[name]
            text = next(
                text["text"]
                for layer in specimen.layers
                for text in layer["texts"]
                if begins(text, words) and layer["sources"][text["source"]]["file"] == file
            )
            click(shown, text.strip())
            shown.reads("#source h2", f"{file}:")
            expect(marked).to_contain_text(line, timeout=PATIENCE)


def printed_at(specimen: Specimen, name: str) -> list[tuple[int, str]]:
    """Where the line of a text is printed: the page, from 0, and the words in its boxes."""
    words, file, line = PLACES[name]
    place = next(
        each
        for each in sources(specimen.layers, words)
        if each["file"] == file and line in lines(each["path"])[each["line"] - 1]
    )
    with specimen.preview.events() as events:
        next(frame for event, frame in events if event == "frame" and frame["size"])
        specimen.preview.request("at", "POST", {"path": place["path"], "line": place["line"]})
        answer = next(values for event, values in events if event == "at" and values["line"] == place["line"])
    return [(each["page"], _within(specimen.layers[each["page"]], each["boxes"])) for each in answer["places"]]


def _within(layer: Any, boxes: list[Any]) -> str:
    return "".join(folded(text["text"]) for text in layer["texts"] if text["box"] in boxes)


@pytest.mark.parametrize("name", ["title", "amount", "list", "figure", "facts", "callout", "source", "running head"])
def test_a_line_is_found_where_it_is_printed(name: str, specimen: Specimen) -> None:
    words, *_ = PLACES[name]
    places = printed_at(specimen, name)
    assert [words for page, words in places if folded(PLACES[name][0]) in words], (words, places)


def test_a_line_is_shown_where_it_is_printed(specimen: Specimen, browser: Browser) -> None:
    def ask(file: str, line: str) -> int:
        number = next(number for number, each in enumerate(lines(str(ROOT / file)), start=1) if line in each)
        run = press("preview", "--at", f"{file}:{number}", "--out", specimen.out, cwd=ROOT)
        assert run.code == 0, run.err
        return number

    with screen(browser, specimen.preview, viewport={"width": 1280, "height": 800}) as shown:
        shown.shows("Chaque section")
        expect(shown.page.locator("#stage")).to_have_js_property("scrollTop", 0)
        number = ask(WORDS, "retenir: ")
        shown.reads("#status", f"Line {number} of fr.yaml, on page 4")
        callout = shown.text("Un encadré sans cadre").locator(".piece").first
        expect(callout).to_be_in_viewport()
        top = shown.page.locator("#stage").evaluate("stage => stage.scrollTop")
        ask(WORDS, "retenir: ")
        assert shown.page.locator("#stage").evaluate("stage => stage.scrollTop") == top
        number = ask(WORDS, "title: Une section « prose »")
        shown.reads("#status", f"Line {number} of fr.yaml, on page 1: place 1 of 3")
        ask(WORDS, "title: Une section « prose »")
        shown.reads("#status", f"Line {number} of fr.yaml, on page 2: place 2 of 3")
        number = ask(FACTS, "# A brief that shows every kind")
        shown.reads("#status", f"Line {number} of brief.yaml prints nothing in this edition")

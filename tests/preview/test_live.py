"""Pages in Chromium that are right again whenever a file is saved."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import process
from playwright.sync_api import Browser, expect
from previews import NOTE, PATIENCE, Preview, Screen, copied_house, screen, started

#: A brief of its own for each test, so that none is in the way of another.
BRIEFS = (
    "edit", "broken-yaml", "broken-template", "broken-css", "start", "beside", "in-place", "anew", "partial", "picture",
    "language", "two", "styled", "font", "data", "words", "many", "during", "scrolled", "download", "refused",
)  # fmt: skip
#: Three pages.
PAGES = """\
language: en
date: 2026-11-29
status: draft
title: Three pages
sections:
  - title: One
    text: The first page.
  - title: Two
    text: The second page.
  - title: Three
    text: The third page.
"""
ON_PAGES = ".section + .section { break-before: page }\n"
FIGURE = """\
    blocks:
      - {type: figure, file: pictures/square.svg, alt: A square., caption: The square}
"""
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="#123"/></svg>'
)
CHART = """\
    blocks:
      - {type: chart, file: growth.yaml, alt: It grows., caption: The growth, words: {year: Year, count: Count}}
"""
SPECIFICATION = """\
data: {url: growth.csv}
mark: bar
encoding:
  x: {field: year, type: ordinal}
  y: {field: count, type: quantitative}
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of many briefs in a house of their own, which tests may change."""
    folder = copied_house(tmp_path_factory.mktemp("house"))
    for name in BRIEFS:
        facts = folder / "content" / name / "brief.yaml"
        facts.parent.mkdir()
        facts.write_text(NOTE, "utf-8")
    preview = started(folder, house=folder)
    yield preview
    code, told = preview.end()
    assert code == 0, told


def write(preview: Preview, name: str, text: str) -> Path:
    """Write a file where there may be none."""
    file = preview.file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_an_edit_appears_and_only_its_page_is_fetched(house: Preview, browser: Browser) -> None:
    write(house, "content/edit/brief.yaml", PAGES)
    write(house, "content/edit/styles/page.css", ON_PAGES)
    with screen(browser, house, "brief=edit", viewport={"width": 1280, "height": 5000}) as shown:
        shown.shows("The third page.")
        before, look = shown.keys, shown.page.locator("figure").nth(1).screenshot()
        assert len(before) == 3
        shown.fetched.clear()
        house.replace("content/edit/brief.yaml", "The second page.", "The changed page.")
        shown.shows("The changed page.")
        shown.no_longer_shows("The second page.")
        now = shown.keys
        assert [page for page in range(3) if now[page] != before[page]] == [1]
        assert set(shown.fetched) == {now[1]}
        assert shown.page.locator("figure").nth(1).screenshot() != look


#: What is saved in the place of what, where the problem is, its code and its hint; and whether it leaves no pages.
BROKEN = {
    "broken-yaml": ("brief.yaml", "title: Words", "title: [Words", "6:12", "yaml-syntax", "end it with", True),
    "broken-template": (
        "templates/blocks/prose.html", "block.text", "blok.text", "1:7", "undefined-name", "templates/README.md", True,
    ),
    "broken-css": ("styles/page.css", "color", "colour", "1:5", "css-ignored", "docs/styling.md", False),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_leaves_the_pages(name: str, house: Preview, browser: Browser) -> None:
    file, right, wrong, place, code, hint, is_stopped = BROKEN[name]
    write(house, f"content/{name}/templates/blocks/prose.html", "<p>{{ block.text }}</p>\n")
    write(house, f"content/{name}/styles/page.css", "p { color: navy }\n")
    with screen(browser, house, f"brief={name}") as shown:
        shown.shows("The first sentence.")
        keys = shown.keys
        house.replace(f"content/{name}/{file}", right, wrong)
        for words in (f"content/{name}/{file}:{place}", code, hint, wrong):
            shown.reads("#problems", words)
        shown.is_in("broken" if is_stopped else "good")
        if is_stopped:
            shown.reads("#bar", "These are the pages of the last good version")
            assert shown.keys == keys
        expect(shown.text("The first sentence.")).to_have_count(1)
        house.replace(f"content/{name}/{file}", wrong, right)
        expect(shown.page.locator("#problems .error")).to_have_count(0, timeout=PATIENCE)
        shown.is_in("good")
        expect(shown.page.locator("#bar")).to_be_hidden()
        assert shown.keys == keys


def test_broken_at_the_start_and_mended(house: Preview, browser: Browser) -> None:
    write(house, "content/start/brief.yaml", NOTE.replace("title: Words", "title: [Words"))
    with screen(browser, house, "brief=start") as shown:
        shown.is_in("broken-at-start")
        for words in ("cannot be printed yet", "content/start/brief.yaml:6:12", "yaml-syntax", "end it with"):
            shown.reads("#empty", words)
        write(house, "content/start/brief.yaml", NOTE)
        shown.is_in("good")
        shown.shows("The first sentence.")
        expect(shown.page.locator("#empty")).to_be_hidden()


def _beside(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}.swp")
    draft.write_text(text, "utf-8")
    draft.replace(file)


def _in_place(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def _anew(file: Path, text: str) -> None:
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, "utf-8")


#: How editors save: beside and renamed, into the file, or the old one put aside.
SAVES: dict[str, Callable[[Path, str], None]] = {"beside": _beside, "in-place": _in_place, "anew": _anew}


@pytest.mark.parametrize("name", SAVES)
def test_however_it_is_saved(name: str, house: Preview, browser: Browser) -> None:
    file = house.file(f"content/{name}/brief.yaml")
    with screen(browser, house, f"brief={name}") as shown:
        shown.shows("The first sentence.")
        for words in ("The second sentence.", "The third sentence."):
            SAVES[name](file, NOTE.replace("The first sentence.", words))
            shown.shows(words)


def test_a_partial_that_is_included_three_levels_down(house: Preview, browser: Browser) -> None:
    write(house, "content/partial/templates/blocks/prose.html", '{% include "parts/one.html" %}')
    write(house, "content/partial/templates/parts/one.html", '{% include "parts/two.html" %}')
    write(house, "content/partial/templates/parts/two.html", '<div>{% include "parts/three.html" %}</div>')
    write(house, "content/partial/templates/parts/three.html", "<p>Read: {{ block.text }}</p>")
    with screen(browser, house, "brief=partial") as shown:
        shown.shows("Read:")
        house.replace("content/partial/templates/parts/three.html", "Read", "Written")
        shown.shows("Written:")


def test_a_picture_that_comes_changes_and_goes(house: Preview, browser: Browser) -> None:
    write(house, "content/picture/brief.yaml", NOTE + FIGURE)
    with screen(browser, house, "brief=picture") as shown:
        shown.is_in("broken-at-start")
        shown.reads("#empty", "pictures/square.svg")
        picture = write(house, "content/picture/pictures/square.svg", SQUARE)
        shown.is_in("good")
        figure = shown.page.locator("figure[data-key]")
        expect(figure).to_have_count(1)
        (key,) = shown.keys
        picture.write_text(SQUARE.replace("#123", "#456"), "utf-8")
        expect(shown.page.locator(f'figure[data-key="{key}"]')).to_have_count(0, timeout=PATIENCE)
        (key,) = shown.keys
        picture.unlink()
        shown.is_in("broken")
        assert shown.keys == [key]


def test_a_second_language(house: Preview, browser: Browser) -> None:
    write(house, "content/language/brief.yaml", NOTE.replace("- title", "- id: words\n    title"))
    with screen(browser, house, "brief=language") as shown:
        shown.shows("The first sentence.")
        languages = shown.page.get_by_label("Language", exact=True)
        expect(languages).to_have_count(0)
        words = "title: Une note\nsections:\n  words: {title: Mots, text: La première phrase.}\n"
        manuscript = write(house, "content/language/fr.yaml", words)
        expect(languages).to_have_count(1, timeout=PATIENCE)
        languages.select_option("fr")
        shown.shows("La première phrase.")
        languages.select_option("en")
        shown.shows("The first sentence.")
        manuscript.unlink()
        expect(languages).to_have_count(0, timeout=PATIENCE)


def test_two_tabs_with_two_editions(house: Preview, browser: Browser) -> None:
    write(house, "content/two/brief.yaml", NOTE.replace("- title", "- id: words\n    title"))
    words = "title: Une note\nsections:\n  words: {title: Mots, text: La première phrase.}\n"
    write(house, "content/two/fr.yaml", words)
    with screen(browser, house, "brief=two") as english, screen(browser, house, "brief=two&language=fr") as french:
        english.shows("The first sentence.")
        french.shows("La première phrase.")
        house.replace("content/two/fr.yaml", "première", "deuxième")
        french.shows("La deuxième phrase.")
        house.replace("content/two/brief.yaml", "first", "second")
        english.shows("The second sentence.")
        french.is_in("good")
        expect(french.text("La deuxième phrase.")).to_have_count(1)


def test_a_stylesheet_of_the_brief_and_one_of_the_house(house: Preview, browser: Browser) -> None:
    styles = write(house, "content/styled/styles/page.css", "h2 { text-transform: none }\n")
    with screen(browser, house, "brief=styled") as shown:
        shown.shows("Words")
        styles.write_text("h2 { text-transform: uppercase }\n", "utf-8")
        shown.shows("WORDS")
        tokens = house.file("styles/tokens.css")
        text = tokens.read_text("utf-8")
        tokens.write_text(f"{text}\nh1 {{ text-transform: lowercase }}\n", "utf-8")
        shown.shows("a note")
        tokens.write_text(text, "utf-8")
        shown.no_longer_shows("a note")


def test_a_font_that_is_replaced_by_another(house: Preview, browser: Browser) -> None:
    fonts = house.file("styles/fonts")
    font = write(house, "content/font/styles/fonts/Own.ttf", "")
    shutil.copy(fonts / "SourceSans3-Regular.ttf", font)
    styles = '@font-face { font-family: "Own"; src: url(fonts/Own.ttf); font-weight: 400 }\n'
    write(house, "content/font/styles/fonts.css", styles)
    write(house, "content/font/styles/page.css", 'p { font-family: "Own" }\n')
    with screen(browser, house, "brief=font") as shown:
        shown.shows("The first sentence.")
        (key,) = shown.keys
        shutil.copy(fonts / "SourceSerif4-Regular.ttf", font)
        expect(shown.page.locator(f'figure[data-key="{key}"]')).to_have_count(0, timeout=PATIENCE)
        shown.is_in("good")


def test_data_of_a_chart(house: Preview, browser: Browser) -> None:
    write(house, "content/data/growth.csv", "year,count\n2024,11\n2025,12\n")
    write(house, "content/data/growth.yaml", SPECIFICATION)
    write(house, "content/data/brief.yaml", NOTE + CHART)
    with screen(browser, house, "brief=data") as shown:
        shown.shows("12")
        house.replace("content/data/growth.csv", "2025,12", "2025,77")
        shown.shows("77")
        house.replace("content/data/growth.csv", "77", "many")
        shown.reads("#problems", "growth.csv:3:6")
        shown.is_in("broken")


def test_a_label_of_the_house(house: Preview, browser: Browser) -> None:
    with screen(browser, house, "brief=words") as shown:
        shown.shows("BRIEFING NOTE")
        house.replace("content/labels/en.yaml", "kicker: Briefing note", "kicker: Working paper")
        shown.shows("WORKING PAPER")
        house.replace("content/labels/en.yaml", "kicker: Working paper", "kicker: Briefing note")
        shown.shows("BRIEFING NOTE")


def git(folder: Path, *arguments: str) -> None:
    """Run git as a writer does."""
    own = ("-c", "user.name=a", "-c", "user.email=a@b.invalid", "-c", "advice.detachedHead=false")
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_checkout_of_twenty_files_is_one_rebuild(house: Preview, browser: Browser) -> None:
    folder = house.file("content/many")
    figures = "".join(
        f"      - {{type: figure, file: pictures/{n}.svg, alt: A square., caption: Square {n}}}\n" for n in range(20)
    )
    write(house, "content/many/brief.yaml", f"{NOTE}    blocks:\n{figures}")
    write(house, "content/many/styles/page.css", "figure img { width: 5mm }\n")
    git(folder, "init", "--quiet")
    for colour, words in (("#123", "first"), ("#456", "second")):
        for number in range(20):
            write(house, f"content/many/pictures/{number}.svg", SQUARE.replace("#123", colour))
        house.replace("content/many/brief.yaml", "The first", f"The {words}")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", words)
    with screen(browser, house, "brief=many") as shown, house.events("brief=many") as events:
        shown.shows("The second sentence.")
        git(folder, "checkout", "--quiet", "HEAD~1")
        shown.shows("The first sentence.")
        versions = []
        for event, frame in events:
            # (Of a draft, some pages are still those of the version before.)
            if event == "frame" and frame["pages"] and all(page["layer"] for page in frame["pages"]):
                versions.append(tuple(page["key"] for page in frame["pages"]))
                if list(versions[-1]) == shown.keys and frame["validation"]["state"] == "passed":
                    break
        assert len(dict.fromkeys(versions)) == 2


def _versions(shown: Screen) -> list[int]:
    return shown.page.evaluate("window.versions")


def test_what_is_saved_while_pages_are_made_takes_their_place(house: Preview, browser: Browser) -> None:
    long = "".join(f"  - title: Part {n}\n    text: Words of part {n}.\n" for n in range(25))
    write(house, "content/during/brief.yaml", NOTE.replace("The first sentence.", "Version 0.") + long)
    write(house, "content/during/styles/page.css", ON_PAGES)
    with screen(browser, house, "brief=during") as shown, house.events("brief=during") as events:
        shown.shows("Version 0.")
        shown.page.evaluate(
            """() => {
              window.versions = [];
              const note = () => {
                const found = /Version (\\d+)/.exec(document.querySelector("figure .layer")?.textContent ?? "");
                if (found && versions.at(-1) !== Number(found[1])) versions.push(Number(found[1]));
              };
              new MutationObserver(note).observe(document.getElementById("canvas"), { childList: true, subtree: true });
              note();
            }"""
        )
        house.frame("brief=during", until=lambda frame: frame["validation"]["state"] == "passed")
        for version in range(1, 5):
            house.replace("content/during/brief.yaml", f"Version {version - 1}.", f"Version {version}.")
            if version < 4:
                next(values for event, values in events if event == "progress" and "typeset" in (values["stage"] or ""))
        shown.shows("Version 4.")
        house.frame("brief=during", until=lambda frame: frame["validation"]["state"] == "passed")
        versions = _versions(shown)
        assert versions == sorted(versions)
        assert len(versions) < 5


def test_the_place_that_is_read_stays(house: Preview, browser: Browser) -> None:
    write(house, "content/scrolled/brief.yaml", PAGES)
    write(house, "content/scrolled/styles/page.css", ON_PAGES)
    with screen(browser, house, "brief=scrolled", viewport={"width": 1280, "height": 700}) as shown:
        shown.shows("The first page.")
        stage = shown.page.locator("#stage")
        stage.evaluate("stage => stage.scrollTo(0, stage.scrollHeight / 2)")
        shown.shows("The second page.")
        place = stage.evaluate("stage => stage.scrollTop")
        house.replace("content/scrolled/brief.yaml", "first page.", "first page.\n\n      And one more line.")
        house.replace("content/scrolled/brief.yaml", "The second page.", "The changed page.")
        shown.shows("The changed page.")
        assert stage.evaluate("stage => stage.scrollTop") == place


def test_what_is_downloaded_is_what_build_writes(house: Preview, browser: Browser) -> None:
    built = process("build", "download", "--format", "pdf", "--format", "docx", cwd=house.folder, house=house.folder)
    assert built.code == 0, built.err
    with screen(browser, house, "brief=download") as shown:
        shown.shows("The first sentence.")
        for suffix, name in (("pdf", "PDF"), ("docx", "Word")):
            shown.page.get_by_role("button", name="Downloads").click()
            with shown.page.expect_download(timeout=PATIENCE) as download:
                shown.page.get_by_role("button", name=f"{name} .{suffix}").click()
            assert download.value.suggested_filename == f"download.en.{suffix}"
            written = house.file(f"dist/download.en.{suffix}")
            assert download.value.path().read_bytes() == written.read_bytes()


def test_a_download_that_build_would_refuse(house: Preview, browser: Browser) -> None:
    write(house, "content/refused/styles/page.css", "p { colour: navy }\n")
    with screen(browser, house, "brief=refused") as shown:
        shown.shows("The first sentence.")
        shown.page.get_by_role("button", name="Downloads").click()
        shown.page.get_by_role("button", name="PDF .pdf").click()
        shown.reads("#problems", "The file was not made")
        shown.reads("#problems", "content/refused/styles/page.css:1:5")


def test_a_preview_that_is_stopped_and_started_again(preview: Callable[..., Preview], browser: Browser) -> None:
    first = preview(brief=NOTE)
    with screen(browser, first) as shown:
        shown.shows("The first sentence.")
        first.end()
        shown.reads("#bar", "The preview was stopped. Start it again with python build.py preview")
        expect(shown.body).to_have_attribute("data-stopped", "")
        expect(shown.text("The first sentence.")).to_have_count(1)
        first.replace("content/note/brief.yaml", "first", "second")
        preview()
        shown.shows("The second sentence.")
        expect(shown.body).not_to_have_attribute("data-stopped", "")
        expect(shown.page.locator("#bar")).to_be_hidden()


def test_a_brief_that_is_begun_later_can_be_chosen(house: Preview) -> None:
    with house.events("brief=note") as events:
        next(frame for event, frame in events if event == "frame")
        write(house, "content/later/brief.yaml", NOTE)
        offers = (values["briefs"] for event, values in events if event == "offers")
        assert next(names for briefs in offers if "later" in (names := {each["name"] for each in briefs}))
    assert house.frame("brief=later", until=lambda frame: frame["pages"])["name"] == "later.en"

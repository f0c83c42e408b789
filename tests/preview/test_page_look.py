"""The page of a preview, looked at in Chromium: by day and by night, by hand and by keys, from both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect
from previews import NOTE, Preview, started

Start = Callable[..., Preview]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: A build of the specimen, on a machine that is busy, in milliseconds.
PATIENCE = 90_000
#: Notes each thing that is shown to have changed.
WATCH = """
window.flashed = [];
new MutationObserver(changes => {
  for (const {target} of changes) if (target.hasAttribute("data-flash")) flashed.push(target.textContent);
}).observe(document, {subtree: true, attributes: true, attributeFilter: ["data-flash"]});
"""
SMALL = """least => [...document.querySelectorAll("button, select, input, [role=tab]")].flatMap(control => {
  const {width, height} = control.getBoundingClientRect();
  return width && Math.min(width, height) < least ? [[control.ariaLabel ?? control.textContent, width, height]] : [];
})"""


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the specimen, which no test changes."""
    preview = started(ROOT, "specimen", "--out", str(tmp_path_factory.mktemp("dist")))
    yield preview
    preview.end()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a preview in a window, as one with these preferences sees it, and waits for its pages and their texts."""
    contexts = []

    def opened(preview: Preview, query: str = "", width: int = 1280, height: int = 800, **how: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **how))
        page = contexts[-1].new_page()
        page.add_init_script(WATCH)
        page.goto(f"{preview.url}{query}")
        expect(page.locator(".piece").first).to_be_attached(timeout=PATIENCE)
        return page

    yield opened
    for context in contexts:
        context.close()


def findings(page: Page) -> list[str]:
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in Axe().run(page).response["violations"]]


def test_axe_finds_nothing_in_what_is_broken(preview: Start, opened: Callable[..., Page]) -> None:
    running = preview(brief=NOTE)
    page = opened(running)
    running.replace("content/note/brief.yaml", "status: draft", "statos: draft")
    expect(page.get_by_role("tab", name="Problems 1")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("region", name="State of the preview")).to_contain_text("last good version")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == [], scheme


def test_what_changed_is_shown_but_not_to_those_who_want_less_motion(
    preview: Start, opened: Callable[..., Page]
) -> None:
    running = preview(brief=NOTE)
    moving, still = opened(running), opened(running, reduced_motion="reduce")
    running.replace("content/note/brief.yaml", "The first sentence.", "The other sentence.")
    for page in (moving, still):
        expect(page.locator("figure").get_by_text("The other sentence.")).to_be_attached(timeout=PATIENCE)
    assert moving.evaluate("flashed") == ["The other sentence."]
    assert still.evaluate("flashed") == []


def test_a_sheet_of_two_pages_is_shown_as_one(preview: Start, opened: Callable[..., Page]) -> None:
    page = opened(preview(brief=NOTE.replace("sentence.", "sentence." + " It goes on." * 600)))
    expect(page.locator("figure")).to_have_count(2)
    page.get_by_role("button", name="Spreads").click()
    first, second = (page.locator(f"figure[data-page='{number}']").bounding_box() for number in (1, 2))
    assert first and second  # noqa: PT018 (both are there)
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] < second["x"]


# A larger brief. It comes last, as all its editions are set while nothing else is to be done.


def test_axe_finds_nothing(specimen: Preview, opened: Callable[..., Page]) -> None:
    page = opened(specimen)
    page.locator("figure").get_by_text("Spécimen de la maison").click()
    expect(page.locator("#source [aria-current]")).to_contain_text("title: Spécimen de la maison")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": 1280, "height": 800})
        for tab in ("Problems", "Source", "Screen reader", "Build"):
            page.get_by_role("tab", name=tab).click()
            assert findings(page) == [], (scheme, tab)
        page.set_viewport_size({"width": 800, "height": 1000})
        assert findings(page) == [], scheme
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(page) == []


def test_all_can_be_done_by_keys(specimen: Preview, opened: Callable[..., Page]) -> None:
    page = opened(specimen)
    focused = page.locator(":focus")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Skip to the pages")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("NOTE D’INFORMATION")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_text("Spécimen de la maison")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#source [aria-current]")).to_have_text("title: Spécimen de la maison")
    expect(focused).to_have_text("Spécimen de la maison")
    # From the last text of a page to the first of the next.
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(page.locator("figure[data-page='2'] :focus")).to_be_attached()
    expect(focused.locator(".piece").first).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("figure :focus")).not_to_be_attached()
    # Over the end of a line, without its accent.
    page.keyboard.press("Control+f")
    page.keyboard.type("pour etre vu")
    expect(page.locator("#found")).to_have_text("1 of 1")
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Spreads")).to_have_attribute("aria-pressed", "true")


def test_from_right_to_left(specimen: Preview, opened: Callable[..., Page]) -> None:
    """The first page is on the other side, and so is the next text."""
    page = opened(specimen, "?language=ar")
    expect(page.get_by_role("figure", name="Page 1 of 4")).to_have_attribute("dir", "rtl")
    page.get_by_role("button", name="Spreads").click()
    first, second, third = (page.locator(f"figure[data-page='{number}']").bounding_box() for number in (1, 2, 3))
    assert first and second and third  # noqa: PT018 (all are there)
    assert first["x"] == third["x"] < second["x"]
    page.locator("#stage").focus()
    page.keyboard.press("Tab")
    before = page.locator(":focus").text_content()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(":focus")).not_to_have_text(before or "")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text(before or "")


@pytest.mark.parametrize(
    ("how", "least"),
    [({"width": 1280}, 24), ({"width": 800}, 24), ({"width": 1024, "height": 1366, "has_touch": True}, 40)],
    ids=["1280", "800", "tablet"],
)
def test_controls_can_be_hit_and_nothing_is_wider_than_the_window(
    how: dict[str, Any], least: int, specimen: Preview, opened: Callable[..., Page]
) -> None:
    """WCAG 2.2, 2.5.8 and, for fingers, near 2.5.5."""
    page = opened(specimen, **how)
    assert page.evaluate(SMALL, least) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

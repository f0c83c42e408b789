"""How long a writer waits: from a save to the new pages on the screen, beside a cold WeasyPrint on the same page.

    PYTHONPATH=. .venv/bin/python benchmarks/preview.py [ROUNDS]

In each round a word of the French brief is changed while its preview is open in Chromium, and the time is taken until
the changed page is painted; then the command `weasyprint` prints the same HTML, styles and pictures. Both by the clock,
in one run, on one machine: the ratio of the medians is what counts. The preview is at rest before each of the two: its
last version has been proved, and other editions are there as well.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from briefpress.core.paths import HOUSE as HOUSE_FOLDER
from briefpress.markup.pictures import DRAWN
from briefpress.markup.render import render
from briefpress.markup.stylesheets import BRIEF, HOUSE
from briefpress.reading.read import read

ROOT = Path(__file__).resolve().parent.parent
#: What the other layout of the brief takes at most, in seconds.
REST = 8
SHORT, LONG = "collaborent étroitement", "collaborent très étroitement"
#: The press hides the fonts of the machine from itself, not from others.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
#: Resolves with the time of the paint after the first page has changed.
PAINTED = """() => new Promise(resolve => {
  const keyOf = () => document.querySelector('figure[data-page="1"]').dataset.key, before = keyOf();
  const look = () => {
    // It is set when the picture has been decoded and takes its place.
    if (keyOf() !== before) requestAnimationFrame(() => setTimeout(() => resolve(Date.now() / 1000)));
    else requestAnimationFrame(look);
  };
  look();
})"""


def plain_page(folder: Path, into: Path) -> Path:
    """The page as a file that WeasyPrint prints by itself, with what it is drawn from."""
    html = render(read(folder, "fr"))
    drawn = into / "drawn"
    drawn.mkdir()
    for url, svg in html.pictures.items():
        (drawn / url.removeprefix(DRAWN)).write_bytes(svg)
    markup = html.markup
    for host, place in ((HOUSE, HOUSE_FOLDER), (BRIEF, folder), (DRAWN, drawn)):
        markup = markup.replace(host, f"{place.as_uri()}/")
    page = into / "page.html"
    page.write_text(markup, "utf-8")
    return page


def at_rest(url: str) -> None:
    """Wait until the version on the screen has been proved, and the other layout set."""
    with urlopen(f"{url}events", timeout=120) as events:
        for line in events:
            if line.startswith(b"data: ") and b'"validation": {"state": "passed"' in line:
                break
    time.sleep(REST)


def saved(page: Page, url: str, manuscript: Path, old: str, new: str) -> float:
    """The seconds from a save until the changed page is painted."""
    at_rest(url)
    watch = page.evaluate_handle(f"() => ({{painted: ({PAINTED})()}})")
    text = manuscript.read_text("utf-8")
    assert old in text
    began = time.time()
    manuscript.write_text(text.replace(old, new, 1), "utf-8")
    return float(watch.evaluate("({painted}) => painted")) - began


def printed(page: Path) -> float:
    """The seconds that the command `weasyprint` takes."""
    began = time.time()
    subprocess.run(
        [sys.executable, "-m", "weasyprint", "-q", page, page.with_suffix(".pdf")], env=ENVIRONMENT, check=True
    )
    return time.time() - began


def main(rounds: str = "7") -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        brief = folder / "content" / "interpol-eu"
        shutil.copytree(ROOT / "content" / "interpol-eu", brief)
        for other in ("ar", "en", "es"):
            (brief / f"{other}.yaml").unlink()
        plain = plain_page(brief, folder)
        command = [sys.executable, ROOT / "build.py", "preview", "--no-open"]
        preview = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert preview.stdout is not None
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=flags, env=dict(ENVIRONMENT)
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        url = preview.stdout.readline().strip()
        page.goto(url)
        waits, prints = [], []
        for number in range(int(rounds)):
            waits.append(saved(page, url, brief / "fr.yaml", *((SHORT, LONG) if number % 2 == 0 else (LONG, SHORT))))
            at_rest(url)
            prints.append(printed(plain))
            print(f"save → painted {waits[-1]:.2f} s, weasyprint {prints[-1]:.2f} s", flush=True)
        browser.close()
        preview.terminate()
        preview.wait()
    wait, whole = statistics.median(waits), statistics.median(prints)
    print(f"medians: {wait:.2f} s / {whole:.2f} s = {wait / whole:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

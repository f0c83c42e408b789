"""A preview as a writer has it: the command in a process of its own, and Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, expect

ROOT = Path(__file__).resolve().parent.parent
#: A brief of one page that is set fast, in a house that the test may change.
NOTE = """\
language: en
date: 2026-11-29
status: draft
title: A note
sections:
  - title: Words
    text: The first sentence.
"""


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: dict[str, str]
    data: bytes


class Preview:
    """A preview that runs."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self.process, self.folder = process, folder
        assert process.stdout is not None
        self.url = process.stdout.readline().strip()

    @property
    def host(self) -> str:
        """`127.0.0.1:40123`."""
        return urlsplit(self.url).netloc

    def file(self, name: str) -> Path:
        """A file below the folder in which the preview was started."""
        return self.folder / name

    def replace(self, name: str, old: str, new: str) -> None:
        """Save a file with other words in it, as most editors do: beside it, then in its place."""
        file = self.file(name)
        text = file.read_text("utf-8")
        assert old in text
        draft = file.with_name(f"{file.name}.tmp")
        draft.write_text(text.replace(old, new, 1), "utf-8")
        draft.replace(file)

    def request(self, path: str, method: str = "GET", body: object = None, **headers: str) -> Answer:
        """The answer to a request, by a path below the token."""
        with closing(HTTPConnection(self.host, timeout=60)) as connection:
            data = None if body is None else json.dumps(body)
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, quote(urlsplit(self.url).path + path, safe="/?=&%"), data, named)
            with connection.getresponse() as response:
                answered = {name.lower(): value for name, value in response.getheaders()}
                return Answer(response.status, answered, response.read())

    @contextmanager
    def events(self, query: str = "") -> Iterator[Iterator[tuple[str, Any]]]:
        """The events that a browser is told."""
        with closing(HTTPConnection(self.host, timeout=100)) as connection:
            connection.request("GET", f"{urlsplit(self.url).path}events?{query}")
            with connection.getresponse() as response:
                yield _events(response)

    def frame(self, query: str = "", *, until: Callable[[Any], bool]) -> Any:
        """The first frame of an edition of which something is true."""
        with self.events(query) as events:
            return next(frame for event, frame in events if event == "frame" and until(frame))

    def end(self) -> tuple[int, str]:
        """End it as Ctrl-C does; its exit code, and what it has said beside its address."""
        self.process.send_signal(signal.SIGINT)
        _, told = self.process.communicate(timeout=60)
        return self.process.returncode, told


def _events(response: HTTPResponse) -> Iterator[tuple[str, Any]]:
    event = ""
    for line in response:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            event = value
        elif name == "data":
            yield event, json.loads(value)


#: How long a test waits for what is to come, in milliseconds: other tests may keep the machine busy.
PATIENCE = 60_000


class Screen:
    """A page in Chromium that shows an edition of a preview."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.body = page.locator("body")
        #: The digests of the pages whose drawings were fetched.
        self.fetched: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if drawing := re.search(r"/pages/(\w+)\.png", request.url):
            self.fetched.append(drawing[1])

    def text(self, words: str) -> Locator:
        """What is printed with these words in it."""
        return self.page.locator(".run").filter(has_text=re.compile(re.escape(words)))

    def shows(self, words: str) -> None:
        """Wait until words are printed on the pages."""
        expect(self.text(words)).not_to_have_count(0, timeout=PATIENCE)

    def no_longer_shows(self, words: str) -> None:
        """Wait until words are printed no more."""
        expect(self.text(words)).to_have_count(0, timeout=PATIENCE)

    def is_in(self, state: str) -> None:
        """Wait until the edition is in a state."""
        expect(self.body).to_have_attribute("data-state", state, timeout=PATIENCE)

    def reads(self, within: str, words: str) -> None:
        """Wait until a part of the page, by a selector, has words."""
        expect(self.page.locator(within)).to_contain_text(words, timeout=PATIENCE)

    @property
    def keys(self) -> list[str]:
        """The digests of the pages that are seen."""
        return self.page.locator("figure[data-key]").evaluate_all("all => all.map(each => each.dataset.key)")


@contextmanager
def screen(browser: Browser, preview: Preview, query: str = "", **wanted: Any) -> Iterator[Screen]:
    """A page with an edition, in a profile of its own."""
    context = browser.new_context(**wanted)
    try:
        shown = Screen(context.new_page())
        shown.page.goto(f"{preview.url}?{query}", wait_until="commit")
        yield shown
    finally:
        context.close()


def copied_house(folder: Path) -> Path:
    """The press, its templates, styles, maps and labels, in a folder where a test may change them."""
    for name in ("briefpress", "templates", "styles", "maps", "content/labels"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder)
    return folder


def started(folder: Path, *arguments: str, house: Path = ROOT) -> Preview:
    """A preview in a folder, with these arguments."""
    command = [sys.executable, house / "build.py", "preview", *arguments, "--no-open"]
    env = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    return begun(command, folder, env)


def begun(command: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None = None) -> Preview:
    """The preview of a command line, which hears Ctrl-C as in a terminal.

    A shell lets what it runs in the background ignore that, and all that this starts as well.
    """
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return Preview(subprocess.Popen(command, cwd=folder, env=env, text=True, preexec_fn=_heed, **pipes), folder)


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

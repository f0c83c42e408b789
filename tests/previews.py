"""A preview as a writer has it: the command in a process of its own, and Chromium."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

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


def started(folder: Path, *arguments: str) -> Preview:
    """A preview in a folder, with these arguments."""
    command = [sys.executable, ROOT / "build.py", "preview", *arguments, "--no-open"]
    env = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return Preview(process, folder)

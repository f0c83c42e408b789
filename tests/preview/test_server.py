"""Who is answered by a preview, what it says of itself, and how it begins and ends."""

from __future__ import annotations

import json
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import press
from previews import NOTE, Preview

#: Requests of the page itself, and of its user.
OWN = {"own page", "by name", "typed", "its own"}
Start = Callable[..., Preview]


def test_a_port_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        run = press("preview", "tests/data/small", "--port", port, "--out", tmp_path)
    assert (run.code, run.out) == (2, "")
    assert f"the port {port} cannot be had" in run.err
    assert "[busy-port]" in run.err


def test_without_what_serves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    run = press("preview", "tests/data/small", "--out", tmp_path)
    assert (run.code, run.out) == (1, "")
    assert "[missing-server]" in run.err
    assert "briefpress[preview]" in run.err


@pytest.mark.parametrize("place", ["note.yaml", "note.yaml:", "note.yaml:0", ":3"])
def test_a_line_that_is_none(place: str) -> None:
    run = press("preview", "--at", place)
    assert run.code == 2
    assert "is not a file and a line" in run.err


def test_a_file_that_is_not_there_has_no_line() -> None:
    run = press("preview", "--at", "content/nobody/en.yaml:3")
    assert (run.code, run.out) == (2, "")
    assert "there is no file `content/nobody/en.yaml` [missing-file]" in run.err


def test_what_stands_between_entries_is_printed_nowhere(preview: Start) -> None:
    lines = NOTE.splitlines()
    lines[4:4] = ["# A comment.", ""]
    running = preview(brief="\n".join(lines))
    path = str(running.file("content/note/brief.yaml"))
    with running.events() as events:
        next(frame for event, frame in events if event == "frame" and frame["size"])
        printed = {}
        for line in (4, 5, 6, 9):
            running.request("at", "POST", {"path": path, "line": line})
            printed[line] = bool(next(values for event, values in events if event == "at")["places"])
    assert printed == {4: True, 5: False, 6: False, 9: True}


def test_nobody_else_is_answered(running: Preview) -> None:
    host, root = running.host, urlsplit(running.url).path
    answers = {
        "own page": running.request(""),
        "by name": running.request("", Host=f"localhost:{urlsplit(running.url).port}"),
        "a name that leads here": running.request("", Host="attacker.example"),
        "a name and the port": running.request("", Host=f"attacker.example:{urlsplit(running.url).port}"),
        "another origin": running.request("", Origin="https://attacker.example"),
        "another port": running.request("", Origin="http://127.0.0.1:1"),
        "no origin": running.request("", Origin="null"),
        "a page of a neighbour": running.request("", Sec_Fetch_Site="same-site"),
        "a page of the web": running.request("events", Sec_Fetch_Site="cross-site"),
        "a question": running.request("at", "POST", {"path": "x", "line": 1}, Origin="https://attacker.example"),
        "typed": running.request("", Sec_Fetch_Site="none"),
        "its own": running.request("", Sec_Fetch_Site="same-origin", Origin=f"http://{host}"),
    }
    by_status = {name: answer.status for name, answer in answers.items()}
    assert by_status == {name: 200 if name in OWN else 403 for name in answers}
    paths = ("../", "../index.html", f"..{root[:-2]}x/", "../%2e%2e/", "page/../../run.py", "page/%2e%2e/run.py")
    assert {running.request(path).status for path in paths} == {404}


def test_what_every_answer_says(running: Preview) -> None:
    for path in ("", "problems.html", "page/problems.css", "pages/0.png?width=8", "nowhere"):
        headers = running.request(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'" in policy, path
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("view", {"pages": "all", "width": 8}),
        ("view", {"pages": [0], "width": 4001}),
        ("view", {"pages": [True], "width": 8}),
        ("view", {"pages": [-1], "width": 8}),
        ("view", []),
        ("at", {"path": 1, "line": 1}),
        ("at", {"path": "x", "line": "1"}),
        ("at", "\ud800"),
        ("pages/0.png?width=4001", None),
        ("pages/0.png?width=²", None),
        ("pages/0.png", None),
    ],
)
def test_what_is_no_question(path: str, body: object, running: Preview) -> None:
    assert running.request(path, "GET" if body is None else "POST", body).status == 400


@pytest.mark.parametrize("path", ["pages/00.png?width=8", "layers/00.json", "source?path=/etc/passwd", "source"])
def test_what_is_not_there(path: str, running: Preview) -> None:
    assert running.request(path).status == 404


def test_a_source_is_a_file_of_the_edition_and_no_other(running: Preview) -> None:
    (running.folder / "content" / "note" / "secret.yaml").write_text("a: b\n", "utf-8")
    running.frame(until=lambda frame: frame["size"])
    own = running.file("content/note/brief.yaml")
    assert json.loads(running.request(f"source?path={own}").data)["text"] == NOTE
    for other in (own.with_name("secret.yaml"), Path("/etc/passwd"), own.parent / ".." / "note" / "brief.yaml"):
        assert running.request(f"source?path={other}").status == 404


def test_what_a_code_means(running: Preview) -> None:
    page = running.request("problems.html").data.decode()
    assert '<h2 id="unknown-key">' in page
    assert "href=" not in page.replace('<link rel="stylesheet" href="page/problems.css">', "")


def test_it_ends_with_a_word_and_is_found_again(preview: Start) -> None:
    first = preview(brief=NOTE)
    address = first.file("dist/.preview/address.json")
    assert stat.S_IMODE(address.stat().st_mode) == 0o600
    code, told = first.end()
    assert code == 0
    assert "the preview has ended; start it again with" in told
    second = preview()
    assert second.url == first.url


def test_two_at_once_do_not_meet(preview: Start) -> None:
    first = preview(brief=NOTE)
    second = preview()
    assert first.url != second.url
    for each in (first, second):
        assert each.request("").status == 200


def test_another_command_shows_a_line_in_it(preview: Start) -> None:
    running = preview(brief=NOTE)
    with running.events() as events:
        next(frame for event, frame in events if event == "frame" and frame["size"])
        run = press("preview", "--at", "content/note/brief.yaml:7", cwd=running.folder)
        assert (run.code, run.out) == (0, "")
        at = next(values for event, values in events if event == "at")
    assert (at["file"], at["line"], len(at["places"])) == ("brief.yaml", 7, 1)
    assert at["places"][0]["page"] == 0


def test_a_line_may_be_asked_for_from_the_beginning(preview: Start) -> None:
    running = preview("--at", "content/note/brief.yaml:4", brief=NOTE)
    with running.events() as events:
        at = next(values for event, values in events if event == "at")
    assert at["line"] == 4
    assert at["places"]

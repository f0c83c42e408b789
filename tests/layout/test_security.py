"""Nothing that the press is fed reads a file or reaches a host that it should not."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, press
from PIL import Image

from briefpress.layout.fetcher import Fetcher, Refused
from briefpress.markup.render import render
from briefpress.markup.stylesheets import BRIEF
from briefpress.reading.read import read

SECRET = "the words of a file outside the brief"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.css"
    path.write_text(f"/* {SECRET} */")
    return path


class Listener:
    """A host that counts who calls."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        self.socket.close()


MARKUP = [
    '<img src="{url}" alt="x">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<object data="{url}">x</object>',
    '<embed src="{url}">',
    '<p style="background: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: x; src: url({url}); }} p {{ font-family: x }}</style>",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_a_template_reaches_neither_host_nor_file(markup: str, small: Path, secret: Path, tmp_path: Path) -> None:
    listener = Listener()
    addresses = (
        f"http://127.0.0.1:{listener.port}/x.css",
        secret.as_uri(),
        f"../{secret.name}",
        f"https://brief.invalid/../{secret.name}",
        f"https://brief.invalid/%2e%2e/{secret.name}",
    )
    parts = small / "templates" / "parts"
    parts.mkdir(parents=True)
    body = "".join(markup.format(url=address) for address in addresses)
    (parts / "masthead.html").write_text(f"<h1>x</h1>{body}")
    run = press("build", small, "--out", tmp_path / "out", "--json")
    listener.close()
    assert listener.calls == 0
    assert run.code == 1, "nothing was said of what was refused"
    assert SECRET not in run.out
    assert not (tmp_path / "out").exists()
    assert json.loads(run.out)["editions"][0]["problems"]


def test_an_outside_symbol_of_an_svg_is_not_fetched(small: Path, tmp_path: Path) -> None:
    """WeasyPrint draws nothing for it and says nothing: no request is all that can be asked for here."""
    listener = Listener()
    parts = small / "templates" / "parts"
    parts.mkdir(parents=True)
    use = f'<svg width="9" height="9"><use href="http://127.0.0.1:{listener.port}/x.svg#a"/></svg>'
    (parts / "masthead.html").write_text(f"<h1>x</h1>{use}")
    press("build", small, "--out", tmp_path / "out")
    listener.close()
    assert listener.calls == 0


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "brief.__init__.__globals__",
        "brief.model_copy()",
        "brief.parse_file('/etc/passwd')",
        "brief.model_construct()",
        "language.locale.__class__.load.__globals__",
        "cycler.__init__.__globals__",
        "count.__self__.folder",
        "cite.__func__.__globals__",
    ],
)
def test_a_template_does_not_leave_its_sandbox(expression: str, small: Path, tmp_path: Path) -> None:
    parts = small / "templates" / "parts"
    parts.mkdir(parents=True)
    (parts / "masthead.html").write_text("<h1>{{ " + expression + " }}</h1>")
    run = press("build", small, "--out", tmp_path / "out")
    assert run.code == 1, run.out
    assert "templates/parts/masthead.html:1" in run.err


@pytest.mark.skipif(os.name != "posix", reason="making links needs rights on Windows")
@pytest.mark.parametrize("place", ["templates/parts/masthead.html", "pictures/page.png", "styles/tokens.css"])
def test_a_link_that_leads_out_of_the_brief_is_not_followed(
    place: str, small: Path, secret: Path, tmp_path: Path
) -> None:
    link = small / place
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    parts = small / "templates" / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    if not place.startswith("templates"):
        (parts / "masthead.html").write_text('<h1>x</h1><img src="pictures/page.png" alt="x">')
    run = press("build", small, "--out", tmp_path / "out")
    assert SECRET not in run.out + run.err
    assert run.code == 1
    assert "it is a link [unreadable-file]" in run.err


#: Every kind of file that an edition is made from, and where it is told that one is refused.
INPUTS = {
    "brief.yaml": "brief.yaml",
    "en.yaml": "en.yaml",
    "fr.yaml": "fr.yaml",
    "translations.yaml": "translations.yaml",
    "data/staff.yaml": "brief.yaml:12:",
    "data/staff.csv": "data/staff.yaml:1:",
    "templates/parts/masthead.html": "templates/parts/masthead.html",
    "styles/tokens.css": "styles/tokens.css",
    "styles/fonts/own.ttf": "styles/own.css:1:",
    "pictures/vue d'été.svg": "brief.yaml:11:",
}
#: What stands in the place of the file, and what is told of it.
FORMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "link": (lambda path: path.symlink_to(shutil.move(path, path.parents[3] / "outside")), "unreadable-file"),
    "pipe": (lambda path: (path.unlink(), os.mkfifo(path)), "unreadable-file"),
    "huge": (lambda path: os.truncate(path, (1 if path.suffix in TEXTS else 20) * 1_000_000 + 1), "huge-file"),
}
TEXTS = (".yaml", ".csv", ".html", ".css")


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made by POSIX")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", INPUTS)
def test_only_files_of_a_usual_size_are_printed(name: str, form: str, tmp_path: Path) -> None:
    brief = Path(shutil.copytree(ROOT / "tests" / "data" / "archive", tmp_path / "a" / "b" / "archive"))
    (brief / "styles" / "fonts").mkdir()
    shutil.copy(ROOT / "styles" / "fonts" / "SourceSans3-It.ttf", brief / "styles" / "fonts" / "own.ttf")
    (brief / "styles" / "own.css").write_text("@font-face { font-family: own; src: url(fonts/own.ttf) }", "utf-8")
    change, code = FORMS[form]
    change(brief / name)
    run = press("build", brief, "--lang", "en", "--out", tmp_path / "out")
    assert run.code == 1
    # (A link in a folder of styles is told itself, whatever asks for it.)
    place = name if form == "link" and name.startswith("styles/") else INPUTS[name]
    assert f"{brief}/{place}" in run.err
    assert f"[{code}]\n" in run.err
    assert "hint: " in run.err
    assert not list((tmp_path / "out").glob("*.pdf"))


@pytest.mark.parametrize("suffix", [".svg", ".png", ".ttf"])
@pytest.mark.parametrize("over", [0, 1])
def test_a_picture_and_a_font_have_a_largest_size(suffix: str, over: int, small: Path) -> None:
    (small / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "utf-8")
    shutil.copy(ROOT / "styles" / "fonts" / "SourceSans3-It.ttf", small / "x.ttf")
    Image.new("1", (9, 9)).save(small / "x.png")
    file = small / f"x{suffix}"
    file.write_bytes(file.read_bytes().ljust(20_000_000 + over))
    fetcher = Fetcher(render(read(small, "fr")))
    if not over:
        assert fetcher.fetch(f"{BRIEF}x{suffix}").read()
    else:
        with pytest.raises(Refused):
            fetcher.fetch(f"{BRIEF}x{suffix}")
        assert [problem.code for problem in fetcher.refusals.values()] == ["huge-file"]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made by POSIX")
def test_what_is_in_the_folder_and_not_used_is_not_opened(small: Path, secret: Path, tmp_path: Path) -> None:
    os.mkfifo(small / "pipe.png")
    (small / "link.png").symlink_to(secret)
    (small / "loop").symlink_to(small, target_is_directory=True)
    (small / "huge.png").touch()
    os.truncate(small / "huge.png", 1 << 40)
    assert press("build", small, "--out", tmp_path / "out").code == 0

"""The press itself parses nothing of a stranger's: no YAML, no PDF and no picture, whatever the verb."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, press
from previews import begun

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the children of other systems are other interpreters")

#: Says on stderr which parsers this process, not its children, gives what is not of the house.
_SCRIPT = """
import os, sys, pikepdf, pypdfium2, yaml, PIL.Image, pydantic, lxml.etree
from pathlib import Path
from briefpress.press.warm import warm
# Several editions share a press that has printed a page of its own.
warm()
own = os.getpid()
house = {path.read_text("utf-8") for path in Path(ROOT, "content", "labels").glob("*.yaml")}
def watch(owner, name):
    function = getattr(owner, name)
    def watched(*arguments, **named):
        if os.getpid() == own and not house.intersection(each for each in arguments if isinstance(each, str)):
            print("PARSED by", name, arguments[:2], file=sys.stderr)
        return function(*arguments, **named)
    setattr(owner, name, watched)
watch(yaml.reader.Reader, "__init__")
watch(pikepdf, "open")
watch(pypdfium2, "PdfDocument")
watch(PIL.Image, "open")
watch(pydantic.BaseModel, "model_validate_json")
watch(lxml.etree, "fromstring")
from briefpress.__main__ import run
run()
"""


_COMMAND = [sys.executable, "-c", f"ROOT = {str(ROOT)!r}\n{_SCRIPT}"]
_ENV = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief in two versions, its PDF, a dossier, and a folder that was extracted."""
    folder = tmp_path_factory.mktemp("parent")
    for name in ("old", "new"):
        shutil.copytree(ROOT / "tests/data/small", folder / name / "small")
    words = (folder / "new/small/fr.yaml").read_text("utf-8")
    (folder / "new/small/fr.yaml").write_text(words.replace("en 2009", "en 2010"), "utf-8")
    assert press("build", folder / "new/small", "--out", folder).code == 0
    assert press("extract", folder / "small.fr.pdf", "--out", folder / "out").code == 0
    parts = "parts: [{brief: new/small}, {file: small.fr.pdf, title: An annex}]\n"
    (folder / "dossier.yaml").write_text(f"title: A dossier\ndate: 2026-11-23\nlanguage: fr\n{parts}", "utf-8")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "new/small", "--layout", "onepager", "--force", "--out", "again"],
        ["check", "new/small"],
        ["listen", "new/small"],
        ["mail", "new/small", "--to", "a@example.org", "--out", "mails"],
        ["diff", "old/small", "new/small", "--out", "out"],
        ["diff", "small.fr.pdf", "old/small", "--out", "out"],
        ["extract", "small.fr.pdf", "--out", "out"],
        ["verify", "small.fr.pdf"],
        ["dossier", "dossier.yaml", "--out", "out"],
        ["new-edition", "old/small", "de"],
        ["schema", "manuscript", "--brief", "new/small"],
    ],
)
def test_the_press_itself_parses_nothing_of_a_stranger(arguments: list[str], things: Path) -> None:
    done = subprocess.run([*_COMMAND, *arguments], cwd=things, env=_ENV, capture_output=True, text=True, check=False)
    assert "PARSED" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_the_press_of_a_preview_parses_nothing_of_a_stranger(things: Path) -> None:
    command = [*_COMMAND, "preview", "new/small", "--no-open", "--out", "previewed"]
    running = begun(command, things, _ENV)
    frame = running.frame(until=lambda frame: frame["speech"])
    assert running.request(f"pages/{frame['pages'][0]['key']}.png?width=80").status == 200
    running.replace("new/small/fr.yaml", "en 2010", "en 2011")
    running.frame(until=lambda later: later["pages"] and later["pages"][0]["key"] != frame["pages"][0]["key"])
    code, told = running.end()
    assert code == 0
    assert "PARSED" not in told
    assert "Traceback" not in told

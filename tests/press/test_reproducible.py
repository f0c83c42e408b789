"""The same input gives the same bytes, whatever the folder and the machine's mood."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from conftest import ROOT, Printed, press

ANOTHER_DAY = ROOT / "tests" / "data" / "another_day"
CLOCKS = "import datetime, time; print(datetime.date.today(), datetime.datetime.now().date(), time.strftime('%F'))"


def test_another_day_is_another_day_for_every_clock() -> None:
    env = {**os.environ, "PYTHONPATH": str(ANOTHER_DAY)}
    days = subprocess.run([sys.executable, "-c", CLOCKS], env=env, capture_output=True, text=True, check=True).stdout
    assert len(set(days.split())) == 1
    assert date.fromisoformat(days.split()[0]) - date.today() > timedelta(days=365)


def test_another_folder_another_environment_and_another_day_give_the_same_bytes(
    printed: Printed, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "un autre dossier"
    parts = ("briefpress", "content", "maps", "styles", "templates")
    for part in parts:
        shutil.copytree(ROOT / part, elsewhere / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", elsewhere)
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    other = {
        "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8",
        "FONTCONFIG_FILE": str(fonts / "fonts.conf"), "SOURCE_DATE_EPOCH": "1", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ANOTHER_DAY),
    }  # fmt: skip
    # Another font configuration, with the faces of this very test's machine and one of ours under another name.
    shutil.copy(ROOT / "styles" / "fonts" / "SourceSans3-It.ttf", fonts / "SourceSerif4-Regular.ttf")
    (fonts / "fonts.conf").write_text(f"<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir></fontconfig>")
    mask = os.umask(0o077)
    try:
        for chosen in (("specimen", "--lang", "ar"), ("interpol-eu", "--lang", "fr")):
            done = subprocess.run(
                [sys.executable, "build.py", "build", *chosen],
                cwd=elsewhere, env={**os.environ, **other}, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
    finally:
        os.umask(mask)
    for edition in ("specimen.ar", "specimen.onepager.ar", "interpol-eu.fr", "interpol-eu.onepager.fr"):
        assert (elsewhere / "dist" / f"{edition}.pdf").read_bytes() == (printed(edition)).read_bytes()


def test_the_date_comes_from_source_date_epoch_where_the_brief_gives_none(small: Path, tmp_path: Path) -> None:
    facts = small / "brief.yaml"
    lines = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("date:")]
    facts.write_text("\n".join(lines) + "\n", "utf-8")
    assert press("build", small, "--out", tmp_path / "a").code == 1
    for folder in ("a", "b"):
        assert press("build", small, "--out", tmp_path / folder, env={"SOURCE_DATE_EPOCH": "1700000000"}).code == 0
    first, second = ((tmp_path / folder / "small.fr.pdf").read_bytes() for folder in ("a", "b"))
    assert first == second
    assert b"20231114" in first or b"2023-11-14" in first

"""The long profiles: 20 000 folders to HTML, and 500 final editions that veraPDF proves.

They are tried in lots, each from a seed that is its number, so that a run that was stopped goes on where it was:
what came of each lot is kept in dist/fuzz. A folder that breaks a promise is made as small as it can be, and kept in
tests/fuzz/cases, where it is tried with all tests from then on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from grammars import GRAMMARS, Folder  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from properties import to_html, to_pdf, to_pdfs  # noqa: E402

CASES = Path(__file__).parent / "cases"
STATE = ROOT / "dist" / "fuzz"
#: How many folders each profile tries, how many of them a lot has, and what is looked at.
PROFILES = {"html": (20_000, 100, to_html), "pdf": (500, 20, to_pdf)}


def main(profiles: list[str]) -> None:
    """Go on with each of the profiles and print the counts of all its lots."""
    for profile in profiles:
        total, size, _ = PROFILES[profile]
        counts: Counter[str] = Counter()
        for number in range(total // size):
            counts += _lot(profile, number)
            print(f"{profile}: {counts.total()} of {total}: {dict(counts)}", flush=True)


def _lot(profile: str, number: int) -> Counter[str]:
    """What came of the folders of a lot, from its file if it was tried before."""
    state = STATE / f"{profile}-{number}.json"
    if state.is_file():
        return Counter(json.loads(state.read_text("utf-8")))
    names = list(GRAMMARS)
    grammar = names[number % len(names)]
    counts = (_together(grammar, number) if profile == "pdf" else None) or _tried(profile, grammar, number)
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text(json.dumps(counts), "utf-8")
    return counts


def _together(grammar: str, number: int) -> Counter[str] | None:
    """What came of a lot that one command prints, as its editions share a validator; None where one breaks a promise.

    Those are looked for one by one.
    """
    folders: list[Folder] = []

    @seed(number)
    @_settings(PROFILES["pdf"][1], Phase.generate)
    @given(GRAMMARS[grammar])
    def draw(folder: Folder) -> None:
        folders.append(folder)

    draw()
    try:
        return Counter(to_pdfs(folders))
    except AssertionError as error:
        print(f"{grammar}, lot {number}: {error}", file=sys.stderr)
        return None


def _settings(size: int, *phases: Phase) -> settings:
    return settings(
        max_examples=size,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


def _tried(profile: str, grammar: str, number: int) -> Counter[str]:
    """Try a lot of folders of a grammar."""
    _, size, look = PROFILES[profile]
    outcomes: list[str] = []
    broken: dict[str, Folder] = {}

    @seed(number)
    @_settings(size, Phase.generate, Phase.shrink)
    @given(GRAMMARS[grammar])
    def holds(folder: Folder) -> None:
        broken["last"] = folder
        outcomes.append("broken")
        outcomes[-1] = look(folder)

    try:
        holds()
    except Exception as error:
        print(f"{grammar}, lot {number}: {type(error).__name__}: {error}", file=sys.stderr)
        # Those that were tried to make it smaller are not counted.
        outcomes = [*outcomes[: outcomes.index("broken")][:size], "broken"]
        _keep(grammar, broken["last"])
    return Counter(outcomes)


def _keep(grammar: str, folder: Folder) -> None:
    """Keep a folder as files that can be read."""
    digest = hashlib.sha256(json.dumps(folder.files, sort_keys=True).encode()).hexdigest()[:8]
    for name, text in folder.files.items():
        path = CASES / f"{grammar}-{digest}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    if folder.words:
        (CASES / f"{grammar}-{digest}" / "words.txt").write_text("\n".join(folder.words) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or list(PROFILES))

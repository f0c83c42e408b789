"""The long profiles: 20 000 folders to HTML, 500 as final editions, and 500 right ones, which veraPDF proves.

They are tried in lots, each from a seed that is its number, so that a run that was stopped goes on where it was:
what came of each lot is kept in dist/fuzz. A folder that breaks a promise is made as small as it can be, and kept in
tests/fuzz/cases, where it is tried with all tests from then on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from grammars import GRAMMARS, Folder  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from properties import to_html, to_pdf, to_pdfs  # noqa: E402

CASES = Path(__file__).parent / "cases"
STATE = ROOT / "dist" / "fuzz"


@dataclass(frozen=True)
class Profile:
    """How many folders are tried, how many of them a lot has, by which grammars, and what is looked at."""

    total: int
    size: int
    grammars: tuple[str, ...]
    look: Callable[[Folder], str]


PROFILES = {
    "html": Profile(20_000, 100, tuple(GRAMMARS), to_html),
    "pdf": Profile(500, 20, tuple(GRAMMARS), to_pdf),
    "proved": Profile(500, 20, ("briefs",), to_pdf),
}


def main(profiles: list[str]) -> None:
    """Go on with each of the profiles and print the counts of all its lots."""
    for name in profiles:
        profile = PROFILES[name]
        counts: Counter[str] = Counter()
        for number in range(profile.total // profile.size):
            counts += _lot(name, number)
            print(f"{name}: {counts.total()} of {profile.total}: {dict(counts)}", flush=True)


def _lot(name: str, number: int) -> Counter[str]:
    """What came of the folders of a lot, from its file if it was tried before."""
    state = STATE / f"{name}-{number}.json"
    if state.is_file():
        return Counter(json.loads(state.read_text("utf-8")))
    profile = PROFILES[name]
    grammar = profile.grammars[number % len(profile.grammars)]
    counts = (_together(profile, grammar, number) if name == "proved" else None) or _tried(profile, grammar, number)
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text(json.dumps(counts), "utf-8")
    return counts


def _together(profile: Profile, grammar: str, number: int) -> Counter[str] | None:
    """What came of a lot that one command prints, as its editions share a validator; None where one breaks a promise.

    Those are looked for one by one.
    """
    folders: list[Folder] = []

    @seed(number)
    @_settings(profile.size, Phase.generate)
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


def _tried(profile: Profile, grammar: str, number: int) -> Counter[str]:
    """Try a lot of folders of a grammar."""
    outcomes: list[str] = []
    broken: dict[str, Folder] = {}

    @seed(number)
    @_settings(profile.size, Phase.generate, Phase.shrink)
    @given(GRAMMARS[grammar])
    def holds(folder: Folder) -> None:
        broken["last"] = folder
        outcomes.append("broken")
        outcomes[-1] = profile.look(folder)

    try:
        holds()
    except Exception as error:
        print(f"{grammar}, lot {number}: {type(error).__name__}: {error}", file=sys.stderr)
        # Those that were tried to make it smaller are not counted.
        outcomes = [*outcomes[: outcomes.index("broken")][: profile.size], "broken"]
        _keep(f"{'html' if profile.look is to_html else 'pdf'}-{grammar}", broken["last"])
    return Counter(outcomes)


def _keep(kind: str, folder: Folder) -> None:
    """Keep a folder as files that can be read; the first word of its name says what is made of it."""
    digest = hashlib.sha256(json.dumps(folder.files, sort_keys=True).encode()).hexdigest()[:8]
    for name, text in folder.files.items():
        path = CASES / f"{kind}-{digest}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    if folder.words:
        (CASES / f"{kind}-{digest}" / "words.txt").write_text("\n".join(folder.words) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or list(PROFILES))

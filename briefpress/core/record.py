"""What a finished file was made from, so that nothing is made twice.

The record of an edition in a format is a digest of everything that could go in (content, templates, styles, fonts, the
press itself and the versions of what it stands on) and one of each file that came out. What really went in is told by
the manifest inside the file (pdf/manifest.py), which is known only when it is made.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from briefpress.core import fingerprint
from briefpress.core.paths import LABELS, MAPS, PACKAGE, STYLES, TEMPLATES


def digest(folder: Path, *choices: object) -> str:
    """The digest of all that goes into an edition of the brief in `folder`, with what was chosen for it."""
    files = [
        (file.relative_to(root).as_posix(), fingerprint.digest(file))
        for root in (folder, TEMPLATES, STYLES, MAPS, LABELS, PACKAGE)
        for file in sorted(root.rglob("*"))
        if file.is_file() and file.suffix != ".pyc"
    ]
    parts = (choices, fingerprint.machine(), fingerprint.installed(), files)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def press_digest() -> str:
    """The digest of the press, its faces and maps and the libraries that it stands on, for pictures that it draws."""
    drawn_with = (*PACKAGE.rglob("*.py"), *STYLES.glob("fonts/*"), *MAPS.glob("*"))
    parts = (fingerprint.installed(), [fingerprint.digest(file) for file in sorted(drawn_with) if file.is_file()])
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def current(target: Path, made_from: str) -> tuple[Path, ...]:
    """The very files that were made from these inputs as `target`; none where any of them is not as it was."""
    try:
        kept = json.loads(_record(target).read_text("utf-8"))
        files = tuple(target.with_name(name) for name in kept["outputs"])
        is_same = kept == {"inputs": made_from, "outputs": _outputs(files)}
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return files if is_same else ()


def keep(target: Path, files: Iterable[Path], made_from: str) -> None:
    """Remember what the files of `target`, which may be one or many, were made from."""
    record = _record(target)
    record.parent.mkdir(exist_ok=True)
    # Written beside and renamed, as two presses may be at it at once.
    draft = record.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({"inputs": made_from, "outputs": _outputs(files)}), "utf-8")
    draft.replace(record)


def forget(target: Path) -> None:
    """Forget what `target` was made from, so that it is made anew."""
    _record(target).unlink(missing_ok=True)


def _record(target: Path) -> Path:
    return target.parent / ".records" / f"{target.name}.json"


def _outputs(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: fingerprint.digest(file) for file in files}

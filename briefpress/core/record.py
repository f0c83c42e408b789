"""What a finished file was made from, so that nothing is made twice.

The record of an edition in a format is a digest of everything that could go in (content, templates, styles, fonts, the
press itself and the versions of its libraries) and one of each file that came out. What really went in is listed in
the manifest inside the file (pdf/manifest.py), which is known only when it is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from briefpress.core import fingerprint
from briefpress.core.files import MAX_PICTURE, Files, digest, read_beneath
from briefpress.core.output import write
from briefpress.core.paths import MAPS, PACKAGE, SHARED, STYLES
from briefpress.core.problems import Unprintable


def inputs_digest(folder: Path, *choices: object) -> str:
    """The digest of all that goes into an edition of the brief in `folder`, with what was chosen for it."""
    files = [state for root in (folder, *SHARED, PACKAGE) for state in _states(root)]
    return digest(repr((choices, fingerprint.machine(), fingerprint.installed(), files)).encode())


@cache
def press_digest() -> str:
    """The digest of the press, its fonts and maps and the libraries that it stands on, for pictures that it draws."""
    files = [state for root in (PACKAGE, STYLES / "fonts", MAPS) for state in _states(root)]
    return digest(repr((fingerprint.installed(), files)).encode())


def current(target: Path, made_from: str) -> tuple[Path, ...]:
    """The very files that were made from these inputs as `target`; none where any of them is not as it was."""
    try:
        record = json.loads(Files(target.parent).read(_record(target)))
        files = tuple(target.with_name(name) for name in record["outputs"])
        is_same = record == {"inputs": made_from, "outputs": _outputs(files)}
    except (Unprintable, OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    return files if is_same else ()


def keep(target: Path, files: Iterable[Path], made_from: str) -> None:
    """Remember what the files of `target`, which may be one or many, were made from."""
    record = _record(target)
    record.parent.mkdir(exist_ok=True)
    write(record, json.dumps({"inputs": made_from, "outputs": _outputs(files)}).encode())


def forget(target: Path) -> None:
    """Forget what `target` was made from, so that it is made anew."""
    _record(target).unlink(missing_ok=True)


def _states(root: Path) -> Iterator[tuple[str, str]]:
    """The files of a folder and their digests, or why the press would not read them, whatever is in them."""
    for path in sorted(root.rglob("*")):
        if path.suffix != ".pyc" and (path.is_symlink() or not path.is_dir()):
            name = path.relative_to(root)
            try:
                state = digest(read_beneath(root, name.parts, MAX_PICTURE, path))
            except Unprintable as refusal:
                state = refusal.problems[0].message
            yield name.as_posix(), state


def _record(target: Path) -> Path:
    return target.parent / ".records" / f"{target.name}.json"


def _outputs(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: digest(file.read_bytes()) for file in files}

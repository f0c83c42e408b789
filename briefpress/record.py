"""What a finished file was made from, so that nothing is made twice.

The record of an edition in a format is a digest of everything that went in (content, templates, styles, fonts, the
press itself and the versions of what it stands on) and one of each file that came out.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefpress.house import LABELS, MAPS, STYLES, TEMPLATES

_PRESS = Path(__file__).resolve().parent
#: Libraries outside Python that decide how a page is set, with the function that tells their version.
_LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
}


def digest(folder: Path, *choices: object) -> str:
    """The digest of all that goes into an edition of the brief in `folder`, with what was chosen for it."""
    parts = [repr(choices), sys.version, *_versions(), *map(_library, _LIBRARIES)]
    sha = hashlib.sha256("\0".join(parts).encode())
    for root, file in _files(folder):
        sha.update(f"\0{file.relative_to(root).as_posix()}\0".encode())
        sha.update(hashlib.sha256(file.read_bytes()).digest())
    return sha.hexdigest()


def press_digest() -> str:
    """The digest of the press itself and of the libraries that it stands on, for pictures that it draws."""
    sources = [file.read_bytes() for file in sorted(_PRESS.glob("*.py"))]
    return hashlib.sha256(b"\0".join([*sources, *(name.encode() for name in _versions())])).hexdigest()


def current(target: Path, inputs: str) -> tuple[Path, ...]:
    """The very files that were made from these inputs as `target`; none where any of them is not as it was."""
    try:
        kept = json.loads(_record(target).read_text("utf-8"))
        files = tuple(target.with_name(name) for name in kept["outputs"])
        is_same = kept == {"inputs": inputs, "outputs": _outputs(files)}
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return files if is_same else ()


def keep(target: Path, files: Iterable[Path], inputs: str) -> None:
    """Remember what the files of `target`, which may be one or many, were made from."""
    record = _record(target)
    record.parent.mkdir(exist_ok=True)
    # Written beside and renamed, as two presses may be at it at once.
    draft = record.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({"inputs": inputs, "outputs": _outputs(files)}), "utf-8")
    draft.replace(record)


def forget(target: Path) -> None:
    """Forget what `target` was made from, so that it is made anew."""
    _record(target).unlink(missing_ok=True)


def _record(target: Path) -> Path:
    return target.parent / ".records" / f"{target.name}.json"


def _outputs(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def _files(folder: Path) -> Iterator[tuple[Path, Path]]:
    for root in (folder, TEMPLATES, STYLES, MAPS, LABELS, _PRESS):
        for file in sorted(root.rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                yield root, file


def _versions() -> list[str]:
    """The names of the installed distributions, which hold their versions."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


def _library(name: str) -> str:
    files, function = _LIBRARIES[name]
    for file in files:
        try:
            tell = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        return f"{name} {tell().decode()}"
    return f"{name} unknown"

"""What a file is made from and with, so that nothing is made twice.

The record of an edition in a format is a digest of everything that could go in (content, templates, styles, fonts, the
press itself and the versions of its libraries) and one of each file that came out. What really went in (the modules
of the press, the versions of the libraries) is listed in the manifest inside the file (pdf/manifest.py), which is known
only when it is made.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import stat
import sys
import sysconfig
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from briefpress.core.delivered import own_folder
from briefpress.core.files import FLAGS, MAX_ALL, MAX_PICTURE, Files, digest
from briefpress.core.output import write
from briefpress.core.paths import MAPS, MARKINGS, PACKAGE, SHARED, STYLES
from briefpress.core.problems import Unprintable

#: The distributions that the press requires itself (pyproject.toml); what these require is in their metadata.
DISTRIBUTIONS = (
    "babel", "email-validator", "jinja2", "markdown-it-py", "mdit-py-plugins", "openpyxl", "packaging", "pikepdf",
    "pillow", "pydantic", "pypdfium2", "pyyaml", "segno",
    # What fontTools packs a font with.
    "uharfbuzz",
    "vl-convert-python", "weasyprint",
)  # fmt: skip
#: Libraries outside Python that decide how a page is set, with the function that returns their version.
_LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
}
#: What is raised by a record that is not there, or that somebody else has written.
_UNREADABLE = (Unprintable, OSError, ValueError, KeyError, TypeError, RecursionError)
_IMPORT = re.compile(r"^ *from (briefpress[\w.]*) import (\([^)]*\)|.+)$", re.MULTILINE)
#: Imports that only type checkers follow.
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?: .*\n|\n)+", re.MULTILINE)


def inputs_digest(folder: Path, *choices: object) -> str:
    """The digest of all that goes into an edition of the brief in `folder`, with what was chosen for it."""
    files = [state for root in (folder, *SHARED, PACKAGE) for state in _states(root)]
    own = MARKINGS.read_bytes() if MARKINGS.is_file() else None
    return digest(repr((choices, machine(), installed(), files, own)).encode())


@cache
def press_digest() -> str:
    """The digest of the press, its fonts and maps and the libraries that it stands on, for pictures that it draws."""
    files = [state for root in (PACKAGE, STYLES / "fonts", MAPS) for state in _states(root)]
    return digest(repr((installed(), files)).encode())


def current(target: Path, made_from: str) -> tuple[Path, ...]:
    """The very files that were made from these inputs as `target`; none where any of them is not as it was."""
    try:
        record = _read(target)
        files = tuple(target.with_name(name) for name in record["outputs"])
        is_same = (record["inputs"], record["outputs"]) == (made_from, _outputs(files))
    except _UNREADABLE:
        return ()
    return files if is_same else ()


def left_out(target: Path) -> dict[str, str]:
    """What the files of `target` are without, by its path, and why."""
    try:
        return {str(path): str(condition) for path, condition in _read(target)["left_out"].items()}
    except (*_UNREADABLE, AttributeError):
        return {}


def keep(target: Path, files: Iterable[Path], made_from: str, left_out: Mapping[str, str]) -> None:
    """Remember what the files of `target`, which may be one or many, were made from, and what they are without.

    Where that cannot be written they are made anew the next time.
    """
    record = _record(target)
    with suppress(Unprintable, OSError):
        own_folder(record.parent)
        values = {"inputs": made_from, "left_out": dict(left_out), "outputs": _outputs(files)}
        write(record, json.dumps(values).encode())


def forget(target: Path) -> None:
    """Forget what `target` was made from, so that it is made anew."""
    with suppress(OSError):
        _record(target).unlink(missing_ok=True)


def machine() -> dict[str, str]:
    """The versions of what is not a Python distribution, by name."""
    versions = {name: _version(*library) for name, library in _LIBRARIES.items()}
    platform, python = sysconfig.get_platform(), sys.version.split()[0]
    return versions | {"platform": platform, "python": python, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def installed() -> list[str]:
    """All installed distributions, by names that include their versions: more than matters, and known at once."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


@cache
def distributions() -> dict[str, str]:
    """The versions of the distributions that a page is made with, by name: those above, and all that they require."""
    # Imported here: an edition that has not changed does not need them, and they take a tenth of a second.
    from importlib.metadata import PackageNotFoundError, distribution

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    versions: dict[str, str] = {}
    #: Distributions and their extras; the list grows while it is walked.
    wanted = [(name, "") for name in DISTRIBUTIONS]
    for name, extra in wanted:
        try:
            metadata = distribution(name)
        except PackageNotFoundError:
            continue  # (an optional one, or one for other systems)
        versions[canonicalize_name(name)] = metadata.version
        requirements = map(Requirement, metadata.requires or ())
        needed = [each for each in requirements if not each.marker or each.marker.evaluate({"extra": extra})]
        pairs = [(each.name, inner) for each in needed for inner in ("", *sorted(each.extras))]
        wanted += [pair for pair in pairs if pair not in wanted]
    return versions


def version_of(distribution: str) -> str | None:
    """The version of a distribution; None where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


@cache
def stages() -> list[Path]:
    """The modules that the bytes of a file depend on: the one that makes it, and all that is imported from there."""
    waiting = [PACKAGE / "press" / "make.py", PACKAGE / "press" / "__init__.py"]
    modules, seen = list[Path](), set[Path]()
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        if not module.is_file():
            continue
        modules.append(module)
        for package, names in _IMPORT.findall(_FOR_TYPES.sub("", module.read_text("utf-8"))):
            place = PACKAGE.parent / package.replace(".", "/")
            # A module, or a room and its modules; each brings the rooms that it is in.
            waiting += [place.with_suffix(".py"), *(place / f"{name}.py" for name in re.findall(r"\w+", names))]
            waiting += [room / "__init__.py" for room in (place, *place.parents) if room.is_relative_to(PACKAGE)]
    return sorted(modules)


def _states(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The files of a folder, whatever is in them, and their states."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield prefix, str(error.errno)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _states(entry.path, f"{prefix}{entry.name}/")
        elif not entry.name.endswith(".pyc"):
            yield prefix + entry.name, _state(entry)


def _state(entry: os.DirEntry[str]) -> str:
    """The digest of a file that the press would read, or what it is; no link is followed, no pipe waited for."""
    try:
        status = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_PICTURE:
            return f"{status.st_mode} {status.st_size}"
        with open(entry.path, "rb", buffering=0, opener=lambda path, _: os.open(path, FLAGS)) as file:
            return digest(file.read())
    except OSError as error:
        return str(error.errno)


def _version(files: tuple[str, ...], function: str) -> str:
    for file in files:
        try:
            version = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        version.restype = ctypes.c_char_p
        return str(version().decode())
    return "unknown"


def _read(target: Path) -> Any:
    return json.loads(Files(target.parent).read(_record(target)))


def _record(target: Path) -> Path:
    return target.parent / ".records" / f"{target.name}.json"


def _outputs(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: digest(Files(file.parent).read(file, MAX_ALL)) for file in files}

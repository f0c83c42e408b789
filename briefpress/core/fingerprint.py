"""What the press prints with: its own modules, and the libraries that it stands on, by digest and version."""

from __future__ import annotations

import ctypes
import re
import sys
import sysconfig
import zlib
from functools import cache
from pathlib import Path

from briefpress.core.paths import PACKAGE

#: The distributions that the press asks for itself (pyproject.toml); what they stand on is found by their metadata.
DISTRIBUTIONS = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "packaging",
    "pikepdf",
    "pillow",
    "pydantic",
    "pyyaml",
    "segno",
    # What fontTools packs a font with.
    "uharfbuzz",
    "vl-convert-python",
    "weasyprint",
)
#: Libraries outside Python that decide how a page is set, with the function that tells their version.
_LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
}
_IMPORT = re.compile(r"^ *from (briefpress[\w.]*) import (\([^)]*\)|.+)$", re.MULTILINE)
#: Imports that only type checkers follow.
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?: .*\n|\n)+", re.MULTILINE)


def machine() -> dict[str, str]:
    """The versions of what is not a Python distribution, by name."""
    known = {"platform": sysconfig.get_platform(), "python": sys.version.split()[0], "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return known | {name: _version(*where) for name, where in _LIBRARIES.items()}


def installed() -> list[str]:
    """All installed distributions, by names that hold their versions: more than matters, and told in no time."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


@cache
def distributions() -> dict[str, str]:
    """The versions of the distributions that a page is made with, by name: those asked for, and what they need."""
    # Imported here: an edition that has not changed does not need them, and they take a tenth of a second.
    from importlib.metadata import PackageNotFoundError, distribution

    from packaging.requirements import Requirement

    found: dict[str, str] = {}
    asked = [(name, "") for name in DISTRIBUTIONS]
    for name, extra in asked:
        try:
            held = distribution(name)
        except PackageNotFoundError:
            continue  # (what may be missing, or is for other systems)
        found[_normal(name)] = held.version
        needs = [Requirement(need) for need in held.requires or ()]
        pairs = [(need.name, own) for need in needs if _is_meant(need, extra) for own in ("", *sorted(need.extras))]
        asked += [pair for pair in pairs if pair not in asked]
    return found


@cache
def stages() -> list[Path]:
    """The modules that the bytes of a file depend on: the one that makes it, and all that is imported from there."""
    modules = [PACKAGE / "press" / "make.py", PACKAGE / "press" / "__init__.py"]
    for module in modules:
        for package, names in _IMPORT.findall(_FOR_TYPES.sub("", module.read_text("utf-8"))):
            place = PACKAGE.parent / package.replace(".", "/")
            # A module, or a room and its modules; each brings the rooms that it stands in.
            files = [place.with_suffix(".py"), *(place / f"{name}.py" for name in re.findall(r"\w+", names))]
            files += [room / "__init__.py" for room in (place, *place.parents) if room.is_relative_to(PACKAGE)]
            modules += [file for file in dict.fromkeys(files) if file not in modules and file.is_file()]
    return sorted(modules)


def _is_meant(need: object, extra: str) -> bool:
    marker = getattr(need, "marker", None)
    return marker is None or bool(marker.evaluate({"extra": extra}))


def _normal(name: str) -> str:
    """A name as PyPA normalizes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(files: tuple[str, ...], function: str) -> str:
    for file in files:
        try:
            tell = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        tell.restype = ctypes.c_char_p
        return str(tell().decode())
    return "unknown"

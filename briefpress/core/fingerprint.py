"""What the press prints with: its own modules, and the versions of the libraries that it depends on."""

from __future__ import annotations

import ctypes
import re
import sys
import sysconfig
import zlib
from functools import cache
from pathlib import Path

from briefpress.core.paths import PACKAGE

#: The distributions that the press requires itself (pyproject.toml); what these require is in their metadata.
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
#: Libraries outside Python that decide how a page is set, with the function that returns their version.
_LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
}
_IMPORT = re.compile(r"^ *from (briefpress[\w.]*) import (\([^)]*\)|.+)$", re.MULTILINE)
#: Imports that only type checkers follow.
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?: .*\n|\n)+", re.MULTILINE)


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


@cache
def stages() -> list[Path]:
    """The modules that the bytes of a file depend on: the one that makes it, and all that is imported from there."""
    modules = [PACKAGE / "press" / "make.py", PACKAGE / "press" / "__init__.py"]
    for module in modules:
        for package, names in _IMPORT.findall(_FOR_TYPES.sub("", module.read_text("utf-8"))):
            place = PACKAGE.parent / package.replace(".", "/")
            # A module, or a room and its modules; each brings the rooms that it is in.
            files = [place.with_suffix(".py"), *(place / f"{name}.py" for name in re.findall(r"\w+", names))]
            files += [room / "__init__.py" for room in (place, *place.parents) if room.is_relative_to(PACKAGE)]
            modules += [file for file in dict.fromkeys(files) if file not in modules and file.is_file()]
    return sorted(modules)


def _version(files: tuple[str, ...], function: str) -> str:
    for file in files:
        try:
            version = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        version.restype = ctypes.c_char_p
        return str(version().decode())
    return "unknown"

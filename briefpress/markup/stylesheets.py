"""The stylesheets of an edition, in the order of the cascade: the house's, the brief's own, the theme's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefpress.core.design import Design
from briefpress.core.files import is_there
from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable, choices
from briefpress.schema.edition import Edition

#: The hosts by which a page names the files of the brief and of the house. `.invalid` never resolves (RFC 2606):
#: only the fetcher of the press knows these names.
BRIEF = "https://brief.invalid/"
HOUSE = "https://house.invalid/"

#: The stylesheets that come first, in this order; then those of the parts, sections and blocks, by name,
#: and that of the layout.
_FIRST = ("tokens", "fonts", "page", "typography", "languages")
_FOLDERS = ("parts", "sections", "blocks")


def stylesheets(edition: Edition, design: Design) -> list[str]:
    """The addresses of the stylesheets, in the order of the cascade: house, brief, theme, finish.

    What is only for a layout or a medium follows what is for all, of the house as of the brief.
    """
    own = edition.folder / "styles"
    only = [f"layouts/{design.layout}.css", f"media/{design.medium}.css"]
    sheets = [f"{HOUSE}styles/{sheet}" for sheet in _sheets(STYLES, only)] + [
        f"{BRIEF}styles/{sheet}" for sheet in _sheets(own, only)
    ]
    if design.theme:
        sheets += _theme(edition, design.theme, {HOUSE: STYLES, BRIEF: own})
    if (STYLES / f"press/{design.finish}.css").is_file():
        sheets.append(f"{HOUSE}styles/press/{design.finish}.css")
    return sheets


def house_stylesheets(last: str) -> list[str]:
    """The addresses of the house's own stylesheets, and of one of styles/press/ after them."""
    return [f"{HOUSE}styles/{sheet}" for sheet in [*_sheets(STYLES), f"press/{last}.css"]]


def files(sheets: list[str], folders: dict[str, Path]) -> list[Path]:
    """The files that the addresses of stylesheets mean, by the folders of their hosts."""
    hosts = [(host, folder, sheet) for sheet in sheets for host, folder in folders.items() if sheet.startswith(host)]
    return [folder / sheet.removeprefix(host) for host, folder, sheet in hosts]


def _sheets(folder: Path, only: Sequence[str] = ()) -> list[str]:
    first = [f"{stem}.css" for stem in _FIRST if is_there(folder / f"{stem}.css")]
    others = [sheet.name for sheet in sorted(folder.glob("*.css")) if sheet.name not in first]
    nested = [f"{name}/{sheet.name}" for name in _FOLDERS for sheet in sorted((folder / name).glob("*.css"))]
    return first + others + nested + [sheet for sheet in only if is_there(folder / sheet)]


def _theme(edition: Edition, theme: str, folders: dict[str, Path]) -> list[str]:
    known = {sheet.stem for folder in folders.values() for sheet in folder.glob("themes/*.css")}
    if theme not in known:
        place = edition.places.get("theme") if theme == edition.brief.theme else None
        raise Unprintable(
            [Problem("unknown-theme", f"there is no theme `{theme}`", place, choices(theme, known, "themes"))]
        )
    return [
        f"{host}styles/themes/{theme}.css"
        for host, folder in folders.items()
        if is_there(folder / f"themes/{theme}.css")
    ]

"""The stylesheets of an edition, in the order of the cascade: the house's, the brief's own, the theme's.

tinycss2 (CSS Syntax Module Level 3) says where something stands in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import tinycss2
from tinycss2.color5 import parse_color

from briefpress.core.design import Design, Medium
from briefpress.core.files import is_there, offset_of, position_of
from briefpress.core.paths import STYLES
from briefpress.core.problems import Position, Problem, Unprintable, choices
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
    """The URLs of the stylesheets, in the order of the cascade: house, brief, theme, finish, dark.

    What is only for a layout or a medium follows what is for all, of the house as of the brief. A brief that brings
    colours of its own has none for the dark.
    """
    own = edition.folder / "styles"
    only = [f"layouts/{design.layout}.css", f"media/{design.medium}.css"]
    sheets = [f"{HOUSE}styles/{sheet}" for sheet in _sheets(STYLES, only)] + [
        f"{BRIEF}styles/{sheet}" for sheet in _sheets(own, only)
    ]
    if design.theme:
        sheets += _theme(edition, design.theme, {HOUSE: STYLES, BRIEF: own})
    if edition.marking and not edition.marking.is_tlp:
        sheets.append(f"{HOUSE}styles/press/marking.css")
    if (STYLES / f"press/{design.finish}.css").is_file():
        sheets.append(f"{HOUSE}styles/press/{design.finish}.css")
    texts = map(edition.files.text, files(sheets, {BRIEF: edition.folder}))
    if design.medium is Medium.SCREEN and not any(map(names_colour, texts)):
        sheets.append(f"{HOUSE}styles/media/dark.css")
    return sheets


def names_colour(css: str) -> bool:
    """Whether a stylesheet says by itself what colour something has, and not by the tokens of the house."""
    rules = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    colours = (parse_color(token) for rule in rules for token in _tokens(rule.content or ()))
    return any(colour not in (None, "currentcolor") and colour.alpha > 0 for colour in colours)


def house_stylesheets(last: str) -> list[str]:
    """The URLs of the house's own stylesheets, and of one of styles/press/ after them."""
    return [f"{HOUSE}styles/{sheet}" for sheet in [*_sheets(STYLES), f"press/{last}.css"]]


def files(sheets: list[str], folders: Mapping[str, Path]) -> list[Path]:
    """The files that the URLs of stylesheets mean, by the folders of their hosts."""
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


_NOT_CODE = re.compile(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)


@dataclass(frozen=True)
class Stylesheet:
    """A stylesheet: the URL that it is loaded from, its file, and what stands in it."""

    url: str
    path: Path
    text: str

    @cached_property
    def _rules(self) -> list[Any]:
        rules: list[Any] = tinycss2.parse_stylesheet(self.text, skip_comments=True, skip_whitespace=True)
        return rules

    def urls(self, url: str) -> Iterator[Position]:
        """Where it names what is loaded from this URL."""
        for token in _tokens(self._rules):
            if token.type in ("url", "string") and unquote(urljoin(self.url, token.value)) == unquote(url):
                yield self.position(token, token.value)

    def selectors(self, selector: str) -> Iterator[Position]:
        """Where its rules of this selector begin."""
        for rule in _rules(self._rules):
            if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == selector.strip():
                yield self.position(rule.prelude[0])

    def first(self, pattern: str) -> Position | None:
        """Where it first has what a regular expression matches, outside of comments."""
        match = re.search(pattern, re.sub(r"/\*.*?\*/", lambda found: " " * len(found[0]), self.text, flags=re.DOTALL))
        return position_of(self.path, self.text, *match.span()) if match else None

    def contents(self, origin: str) -> Iterator[Position]:
        """Where it says what is generated in a pseudo-element, `p::before`, or a margin box, `@top-left`."""
        name = origin.rpartition("::")[2]
        for rule in _rules(self._rules):
            if rule.type == "at-rule":
                is_of = f"@{rule.lower_at_keyword}" == name
            else:
                is_of = bool(re.search(rf":{re.escape(name)}\b", tinycss2.serialize(rule.prelude)))
            for each in tinycss2.parse_blocks_contents(rule.content or ()) if is_of else ():
                if each.type == "declaration" and each.lower_name == "content":
                    value = tinycss2.serialize(each.value).strip()
                    if value not in ("none", "normal", '""'):
                        yield self.position(each, value)

    def unclosed(self) -> Position | None:
        """The first brace that is never closed; CSS takes all that follows as part of its rule."""
        braces: list[int] = []
        code = _NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.text)
        for match in re.finditer(r"[{}]", code):
            if match[0] == "{":
                braces.append(match.start())
            elif braces:
                braces.pop()
        return position_of(self.path, self.text, braces[0]) if braces else None

    def position(self, token: Any, text: str = "") -> Position:
        """Where a token stands, or this text from there on."""
        start = offset_of(Position(self.path, token.source_line, token.source_column, text=self.text))
        start = max(start, self.text.find(text, start))
        return position_of(self.path, self.text, start, start + len(text))


def _rules(nodes: Iterable[Any]) -> Iterator[Any]:
    """All rules, those inside others as well."""
    for node in nodes:
        if node.type in ("qualified-rule", "at-rule"):
            yield node
            if node.type == "at-rule" and node.content:
                yield from _rules(tinycss2.parse_blocks_contents(node.content))


def _tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """All tokens, those inside rules, blocks and functions as well."""
    for node in nodes:
        yield node
        for name in ("prelude", "content", "arguments"):
            yield from _tokens(getattr(node, name, None) or ())

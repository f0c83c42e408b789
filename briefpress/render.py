"""The second stage: Edition → Html, through sandboxed Jinja templates.

A brief's own templates are looked up before the house's; `house/` in front of a name means the house's own, so that
a brief can extend a template and override one named block of it.
"""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefpress.cascade import BRIEF, HOUSE, files, stylesheets
from briefpress.edition import Edition
from briefpress.glossary import expanded
from briefpress.house import STYLES, TEMPLATES
from briefpress.labels import Links
from briefpress.model import Frozen
from briefpress.nodes import read_text
from briefpress.pictures import Pictures
from briefpress.problems import Position, Problem, Unprintable, choices
from briefpress.qr import qr
from briefpress.standards import STANDARDS, Standard
from briefpress.tokens import Tokens, read_tokens


@dataclass(frozen=True)
class Html:
    """A rendered edition, and the folders that its addresses mean."""

    markup: str
    folders: dict[str, Path]
    #: What its links say of themselves.
    links: Links
    #: What the file is to be made to.
    standard: Standard
    #: The design tokens that hold for it.
    tokens: Tokens = field(default_factory=lambda: Tokens({}))
    #: The pictures that the press drew for it, by their addresses.
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Design:
    """The choice of a layout, a theme and a standard, of which None means what brief.yaml says; finish and medium."""

    layout: str | None = None
    theme: str | None = None
    standard: str | None = None
    #: What is made for the print shop: a key of imposition.FINISHES.
    finish: str | None = None
    #: `screen`, for every format but PDF, which alone claims a standard; None is paper.
    medium: str | None = None


def render(edition: Edition, design: Design | None = None, cache: Path | None = None) -> Html:
    """Render an edition; raises Unprintable with the template and line of what is wrong.

    Pictures that the press draws are kept in the folder `cache`.
    """
    design = design or Design()
    layout = design.layout or edition.brief.layouts[0]
    standard = STANDARDS[design.standard or edition.brief.standard]
    environment = _environment(edition.folder / "templates")
    claimed = None if design.finish or design.medium else standard
    theme = design.theme or edition.brief.theme
    sheets = stylesheets(edition, theme, design.finish, design.medium)
    folders = {BRIEF: edition.folder, f"{HOUSE}styles/": STYLES}
    # One picture serves all media.
    tokens = read_tokens(files(stylesheets(edition, theme), folders), edition.language.code)
    pictures = Pictures(edition, tokens, cache)
    try:
        names = _names(edition, layout, sheets, claimed) | {"draw": pictures.draw}
        markup = _template(environment, edition, layout).render(names)
    except Unprintable:
        raise
    except Exception as error:  # (whatever a template provokes is the template's)
        raise Unprintable([_problem(error)]) from error
    if pictures.problems:
        raise Unprintable(pictures.problems)
    markup = expanded(markup, edition.brief.glossary)
    return Html(markup + "\n", folders, edition.labels.links, standard, tokens, pictures.drawn)


@dataclass(frozen=True)
class Citation:
    """One printed mention of a source: its number and the anchor of this place."""

    number: int
    anchor: str


@dataclass(frozen=True)
class Citations:
    """Gives every printed mention of a source an anchor, so that the list of sources can link back to it."""

    numbers: dict[str, int]
    printed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def cite(self, sources: Iterable[str]) -> list[Citation]:
        """The next mention of each of the sources, by their numbers."""
        return sorted((self._mention(source) for source in sources), key=lambda citation: citation.number)

    def _mention(self, source: str) -> Citation:
        number = self.numbers[source]
        anchor = f"cite-{number}-{len(self.printed[source]) + 1}"
        self.printed[source].append(anchor)
        return Citation(number, anchor)

    def mentions(self, source: str) -> list[str]:
        """The anchors of the mentions so far."""
        return list(self.printed[source])


def _names(edition: Edition, layout: str, sheets: list[str], standard: Standard | None) -> dict[str, Any]:
    """The names that a template may use; templates/README.md lists them."""
    citations = Citations(edition.numbers)
    return {
        "brief": edition.brief,
        "labels": edition.labels,
        "language": edition.language,
        "languages": edition.languages,
        "layout": layout,
        "stylesheets": sheets,
        "sources": edition.sources,
        "changes": edition.changes,
        "count": edition.count,
        "scale": edition.scale,
        "cite": citations.cite,
        "mentions": citations.mentions,
        "qr": qr,
        # Only what is final is proved, and only what is proved is said.
        "standards": standard.titles if standard and edition.brief.status == "final" else (),
    }


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which the fields of a model can be read and its methods cannot be called."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Frozen) and callable(value):
            return False
        return not isinstance(value, Path) and super().is_safe_attribute(obj, attr, value)


class _Loader(FileSystemLoader):
    """Templates of one folder; a link that leads out of it is as good as missing."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, filename, uptodate = super().get_source(environment, template)
        except UnicodeDecodeError:
            read_text(Path(self.searchpath[0]) / template)  # raises with the place of what is no text
            raise
        if not Path(filename).resolve().is_relative_to(Path(self.searchpath[0]).resolve()):
            raise TemplateNotFound(template)
        return source, filename, uptodate


def _environment(own: Path) -> Environment:
    house: BaseLoader = _Loader(TEMPLATES)
    loader = ChoiceLoader([_Loader(own), house, PrefixLoader({"house": house})])
    environment = _Sandbox(loader=loader, undefined=_Unknown, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    return environment


def _template(environment: Environment, edition: Edition, layout: str) -> Any:
    try:
        return environment.get_template(f"{layout}.html")
    except TemplateNotFound as error:
        if error.name != f"{layout}.html":
            raise
        folders = (TEMPLATES, edition.folder / "templates")
        known = {path.stem for folder in folders for path in folder.glob("*.html")} - {"base", "macros"}
        hint = choices(layout, known, "layouts")
        raise Unprintable(
            [Problem("unknown-layout", f"there is no layout `{layout}`", edition.locate(layout), hint)]
        ) from None


class _Unknown(StrictUndefined):
    """An undefined name whose message ends with a line that says what was probably meant."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if isinstance(self._undefined_obj, Frozen):
            cls = type(self._undefined_obj)
            return f"`{cls.word()}` has no `{name}`\n{choices(name, cls.model_fields, 'fields')}"
        what = "there is nothing called" if self._undefined_obj is missing else "this has no"
        return f"{what} `{name}`\nsee templates/README.md for the names that a template may use"


def _problem(error: Exception) -> Problem:
    if isinstance(error, TemplateSyntaxError):
        place = Position(Path(error.filename), error.lineno) if error.filename else None
        hint = "tags are {% … %} and close in the order in which they open; names are {{ … }}"
        return Problem("template-syntax", f"the template is not well formed: {error.message}", place, hint)
    place = _place(error)
    if isinstance(error, TemplateNotFound):
        hint = "a part, a kind of section and a type of block each have a template of their own name"
        return Problem(
            "missing-template", f"there is no template `{error.name}`", _narrow(place, str(error.name)), hint
        )
    message, _, hint = _said(error).partition("\n")
    name = message.rsplit("`", 2)[1] if "`" in message else ""
    code = "undefined-name" if hint else "template-error"
    return Problem(code, message, _narrow(place, name), hint or "templates/README.md says what a template may do")


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template includes itself without end"
    return f"there is no {error}" if isinstance(error, KeyError) else str(error) or type(error).__name__


def _place(error: Exception) -> Position | None:
    """The innermost line of a template in the traceback: Jinja rewrites its frames to the template's own lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return Position(Path(frames[-1].filename), frames[-1].lineno) if frames else None


def _narrow(place: Position | None, name: str) -> Position | None:
    """The column of `name` in the line, where it can be told."""
    if place is None or place.line is None or not name:
        return place
    line = read_text(place.file).splitlines()[place.line - 1]
    column = line.find(name)
    return Position(place.file, place.line, column + 1, len(name)) if column >= 0 else place

"""The second stage: Edition → Html, through sandboxed Jinja templates (markup/jinja.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefpress.core.design import DEFAULT_STANDARD, Design, Finish, Medium
from briefpress.core.files import MAX_PICTURE, Files
from briefpress.core.paths import STYLES, TEMPLATES
from briefpress.core.problems import Problem, Unprintable, choices
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.qr import qr
from briefpress.graphics.tokens import Tokens, read_tokens
from briefpress.markup.jinja import Templates
from briefpress.markup.origin_marks import settled, without_origins
from briefpress.markup.pictures import Pictures
from briefpress.markup.stylesheets import BRIEF, HOUSE, files, stylesheets
from briefpress.schema.edition import Edition
from briefpress.schema.fields import parts
from briefpress.schema.labels import Links


@dataclass(frozen=True)
class Html:
    """A rendered edition, and the folders that its URLs mean."""

    markup: str
    folders: dict[str, Path]
    #: The files that it was made from, and may still load.
    files: Files
    #: What its links say of themselves.
    links: Links
    #: How it looks and what its file is made to.
    design: Design
    #: The design tokens that hold for it.
    tokens: Tokens = field(default_factory=lambda: Tokens({}))
    #: The pictures that the press drew for it, by their URLs.
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def render(edition: Edition, design: Design | None = None, cache: Path | None = None) -> Html:
    """Render an edition, by default as its brief.yaml says.

    Pictures that the press draws are kept in the folder `cache`. Raises Unprintable with the template and line of what
    is wrong.
    """
    design = design or edition.brief.design
    paths = {id(part): path for path, part in (*parts(edition.brief), *parts(edition.labels, "labels"))}
    templates = Templates(edition.folder / "templates", edition.files, paths)
    sheets = stylesheets(edition, design)
    folders = {BRIEF: edition.folder, f"{HOUSE}styles/": STYLES}
    # One picture serves all media.
    on_paper = replace(design, finish=Finish.EDITION, medium=Medium.PAPER)
    texts = {file: edition.files.text(file) for file in files(stylesheets(edition, on_paper), folders)}
    tokens = read_tokens(texts.values(), edition.language.code)
    fonts = Fonts(texts, tokens.families(), partial(edition.files.read, limit=MAX_PICTURE))
    pictures = Pictures(edition, tokens, fonts, cache)
    _find(design.layout, edition)
    context = names(edition, design, sheets) | {"draw": pictures.draw}
    markup = templates.render(f"{design.layout}.html", context)
    if pictures.problems:
        raise Unprintable(pictures.problems)
    markup = settled(markup, edition.brief.glossary)
    if design.medium is not Medium.PAPER:
        markup = without_origins(markup)
    return Html(markup + "\n", folders, edition.files, edition.labels.links, design, tokens, pictures.drawn)


def _find(layout: str, edition: Edition) -> None:
    """Raise Unprintable where there is no layout of this name."""
    folders = (TEMPLATES, edition.folder / "templates")
    known = {path.stem for folder in folders for path in folder.glob("*.html")} - {"base", "macros", "mail"}
    if layout not in known:
        hint = choices(layout, known, "layouts")
        layouts = edition.brief.layouts
        place = edition.places.get(f"layouts.{layouts.index(layout)}") if layout in layouts else None
        raise Unprintable([Problem("unknown-layout", f"there is no layout `{layout}`", place, hint)])


def render_part(edition: Edition, template: str, names: Mapping[str, Any]) -> Markup:
    """Render a template of the house that is no whole page, with names of its own."""
    names = {"brief": edition.brief, "labels": edition.labels, "language": edition.language, **names}
    return Markup(settled(_house().render(template, names)))  # noqa: S704 (escaped)


#: The house's own templates, read once.
_house = cache(lambda: Templates(TEMPLATES, Files()))


def render_sheet(template: str, names: Mapping[str, Any], folders: dict[str, Path], links: Links) -> Html:
    """Render what is no edition from a template of the house alone; raises Unprintable as `render` does."""
    design = Design(template.removesuffix(".html"), None, DEFAULT_STANDARD)
    markup = settled(_house().render(template, names))
    return Html(markup + "\n", folders, Files(*folders.values()), links, design)


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


def names(edition: Edition, design: Design, sheets: list[str]) -> dict[str, Any]:
    """The names that a template may use; templates/README.md lists them."""
    citations = Citations(edition.numbers)
    return {
        "brief": edition.brief,
        "labels": edition.labels,
        "language": edition.language,
        "languages": edition.languages,
        "layout": design.layout,
        "stylesheets": sheets,
        "sources": edition.sources,
        "changes": edition.changes,
        "overview": edition.overview,
        "count": edition.count,
        "scale": edition.scale,
        "cite": citations.cite,
        "mentions": citations.mentions,
        "qr": qr,
        # Only what is final is proved, and only what is proved is said.
        "standards": design.standards if edition.brief.status == "final" else (),
    }

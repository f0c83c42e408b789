"""The second stage: Edition → Html, through sandboxed Jinja templates (markup/jinja.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefpress.core.design import DEFAULT_STANDARD, Design, Finish, Medium
from briefpress.core.files import MAX_PICTURE, Files, check_links
from briefpress.core.paths import STYLES, TEMPLATES
from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.project import LAYOUT, known_layouts
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.fonts import Fonts
from briefpress.graphics.tokens import Tokens, read_tokens
from briefpress.language.calls import Cite
from briefpress.markup.absent_links import without_absent_links
from briefpress.markup.citation_styles import citation_style
from briefpress.markup.citations import Citations, numbered, separated
from briefpress.markup.citeproc import styled
from briefpress.markup.disorder import disorder_in_css, disorder_in_page
from briefpress.markup.jinja import Templates
from briefpress.markup.names import names
from briefpress.markup.origin_marks import settled
from briefpress.markup.origins import Source
from briefpress.markup.pictures import Blanks, Pictures
from briefpress.markup.settled_words import SettledWords
from briefpress.markup.stylesheets import BRIEF, HOUSE, files, stylesheets
from briefpress.schema.edition import Edition
from briefpress.schema.fields import parts
from briefpress.schema.page_labels import Links
from briefpress.schema.printed_values import Values
from briefpress.schema.widths import abreast


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
    #: The numbers of the sources, by their ids.
    numbers: Mapping[str, int] = field(default_factory=dict)
    #: The faces that the texts of drawings are set in; None where a page brings no drawing from outside.
    faces: Faces | None = None
    #: What is wrong with pictures that are printed all the same, by the paths of their blocks.
    warnings: Mapping[str, Problem] = field(default_factory=dict)
    #: Those pictures that were drawn now, by the names that they are kept by.
    unkept: Mapping[str, bytes] = field(default_factory=dict)
    #: Where each value, entry and part that it prints stands, by its path.
    places: Mapping[str, Position] = field(default_factory=dict)


@dataclass(frozen=True)
class _Page:
    """What the page of an edition is printed from, once for each thing that only a printed page shows."""

    edition: Edition
    design: Design
    stylesheets: list[str]
    templates: Templates

    def markup(self, citations: Citations, pictures: Pictures) -> str:
        """The page with these citations and pictures."""
        functions = {
            "abreast": abreast,
            "draw": pictures.draw,
            "narrow": pictures.narrow,
            "size_of": pictures.size_of,
            "can_write": pictures.fonts.can_write,
        }
        context = names(self.edition, self.design, self.stylesheets, citations) | functions
        return self.templates.render(f"{self.design.layout}.html", context, citations)


def render(
    edition: Edition,
    design: Design | None = None,
    cache: Path | None = None,
    numbers: Mapping[str, int] | None = None,
) -> Html:
    """Render an edition, by default as its brief.yaml says.

    Pictures that the press draws are kept in the folder `cache`. `numbers` are those of the sources, where they are not
    to be those of the full edition. Raises Unprintable with the template and line of what is wrong.
    """
    design = design or edition.brief.design
    paths = {id(part): path for path, part in (*parts(edition.brief), *parts(edition.labels, "labels"))}
    paths[id(edition.marking)] = "marking"
    for name in ("templates", "styles"):
        check_links(edition.folder / name)
    templates = Templates(edition.folder / "templates", edition.files, paths)
    sheets = stylesheets(edition, design)
    folders = {BRIEF: edition.folder, f"{HOUSE}styles/": STYLES}
    texts = _css(edition, design, folders)
    tokens = read_tokens(texts.values(), edition.language.code)
    fonts = Fonts(texts, tokens.families(), partial(edition.files.read, limit=MAX_PICTURE))
    pictures = Pictures(edition, tokens, fonts, cache)
    _find(design.layout, edition)
    page, blanks = _Page(edition, design, sheets, templates), Blanks(edition, tokens, fonts)
    citations = _citations(page, blanks, _numbers(page, blanks) if numbers is None else numbers)
    markup = page.markup(citations, pictures)
    if pictures.problems:
        raise Unprintable(pictures.problems)
    if citations.is_late:
        citations = citations.again()
        markup = page.markup(citations, pictures)
    return Html(
        _finished(markup, edition, design) + "\n",
        folders,
        edition.files,
        edition.labels.links,
        design,
        tokens,
        pictures.drawn,
        citations.numbers,
        Faces(fonts, tokens, edition.language.code),
        pictures.warnings,
        pictures.unkept,
        edition.places,
    )


def _css(edition: Edition, design: Design, folders: Mapping[str, Path]) -> Mapping[Path, str]:
    """The stylesheets that pictures take their looks from, by their files; raises Unprintable."""
    # One picture serves all media.
    on_paper = replace(design, finish=Finish.EDITION, medium=Medium.PAPER)
    texts = {file: edition.files.text(file) for file in files(stylesheets(edition, on_paper), folders)}
    if problems := [problem for each in texts.items() for problem in disorder_in_css(*each)]:
        raise Unprintable(problems)
    return texts


def _finished(markup: str, edition: Edition, design: Design) -> str:
    """The page without what only the press reads in it, and without links to what it does not print.

    On a screen, each of its elements says where it comes from: what may not leave is told there (formats/allowed.py).
    """
    words = SettledWords(edition.brief.glossary, edition.language.typography.ordinals)
    is_on_screen = design.medium is Medium.SCREEN
    markup = separated(settled(markup, words, with_lines=is_on_screen), edition.language)
    if design.layout != LAYOUT:
        markup = without_absent_links(markup, edition.full or edition.brief)
    if problems := list(disorder_in_page(markup, Source(edition.places, edition.folder, edition.files))):
        raise Unprintable(problems)
    return markup


def _numbers(page: _Page, blanks: Blanks) -> dict[str, int]:
    """The numbers of the sources, in the order in which the full edition cites them first.

    Only what is printed shows that order: each kind of section and each type of block has a template, and each brief
    may have its own. What is printed in no full edition is numbered by itself.
    """
    brief, full = page.edition.brief, page.edition.full or page.edition.brief
    citations = Citations(numbered(dict.fromkeys(source.id for source in (*full.sources, *brief.sources))))
    layout = LAYOUT if LAYOUT in brief.layouts else page.design.layout
    edition, design = replace(page.edition, brief=full), replace(page.design, layout=layout)
    replace(page, edition=edition, design=design).markup(citations, replace(blanks, edition=edition))
    if full is not brief:
        # What only this layout cites comes after that.
        page.markup(citations, blanks)
    return numbered(citations.order)


def _citations(page: _Page, blanks: Blanks, numbers: Mapping[str, int]) -> Citations:
    """The citations of a page that is about to be printed, in the style of the brief, if it has one.

    What a style prints depends on all citations before. It has an order of its own, unless it cites by numbers.
    """
    citations, style = Citations(numbers), citation_style(page.edition)
    if style is None or not page.edition.brief.sources:
        return citations
    page.markup(citations, blanks)
    result = styled(page.edition, style, [*citations.citations, [Cite(source) for source in numbers]])
    if style.is_numeric:
        return Citations(numbers, entries=result.entries)
    return Citations(numbered(result.entries), entries=result.entries, styled=result)


def _find(layout: str, edition: Edition) -> None:
    """Raise Unprintable where there is no layout of this name."""
    known = known_layouts(edition.folder)
    if layout not in known:
        hint = choices(layout, known, "layouts")
        layouts = edition.brief.layouts
        place = edition.places.get(f"layouts.{layouts.index(layout)}") if layout in layouts else None
        raise Unprintable([Problem("unknown-layout", f"there is no layout `{layout}`", place, hint)])


def render_part(edition: Edition, template: str, names: Mapping[str, Any]) -> Markup:
    """Render a template of the house that is no whole page, with names of its own."""
    context = {
        "brief": edition.brief,
        "labels": edition.labels,
        "language": edition.language,
        "marking": edition.marking,
        "kicker": edition.kicker,
        "entries": {},
        "is_numbered": True,
        "on_paper": False,
        "data_annex": (),
        **Values(edition.language, edition.labels).names,
        **names,
    }
    return Markup(settled(_house().render(template, context)))  # noqa: S704 (escaped)


#: The house's own templates, read once.
_house = cache(lambda: Templates(TEMPLATES, Files()))


def render_sheet(template: str, names: Mapping[str, Any], folders: dict[str, Path], links: Links) -> Html:
    """Render what is no edition from a template of the house alone; raises Unprintable as `render` does."""
    design = Design(template.removesuffix(".html"), None, DEFAULT_STANDARD)
    markup = settled(_house().render(template, names))
    return Html(markup + "\n", folders, Files(*folders.values()), links, design)

"""The third stage: Html → Pdf, through WeasyPrint behind a locked fetcher.

WeasyPrint is known to this room and to tagging alone.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import weasyprint
from PIL import Image

from briefpress.core.design import Design
from briefpress.core.files import Files
from briefpress.core.problems import Problem, Unprintable
from briefpress.language.urls import in_letters
from briefpress.layout import kept
from briefpress.layout.asides import rejoin, set_apart
from briefpress.layout.back_links import name_pages_once
from briefpress.layout.bounds import check_layouts, check_markup, check_page
from briefpress.layout.breaks import begin_sooner, mark_tall
from briefpress.layout.columns import entries_once
from briefpress.layout.fetcher import Fetcher
from briefpress.layout.fine_spaces import plain_bookmarks, set_spaces
from briefpress.layout.floats import float_figures
from briefpress.layout.font_names import names_of_fonts
from briefpress.layout.known_boxes import boxes_known
from briefpress.layout.known_paths import paths_known
from briefpress.layout.known_sheets import sheets_of
from briefpress.layout.known_styles import styles_known
from briefpress.layout.lists import number_lists
from briefpress.layout.log import Log, listening
from briefpress.layout.long_words import mark_long
from briefpress.layout.page_references import pages_known
from briefpress.layout.proof import Proof, Remark
from briefpress.layout.proof_builder import draw_proof
from briefpress.layout.rail import fill_rails
from briefpress.layout.second_look import Difference, differences
from briefpress.layout.svg_patterns import patterns_in_place
from briefpress.layout.svg_text import whole_texts
from briefpress.layout.table_margins import table_margins
from briefpress.layout.table_widths import mark_tight, wide_tables
from briefpress.markup.origins import Origins
from briefpress.markup.render import Html
from briefpress.markup.stylesheets import BRIEF, HOUSE, Stylesheet
from briefpress.schema.page_labels import Links
from briefpress.tagging.structure import Structure
from briefpress.tagging.writer import tagged

#: How often a page is laid out at most, until nothing in it is too tall or too wide for where it stands.
_PASSES = 6
#: What stands in for parts of WeasyPrint.
_OWN = (
    boxes_known, whole_texts, patterns_in_place, entries_once, pages_known, table_margins, names_of_fonts, styles_known,
    paths_known,
)  # fmt: skip


@dataclass(frozen=True)
class Pdf:
    """A laid out edition: the file's bytes, its proof, and what was remarked on the way."""

    data: bytes
    proof: Proof
    remarks: tuple[Remark, ...]
    #: Its stylesheets, in the order of the cascade.
    sheets: tuple[Stylesheet, ...]
    #: The families that were really used.
    families: frozenset[str]
    #: What a screen reader goes through.
    structure: Structure
    #: Where the elements of the page come from.
    origins: Origins
    #: How it looks and what it is made to.
    design: Design
    #: The files that it was made from.
    files: Files
    #: The drawings that do not look on it as they should.
    differences: tuple[Difference, ...] = ()
    #: The tables that are wider than there is room for, about which that is remarked.
    wide_tables: frozenset[Any] = frozenset()


def typeset(html: Html, begun: Callable[[str], None] | None = None) -> Pdf:
    """Lay out a page and write it; raises Unprintable where WeasyPrint cannot go on at all.

    `begun` is called with the number of each page that is begun, of which there may be several tries.
    """
    with laid_out(html, begun) as pages:
        return pages.written()


@contextmanager
def laid_out(html: Html, begun: Callable[[str], None] | None = None) -> Iterator[Pages]:
    """The pages of a page of HTML, which may be written while the block runs; raises Unprintable as `typeset`."""
    kept.begin()
    fetcher = Fetcher(html)
    check_markup(html.markup, fetcher)
    with listening(fetcher, begun) as log, _settable(log), ExitStack() as stack:
        for context in (*_OWN, warnings.catch_warnings):
            stack.enter_context(context())
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        page = weasyprint.HTML(string=html.markup, base_url=BRIEF, url_fetcher=fetcher)
        check_page(page.etree_element, fetcher, html.places)
        with check_layouts(html.markup, page.etree_element, fetcher, lambda: log.sheets()[::-1]):
            document, places = _laid_out(page, log)
        yield Pages(html, fetcher, log, page.etree_element, document, places)


class Pages:
    """Pages that are laid out."""

    def __init__(
        self, html: Html, fetcher: Fetcher, log: Log, root: Any, document: Any, places: Mapping[Any, int]
    ) -> None:
        self._html, self._fetcher, self._log = html, fetcher, log
        self._root, self._document, self._places = root, document, places
        #: How many there are.
        self.number = len(document.pages)
        self._pdf: Pdf | None = None

    @property
    def files(self) -> Files:
        """The files that they were made from."""
        return self._html.files

    @property
    def is_written(self) -> bool:
        """Whether they are a file already."""
        return self._pdf is not None

    def draft(self, numbers: Sequence[int]) -> bytes:
        """A file of some of them alone, by their numbers from 0, to be looked at; nothing is remarked of it."""
        messages = [*self._log.messages]
        try:
            return self._write(self._document.copy([self._document.pages[number] for number in numbers]))[0]
        finally:
            self._log.messages[:] = messages

    def written(self) -> Pdf:
        """The file of all, with its proof."""
        if self._pdf is None:
            self._pdf = self._proved(*self._write(self._document))
        return self._pdf

    def _write(self, document: Any) -> tuple[bytes, Structure]:
        with tagged(partial(_describe, self._html.links), self._places) as structure:
            variant = "pdf/a-4f" if self._html.design.standard.is_pdf_2 else "pdf/a-3a"
            data = document.write_pdf(pdf_variant=variant, pdf_identifier=False, pdf_tags=True)
        return data, structure

    def _proved(self, data: bytes, structure: Structure) -> Pdf:
        html, fetcher, log, document, root = self._html, self._fetcher, self._log, self._document, self._root
        origins = Origins(root)
        families = frozenset(font.family for font in document.fonts.values())
        proof = draw_proof(document, root, origins)
        # A drawing of which something is told already is not looked at: it would be told again.
        failed = {message.subject for message in log.messages if message.problem.code == "missing-image"}
        drawings = {
            url: svg
            for url, svg in fetcher.drawings.items()
            if not fetcher.remarks[url] and not failed & {url, url.removeprefix(BRIEF)}
        }
        different = () if html.design.finish.is_print_variant else tuple(differences(data, proof.pictures, drawings))
        crowded = (Remark(problem, path) for path, problem in html.warnings.items())
        wide = wide_tables(document, origins)
        seen = (*(difference.remark for difference in different), *crowded, *wide.values())
        remarks = (*log.remarks(root, origins, proof), *seen)
        sheets = tuple(log.sheets()[::-1])
        return Pdf(
            data, proof, remarks, sheets, families, structure, origins, html.design, html.files, different,
            frozenset(wide),
        )  # fmt: skip


@contextmanager
def _settable(log: Log) -> Iterator[None]:
    """Tell what WeasyPrint logged, and of whatever brings it down that it does."""
    try:
        yield
    except (Unprintable, MemoryError):
        raise
    except Exception as error:  # (there is no list of what CSS provokes in it)
        if isinstance(error, OSError) and error.errno:
            # It is of the operating system, as a disk that is full.
            raise
        message = f"WeasyPrint cannot lay out this page: {type(error).__name__}: {error}"
        hint = "undo the last change of a template or stylesheet, then make it again in smaller steps"
        problems = [message.problem for message in log.messages]
        raise Unprintable([*problems, Problem("unsettable", message, None, hint)]) from error


def _laid_out(page: Any, log: Log) -> tuple[Any, Mapping[Any, int]]:
    """WeasyPrint's document of a page, and the places of its elements, where some are not printed in their order."""
    number_lists(page.etree_element)
    set_spaces(page.etree_element)
    for number in range(_PASSES):
        log.clear()
        apart = set_apart(page.etree_element)
        sheets = sheets_of(page)
        with sheets.in_use(), kept.unless_remarked():
            document = page.render(font_config=sheets.fonts, stylesheets=_fonts(page.etree_element))
        rejoin(page.etree_element, apart)
        is_outdated = name_pages_once(document)
        is_crowded = fill_rails(document, apart, 1 if number == 0 else None)
        is_too_wide = mark_long(document) or mark_tight(document)
        is_floating = number < _PASSES - 1 and float_figures(document, page.etree_element)
        is_new = is_floating or mark_tall(document) or is_too_wide or is_crowded or is_outdated
        if not (is_new or begin_sooner(document)):
            break
    plain_bookmarks(document)
    return document, {element: number for number, element in enumerate(page.etree_element.iter())} if apart else {}


def _describe(links: Links, link: Structure, target: str, page: int | None) -> str:
    """What a link says of itself: its title, or its text, and where it leads (ISO 14289-1, 7.18.5), in letters."""
    text = " ".join((link.description or link.text).split())
    if page is not None:
        return links.page.replace("{page}", str(page)).replace("{text}", text)
    if target.startswith("tel:"):
        return (links.phone or "{text}").replace("{text}", text)
    form = links.mail if target.startswith("mailto:") else links.site
    host = in_letters(re.split(r"[/?#]", re.sub(r"^(https?://(www\.)?|mailto:)", "", target))[0])
    if host in in_letters(text):
        of_address = links.mail_address if form is links.mail else None
        return (of_address or links.address).replace("{address}", in_letters(text))
    return form.replace("{address}", host).replace("{text}", text)


def _fonts(root: Any) -> list[str]:
    """The house's fonts, for a page that does not link them: without any font at all Pango brings the process down."""
    url = f"{HOUSE}styles/fonts.css"
    # (One for a medium or of a type may not be read.)
    links = (link.attrib for link in root.iter("link") if not link.attrib.keys() & {"media", "type"})
    return [] if any(link.get("href") == url and link.get("rel") == "stylesheet" for link in links) else [url]

"""The fifth stage: Pdf → problems. What a reader, a printer or an archive would stumble over, each at its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from briefpress.core.problems import Position, Problem, in_order
from briefpress.graphics.colours import Colour, contrast
from briefpress.language.text_findings import LINK_HINT, is_link
from briefpress.layout.proof import Proof, Remark, Run, Text
from briefpress.layout.typeset import Pdf
from briefpress.markup.cascade import Cascade
from briefpress.markup.origins import Source
from briefpress.markup.pictures import DRAWN
from briefpress.markup.stylesheets import BRIEF
from briefpress.pdf.fills import fills
from briefpress.pdf.pages import pages
from briefpress.pdf.remarks import remark, short
from briefpress.pdf.text import texts
from briefpress.pdf.validator import failures
from briefpress.schema.edition import Edition

#: Pictures with fewer pixels to the inch look coarse in print.
MIN_DPI = 150
#: The smallest type that can be read in print, in points.
MIN_TYPE = 6
#: WCAG 2.2, 1.4.3: the contrast of text, and of text of 18 pt or bold of 14 pt.
CONTRAST = 4.5
CONTRAST_LARGE = 3.0

_PT = 96 / 72
#: So many pairs of texts that lie on each other are told for a page.
_MOST_PAIRS = 50
#: A word of more letters may need help to break.
_LONG = 25
#: The properties on which a contrast rests, each by the names under which it is declared.
_COLOURS = (("color",), ("background-color", "background"), ("opacity",))


def preflight(pdf: Pdf, edition: Edition) -> tuple[Problem, ...]:
    """The problems of a laid out edition, in the order of its files."""
    proof, cascade = pdf.proof, Cascade(pdf.origins.root, pdf.sheets)
    crowded = _cut_off_notes(pdf)
    checks = (
        pdf.remarks,
        *texts(pdf),
        _crowded(crowded),
        _cut_off(pdf, crowded),
        _overprinted(proof, min(crowded, default=proof.pages + 1)),
        _foreign_fonts(pdf, cascade),
        _pictures(proof),
        _headings(proof),
        _contrast(pdf, cascade),
        fills(pdf, edition, cascade),
        _links(proof),
        *pages(pdf),
    )
    source = Source(edition.places, edition.folder, pdf.files, pdf.sheets)
    # (A sign without a glyph is remarked wherever it is printed.)
    remarks = dict.fromkeys(remark for check in checks for remark in check)
    return in_order([*edition.warnings, *(located(remark, source, Position(edition.manuscript)) for remark in remarks)])


def nonconforming(pdf: Pdf, edition: Edition) -> tuple[Problem, ...]:
    """The failures that the reference validator finds in a finished file, each where what it speaks of comes from."""
    source = Source(edition.places, edition.folder, pdf.files, pdf.sheets)
    remarks = [
        Remark(failure.problem(), _failed_origin(failure.places[0], pdf))
        for failure in failures(pdf.data, pdf.design.standard.profiles)
    ]
    return in_order(located(remark, source, Position(edition.manuscript)) for remark in remarks)


def _failed_origin(place: str, pdf: Pdf) -> str:
    """The origin of the structure element to which veraPDF's notation leads, else of the first text of its page."""
    structure = pdf.structure
    for index in map(int, re.findall(r"/K\[(\d+)\]", place)[1:]):
        if index >= len(structure.elements):
            break
        structure = structure.elements[index]
    if structure.element is not None:
        return pdf.origins.whole(structure.element)
    page = re.search(r"/pages\[(\d+)\]", place)
    return next((run.origin for run in pdf.proof.runs if page and run.page == int(page[1]) + 1), "")


def located(remark: Remark, source: Source, otherwise: Position) -> Problem:
    """The problem of a remark, where what it speaks of comes from, or else at another place."""
    place = source.position(remark.origin, remark.words)
    if remark.problem.position:
        # What stands in a drawing: it is told who prints it.
        hint = f"{remark.problem.hint}; {place} prints the drawing" if place else remark.problem.hint
        return replace(remark.problem, hint=hint)
    return remark.problem.at(place or otherwise)


def _cut_off_notes(pdf: Pdf) -> dict[int, Run]:
    """The pages that have no room for their footnotes, each with the longest line that is cut off there."""
    notes = [note for note in pdf.origins.root.iter() if note.get("role") == "doc-footnote"]
    within = {part for note in notes for part in note.iter()}
    runs = [run for run in pdf.proof.runs if run.element in within and not run.window.holds(run.box)]
    return {run.page: run for run in sorted(runs, key=lambda run: len(run.text))}


def _crowded(notes: Mapping[int, Run]) -> Iterator[Remark]:
    """Pages with too much in their footnotes: each stands on the page of its call."""
    hint = "shorten the notes, put a part of their words into the text, or call for them in different paragraphs"
    for page, run in notes.items():
        message = f"the footnotes of page {page} are too long for it: “{short(run.text)}” is cut off"
        yield remark(run, "cut-off-text", message, hint)


def _cut_off(pdf: Pdf, crowded: Container[int]) -> Iterator[Remark]:
    told = {part for table in pdf.wide_tables for part in table.iter()}
    for run in pdf.proof.runs:
        if not run.window.holds(run.box) and run.page not in crowded and run.element not in told:
            hint = "shorten it, or give it more room in the stylesheet"
            if max(map(len, run.text.split()), default=0) > _LONG:
                hint = "it has no place to break: put a space, a hyphen or a zero-width space (U+200B) where it may"
            yield remark(run, "cut-off-text", f"“{short(run.text)}” is cut off on page {run.page}", hint)


def _overprinted(proof: Proof, end: int) -> Iterator[Remark]:
    """Runs that lie on each other by more than a quarter of a line: their letters reach each other.

    From the page `end` on what lies there are the footnotes that did not fit.
    """
    hint = "one of the two is too wide or too tall for its place in the stylesheet"
    by_page: dict[int, list[Run]] = defaultdict(list)
    for run in proof.runs:
        by_page[run.page].append(run)
    for page in range(1, end):
        # Where many lie on each other, each lies on all others: the first say enough.
        for upper, lower in islice(_colliding(by_page[page]), _MOST_PAIRS):
            texts = f"“{short(upper.text)}” and “{short(lower.text)}”"
            yield remark(upper, "overprinted-text", f"{texts} are printed over each other on page {page}", hint)


def _colliding(runs: list[Run]) -> Iterator[tuple[Run, Run]]:
    """The pairs of runs of a page that lie on each other, from its top down."""
    downward = sorted(runs, key=lambda run: run.box.y)
    for index, upper in enumerate(downward):
        for lower in map(downward.__getitem__, range(index + 1, len(downward))):
            if lower.box.y >= upper.box.y + upper.box.height:
                break
            if _collide(upper, lower):
                yield upper, lower


def _collide(one: Run, two: Run) -> bool:
    height = min(one.box.y + one.box.height, two.box.y + two.box.height) - max(one.box.y, two.box.y)
    width = min(one.box.x + one.box.width, two.box.x + two.box.width) - max(one.box.x, two.box.x)
    return height > min(one.size, two.size) * 0.25 and width > min(one.size, two.size) * 0.3


def _foreign_fonts(pdf: Pdf, cascade: Cascade) -> Iterator[Remark]:
    hint = f"fonts: {', '.join(sorted(pdf.families))}; add others by @font-face with a file of styles/fonts"
    runs = {run.families: run for run in reversed(pdf.proof.runs) if not pdf.families.intersection(run.families)}
    for families, run in sorted(runs.items()):
        message = f"there is no font `{families[0]}`, asked for by “{short(run.text)}” on page {run.page}"
        yield _styled(run, "foreign-face", message, hint, cascade, ("font-family", "font"))


def _styled(run: Run, code: str, message: str, hint: str, cascade: Cascade, *properties: tuple[str, ...]) -> Remark:
    """A remark on how a text looks, at the declaration of one of these properties."""
    place = None if run.element is None else cascade.place(run.element, *properties)
    return Remark(Problem(code, message, place, hint), run.origin, run.text)


def _pictures(proof: Proof) -> Iterator[Remark]:
    for picture in proof.pictures:
        file = picture.url.removeprefix(BRIEF)
        place = Text(file, picture.origin)
        if picture.alt is None:
            message = f"the picture `{file}` has no alternative text"
            yield remark(place, "missing-alt", message, "say in `alt:` what it shows")
        if picture.dpi is not None and picture.dpi < MIN_DPI:
            message = f"the picture `{file}` is printed at {picture.dpi:.0f} dpi, under {MIN_DPI}"
            yield remark(place, "coarse-image", message, "take a larger picture, or print it smaller: `width: half`")
        # What others have drawn is theirs.
        if picture.url.startswith(DRAWN) and picture.text_size and picture.text_size < MIN_TYPE * _PT:
            size = f"{picture.text_size / _PT:.1f} pt, and {MIN_TYPE} can be read"
            message = f"the smallest letters of this picture are printed at {size}"
            hint = "leave out `width` in the chart, show less side by side, or give it more room in the stylesheet"
            yield remark(place, "small-text", message, hint)


def _headings(proof: Proof) -> Iterator[Remark]:
    hint = "take the next level in the template; size is a matter of the stylesheet"
    level = 0
    for heading in proof.headings:
        if heading.level > level + 1:
            place = f"is of level {heading.level} and follows one of level {level}"
            yield remark(heading, "skipped-heading", f"the heading “{short(heading.text)}” {place}", hint)
        level = heading.level


def _contrast(pdf: Pdf, cascade: Cascade) -> Iterator[Remark]:
    seen = set()
    for run in pdf.proof.runs:
        large = run.size >= 18 * _PT or (run.bold and run.size >= 14 * _PT)
        needed = CONTRAST_LARGE if large else CONTRAST
        ratio = contrast(run.colour, run.background)
        if ratio < needed and (run.colour, run.background) not in seen:
            seen.add((run.colour, run.background))
            message = f"“{short(run.text)}” on page {run.page} has a contrast of {ratio:.1f} to 1, under {needed}"
            hint = f"{_hex(run.colour)} on {_hex(run.background)}: take a darker token of styles/tokens.css"
            yield _styled(run, "low-contrast", message, hint, cascade, *_COLOURS)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _links(proof: Proof) -> Iterator[Remark]:
    for link in proof.links:
        if not is_link(link.text):
            url = link.text.removeprefix(BRIEF)
            yield remark(
                Text(url, link.origin), "bad-link", f"`{url}` is not a URL that a brief can link to", LINK_HINT
            )

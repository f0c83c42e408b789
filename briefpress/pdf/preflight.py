"""The fifth stage: Pdf → problems. What a reader, a printer or an archive would trip over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpress.core.problems import Position, Problem, in_order
from briefpress.language.markdown import LINK
from briefpress.layout.log import Remark
from briefpress.layout.proof import Colour, Proof, Run
from briefpress.layout.typeset import Pdf
from briefpress.markup.stylesheets import BRIEF
from briefpress.pdf.page_fill import extent
from briefpress.schema.edition import Edition

#: Pictures with fewer pixels to the inch look coarse in print.
MIN_DPI = 150
#: WCAG 2.2, 1.4.3: the contrast of text, and of text of 18 pt or bold of 14 pt.
CONTRAST = 4.5
CONTRAST_LARGE = 3.0

_PT = 96 / 72


def preflight(pdf: Pdf, edition: Edition) -> tuple[Problem, ...]:
    """The problems of a set edition, in the order of the manuscript."""
    found = [_place_remark(remark, edition) for remark in pdf.remarks]
    proof = pdf.proof
    checks = (
        _lost(proof),
        _order(proof),
        _cut(proof),
        _overprinted(proof),
        _faces(pdf),
        _pictures(proof),
        _headings(proof),
        _contrast(proof),
        _links(proof),
    )
    found += [_place(problem, subject, edition) for check in checks for problem, subject in check]
    found += extent(proof, edition, pdf.design.theme)
    return in_order([*edition.warnings, *found])


#: A problem and the text by which its place can be found.
Finding = tuple[Problem, str]


def _place(problem: Problem, subject: str, edition: Edition) -> Problem:
    place = edition.locate(subject) if subject else None
    return problem.at(place or Position(edition.manuscript))


def _place_remark(remark: Remark, edition: Edition) -> Problem:
    if remark.problem.position:
        return remark.problem
    if remark.is_address and (place := edition.locate_address(remark.subject)):
        return remark.problem.at(place)
    return _place(remark.problem, remark.subject, edition)


def _lost(proof: Proof) -> Iterator[Finding]:
    hint = (
        "a stylesheet hides it or WeasyPrint lost it at a page break; mark as `hidden` what is meant not to be printed"
    )
    for text in proof.lost:
        yield Problem("lost-text", f"“{_short(text)}” is in the HTML and on no page", None, hint), text


def _order(proof: Proof) -> Iterator[Finding]:
    hint = "a screen reader follows the HTML: let the stylesheet keep its order"
    for text in proof.disordered:
        yield Problem("reading-order", f"“{_short(text)}” is printed after what it comes before", None, hint), text


def _cut(proof: Proof) -> Iterator[Finding]:
    hint = "shorten it, or give it more room in the stylesheet"
    for run in proof.runs:
        if not run.window.holds(run.box):
            yield (
                Problem("cut-off-text", f"“{_short(run.text)}” is cut off on page {run.page}", None, hint),
                run.text,
            )


def _overprinted(proof: Proof) -> Iterator[Finding]:
    """Runs that lie on each other by more than a third of a line: both are unreadable."""
    hint = "one of the two is too wide or too tall for its place in the stylesheet"
    for page in range(1, proof.pages + 1):
        runs = sorted((run for run in proof.runs if run.page == page), key=lambda run: run.box.y)
        for index, upper in enumerate(runs):
            for lower in runs[index + 1 :]:
                if lower.box.y >= upper.box.y + upper.box.height:
                    break
                if _collide(upper, lower):
                    message = (
                        f"“{_short(upper.text)}” and “{_short(lower.text)}” are printed over each other on page {page}"
                    )
                    yield Problem("overprinted-text", message, None, hint), upper.text


def _collide(one: Run, two: Run) -> bool:
    height = min(one.box.y + one.box.height, two.box.y + two.box.height) - max(one.box.y, two.box.y)
    width = min(one.box.x + one.box.width, two.box.x + two.box.width) - max(one.box.x, two.box.x)
    return height > min(one.size, two.size) * 0.4 and width > min(one.size, two.size) * 0.3


def _faces(pdf: Pdf) -> Iterator[Finding]:
    for families in sorted({run.families for run in pdf.proof.runs if not pdf.families.intersection(run.families)}):
        text = next(run.text for run in pdf.proof.runs if run.families == families)
        hint = f"faces: {', '.join(sorted(pdf.families))}; add others by @font-face with a file of styles/fonts"
        yield (
            Problem("foreign-face", f"there is no face `{families[0]}`, asked for by “{_short(text)}”", None, hint),
            text,
        )


def _pictures(proof: Proof) -> Iterator[Finding]:
    for picture in proof.pictures:
        file = picture.address.removeprefix(BRIEF)
        if picture.alt is None:
            yield (
                Problem(
                    "missing-alt",
                    f"the picture `{file}` has no alternative text",
                    None,
                    "say in `alt:` what it shows",
                ),
                file,
            )
        if picture.dpi is not None and picture.dpi < MIN_DPI:
            message = f"the picture `{file}` is printed at {picture.dpi:.0f} dpi, under {MIN_DPI}"
            yield Problem("coarse-image", message, None, "take a larger picture, or print it smaller"), file


def _headings(proof: Proof) -> Iterator[Finding]:
    level = 0
    for heading in proof.headings:
        if heading.level > level + 1:
            message = (
                f"the heading “{_short(heading.text)}” is of level {heading.level} and follows one of level {level}"
            )
            hint = "take the next level in the template; size is a matter of the stylesheet"
            yield Problem("skipped-heading", message, None, hint), heading.text
        level = heading.level


def _contrast(proof: Proof) -> Iterator[Finding]:
    seen = set()
    for run in proof.runs:
        large = run.size >= 18 * _PT or (run.bold and run.size >= 14 * _PT)
        needed = CONTRAST_LARGE if large else CONTRAST
        ratio = contrast(run.colour, run.background)
        if ratio < needed and (run.colour, run.background) not in seen:
            seen.add((run.colour, run.background))
            message = f"“{_short(run.text)}” has a contrast of {ratio:.1f} to 1, under {needed}"
            hint = f"{_hex(run.colour)} on {_hex(run.background)}: take a darker token of styles/tokens.css"
            yield Problem("low-contrast", message, None, hint), run.text


def contrast(one: Colour, two: Colour) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _links(proof: Proof) -> Iterator[Finding]:
    for link in proof.links:
        if not LINK.match(link) or re.match(r"https?://[^/]*\.invalid\b", link):
            shown = link.removeprefix(BRIEF)
            hint = "begin it with https://, mailto: or # and an id of this brief"
            yield Problem("bad-link", f"`{shown}` is no address that a brief can link to", None, hint), shown


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"

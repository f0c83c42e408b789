"""The looks at whole pages: how many there are and how full, how each ends, and whether pictures stay on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefpress.core.problems import Problem, Severity
from briefpress.layout.proof import Moved, Proof, Remark, Run, Text
from briefpress.layout.typeset import Pdf
from briefpress.markup.stylesheets import BRIEF
from briefpress.pdf.remarks import remark, short

#: A page less full than this looks as if something were missing; the last one may be less full than others.
MIN_PAGE = 0.6
MIN_LAST_PAGE = 0.1

_MM = 96 / 25.4


def pages(pdf: Pdf) -> Iterator[Iterable[Remark]]:
    """What is wrong with the pages of an edition, by kinds."""
    proof = pdf.proof
    if proof.made_for is None:
        yield _waste(proof)
        yield _blanks(proof)
    elif proof.pages > proof.made_for:
        yield [_too_long(pdf, proof.made_for)]
    else:
        yield _gaps(proof, proof.made_for)
    yield _parted(proof)
    yield _cut_off(proof)


def _waste(proof: Proof) -> Iterator[Remark]:
    """The pages that are nearly empty, each with what was moved from it."""
    for each in proof.breaks:
        if each.moved and each.filled < MIN_PAGE:
            message = f"page {each.page} is only {each.filled:.0%} full: {_named(each.moved)} begins on the next page"
            hint = _remedy(each.moved)
            yield remark(each.moved, "short-page", message, hint, Severity.WARNING)
    if proof.pages > 1 and proof.filled[-1] < MIN_LAST_PAGE:
        hint = "shorten a text by some lines, or tighten --line in the tokens"
        message = "the last page holds only some lines"
        yield _on_page(proof, -1, Problem("short-last-page", message, None, hint, Severity.WARNING))


def _blanks(proof: Proof) -> Iterator[Remark]:
    """Pages that are blank in the midst of their text."""
    hint = "what stands beside it is taller: shorten it, or let a stylesheet put it under the text"
    for blank in proof.blanks:
        height = f"{blank.height / _MM:.0f} mm"
        message = f"page {blank.page} is blank for {height} above “{short(blank.text)}”"
        yield remark(blank, "blank-space", message, hint, Severity.WARNING)


def _named(moved: Moved) -> str:
    text = short(moved.text)
    return f"the {moved.kind} “{text}” does not fit there and" if text else f"the {moved.kind} does not fit there and"


def _remedy(moved: Moved) -> str:
    """What helps against a page that is nearly empty."""
    hint = "put it after the text that follows it, or let a stylesheet part it by `break-inside: auto`"
    if moved.fitting is not None:
        hint = "put it after the text that follows it"
        height = int(moved.fitting * 20) * 5
        if height >= 20:
            hint += (
                f", or print it smaller: `.{moved.kind} img {{ max-height: {height}vh }}` in a stylesheet of the brief"
            )
    return hint


def _parted(proof: Proof) -> Iterator[Remark]:
    """Headings, captions and heads of tables that do not stand with what they are over."""
    headless = set()
    for each in proof.breaks:
        if each.heading:
            message = f"“{short(each.heading.text)}” stands alone at the foot of page {each.page}"
            hint = "keep it with what follows: `break-after: avoid` in the stylesheet, or shorten what follows"
            yield remark(each.heading, "lone-heading", message, hint, Severity.WARNING)
        if each.headless and each.headless not in headless:
            headless.add(each.headless)
            row = short(each.headless.text)
            message = f"the row “{row}” goes on on page {each.page + 1} without the head of its table"
            hint = "make several rows of it, or let a stylesheet part it: `tr { break-inside: auto }`"
            yield remark(each.headless, "headless-row", message, hint, Severity.WARNING)


def _cut_off(proof: Proof) -> Iterator[Remark]:
    """Pictures that leave the area of their page, or lie on what stands in its margins."""
    for picture in proof.pictures:
        if picture.area is not None:
            is_right = picture.area.holds(picture.box)
        else:
            texts = set(map(id, proof.texts[picture.page - 1]))
            margins = (run for run in proof.runs if run.page == picture.page and id(run) not in texts)
            is_right = not any(map(picture.box.meets, (run.box for run in margins)))
        if not is_right:
            file = picture.url.removeprefix(BRIEF)
            message = f"the picture `{file}` leaves its place on page {picture.page}: it runs over its margins"
            hint = "limit it in the stylesheet: `img { max-width: 100%; max-height: 65vh }`"
            yield remark(Text(file, picture.origin), "cut-off-picture", message, hint)


def _too_long(pdf: Pdf, wanted: int) -> Remark:
    runs, theme = pdf.proof.texts[wanted], pdf.design.theme
    message = f"the layout is made for {wanted} pages and the text runs over them to {pdf.proof.pages}"
    hint = "give long texts a `short`, or choose less with `onepager: true`"
    hint += f", or take another theme than `{theme}`" if theme else ""
    if any(map(_is_own, runs)):
        hint += "; here begins what is too much"
    elif runs:
        message += f", from “{runs[0].text.strip()}” on"
    return _on_page(pdf.proof, wanted, Problem("too-long", message, None, hint))


def _gaps(proof: Proof, wanted: int) -> Iterator[Remark]:
    hint = "choose more with `onepager: true`"
    if proof.pages < wanted:
        message = f"the layout is made for {wanted} pages and the text fills {proof.pages}"
        yield Remark(Problem("too-short", message, None, hint), "sections")
        return
    for number, filled in enumerate(proof.filled):
        if filled < MIN_PAGE:
            message = f"page {number + 1} is {filled:.0%} full, less than {MIN_PAGE:.0%}"
            yield _on_page(proof, number, Problem("too-short", message, None, hint))


def _on_page(proof: Proof, page: int, problem: Problem) -> Remark:
    """A remark on the first text of a page that is the brief's own, or else on its first text."""
    runs = proof.texts[page]
    run = next(filter(_is_own, runs), next(iter(runs), None))
    return Remark(problem, run.origin, run.text) if run else Remark(problem)


def _is_own(run: Run) -> bool:
    """Whether a text is one of the brief."""
    return re.fullmatch(r"(?!labels\.)[\w-]+(\.[\w-]+)*", run.origin) is not None

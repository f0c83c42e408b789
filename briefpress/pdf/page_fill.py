"""Whether an edition has the pages that it should have, and fills them."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.core.locate import locate
from briefpress.core.problems import Position, Problem, Severity
from briefpress.layout.proof import Proof
from briefpress.schema.edition import Edition

#: A last page less full than this is a waste of a sheet.
MIN_LAST_PAGE = 0.12
#: A page of a layout that is made for a number of pages is at least so full.
MIN_PAGE = 0.6


def extent(proof: Proof, edition: Edition, theme: str | None) -> Iterator[Problem]:
    """What is wrong with the number of pages and their filling, each at the text where it shows."""
    if proof.made_for is None:
        yield from _last_page(proof, edition)
    elif proof.pages > proof.made_for:
        yield _too_long(proof, proof.made_for, edition, theme)
    else:
        yield from _gaps(proof, proof.made_for, edition)


def _last_page(proof: Proof, edition: Edition) -> Iterator[Problem]:
    if proof.pages > 1 and proof.filled[-1] < MIN_LAST_PAGE:
        hint = "shorten a text by some lines, or tighten --line in the tokens"
        place = Position(edition.manuscript)
        yield Problem("short-last-page", "the last page holds only some lines", place, hint, Severity.WARNING)


def _too_long(proof: Proof, wanted: int, edition: Edition, theme: str | None) -> Problem:
    said = f"the layout is made for {wanted} pages and the text runs over them to {proof.pages}"
    hint = "give long texts a `short`, or choose less with `onepager: true`"
    hint += f", or take another theme than `{theme}`" if theme else ""
    texts = proof.texts[wanted]
    place = _place(texts, edition)
    if place.line:
        hint += "; here begins what is too much"
    elif texts:
        said += f", from “{texts[0].strip()}” on"
    return Problem("too-long", said, place, hint)


def _gaps(proof: Proof, wanted: int, edition: Edition) -> Iterator[Problem]:
    hint = "choose more with `onepager: true`"
    if proof.pages < wanted:
        said = f"the layout is made for {wanted} pages and the text fills {proof.pages}"
        yield Problem("too-short", said, Position(edition.manuscript), hint)
        return
    for number, filled in enumerate(proof.filled, start=1):
        if filled < MIN_PAGE:
            said = f"page {number} is {filled:.0%} full, less than {MIN_PAGE:.0%}"
            yield Problem("too-short", said, _place(proof.texts[number - 1], edition), hint)


def _place(texts: tuple[str, ...], edition: Edition) -> Position:
    """The place of the first of the texts that surely stands in the manuscript, or the file alone.

    Words of the house, as "Sources" over the list of sources, may stand by chance in a text of the brief: so a text of
    a word or two tells nothing.
    """
    places = (locate(text, [edition.manuscript], edition.files) for text in texts if len(text.split()) > 2)
    return next((place for place in places if place), Position(edition.manuscript))

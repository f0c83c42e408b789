"""Whether an edition has the pages that it should have, and fills them."""

from __future__ import annotations

from collections.abc import Iterator

from briefpress.problems import Problem, Severity
from briefpress.proof import Proof

#: A last page less full than this is a waste of a sheet.
MIN_LAST_PAGE = 0.12
#: A page of a layout that is made for a number of pages is at least so full.
MIN_PAGE = 0.6


def extent(proof: Proof) -> Iterator[tuple[Problem, str]]:
    """What is wrong with the number of pages and their filling, with the text where it shows."""
    if proof.made_for is None:
        yield from _last_page(proof)
    elif proof.pages > proof.made_for:
        said = f"the layout is made for {proof.made_for} pages and the text runs over them to {proof.pages}"
        hint = "give long texts a `short`, or choose less with `onepager: true`; here begins what is too much"
        yield Problem("too-long", said, None, hint), proof.openings[proof.made_for]
    else:
        yield from _gaps(proof, proof.made_for)


def _last_page(proof: Proof) -> Iterator[tuple[Problem, str]]:
    if proof.pages > 1 and proof.filled[-1] < MIN_LAST_PAGE:
        hint = "shorten a text by some lines, or tighten --line in the tokens"
        yield Problem("short-last-page", "the last page holds only some lines", None, hint, Severity.WARNING), ""


def _gaps(proof: Proof, wanted: int) -> Iterator[tuple[Problem, str]]:
    hint = "choose more with `onepager: true`"
    if proof.pages < wanted:
        said = f"the layout is made for {wanted} pages and the text fills {proof.pages}"
        yield Problem("too-short", said, None, hint), ""
        return
    for number, filled in enumerate(proof.filled, start=1):
        if filled < MIN_PAGE:
            said = f"page {number} is {filled:.0%} full, less than {MIN_PAGE:.0%}"
            yield Problem("too-short", said, None, hint), proof.openings[number - 1]

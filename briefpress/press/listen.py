"""The verb `listen`: what a screen reader says of an edition."""

from __future__ import annotations

from functools import partial

from briefpress.formats.transcript import utterances
from briefpress.markup.render import render
from briefpress.press.make import lay_out, read_order
from briefpress.press.order import Order, silent


def listen(order: Order) -> list[str]:
    """What a screen reader says of an edition, one utterance each; raises Unprintable."""
    edition, design = read_order(order, silent)
    pdf = lay_out(partial(render, edition, design), silent)
    return list(utterances(pdf.structure, edition.labels.speech, edition.language))

"""The verb `mail`: the draft of a mail with the finished file of an order."""

from __future__ import annotations

from collections.abc import Sequence
from email.headerregistry import Address
from pathlib import Path

from briefpress.core.output import deliver
from briefpress.formats.mail import compose, message
from briefpress.press.build import Order
from briefpress.reading.read import read


def mail(order: Order, to: Sequence[Address], cc: Sequence[Address] = ()) -> Path:
    """Write the draft of a mail with the finished file of an order; returns its path. Raises Unprintable."""
    edition = read(order.folder, order.language, order.epoch)
    design = order.overrides.applied_to(edition.brief.design)
    letter = compose(edition, design, order.target("pdf").name, order.target("pdf").read_bytes())
    path = order.target("eml")
    deliver({path: message(letter, to, cc)})
    return path

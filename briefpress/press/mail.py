"""The verb `mail`: the draft of a mail with the finished file of an order."""

from __future__ import annotations

from collections.abc import Sequence
from email.headerregistry import Address
from pathlib import Path

from briefpress.core.output import deliver
from briefpress.formats.mail import compose, message
from briefpress.press.make import read_order
from briefpress.press.order import Order, silent


def mail(order: Order, to: Sequence[Address], cc: Sequence[Address] = ()) -> Path:
    """Write the draft of a mail with the finished file of an order; returns its path. Raises Unprintable."""
    edition, design = read_order(order, silent)
    pdf, draft = order.target("pdf"), order.target("eml")
    deliver({draft: message(compose(edition, design, pdf.name, pdf.read_bytes()), to, cc)})
    return draft

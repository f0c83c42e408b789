"""The verbs `listen` and `mail`: an order read by a child, in words for the ear or for a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefpress.confined.reading import read
from briefpress.confined.reply import Reply
from briefpress.core.output import deliver
from briefpress.core.problems import Position, Unprintable
from briefpress.core.project import FACTS
from briefpress.press.order import Order, Progress

if TYPE_CHECKING:
    from email.headerregistry import Address

_Result = TypeVar("_Result")
_HINT = "undo the last change of the brief and make it again in smaller steps; if it is not yours, do not trust it"


def listen(order: Order) -> list[str]:
    """What a screen reader says of an edition, one utterance each; raises Unprintable."""
    return _asked(_heard, order, lambda reply: [str(line) for line in reply.values["lines"]])


def check_mail(order: Order) -> None:
    """Raise Unprintable where the marking of an edition refuses mail; what cannot be read is told by `build`."""
    _asked(_allowed, order, lambda _reply: None)


def mail(order: Order, to: Sequence[Address], cc: Sequence[Address] = ()) -> Path:
    """Write the draft of a mail with the finished file of an order; returns its path. Raises Unprintable."""
    draft = order.target("eml")
    deliver({draft: _asked(partial(_drafted, to, cc), order, lambda reply: reply.files["eml"])})
    return draft


def _asked(job: Callable[[Order, Progress], Reply], order: Order, result_of: Callable[[Reply], _Result]) -> _Result:
    return read(
        partial(job, order),
        result_of,
        reads=(order.folder.absolute(), order.pictures.absolute(), order.target("pdf").absolute()),
        name=order.name,
        place=Position(order.folder / FACTS),
        hint=_HINT,
        limits=order.limits,
    )


def _heard(order: Order, progress: Progress) -> Reply:
    from briefpress.formats.transcript import utterances
    from briefpress.press.make import make

    edition, pdf = make(order, progress)
    return Reply({"lines": list(utterances(pdf.data, edition.labels.speech, edition.language))})


def _allowed(order: Order, progress: Progress) -> Reply:
    from briefpress.formats.mail import check_allowed
    from briefpress.press.make import read_order

    try:
        edition, _ = read_order(order, progress)
    except Unprintable:
        return Reply()
    check_allowed(edition)
    return Reply()


def _drafted(to: Sequence[Address], cc: Sequence[Address], order: Order, progress: Progress) -> Reply:
    from briefpress.formats.mail import compose, message
    from briefpress.press.make import read_order

    edition, design = read_order(order, progress)
    pdf = order.target("pdf")
    return Reply(files={"eml": message(compose(edition, design, pdf.name, pdf.read_bytes()), to, cc)})

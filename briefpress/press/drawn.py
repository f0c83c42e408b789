"""Pictures that the press draws, charts and maps, kept beside the finished files for the next build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from briefpress.core.delivered import own_folder
from briefpress.core.output import write
from briefpress.press.order import Order

if TYPE_CHECKING:
    from briefpress.core.design import Design
    from briefpress.markup.render import Html
    from briefpress.press.make import Page

_NAME = re.compile(r"[0-9a-f]{16}\.svg")


def is_drawn(name: str) -> bool:
    """Whether a picture that the press draws can have this name."""
    return bool(_NAME.fullmatch(name))


def noting(page: Page, drawn: dict[str, bytes]) -> Page:
    """The same page; what is drawn for it is noted, as it is to be kept."""

    def noted(design: Design) -> Html:
        html = page(design)
        drawn.update(html.unkept)
        return html

    return noted


def keep_drawn(order: Order, pictures: Mapping[str, bytes]) -> None:
    """Keep pictures for the next build of an order, by their names, where that can be."""
    with suppress(OSError):
        for name, data in pictures.items():
            order.out.mkdir(parents=True, exist_ok=True)
            own_folder(order.pictures)
            write(order.pictures / name, data)

"""Where a line of a file is printed: the smallest thing on the pages that holds it, at each place where it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple


class _Piece(NamedTuple):
    """A text or a picture on a page."""

    page: int
    #: Its place among all that is on its page: what follows it belongs to it.
    order: int
    #: The line that it comes from, and the first and the last of its entry.
    line: int
    first: int
    last: int
    box: Sequence[float]


def spots(layers: Sequence[bytes], path: str, line: int) -> list[dict[str, Any]]:
    """The places where a line is printed, each with its page from 0 and its boxes, as the layers of the pages say.

    Of all that holds it, that is meant which begins last: a text on the line itself, or the nearest above it.
    """
    pieces = [piece for page, layer in enumerate(layers) for piece in _pieces(page, json.loads(layer), path)]
    holding = [piece for piece in pieces if piece.first <= line <= piece.last]
    begin = max((piece.line for piece in holding), default=None)
    chosen = [piece for piece in holding if piece.line == begin]
    groups = groupby(enumerate(chosen), key=lambda each: (each[1].page, each[1].order - each[0]))
    return [{"page": page, "boxes": [piece.box for _, piece in group]} for (page, _), group in groups]


def _pieces(page: int, layer: Any, path: str) -> Iterator[_Piece]:
    """The pieces of a page that come from a file, in their order."""
    for order, each in enumerate([*layer["texts"], *layer["pictures"]]):
        for number in (each["source"], each.get("alt_source")):
            source = layer["sources"][number] if number is not None else None
            if source and source["path"] == path and source["line"]:
                yield _Piece(page, order, source["line"], source["first"], source["last"], each["box"])
                break

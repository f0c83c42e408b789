"""The paths of pictures, worked out once.

WeasyPrint reads the outline of each shape of an SVG anew, number by number, each time that it is drawn: in a page with
a map that is a quarter of all drawing. The same outline makes the same operators.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.svg

from briefpress.layout.kept import Kept

#: The operators of a path, and its corners, on which arrowheads are drawn; by its outline and what its units mean.
_kept: Kept[tuple[object, ...], tuple[list[bytes], tuple[Any, ...]]] = Kept()


@contextmanager
def paths_known() -> Iterator[None]:
    """Have each path of pictures worked out once."""
    tags: dict[str, Any] = weasyprint.svg.TAGS
    draw = tags["path"]

    def path(svg: Any, node: Any, font_size: float) -> None:
        key = node.get("d", ""), font_size, svg.inner_width, svg.inner_height
        operators, corners = svg.stream.stream, node.vertices
        if known := _kept.get(key):
            operators += known[0]
            corners += known[1]
            return
        first, first_corner = len(operators), len(corners)
        draw(svg, node, font_size)
        _kept.keep(key, (operators[first:], (*corners,)[first_corner:]))

    tags["path"] = path
    try:
        yield
    finally:
        tags["path"] = draw

"""Patterns in pictures, where their authors put them.

WeasyPrint 70 begins a pattern of user space at the corner of what it fills, not at the origin (SVG 2, 14.3.1): hatches
of neighbours do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.svg


@contextmanager
def patterns_in_place() -> Iterator[None]:
    """Have patterns of user space begin at their own place."""
    draw = weasyprint.svg.draw_pattern

    def placed(svg: Any, node: Any, pattern: Any, *rest: Any, **named: Any) -> Any:
        if pattern.get("patternUnits") != "userSpaceOnUse":
            return draw(svg, node, pattern, *rest, **named)
        measure, (x, y) = svg.calculate_bounding_box, svg.point(pattern.get("x"), pattern.get("y"), 0)
        svg.calculate_bounding_box = lambda *_: (x, y, 1, 1)
        try:
            return draw(svg, node, pattern, *rest, **named)
        finally:
            svg.calculate_bounding_box = measure

    weasyprint.svg.draw_pattern = placed
    try:
        yield
    finally:
        weasyprint.svg.draw_pattern = draw

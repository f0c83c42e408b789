"""How often boxes are laid out: flex, grid and columns in each other try what is inside again and again.

Three levels of columns do so thirty times each, ten of flex sixty thousand times. It is counted as it is done: how the
layouts of WeasyPrint call each other is known to nobody else, nor which of them a page comes to have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import count
from typing import Any

from weasyprint.layout import block

#: How often boxes may be laid out, of any page and more for each tag; our briefs take 2 to 5 for each.
MAX_LAYOUTS, MAX_FOR_TAG = 5_000, 100


class TooOften(Exception):
    """Raised where boxes are laid out again and again, with the element whose boxes are so most often."""

    def __init__(self, element: Any, times: int) -> None:
        super().__init__(f"its boxes are laid out {times} times")
        self.element = element
        self.times = times


@contextmanager
def layouts_counted(tags: int) -> Iterator[None]:
    """Have layouts counted in a page of so many tags; raises TooOften."""
    most = MAX_LAYOUTS + MAX_FOR_TAG * tags
    counts: Counter[Any] = Counter()
    numbers = count()

    def counted(lay_out: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(lay_out)
        def counting(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
            counts[box.element] += 1
            if next(numbers) > most:
                raise TooOften(*counts.most_common(1)[0])
            return lay_out(context, box, *rest, **named)

        return counting

    level, container = block.block_level_layout, block.block_container_layout
    block.block_level_layout, block.block_container_layout = counted(level), counted(container)
    try:
        yield
    finally:
        block.block_level_layout, block.block_container_layout = level, container

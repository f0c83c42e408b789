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

from weasyprint.layout import block, page

#: How often boxes may be laid out, of any page and more for each tag; our briefs take 2 to 5 for each.
MAX_LAYOUTS, MAX_FOR_TAG = 5_000, 100
#: How often pages may be laid out, of any text, and how many characters of its HTML give it one more; most pages have
#: 3000, and are laid out three times.
MAX_PAGES, CHARACTERS = 1_000, 100


class TooOften(Exception):
    """Raised where boxes are laid out again and again, with the element whose boxes are so most often."""

    def __init__(self, element: Any, times: int) -> None:
        super().__init__(f"its boxes are laid out {times} times")
        self.element = element
        self.times = times


class TooManyPages(Exception):
    """Raised where a text goes on from page to page that have no room for it."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"there are {pages} pages")
        self.pages = pages


@contextmanager
def layouts_counted(markup: str) -> Iterator[None]:
    """Have layouts counted in a page of this HTML; raises TooOften and TooManyPages."""
    most, most_pages = MAX_LAYOUTS + MAX_FOR_TAG * markup.count("<"), MAX_PAGES + len(markup) // CHARACTERS
    counts: Counter[Any] = Counter()
    numbers, pages = count(), count()

    def counted(lay_out: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(lay_out)
        def counting(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
            counts[box.element] += 1
            if next(numbers) > most:
                element, times = counts.most_common(1)[0]
                # (The boxes of a page itself have no element.)
                raise TooManyPages(next(pages)) if element is None else TooOften(element, times)
            return lay_out(context, box, *rest, **named)

        return counting

    def paging(*arguments: Any, **named: Any) -> Any:
        if (number := next(pages)) > most_pages:
            raise TooManyPages(number)
        return make_page(*arguments, **named)

    make_page = page.make_page
    level, container = block.block_level_layout, block.block_container_layout
    block.block_level_layout, block.block_container_layout = counted(level), counted(container)
    page.make_page = paging
    try:
        yield
    finally:
        block.block_level_layout, block.block_container_layout = level, container
        page.make_page = make_page

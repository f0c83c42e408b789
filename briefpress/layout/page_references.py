"""The numbers of pages in contents and in references (`target-counter()`), known from one layout to the next.

WeasyPrint begins each layout without any, and makes all pages that name another again as soon as it has them; and once
more when the number of all pages is known, whether that is asked for or not. Here a layout begins with the numbers of
the one before it, so that pages are made again only where they changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css.targets import TargetCollector


@contextmanager
def pages_known() -> Iterator[None]:
    """Have each layout begin with the page numbers that its references had at the end of the one before."""
    begin, change = TargetCollector.check_pending_targets, TargetCollector.cache_target_page_counters
    counters: dict[str, dict[str, list[int]]] = {}

    def check_pending_targets(self: Any) -> None:
        begin(self)
        for name, target in self.target_lookup_items.items():
            target.cached_page_counter_values = counters.get(name, {})
        for reference in self.counter_lookup_items.values():
            targets = reference.missing_target_counters
            # (WeasyPrint 70 takes the counters of a target for those of the page that the reference is on as well.)
            if any(reference.missing_counters is names for names in targets.values()):
                reference.missing_counters = []
            if targets.keys() & counters.keys():
                reference.parse_again(reference.cached_page_counter_values)

    def cache_target_page_counters(self: Any, name: str, values: dict[str, list[int]], *place: Any) -> None:
        references = (reference.missing_target_counters for reference in self.counter_lookup_items.values())
        if not any("pages" in names.get(name, ()) for names in references):
            values = {**values, "pages": [0]}
        change(self, name, values, *place)
        counters[name] = values

    TargetCollector.check_pending_targets = check_pending_targets
    TargetCollector.cache_target_page_counters = cache_target_page_counters
    try:
        yield
    finally:
        TargetCollector.check_pending_targets = begin
        TargetCollector.cache_target_page_counters = change

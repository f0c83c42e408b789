"""The numbers of pages in contents and in references (`target-counter()`), known from one layout to the next.

WeasyPrint begins each layout without any, and makes all pages that name another again as soon as it has them; and once
more when the number of all pages is known, whether that is asked for or not. Here a layout begins with the numbers of
the one before it, so that pages are made again only where they changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint.document
from weasyprint.css.targets import TargetCollector

#: The counters of a page, by their names: `page`, `pages`, and those of stylesheets.
_Counters = dict[str, list[int]]


class _Targets(TargetCollector):  # type: ignore[misc]
    """What references lead to, by anchors; the methods are WeasyPrint's."""

    #: All references, by the box that prints them and the property.
    counter_lookup_items: dict[tuple[Any, str], Any]

    def __init__(self, known: dict[str, _Counters]) -> None:
        super().__init__()
        self.known = known
        #: The anchor of each target, and those that each reference names.
        self.names: dict[Any, str] = {}
        self.anchors: dict[tuple[Any, str], set[str]] = defaultdict(set)
        #: The references to each anchor: WeasyPrint looks through all of them for each page and anchor.
        self.references: dict[str, dict[tuple[Any, str], Any]] = defaultdict(dict)
        self.are_pages_wanted = False

    def collect_anchor(self, name: Any) -> None:
        super().collect_anchor(name)
        if name in self.target_lookup_items:
            self.names[self.target_lookup_items[name]] = name

    def lookup_target(self, anchor: Any, source: Any, token: str, parse_again: Any) -> Any:
        target = super().lookup_target(anchor, source, token, parse_again)
        if target in self.names:
            self.anchors[source, token].add(self.names[target])
        return target

    def check_pending_targets(self) -> None:
        super().check_pending_targets()
        for name, target in self.target_lookup_items.items():
            target.cached_page_counter_values = self.known.get(name, {})
        for place, reference in self.counter_lookup_items.items():
            _name_targets(reference, self.anchors[place])
            for name, counters in reference.missing_target_counters.items():
                self.references[name][place] = reference
                self.are_pages_wanted |= "pages" in counters
            if reference.missing_target_counters.keys() & self.known.keys():
                reference.parse_again(reference.cached_page_counter_values)

    def cache_target_page_counters(self, name: str, counters: _Counters, *place: Any) -> None:
        if not self.are_pages_wanted:
            counters = {**counters, "pages": [0]}
        references = self.counter_lookup_items
        self.counter_lookup_items = self.references.get(name, {})
        try:
            super().cache_target_page_counters(name, counters, *place)
        finally:
            self.counter_lookup_items = references
        self.known[name] = counters


@contextmanager
def pages_known() -> Iterator[None]:
    """Have each layout begin with the page numbers that its references had at the end of the one before."""
    weasyprint.document.TargetCollector = partial(_Targets, {})
    try:
        yield
    finally:
        weasyprint.document.TargetCollector = TargetCollector


def _name_targets(reference: Any, anchors: set[str]) -> None:
    """Say of which anchors a reference wants the counters.

    WeasyPrint 70 forgets that where an anchor is named by an attribute, and takes their counters for those of the page
    that the reference is on.
    """
    targets = reference.missing_target_counters
    counters = targets.get(None)
    if counters is None or "pages" in counters:  # (which WeasyPrint cannot print)
        return
    targets.update(dict.fromkeys(anchors, targets.pop(None)))
    if reference.missing_counters is counters:
        reference.missing_counters = []

"""The CSS of a page before it is laid out: its stylesheets, those in `<style>`, and what they declare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any
from urllib.parse import urljoin

import tinycss2

from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.graphics.css import print_rules
from briefpress.layout.fetcher import Fetcher
from briefpress.markup.stylesheets import BRIEF, HOUSE, Stylesheet

#: The stylesheets of a page, and those that they import. The house has some 70, and imports none.
MAX_SHEETS, MAX_IMPORTS = 300, 20


@dataclass(frozen=True)
class Css:
    """CSS of a page: of a stylesheet, or of an element, which has no place of its own."""

    text: str
    url: str = BRIEF
    sheet: Stylesheet | None = None

    @property
    def is_of_house(self) -> bool:
        """Whether it comes with the press."""
        return self.url.startswith(HOUSE)

    @cached_property
    def nodes(self) -> list[Any]:
        """What stands in it, as tinycss2 reads it."""
        nodes: list[Any] = tinycss2.parse_stylesheet(self.text, skip_comments=True, skip_whitespace=True)
        return nodes

    @cached_property
    def declarations(self) -> list[Any]:
        """All that it declares in print: of the house as it is read already, of others also what CSS would not take."""
        if self.is_of_house:
            return [declaration for rule in print_rules(self.text) for declaration in rule.declarations]
        return [*_declarations(self.nodes)]

    def place(self, token: Any) -> Position | None:
        """Where a token stands."""
        return self.sheet.position(token) if self.sheet else None


class PageCss:
    """The CSS of a page with this root element: what it links, what that imports, and what stands in the page."""

    def __init__(self, root: Any, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._imports = 0
        self.sheets: list[Css] = []
        #: Of its stylesheets: that there are too many of them.
        self.problems: list[Problem] = []
        for link in root.iter():
            if link.tag == "style":
                self._add(Css(link.text or ""))
            elif link.tag == "link" and "stylesheet" in link.get("rel", "").lower().split() and link.get("href"):
                self._load(urljoin(BRIEF, link.get("href")))
        if len(self.sheets) > MAX_SHEETS:
            message = f"the page has {len(self.sheets)} stylesheets, more than {MAX_SHEETS}; most have under 100"
            self.problems.append(Problem("too-much", message, None, "put them together in one"))

    @property
    def own(self) -> list[Css]:
        """That which is not of the house."""
        return [css for css in self.sheets if not css.is_of_house]

    @cached_property
    def variables(self) -> dict[str, list[list[Any]]]:
        """The values of each variable."""
        variables: dict[str, list[list[Any]]] = defaultdict(list)
        for css in self.sheets:
            for declaration in css.declarations:
                if declaration.name.startswith("--"):
                    variables[declaration.name].append(declaration.value)
        return variables

    def _load(self, url: str) -> None:
        path = self._fetcher.path(url)
        # (What cannot be read is told by the fetcher.)
        with suppress(Unprintable):
            text = self._fetcher.files.text(path) if path else ""
            self._add(Css(text, url, Stylesheet(url, path, text) if path else None))

    def _add(self, css: Css) -> None:
        """Take in CSS, and what it imports: rules that stand before all others."""
        self.sheets.append(css)
        for rule in takewhile(_is_first, css.nodes) if "@import" in css.text.lower() else ():
            if rule.lower_at_keyword != "import" or _is_for_screens(rule):
                continue
            self._imports += 1
            if self._imports == MAX_IMPORTS + 1:
                message = f"stylesheets import more than {MAX_IMPORTS} others; most import none"
                self.problems.append(Problem("too-much", message, css.place(rule), "put them together in one"))
            elif self._imports <= MAX_IMPORTS:
                named = next((token.value for token in rule.prelude if token.type in ("url", "string")), "")
                self._load(urljoin(css.url, named))


def _is_first(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in ("charset", "import", "layer")


def _declarations(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content and not _is_for_screens(node):
            yield from _declarations(
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            )


def _is_for_screens(rule: Any) -> bool:
    words = tinycss2.serialize(rule.prelude).lower().split()
    is_of_medium = rule.type == "at-rule" and rule.lower_at_keyword in ("import", "media")
    return is_of_medium and words[-1:] == ["screen"]

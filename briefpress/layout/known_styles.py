"""The styles of elements, found once for all pages of one shape.

WeasyPrint compares every element with every selector, and computes every value, each time that a page is laid out.
Selectors and values depend on elements, their attributes and their places among each other, and not on their words:
where these are the same as before, and so are the stylesheets, the styles are the same too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import weasyprint.css
from weasyprint.css import ComputedStyle, StyleFor

from briefpress.layout.kept import Kept


class _Known(NamedTuple):
    """What is known of a style."""

    #: The number of the style of its parent.
    parent: int | None
    pseudo: str | None
    #: What stylesheets say of it, what comes of that, and what came of it on the way.
    declared: dict[str, Any]
    values: dict[str, Any]
    specified: dict[str, Any]


@dataclass
class _Page:
    """The styles of a page, and which of them each element has, or a pseudo-element of it."""

    styles: list[_Known]
    places: list[tuple[int, str | None, int]]
    #: What WeasyPrint has measured in the fonts.
    measures: dict[str, Any]


class _Style(ComputedStyle):  # type: ignore[misc]
    """A style that remembers what it computes. What a layout changes in it afterwards is of that layout alone."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.values: dict[str, Any] = {}

    def __missing__(self, key: str) -> Any:
        value = self.values[key] = super().__missing__(key)
        return value


class _StyleFor(StyleFor):  # type: ignore[misc]
    """The styles of a page, as WeasyPrint asks for them."""

    def __init__(self, html: Any, sheets: list[Any], hints: bool, fonts: Any, targets: Any) -> None:
        elements = [*html.etree_element.iter()]
        # (Sheets are the same where they are the same objects.)
        key = tuple(sheet for sheet, *_ in sheets), _shape(elements)
        if page := _kept.get(key):
            self._cascaded_styles: dict[Any, Any] = {}
            self._computed_styles: dict[Any, Any] = {}
            self.initial_page_sizes = {"box": None, "area": None}
            self._sheets = sheets
            self.font_config = fonts
            self._take(page, elements, html.base_url, targets)
            return
        weasyprint.css.ComputedStyle = _Style
        try:
            super().__init__(html, sheets, hints, fonts, targets)
        finally:
            weasyprint.css.ComputedStyle = ComputedStyle
        _kept.keep(key, self._found(elements))

    def _take(self, page: _Page, elements: list[Any], url: str, targets: Any) -> None:
        """Take the styles from another page."""
        styles: list[_Style] = []
        for known in page.styles:
            parent = None if known.parent is None else styles[known.parent]
            root = styles[0] if styles else weasyprint.css.InitialStyle(self.font_config)
            style = _Style(parent, known.declared, known.pseudo, root, url, self.font_config, self.initial_page_sizes)
            style.values, style.specified = known.values, known.specified
            style.cache = page.measures
            style.update(known.values)
            styles.append(style)
            if style["anchor"]:
                targets.collect_anchor(style["anchor"])
        for element, pseudo, number in page.places:
            self._computed_styles[elements[element], pseudo] = styles[number]

    def _found(self, elements: list[Any]) -> _Page:
        """The styles for another page."""
        numbers = {element: number for number, element in enumerate(elements)}
        own: dict[int, int] = {}
        styles: list[_Known] = []
        places = []
        for (element, pseudo), style in self._computed_styles.items():
            if id(style) not in own:
                own[id(style)] = len(styles)
                parent = own[id(style.parent_style)] if style.parent_style else None
                styles.append(_Known(parent, style.pseudo_type, style.cascaded, style.values, style.specified))
            places.append((numbers[element], pseudo, own[id(style)]))
        return _Page(styles, places, self._computed_styles[elements[0], None].cache)


_kept: Kept[tuple[tuple[Any, ...], bytes], _Page] = Kept()


@contextmanager
def styles_known() -> Iterator[None]:
    """Have the styles of a page taken from one of the same shape."""
    weasyprint.css.StyleFor = _StyleFor
    try:
        yield
    finally:
        weasyprint.css.StyleFor = StyleFor


def _shape(elements: list[Any]) -> bytes:
    """A digest of what selectors look at, and declarations depend on: of all but the words."""
    shape = [
        (each.tag, sorted(each.attrib.items()), len(each), bool(each.text), bool(each.tail))
        if isinstance(each.tag, str)
        else ()
        for each in elements
    ]
    return sha256(repr(shape).encode()).digest()

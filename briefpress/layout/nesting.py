"""Boxes that are laid out again and again: flex, grid and columns try several times what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod
from typing import Any, NamedTuple

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

from briefpress.core.problems import Problem
from briefpress.layout.page_css import Css

#: How often what is innermost may be laid out: that in four flex in each other is 39 times, that in six 244 times.
MAX_LAYOUTS = 100
#: How often each lays out what is in it, as measured.
_DISPLAYS = {"flex": 2.5, "inline-flex": 2.5, "grid": 2.0, "inline-grid": 2.0}
_COLUMNS, _COLUMN = 3.0, 2.0
_PROPERTIES = {"display": "display", "columns": "columns", "column-count": "columns", "column-width": "columns"}


class _Container(NamedTuple):
    """What a declaration makes of an element: by which kind of property, and how often what is in it is laid out."""

    kind: str
    times: float
    css: Css | None
    declaration: Any


def nested(root: Any, sheets: Iterable[Css]) -> Iterator[Problem]:
    """The first box of a page that would be laid out too often, at the declaration that makes it what it is."""
    matcher = _matcher(sheets)
    stack = [(ElementWrapper.from_html_root(root), 1.0)]
    while stack:
        element, around = stack.pop()
        containers = _containers(element, matcher)
        times = around * prod(each.times for each in containers)
        if times > MAX_LAYOUTS:
            last = max(containers, key=lambda each: each.times)
            place = last.css.place(last.declaration) if last.css else None
            message = f"flex, grid and columns stand in each other: what is inside would be laid out {times:.0f} times"
            hint = "give what is inside `display: block`, or make it a table: two in each other are enough"
            yield Problem("too-much", f"{message}, more than {MAX_LAYOUTS}; most is under 10 times", place, hint)
            return
        stack += [(child, times) for child in element.iter_children()]


def _matcher(sheets: Iterable[Css]) -> Matcher:
    """The rules that say how something is laid out, each with what it says."""
    matcher = Matcher()
    for css in sheets:
        for rule in css.rules:
            containers = [_container(each, css) for each in rule.declarations if each.lower_name in _PROPERTIES]
            for selector in _selectors(rule.prelude) if containers else ():
                if not selector.pseudo_element:
                    matcher.add_selector(selector, containers)
    return matcher


def _selectors(prelude: list[Any]) -> list[Any]:
    try:
        selectors: list[Any] = compile_selector_list(prelude)
    except SelectorError:  # (told by WeasyPrint)
        return []
    return selectors


def _containers(element: ElementWrapper, matcher: Matcher) -> list[_Container]:
    """What an element is laid out as: by the last rule for it, or by its attribute."""
    containers = [each for match in matcher.match(element) for each in match[-1]]
    style = element.etree_element.get("style", "")
    own = tinycss2.parse_blocks_contents(style) if "display" in style or "column" in style else ()
    containers += [_container(each) for each in own if each.type == "declaration" and each.lower_name in _PROPERTIES]
    return [*{each.kind: each for each in containers}.values()]


def _container(declaration: Any, css: Css | None = None) -> _Container:
    kind = _PROPERTIES[declaration.lower_name]
    if kind == "display":
        words = [token.lower_value for token in declaration.value if token.type == "ident"]
        return _Container(kind, max((_DISPLAYS.get(word, 1.0) for word in words), default=1.0), css, declaration)
    sizes = [token for token in declaration.value if token.type in ("number", "dimension", "function")]
    times = (_COLUMN if size.type == "number" and size.value == 1 else _COLUMNS for size in sizes)
    return _Container(kind, max(times, default=1.0), css, declaration)

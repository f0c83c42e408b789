"""CSS for what is drawn outside of it: what stylesheets declare in print, and lengths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2
from cssselect2 import ElementWrapper, SelectorError, compile_selector_list

#: How many CSS pixels a unit is.
_UNITS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
#: Conditional rules whose content may hold: those of a medium, and those of a layer, which yield to all others.
_GROUPS = ("media", "layer")


class Rule(NamedTuple):
    """A rule: the name of an at-rule or "", the tokens before its declarations, and these in their order."""

    keyword: str
    prelude: list[Any]
    declarations: tuple[Any, ...]
    is_layered: bool


@lru_cache
def print_rules(css: str) -> tuple[Rule, ...]:
    """The rules of a stylesheet but those for other media than print."""
    return tuple(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _rules(nodes: list[Any], *, is_layered: bool = False) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None:
            is_layer = node.lower_at_keyword == "layer"
            if is_layer or _is_for_print(node.prelude):
                inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inner, is_layered=is_layered or is_layer)
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            keyword = node.lower_at_keyword if node.type == "at-rule" else ""
            yield Rule(keyword, node.prelude, tuple(part for part in content if part.type == "declaration"), is_layered)


def _is_for_print(prelude: list[Any]) -> bool:
    """Whether a list of media names print, or all; queries of features hold nowhere in print (docs/styling.md)."""
    media = tinycss2.serialize(prelude).lower().split(",")
    return any(medium.strip() in ("", "all", "print") for medium in media)


def declared(css: str, element: ElementWrapper, is_wanted: Callable[[str], bool]) -> Iterator[tuple[Any, Any]]:
    """What a stylesheet declares in print for an element, of the properties that are wanted: weights and declarations.

    Of what weighs the same, the later declaration wins (CSS Cascade 5, 6).
    """
    for rule in print_rules(css):
        declarations = [each for each in rule.declarations if not rule.keyword and is_wanted(each.name)]
        if declarations and (weight := _specificity(rule.prelude, element)):
            yield from (((each.important, not rule.is_layered, weight), each) for each in declarations)


def _specificity(prelude: list[Any], element: ElementWrapper) -> tuple[int, ...] | None:
    """The highest specificity of the selectors that match an element; None where none does."""
    try:
        selectors = compile_selector_list(prelude)
    except SelectorError:  # (reported by WeasyPrint)
        return None
    matching = [selector for selector in selectors if not selector.pseudo_element and selector.test(element)]
    return max((selector.specificity for selector in matching), default=None)


def pixels(length: str) -> float:
    """A length in CSS pixels, which it is in without a unit; 0 for what is not a length."""
    match = re.fullmatch(r"\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*", length)
    return float(match[1]) * _UNITS[match[2] or "px"] if match else 0.0

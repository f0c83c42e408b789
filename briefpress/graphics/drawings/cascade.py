"""What CSS and attributes give the elements of a drawing (CSS Cascade 5): all candidates of each property, in order.

Attributes weigh least (SVG 2, 6.6), then the rules of `<style>`, then the attribute `style`, then what is important.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

from briefpress.core.problems import Severity
from briefpress.graphics.drawings.source import SVG, Element, Source
from briefpress.graphics.drawings.table import CSS_ONLY, SHORTHANDS

#: At-rules that change nothing in a drawing, or whose loss is told where an element asks for it.
_SILENT = frozenset(
    {"charset", "namespace", "font-face", "keyframes", "-webkit-keyframes", "page", "layer", "counter-style"}
)
#: Style sheets that bring fonts alone, as the web has them: the house has its own.
_FONTS = re.compile(r"(?i)fonts?\.|/fonts?|typekit|roboto|css2?\?family=")
#: Features of media that hold on paper: a light page, and nobody who points at it.
_HOLDS = re.compile(
    r"\(\s*(prefers-color-scheme\s*:\s*(light|no-preference)|prefers-reduced-motion(\s*:\s*reduce)?)\s*\)"
)
_FAILS = re.compile(r"\(\s*(prefers-[\w-]+|hover|pointer|any-hover|any-pointer|forced-colors)\b[^)]*\)")


#: The characters of a value with all that its variables stand for, at the most.
_MOST = 10_000


class Unread(NamedTuple):
    """A part of a style sheet that is not read, and the element `<style>` that it stands in."""

    element: Element
    what: str
    word: str
    severity: Severity = Severity.WARNING


#: The values that were given to a property, the weightiest last.
Candidates = Mapping[str, list[str]]


class Styles:
    """The styles of a drawing."""

    def __init__(self, source: Source) -> None:
        self.unread: list[Unread] = []
        self._matchers: dict[bool, Any] = {False: Matcher(), True: Matcher()}
        for element in source.root.iter(f"{SVG}style"):
            if element.get("type", "text/css") in ("", "text/css") and isinstance(element, Element):
                sheet = tinycss2.parse_stylesheet("".join(element.itertext()), skip_comments=True, skip_whitespace=True)
                self._read(sheet, element)
        self._wrappers = {
            wrapper.etree_element: wrapper for wrapper in ElementWrapper.from_xml_root(source.root).iter_subtree()
        }

    def of(self, element: Element, variables: Mapping[str, str]) -> tuple[Candidates, Mapping[str, str]]:
        """All that is given to an element, and its variables, where those of the element around are these."""
        pairs = [(name, value) for name, value in element.attrib.items() if name not in CSS_ONLY]
        styled = _declarations(tinycss2.parse_blocks_contents(element.get("style", "")))
        for is_important in (False, True):
            matched = self._matchers[is_important].match(self._wrappers[element])
            own = [each for each in styled if each[2] is is_important]
            pairs += [(name, value) for each in (*(match[-1] for match in matched), own) for name, value, _ in each]
        if custom := {name: value for name, value in pairs if name.startswith("--")}:
            variables = {**variables, **custom}
        candidates: dict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            known = substituted(value, variables)
            for longhand, part in _longhands(name, value if known is None else known):
                candidates[longhand].append(part)
        return candidates, variables

    def depends(self, element: ElementTree.Element, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
        """Whether it makes a difference to an element, or to one in it, which of these variables are around it."""
        if not isinstance(element, Element):
            return False
        given, one = self.of(element, one)
        otherwise, other = self.of(element, other)
        return given != otherwise or any(self.depends(child, one, other) for child in element)

    def _read(self, rules: Iterable[Any], element: Element) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._add_rule(rule, element)
            elif rule.type == "at-rule" and rule.content is not None and self._holds(rule, element):
                self._read(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), element)
            elif rule.type == "at-rule" and not _is_silent(rule):
                what = f"the rule @{rule.lower_at_keyword}"
                self.unread.append(Unread(element, what, f"@{rule.at_keyword}", Severity.ERROR))

    def _holds(self, rule: Any, element: Element) -> bool:
        """Whether what stands in a group of rules holds in print."""
        if rule.lower_at_keyword != "media":
            return bool(rule.lower_at_keyword == "layer")
        for query in tinycss2.serialize(rule.prelude).lower().split(","):
            known = _FAILS.sub("never", _HOLDS.sub("all", query))
            words = set(re.findall(r"[\w-]+", known)) - {"only", "and"}
            if "(" in known:
                self.unread.append(Unread(element, f"the rule @media {query.strip()}", f"@{rule.at_keyword}"))
            elif words <= {"all", "print"}:
                return True
        return False

    def _add_rule(self, rule: Any, element: Element) -> None:
        prelude = tinycss2.serialize(rule.prelude).strip()
        try:
            selectors = compile_selector_list(rule.prelude)
        except SelectorError:
            self.unread.append(Unread(element, f"the selector `{prelude}`", prelude))
            return
        nodes = tinycss2.parse_blocks_contents(rule.content)
        declarations = _declarations(nodes)
        if any(node.type == "qualified-rule" for node in nodes):
            self.unread.append(Unread(element, f"the rule inside of `{prelude}`", prelude, Severity.ERROR))
        for is_important in (False, True):
            part = [each for each in declarations if each[2] is is_important]
            for selector in selectors:
                if part and selector.pseudo_element is None and not selector.never_matches:
                    self._matchers[is_important].add_selector(selector, part)


def _is_silent(rule: Any) -> bool:
    """Whether a rule changes nothing in a drawing, or has been told."""
    brings_fonts = rule.lower_at_keyword == "import" and _FONTS.search(tinycss2.serialize(rule.prelude))
    return bool(brings_fonts) or rule.lower_at_keyword in (*_SILENT, "media")


def _declarations(nodes: Iterable[Any]) -> list[tuple[str, str, bool]]:
    return [
        (
            node.name if node.name.startswith("--") else node.lower_name,
            tinycss2.serialize(node.value).strip(),
            node.important,
        )
        for node in nodes
        if node.type == "declaration"
    ]


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "font":
        yield from _font(value)
    for longhand in SHORTHANDS.get(name, (name,)):
        yield longhand, value


def _font(value: str) -> Iterator[tuple[str, str]]:
    """The longhands of `font` (CSS Fonts 4, 2.7): words in any order, a size, the height of a line, families."""
    match = re.fullmatch(
        r"(?P<words>(?:[\w-]+\s+)*?)(?P<size>[\d.]+[a-z%]+|calc\([^)]*\)|(?:xx?x?-)?(?:small|large)|medium|smaller|larger)"
        r"(?:\s*/\s*[^\s,]+)?\s+(?P<families>\S.*)",
        value.strip(),
        re.IGNORECASE | re.DOTALL,
    )
    if not match:
        return
    words = match["words"].lower().split()
    yield "font-style", next((word for word in words if word in ("italic", "oblique")), "normal")
    yield "font-weight", next((word for word in words if re.fullmatch(r"bold|bolder|lighter|\d+", word)), "400")
    yield "font-variant", next((word for word in words if "caps" in word), "normal")
    yield "font-size", match["size"]
    yield "font-family", match["families"]


def substituted(value: str, known: Mapping[str, str], depth: int = 0) -> str | None:
    """A value with what its variables stand for (CSS Variables 1, 3); None where one stands for nothing."""
    if "var(" not in value.lower():
        return value
    if depth > 8 or len(value) > _MOST:
        return None
    text = ""
    for token in tinycss2.parse_component_value_list(value):
        part = _resolved(token, known, depth)
        if part is None or len(text) + len(part) > _MOST:
            return None
        text += part
    return text


def _resolved(token: Any, known: Mapping[str, str], depth: int) -> str | None:
    if token.type != "function":
        return str(token.serialize())
    if token.lower_name != "var":
        inner = substituted(tinycss2.serialize(token.arguments), known, depth + 1)
        return None if inner is None else f"{token.name}({inner})"
    name, _, fallback = tinycss2.serialize(token.arguments).partition(",")
    value = known.get(name.strip())
    value = value if value is not None else fallback.strip() or None
    resolved = None if value is None else substituted(value, known, depth + 1)
    # (A variable that stands for nothing at all still counts for something.)
    return " " if resolved == "" else resolved

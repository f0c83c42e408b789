"""The stylesheets of a page as one, with the fonts and images that they name inside of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import tinycss2
from tinycss2.ast import AtRule, Node

from briefpress.core.problems import Problem, Unprintable
from briefpress.formats.fonts import Font, data_url

#: The media type and the bytes of what a URL names; raises ValueError for what is not loaded.
Load = Callable[[str], tuple[str, bytes]]


@dataclass
class Bundle:
    """One stylesheet, and apart from it the fonts, which wait for the text that is to be set in them."""

    load: Load
    css: str = ""
    fonts: list[Font] = field(default_factory=list)

    def add(self, urls: Iterable[str]) -> None:
        """Add the stylesheets at these URLs, in their order."""
        for url in urls:
            self.css += self._sheet(url)

    def subset(self, text: str) -> None:
        """Leave in the fonts the glyphs of a text, which is all that is to be set in them."""
        self.fonts = [font.subset(text) for font in self.fonts if font.has_letters_of(text)]

    def _sheet(self, url: str) -> str:
        source = self.load(url)[1].decode("utf-8-sig")
        rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
        # What would end the element that holds the stylesheet is written so that it does not.
        return "".join(self._rule(rule, url) + "\n" for rule in rules).replace("</", "<\\/")

    def _rule(self, rule: Node, base: str) -> str:
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "import":
            target = next(token for token in rule.prelude if token.type in ("string", "url", "function"))
            (target, *_) = [*_urls([target]), target]
            return self._sheet(urljoin(base, target.value))
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "font-face":
            self.fonts += self._font(rule, base)
            return ""
        for token in _urls([*rule.prelude, *(rule.content or [])]):
            token.representation = f'"{data_url(*self.load(urljoin(base, token.value)))}"'
            if token.type == "url":
                token.representation = f"url({token.representation})"
        return str(rule.serialize())

    def _font(self, rule: AtRule, base: str) -> list[Font]:
        declarations = {
            part.lower_name: part
            for part in tinycss2.parse_declaration_list(rule.content)
            if part.type == "declaration"
        }
        is_complete = {"src", "font-family"} <= declarations.keys()
        source = next(_urls(declarations.pop("src").value), None) if is_complete else None
        if source is None:
            return []
        values = {name: tinycss2.serialize(part.value).strip() for name, part in declarations.items()}
        rest = " ".join(f"{name}: {value};" for name, value in values.items())
        _, data = self.load(urljoin(base, source.value))
        font = Font(values["font-family"].strip("\"'"), values.get("font-style", "normal"), rest, data)
        if not font.is_readable:
            message = f"`{source.value}` is not a readable font"
            raise Unprintable([Problem("missing-face", message, None, "fonts are TTF files: save it again")])
        return [font]


def _urls(tokens: Iterable[Node]) -> Iterator[Node]:
    """The tokens that hold a URL: `url(…)`, and a text inside of it or of an @import."""
    for token in tokens:
        if token.type == "url":
            yield token
        elif token.type == "function" and token.lower_name == "url":
            yield from (part for part in token.arguments if part.type == "string")
        elif token.type in ("{} block", "[] block", "() block"):
            yield from _urls(token.content)
        elif token.type == "function":
            yield from _urls(token.arguments)

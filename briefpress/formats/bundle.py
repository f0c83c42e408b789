"""The stylesheets of a page as one, with the faces and pictures that they name inside of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import tinycss2
from tinycss2.ast import AtRule, Node

from briefpress.core.problems import Problem, Unprintable
from briefpress.formats.fonts import Face, address

#: The kind and the bytes of what an address means; raises ValueError for what is not loaded.
Load = Callable[[str], tuple[str, bytes]]


@dataclass
class Bundle:
    """One stylesheet, and apart from it the faces, which wait for the text that they are to hold."""

    load: Load
    css: str = ""
    faces: list[Face] = field(default_factory=list)

    def add(self, sheets: Iterable[str]) -> None:
        """Add the stylesheets at these addresses, in their order."""
        for sheet in sheets:
            self.css += self._sheet(sheet)

    def narrow(self, text: str) -> None:
        """Leave of the faces the letters of a text, which is all that is to be set in them."""
        self.faces = [face.narrowed(text) for face in self.faces if face.has_letters_of(text)]

    def _sheet(self, sheet: str) -> str:
        source = self.load(sheet)[1].decode("utf-8-sig")
        rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
        # What would end the element that holds the stylesheet is written so that it does not.
        return "".join(self._rule(rule, sheet) + "\n" for rule in rules).replace("</", "<\\/")

    def _rule(self, rule: Node, sheet: str) -> str:
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "import":
            target = next(token for token in rule.prelude if token.type in ("string", "url", "function"))
            (target, *_) = [*_named([target]), target]
            return self._sheet(urljoin(sheet, target.value))
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "font-face":
            self.faces += self._face(rule, sheet)
            return ""
        for token in _named([*rule.prelude, *(rule.content or [])]):
            token.representation = f'"{address(*self.load(urljoin(sheet, token.value)))}"'
            if token.type == "url":
                token.representation = f"url({token.representation})"
        return str(rule.serialize())

    def _face(self, rule: AtRule, sheet: str) -> list[Face]:
        said = {
            part.lower_name: part
            for part in tinycss2.parse_declaration_list(rule.content)
            if part.type == "declaration"
        }
        source = next(_named(said.pop("src").value), None) if {"src", "font-family"} <= said.keys() else None
        if source is None:
            return []
        words = {name: tinycss2.serialize(part.value).strip() for name, part in said.items()}
        rest = " ".join(f"{name}: {value};" for name, value in words.items())
        _, data = self.load(urljoin(sheet, source.value))
        face = Face(words["font-family"].strip("\"'"), words.get("font-style", "normal"), rest, data)
        if not face.is_readable:
            message = f"`{source.value}` is no face that can be read"
            raise Unprintable([Problem("missing-face", message, None, "faces are TTF files: save it anew")])
        return [face]


def _named(tokens: Iterable[Node]) -> Iterator[Node]:
    """The tokens that hold an address: `url(…)`, and a text inside of it or of an @import."""
    for token in tokens:
        if token.type == "url":
            yield token
        elif token.type == "function" and token.lower_name == "url":
            yield from (part for part in token.arguments if part.type == "string")
        elif token.type in ("{} block", "[] block", "() block"):
            yield from _named(token.content)
        elif token.type == "function":
            yield from _named(token.arguments)

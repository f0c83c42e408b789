"""The stylesheets of a page as one, with the images that they name, and the fonts with only the glyphs of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from urllib.parse import urljoin

import tinycss2
import uharfbuzz
from fontTools.ttLib import TTFont
from tinycss2.ast import AtRule, Node

from briefpress.core.problems import Problem, Unprintable
from briefpress.formats.css_urls import urls
from briefpress.graphics.rasters import data_url
from briefpress.layout.fetcher import Fetcher

#: OpenType features that styles ask for by name, beside what every text needs: kinds of digits, superscripts, ordinals.
_FEATURES = ("lnum", "onum", "pnum", "tnum", "sups", "ordn")


@dataclass(frozen=True)
class Font:
    """A font as a stylesheet describes it: its family, its style, and the rest of the rule."""

    family: str
    style: str
    #: The declarations of the @font-face rule but for its source.
    rule: str
    data: bytes

    @property
    def is_readable(self) -> bool:
        """Whether the data are a font at all."""
        return bool(uharfbuzz.Face(self.data).unicodes)

    def has_letters_of(self, text: str) -> bool:
        """Whether the font has any letter of a text: digits and marks are in every font."""
        known = uharfbuzz.Face(self.data).unicodes
        return any(char.isalpha() and ord(char) in known for char in set(text))

    def subset(self, text: str) -> Font:
        """The font with no more glyphs than a text needs."""
        wanted = uharfbuzz.SubsetInput()
        wanted.unicode_set.update(map(ord, set(text)))
        wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
        with self._read():
            return replace(self, data=uharfbuzz.subset(uharfbuzz.Face(self.data), wanted).blob.data)

    def css(self) -> str:
        """The @font-face rule with the font inside of it."""
        with self._read(), TTFont(BytesIO(self.data), recalcTimestamp=False) as font:
            font.flavor, data = "woff2", BytesIO()
            font.save(data)
        # Neither HTML nor XML is to read in a name of a font anything but CSS.
        rule = re.sub("[<>&]", lambda mark: f"\\{ord(mark[0]):x} ", self.rule)
        return f'@font-face {{ {rule} src: url("{data_url("font/woff2", data.getvalue())}") format("woff2"); }}\n'

    @contextmanager
    def _read(self) -> Iterator[None]:
        """Tell of a font that it is damaged, in whatever way that shows."""
        try:
            yield
        except Exception as error:  # (libraries for fonts have no error of their own for it)
            message = f"the font `{self.family}` cannot be read to its last letter"
            hint = "take a TTF or OTF file that its maker gives out; fonts stand in styles/fonts"
            raise Unprintable([Problem("missing-face", message, None, hint)]) from error


@dataclass
class Bundle:
    """One stylesheet, and apart from it the fonts, which wait for the text that is to be set in them."""

    fetcher: Fetcher
    css: str = ""
    fonts: list[Font] = field(default_factory=list)

    def load(self, url: str) -> tuple[str, bytes]:
        """The media type and the bytes of what a URL names; raises ValueError for what is not loaded."""
        response = self.fetcher.fetch(url)
        return response.content_type, response.read()

    def add(self, url: str) -> None:
        """Add the stylesheet at this URL."""
        self.css += self._sheet(url)

    def subset(self, text: str) -> None:
        """Leave in the fonts the glyphs of a text, which is all that is to be set in them."""
        self.fonts = [font.subset(text) for font in self.fonts if font.has_letters_of(text)]

    def _sheet(self, url: str) -> str:
        return self.written(self.load(url)[1].decode("utf-8-sig"), url)

    def written(self, source: str, base: str) -> str:
        """A stylesheet with what it names by URLs from this base inside of it."""
        rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
        # What would end the element that holds the stylesheet is written so that it does not.
        return "".join(self._rule(rule, base) + "\n" for rule in rules).replace("</", "<\\/")

    def values(self, declarations: str, base: str) -> str:
        """The declarations of a style attribute, likewise."""
        tokens = tinycss2.parse_component_value_list(declarations)
        self._embed(tokens, base)
        return declarations if next(urls(tokens), None) is None else str(tinycss2.serialize(tokens))

    def _embed(self, tokens: Iterable[Node], base: str) -> None:
        """Write what these tokens name into them; what is a part of the same page stays."""
        for token in urls(tokens):
            if not token.value.startswith("#"):
                token.representation = f'"{data_url(*self.load(urljoin(base, token.value)))}"'
                if token.type == "url":
                    token.representation = f"url({token.representation})"

    def _rule(self, rule: Node, base: str) -> str:
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "import":
            target = next(token for token in rule.prelude if token.type in ("string", "url", "function"))
            (target, *_) = [*urls([target]), target]
            return self._sheet(urljoin(base, target.value))
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "font-face":
            self.fonts += self._font(rule, base)
            return ""
        self._embed([*rule.prelude, *(rule.content or [])], base)
        return str(rule.serialize())

    def _font(self, rule: AtRule, base: str) -> list[Font]:
        declarations = {
            part.lower_name: part
            for part in tinycss2.parse_declaration_list(rule.content)
            if part.type == "declaration"
        }
        is_complete = {"src", "font-family"} <= declarations.keys()
        source = next(urls(declarations.pop("src").value), None) if is_complete else None
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

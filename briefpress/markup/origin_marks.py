"""Where what is printed comes from, from the templates to the elements of the page.

What a template prints is wrapped in marks that nobody sees: invisible characters that spell an *origin*, the path of an
entry (`sections.office.title`) or a line of a template (`parts/masthead.html:4`). One pass over the page takes all
marks out and leaves on the elements

    data-at    the paths of its own text, each with the letters of that text before it where there are any:
               `labels.kicker labels.draft@12`; and those of its attributes, `alt=sections.map.blocks.north.alt`;
    data-by    the line of the template, where that has a text or a link of its own.

In the place of a path, `~` is what an expression printed of which nobody knows the path, as the number of a loop, and
nothing at all is a text of the template. An element without an origin has that of the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from briefpress.core.marks import SPELT, STOP, read_spelt, spell
from briefpress.language.calls import CALL
from briefpress.language.folding import folded
from briefpress.markup.settled_words import SettledWords

UNKNOWN = "~"
#: In front of the name of a template of the house, as in the templates themselves.
HOUSE = "house/"

_AT, _BY = "\ufdd1", "\ufdd2"
_MARK = re.compile(f"[{_AT}{_BY}{CALL}]{SPELT}{STOP}")
_RANGE = re.compile(f"{_AT}({SPELT}){STOP}")

TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>{_BY}]*+)(?:{_BY}(?P<by>{SPELT}){STOP})?"
    # A quotation mark begins a value only where one begins; elsewhere it is a letter (HTML, 13.2.5).
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?+)*+)(?:>|\Z)",
    re.DOTALL,
)
#: The name of a tag that was printed: `<{{ element }} class="block">`.
_PRINTED_NAME = re.compile(rf"(</?){_AT}{SPELT}{STOP}([a-zA-Z][\w-]*+){_AT}{STOP}")
#: A start tag in what was printed, whose name may have been printed as well.
_FIRST_TAG = re.compile(rf"<(?:{_MARK.pattern})*+[a-zA-Z][\w-]*+(?:{_MARK.pattern})*+(?P<attributes>[^>]*+)(?:>|\Z)")
_CAPTION = re.compile(rf"<(?:fig)?caption(?:{_MARK.pattern})*+(?:\s[^>]*+)?(?:>|\Z)")
ATTRIBUTE = re.compile(r"(?<![^\s=/>\"'])([^\s=/>\"']++)\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s>]+)")
#: Elements that never close.
VOID = frozenset(("br", "col", "hr", "img", "link", "meta", "wbr"))
#: Elements and attributes of which problems are told, whatever text they have.
_NAMED = re.compile(r"^<(?:img|svg)\b|\s(?:href|id|src|style)\s*=")
#: Elements whose text is not running text.
_NOT_RUNNING = frozenset(("abbr", "code", "head", "style", "svg"))
#: Attributes of what is in another language, an address, or only for the margins.
_ELSEWHERE = re.compile(r"\slang=|class=\"[^\"]*\b(?:address|marking)\b")


def marked(html: Markup, path: str) -> Markup:
    """What was printed, marked with its path."""
    return Markup(f"{_AT}{spell(quote(path, ''))}{STOP}{html}{_AT}{STOP}")  # noqa: S704 (it is escaped)


def marked_tags(text: str, template: str, line: int) -> str:
    """The text of a template from a line on, each of its start tags marked with its line."""

    def mark(tag: re.Match[str]) -> str:
        origin = f"{quote(template)}:{line + text.count(chr(10), 0, tag.start())}"
        return f"{tag[0]}{_BY}{spell(origin)}{STOP}"

    return re.sub(r"<[a-zA-Z][\w-]*", mark, text)


def anchored(html: Markup, name: str | None) -> Markup:
    """What was printed, its first element with this id, unless it has one of its own."""
    tag = _FIRST_TAG.search(html)
    if name is None or tag is None or re.search(r"\sid\s*=", tag["attributes"]):
        return html
    start = tag.start("attributes")
    return Markup(f'{html[:start]} id="{name}"{html[start:]}')  # noqa: S704 (it is escaped)


def captioned(html: Markup, numeral: Markup) -> Markup:
    """What was printed, its first caption with a number before it, unless it has one of its own."""
    caption = _CAPTION.search(html)
    if caption is None or 'class="numeral"' in html:
        return html
    return Markup(f"{html[: caption.end()]}{numeral}{html[caption.end() :]}")  # noqa: S704 (it is escaped)


def unmarked(value: Any) -> Any:
    """A value without marks, if it is markup that has any: to be measured, compared or taken apart."""
    return Markup(without_marks(value)) if isinstance(value, Markup) else value  # noqa: S704 (it is escaped)


def without_marks(text: str) -> str:
    """A text as it is without marks."""
    return _MARK.sub("", text)


def letters(text: str) -> str:
    """The letters and figures alone: hyphens and spaces change at the end of a line, cases in small capitals."""
    return re.sub(r"[\W_]+", "", folded(text))


def settled(page: str, words: SettledWords | None = None, *, with_lines: bool = False) -> str:
    """A rendered page, its marks made attributes, and these words in elements of their own.

    With lines, all of its elements say theirs.
    """
    page = _PRINTED_NAME.sub(r"\1\2", page)
    settler = _Settler(words or SettledWords(), with_lines=with_lines)
    start = 0
    for tag in TAG.finditer(page):
        settler.text(page[start : tag.start()])
        settler.tag(tag)
        start = tag.end()
    settler.text(page[start:])
    return settler.page()


@dataclass
class _Element:
    """An element that is open: its start tag, and what is known of its own text."""

    name: str
    #: The place of its start tag in the page, which is written when the element ends.
    place: int
    attributes: str
    is_running: bool
    #: The line of the template that it stands in.
    by: str
    #: The origins of its attributes, and of the pieces of its own text.
    named: list[str]
    #: Whether it says its line whatever it is.
    is_located: bool
    pieces: list[str] = field(default_factory=list)
    #: The path of the last piece, and the letters so far.
    path: str | None = None
    letters: int = 0

    def hold(self, text: str, path: str) -> None:
        """Take in a piece of its text."""
        if path != self.path and not text.isspace():
            self.pieces.append(f"{path}@{self.letters}" if self.letters or not path else path)
            self.path = path
        self.letters += len(letters(unescape(text) if "&" in text else text))

    def start(self, around: _Element | None = None) -> str:
        """The start tag, in an element around it; what goes without saying is left out."""
        end = "/" if self.attributes.endswith("/") else ""
        tag = f"<{self.name}{self.attributes.removesuffix('/')}"
        # The line is that of a text of the template itself, of what has no path, and of attributes.
        is_own = any(piece[0] in f"@{UNKNOWN}" for piece in self.pieces) or bool(_NAMED.search(tag))
        is_told = self.is_located or (is_own and self.name != "link")
        pieces = self.pieces
        if self.by and is_told:
            tag += f' data-by="{self.by}"'
            pieces = [] if pieces == ["@0"] else pieces
        elif around and pieces == around.pieces[:1]:
            pieces = []
        at = " ".join([*self.named, *pieces])
        return f'{tag} data-at="{at}"{end}>' if at else f"{tag}{end}>"


class _Settler:
    def __init__(self, words: SettledWords, *, with_lines: bool) -> None:
        self._settled = words
        self._with_lines = with_lines
        self._pieces: list[str] = []
        self._open: list[_Element] = []
        #: The paths of what is being printed, the innermost last.
        self._paths: list[str] = []

    def page(self) -> str:
        """The whole page."""
        while self._open:
            self._close()
        # A mark that stands where neither text nor a tag can be is of no use.
        return _MARK.sub("", "".join(self._pieces))

    def text(self, text: str) -> None:
        """A text between two tags."""
        for number, piece in enumerate(_RANGE.split(text) if _AT in text else [text]):
            if number % 2 == 0:
                self._words(piece)
            elif piece:
                path = read_spelt(piece)
                self._paths.append(self._paths[-1] if path == UNKNOWN and self._paths else path)
            elif self._paths:
                self._paths.pop()

    def _words(self, text: str) -> None:
        element = self._open[-1] if self._open else None
        if element is None or not element.is_running:
            self._hold(text)
            return
        path = f' data-at="{self._paths[-1]}"' if self._paths else ""
        for part, tag in self._settled.parts(text):
            if tag:
                self._pieces.append(f"<{tag}{path}>{part}</{tag.split()[0]}>")
            else:
                self._hold(part)

    def _hold(self, text: str) -> None:
        self._pieces.append(text)
        if text and self._open:
            self._open[-1].hold(text, self._paths[-1] if self._paths else "")

    def tag(self, tag: re.Match[str]) -> None:
        """A tag or a comment."""
        name = tag["name"]
        if name is None:
            self._pieces.append(tag[0])
        elif tag["end"]:
            self._end(name)
            self._pieces.append(tag[0])
        else:
            self._begin(name, tag["by"], tag["attributes"])

    def _begin(self, name: str, by: str | None, attributes: str) -> None:
        named = list(_origins(attributes)) if _AT in attributes else []
        attributes = _MARK.sub("", attributes)
        is_running = name not in _NOT_RUNNING and (name == "html" or not _ELSEWHERE.search(attributes))
        is_running = is_running and all(element.is_running for element in self._open[-1:])
        line = read_spelt(by or "")
        element = _Element(name, len(self._pieces), attributes, is_running, line, named, self._with_lines)
        self._pieces.append(element.start())
        if name not in VOID and not attributes.endswith("/"):
            self._open.append(element)

    def _end(self, name: str) -> None:
        """End the innermost element of this name, and all that was left open in it."""
        names = [element.name for element in self._open]
        if name in names:
            for _ in range(names[::-1].index(name) + 1):
                self._close()

    def _close(self) -> None:
        element = self._open.pop()
        self._pieces[element.place] = element.start(self._open[-1] if self._open else None)


def _origins(attributes: str) -> Iterator[str]:
    """The origins of attributes, by their names; a style or a class is nothing that is read."""
    for name, value in ATTRIBUTE.findall(attributes):
        path = read_spelt(next((found for found in _RANGE.findall(value) if found), ""))
        if path and name not in ("class", "style") and path != UNKNOWN:
            yield f"{name}={path}"

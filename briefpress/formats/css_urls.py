"""The URLs in CSS: what a browser or a mail program would load for it (CSS Values and Units Level 4, 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from tinycss2.ast import Node

#: The functions in which a string is a URL (CSS Images Level 4, 2.4).
_LOADING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"))
#: Those whose value is a text that stands elsewhere (CSS Values and Units Level 5).
_COMPUTING = frozenset(("attr", "env", "if", "inherit", "string", "var"))


def urls(tokens: Iterable[Node]) -> Iterator[Node]:
    """The tokens that hold a URL: `url(…)`, a string in a function that loads it, and that of an @import."""
    tokens = list(tokens)
    for before, token in pairwise([None, *(each for each in tokens if each.type not in ("whitespace", "comment"))]):
        if token.type == "url" or (token.type == "string" and _is_import(before)):
            yield token
        elif token.type == "function":
            is_loading = token.lower_name in _LOADING
            yield from (part for part in token.arguments if part.type == "string" and is_loading)
            yield from urls(token.arguments)
        elif token.type in ("{} block", "[] block", "() block"):
            yield from urls(token.content)


def computed(tokens: Iterable[Node], *, is_loading: bool = False) -> Iterator[Node]:
    """The functions of which a URL is made as a page is shown, as `var()` in `image-set()`, and those that run."""
    for token in tokens:
        if token.type == "function":
            name = token.lower_name
            if name == "expression" or (is_loading and (name in _COMPUTING or name.startswith("--"))):
                yield token
            yield from computed(token.arguments, is_loading=is_loading or name in _LOADING)
        elif token.type in ("{} block", "[] block", "() block"):
            yield from computed(token.content, is_loading=is_loading)


def _is_import(token: Node | None) -> bool:
    return token is not None and token.type == "at-keyword" and token.lower_value == "import"

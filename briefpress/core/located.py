"""A text, and its HTML, that know where they come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from markupsafe import Markup


class Located(str):
    """A text that knows the path of its entry, such as `sections.office.blocks.opening.text`; "" where it has none.

    Other letters, more or fewer of them, are still the text of that entry. In all else it is a string like any other.
    """

    __slots__ = ("path",)
    path: str

    def __new__(cls, text: object = "", path: str = "") -> Self:
        """The text of the entry at `path`."""
        located = super().__new__(cls, text)
        located.path = path
        return located

    def __add__(self, other: str) -> Located:
        # Markup escapes what it is added to.
        return NotImplemented if hasattr(other, "__html__") else Located(str(self) + other, self.path)

    def __radd__(self, other: str) -> Located:
        return Located(other + str(self), self.path)


def path_of(text: object) -> str:
    """The path of the entry that a text is of; "" where it has none."""
    return str(getattr(text, "path", ""))


def _keeping(name: str) -> Callable[..., Located]:
    change = getattr(str, name)

    def keep(self: Located, *arguments: Any, **named: Any) -> Located:
        return Located(change(self, *arguments, **named), self.path)

    return keep


for _name in (
    *("__getitem__", "capitalize", "lower", "title", "upper"),
    *("lstrip", "removeprefix", "removesuffix", "replace", "rstrip", "strip"),
):
    setattr(Located, _name, _keeping(_name))


class LocatedMarkup(Markup):
    """A piece of a text as HTML, and the path of the entry that the text is of."""

    __slots__ = ("path",)
    path: str

    def __new__(cls, html: str, path: str) -> Self:
        """A piece of the text at `path`."""
        located = super().__new__(cls, html)
        located.path = path
        return located

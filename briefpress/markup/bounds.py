"""How much a template may make: turns of its loops, and text. What is without end there would be so for the press."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefpress.schema.base import Frozen

#: Turns of loops, calls and included templates while a page is made.
MAX_TURNS = 500_000
#: The characters that a page has, with those of its marks, and all that are put together on the way to it.
MAX_PAGE, MAX_MADE = 10_000_000, 100_000_000
#: The width of what is padded, in characters, and the decimals of a number.
MAX_WIDTH = 999
#: The length of a number that is computed, in bits.
MAX_BITS = 10_000
#: So many turns are counted for a picture that the press draws.
DRAWING = 200

#: Methods that make something of any length, which no page needs.
REFUSED = frozenset(["fromkeys", "scaleb", "to_bytes", "translate"])
#: Methods and filters that pad a text, or make as many parts of a list as a number says.
_PADDING = frozenset("batch center expandtabs indent ljust rjust round slice tojson zfill".split())  # noqa: SIM905
#: Filters that make a text of what they are given.
_TEXTS = frozenset(
    """
    capitalize center e escape forceescape format indent lower pprint replace safe string striptags title trim truncate
    upper urlencode urlize wordcount wordwrap xmlattr
    """.split()  # noqa: SIM905
)
#: How many places a text has for what a method or a filter with these arguments puts there.
_PLACES: dict[str, Callable[[str, Sequence[Any]], int]] = {
    "expandtabs": lambda text, _: text.count("\t"),
    "format": lambda text, _: text.count("%") + text.count("{"),
    "format_map": lambda text, _: text.count("{"),
    "indent": lambda text, _: text.count("\n") + 1,
    "join": lambda text, _: len(text),
    "replace": lambda text, others: text.count(str(others[0])) if others else 0,
    "urlize": lambda text, _: len(text.split()),
    "wordwrap": lambda text, _: len(text),
}
#: In a form, a width or a precision of four figures or more, or one that is an argument.
_WIDE = re.compile(r"%(\([^)]*\))?[^a-zA-Z%]*(\*|\d{4})|\{[^{}]*:[^{}]*(\{|\d{4})")
_ROOM = "give it room in the stylesheet, by `padding` or `width`"


class TooMuch(ValueError):
    """Raised where a template makes too much; the second line of the message says what to do."""

    code = "too-much"


class Textless(TypeError):
    """Raised where a template prints what has no text of its own; the second line of the message says what to do."""

    code = "template-error"


class Work:
    """What was made of a page so far."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Begin a page."""
        self._turns = 0
        self._made = 0

    def turn(self, count: int = 1) -> None:
        """Count turns; raises TooMuch."""
        self._turns += count
        if self._turns > MAX_TURNS:
            message = f"this page takes more than {MAX_TURNS} turns of loops and calls; most take under 5000"
            raise TooMuch(f"{message}\nlet loops go over parts of the brief, and no template call itself without end")

    def make(self, size: int) -> None:
        """Count characters, or items of a list, before they are made; raises TooMuch."""
        self._made += size
        if self._made > MAX_MADE or size > MAX_PAGE:
            message = f"this would make a page of more than {MAX_PAGE} characters; most have under 200000"
            raise TooMuch(f"{message}\nprint less of it, or make several briefs")

    def turns(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items of a loop, each a turn."""
        for item in items:
            self.turn()
            yield item

    def joined(self, texts: Iterable[str]) -> str:
        """The texts of a page as one."""
        parts = list(texts)
        self.make(sum(map(len, parts)))
        return "".join(parts)

    def dumped(self, value: Any, **how: Any) -> str:
        """A value as JSON."""
        parts: list[str] = []
        for part in self.turns(json.JSONEncoder(**how).iterencode(value)):
            self.make(len(part))
            parts.append(part)
        return self.joined(parts)

    def operate(self, operator: str, left: Any, right: Any) -> None:
        """Count what an operator is about to make of two values; raises TooMuch, and Textless for a form."""
        sizes = [len(side) for side in (left, right) if isinstance(side, str | list | tuple)]
        numbers = [side for side in (left, right) if isinstance(side, int)]
        if operator == "%" and isinstance(left, str):
            self.check("format", (left, right), {})
        elif sizes:
            self.make(sum(sizes) * max([1, *numbers]) if operator == "*" else sum(sizes))
        elif len(numbers) == 2:
            bits = [abs(number).bit_length() for number in numbers]
            if (bits[0] * max(0, right) if operator == "**" else sum(bits)) > MAX_BITS:
                raise TooMuch("this number is too long to be printed\ncompute what is meant in the brief itself")

    def check(self, name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> None:
        """Count what a filter or a method would make of its arguments, the text first; raises TooMuch and Textless."""
        others = (*arguments[1:], *named.values())
        # (Also what makes nothing goes through the whole of a text or a list.)
        self.make(sum(len(each) for each in arguments[:1] if isinstance(each, str | list)))
        for number in others if name in _PADDING else ():
            check_width(name, number)
        for value in self._flat(arguments[:1]) if name in _TEXTS else ():
            check_text(value)
        if name in ("format", "format_map"):
            _check_form(str(arguments[0]), self._flat(others))
        if name in _PLACES and arguments:
            longest = max((_length(each, name) for each in others), default=0)
            self.make(_PLACES[name](str(arguments[0]), others) * longest)
        if name == "join":
            self.make(sum(map(length_of, others[0])))

    def _flat(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values, for lists and mappings what is in them."""
        for value in self.turns(values):
            if isinstance(value, list | tuple | Mapping):
                yield from self._flat(value.values() if isinstance(value, Mapping) else value)
            else:
                yield value


def length_of(value: Any) -> int:
    """How long the text of a value is."""
    return len(value) if isinstance(value, str) else len(str(value))


def _length(value: Any, name: str) -> int:
    """How long it makes a text where it is put into that by a method or a filter of this name."""
    if isinstance(value, Mapping | tuple):
        inner = value.values() if isinstance(value, Mapping) else value
        return max((_length(each, name) for each in inner), default=0)
    if isinstance(value, str | list):
        return len(value)
    return value if isinstance(value, int) and name in ("expandtabs", "indent") else 0


def check_width(name: str, number: Any) -> None:
    """Raise TooMuch where a text would be padded to a width, or a number to decimals, that no page has."""
    if isinstance(number, int) and abs(number) > MAX_WIDTH:
        raise TooMuch(f"`{name}` takes {MAX_WIDTH} at most; most templates need under 100\n{_ROOM}")


def _check_form(form: str, values: Iterable[Any]) -> None:
    """Raise TooMuch or Textless where a form would print a text of any width, or what has none."""
    if _WIDE.search(form):
        raise TooMuch(f"a form pads to {MAX_WIDTH} characters at most; most templates need under 100\n{_ROOM}")
    for value in values:
        check_text(value)


def check_text(value: Any, name: str = "") -> None:
    """Raise Textless for what has no text of its own: a function, a part of the model, a list."""
    if value is None or isinstance(value, str | int | float) or hasattr(value, "__html__"):
        return
    own: Any = type(value).__str__
    if own in (object.__str__, Frozen.__str__):
        what = f"`{name}`" if name else "what is printed here"
        kind = "a function" if callable(value) else "more than a text"
        hint = "call it, or print one of its fields or each of its items; templates/README.md lists them"
        raise Textless(f"{what} is {kind}: there is nothing to print\n{hint}")

"""What one layout leaves to the next: it is kept as long as a layout still asks for it.

A page is laid out several times, and in a preview again and again with a word changed. What comes out the same again
is kept from one layout to the next; what the last ones did not ask for is forgotten, so that memory stays flat.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

#: How many documents are remembered, with the one that is laid out: a version may be one with contents and one without.
_GENERATIONS = 3
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """Values by all that they were made from."""

    _all: ClassVar[list[Kept[Any, Any]]] = []

    def __init__(self) -> None:
        #: Those that the newest layout asked for, and those that the ones before it did.
        self._generations: list[dict[_Key, _Value]] = [{} for _ in range(_GENERATIONS)]
        self._all.append(self)

    def get(self, key: _Key) -> _Value | None:
        """What is kept under a key; None where nothing is."""
        newest = self._generations[0]
        if key not in newest:
            for older in self._generations[1:]:
                if key in older:
                    newest[key] = older.pop(key)
        return newest.get(key)

    def keep(self, key: _Key, value: _Value) -> _Value:
        """Keep a value; returns it."""
        self._generations[0][key] = value
        return value


#: Whether another version of a page is expected, how often.
_expected = [0]


@contextmanager
def another_expected() -> Iterator[None]:
    """Keep also what only another version of a page has a use for: it takes time, and a tenth more memory."""
    _expected[0] += 1
    try:
        yield
    finally:
        _expected[0] -= 1


def is_another_expected() -> bool:
    """Whether another version of a page may be laid out after this one."""
    return _expected[0] > 0


def begin() -> None:
    """Begin the layout of a document: forget what the last ones did not ask for."""
    for kept in Kept._all:
        kept._generations = [{}, *kept._generations[:-1]]


def forget() -> None:
    """Forget all."""
    for _ in range(_GENERATIONS):
        begin()


@contextmanager
def unless_remarked() -> Iterator[None]:
    """Forget all where WeasyPrint fails, or remarks something of styles or boxes: it is to do so each time."""
    logger, remarks = logging.getLogger("weasyprint"), _Remarks()
    logger.addHandler(remarks)
    try:
        yield
    except BaseException:
        forget()
        raise
    finally:
        logger.removeHandler(remarks)
        if remarks.are_of_layout:
            forget()


class _Remarks(logging.Handler):
    """Hears whether WeasyPrint remarks something that it sees in a layout."""

    are_of_layout = False

    def emit(self, record: logging.LogRecord) -> None:
        self.are_of_layout |= Path(record.pathname).parent.name in ("css", "formatting_structure", "layout", "text")

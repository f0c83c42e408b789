"""What stands in the rail of a page, and how high: the geometry alone.

A rail is interrupted by the heads of sections, which stand exactly where their sections begin, and by what takes both
columns. In each stretch between these, asides stand one below the other, each near the line that it belongs to. Lengths
are in CSS pixels, from the top of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

#: The least distance between two asides, and how far one may stand above or below the line that it belongs to. Farther
#: off, a reader would take it for what accompanies something else.
GAP = 9.0
_RISE = 38.0
_FALL = 56.0
#: How far the lines of a head are moved at most.
_OFFSET = 12.0


@dataclass
class Aside:
    """What stands in a rail."""

    box: Any
    #: The top at which its first line is level with that of what it accompanies.
    level: float
    #: The outermost element that begins with what it accompanies.
    beginning: Any
    #: Whether anything of that is on the page.
    accompanies: bool = True
    #: How far the lines of the head of a section are from those of its text, below its rule.
    offset: float = 0.0
    #: Whether that takes both columns.
    is_wide: bool = False
    #: The box in which both are.
    around: Any = None
    top: float = 0.0

    @property
    def height(self) -> float:
        """Its height, with what its lines are moved down by."""
        return float(self.box.margin_height() + self.offset)

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a section, which stands exactly where that begins."""
        return bool(self.box.element.tag == "h2")

    @property
    def excess(self) -> float:
        """How far it reaches below what is around it."""
        return float(self.level + self.height - self.around.position_y - self.around.margin_height())

    def stand_at(self, top: float) -> None:
        """Let the head of a section begin with its rule, and only its lines be level with the text, where they can."""
        self.offset = self.level - top if abs(self.level - top) < _OFFSET else 0.0
        self.level = top

    def is_near(self, floor: float) -> bool:
        """Whether it stands near its level; or near a floor where it cannot stand higher."""
        if self.is_head:
            return abs(self.top - self.level) < 1
        return self.level - _RISE < self.top < max(self.level, floor) + _FALL


@dataclass
class Stretch:
    """A part of a rail that nothing interrupts, from its top on, and what is to stand there."""

    top: float
    asides: list[Aside] = field(default_factory=list)

    def fill(self, bottom: float) -> Iterator[Aside]:
        """Place the asides as high as they may stand, above this bottom; yields those for which there is no room."""
        while self.asides and not self._is_filled(bottom):
            notes = [aside for aside in self.asides if not aside.is_head]
            longest = max(notes or self.asides, key=lambda aside: aside.height)
            self.asides.remove(longest)
            longest.top = longest.level
            yield longest

    def _is_filled(self, bottom: float) -> bool:
        top = self.top
        for aside in self.asides:
            aside.top = max(aside.level, top)
            top = aside.top + aside.height + GAP
        for aside in reversed(self.asides):
            aside.top = min(aside.top, bottom - aside.height)
            bottom = aside.top - GAP
        return bottom + GAP > self.top - 1 and all(aside.is_near(self._floor) for aside in self.asides)

    @property
    def _floor(self) -> float:
        """Where the first place is that no head takes."""
        return self.top + sum(aside.height + GAP for aside in self.asides if aside.is_head)

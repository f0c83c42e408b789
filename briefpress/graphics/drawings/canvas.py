"""The space that a drawing is drawn in: its coordinates, its size, and its ground."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element as Plain

from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.attributes import pixels, view_box
from briefpress.graphics.drawings.cascade import Candidates
from briefpress.graphics.drawings.programs import hint
from briefpress.graphics.drawings.source import SVG, Source
from briefpress.graphics.drawings.values import Scope, number

#: More elements than this are no drawing for a page.
_MOST = 400_000
#: How long the sides of a drawing are, in its own units, and how much longer one is than the other, where it is to be
#: seen on a page at all. Maps have their coordinates in metres.
LEAST_SIDE, MAX_SIDE, MAX_RATIO = 0.001, 1e8, 10_000


class Canvas(NamedTuple):
    """The space of a drawing."""

    box: tuple[float, float, float, float]
    #: Its width and height in pixels; 0 for what it does not say.
    size: tuple[float, float]
    #: The colour behind it; "" for the paper's own.
    ground: str

    @property
    def scope(self) -> Scope:
        """What percentages in the drawing are of."""
        return Scope(width=self.box[2], height=self.box[3])

    def stretch(self, root: Plain) -> None:
        """Give a translated drawing its coordinates, its size and its ground."""
        root.set("viewBox", " ".join(map(number, self.box)))
        # Each renderer has another size for a text that names none.
        root.set("font-size", root.get("font-size", number(self.scope.font_size)))
        for name, side in zip(("width", "height"), self.size, strict=True):
            root.attrib.pop(name, None)
            if side:
                root.set(name, number(side))
        if self.ground:
            space = dict(zip(("x", "y", "width", "height"), map(number, self.box), strict=True))
            root.insert(0, Plain(f"{SVG}rect", {**space, "fill": self.ground, "stroke": "none"}))


def canvas_of(source: Source, candidates: Candidates) -> Canvas:
    """The space of a drawing to whose root this is given; raises Unprintable for none, and for too much in it."""
    if sum(1 for _ in source.root.iter()) > _MOST:
        message = f"the drawing has more than {_MOST // 1000} thousand elements"
        advice = "simplify it, or export it as PNG at 300 dpi"
        raise Unprintable([Problem("huge-file", message, source.place(source.root), advice)])
    width, height = (pixels(candidates[name][-1]) if name in candidates else 0.0 for name in ("width", "height"))
    box = view_box(source.root.get("viewBox", "")) or (0.0, 0.0, width, height)
    if min(box[2:]) <= 0:
        message = "the drawing does not say how large it is"
        raise Unprintable([Problem("wrong-image", message, source.place(source.root), hint("size", ""))])
    sides = [*box[2:], *filter(None, (width, height))]
    if min(sides) < LEAST_SIDE or max(sides) > MAX_SIDE or max(box[2:]) > MAX_RATIO * min(box[2:]):
        message = (
            f"the drawing is {box[2]:g} by {box[3]:g}: its sides are to be {LEAST_SIDE:g} to {MAX_SIDE:g} long, "
            f"none more than {MAX_RATIO} times as long as the other"
        )
        raise Unprintable([Problem("wrong-image", message, source.place(source.root), hint("size", ""))])
    return Canvas(box, (width, height), _ground(candidates))


def _ground(candidates: Candidates) -> str:
    """What CSS paints behind a drawing."""
    try:
        colour = values.colour(candidates.get("background-color", ["transparent"])[-1])
    except ValueError:
        return ""
    return "" if colour in ("#ffffff", "rgba(0, 0, 0, 0)") else colour

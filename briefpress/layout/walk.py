"""A walk through the boxes of laid out pages: every run of text and picture with its place, colours and origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.anchors import rectangle_aabb
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage, SVGImage

from briefpress.graphics.colours import Colour
from briefpress.layout.printed_text import Fragment
from briefpress.layout.proof import Box, Picture, Run, Text
from briefpress.layout.svg_text import smallest_text
from briefpress.markup.origin_marks import letters
from briefpress.markup.origins import Origins
from briefpress.tagging.semantics import alternative, is_decoration, is_picture


@dataclass(frozen=True)
class _Ground:
    """What surrounds a box: its page, what is visible, the colour behind it, the element of its block."""

    page: int
    window: Box
    background: Colour = (1.0, 1.0, 1.0)
    #: How much of it is left by the opacity of what is around it.
    opacity: float = 1.0
    block: Any = None
    #: In the margins and in repeated heads of tables, the order of the text says nothing.
    ordered: bool = True
    #: The transformation of what surrounds it.
    matrix: Any = None
    #: The margin box that it stands in: `@top-left`.
    margin: str = ""
    #: Where pictures of the flow belong: between the margins at head and foot. None for what is not in the flow.
    area: Box | None = None

    def place(self, x: float, y: float, width: float, height: float) -> Box:
        """Where a rectangle of the layout is seen on the page."""
        left, top, right, bottom = rectangle_aabb(self.matrix, x, y, width, height)
        return Box(left, top, right - left, bottom - top)


@dataclass
class Walk:
    """What was seen on the pages that were walked through."""

    #: The elements of the page by their order in the HTML.
    order: dict[Any, int]
    root: Any
    origins: Origins
    #: The origins of headings, by their letters: margins repeat them.
    headings: Mapping[str, str]
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    disordered: list[Text] = field(default_factory=list)
    #: The letters that were printed of each element's own text.
    printed: dict[Any, str] = field(default_factory=lambda: defaultdict(str))
    #: The pieces of it, line by line.
    fragments: dict[Any, list[Fragment]] = field(default_factory=lambda: defaultdict(list))
    texts: list[list[Run]] = field(default_factory=list)
    previous: Any = None

    def page(self, number: int, box: Any) -> None:
        """Walk through the box of a page, by its number from 1."""
        ground = _Ground(number, Box(0, 0, box.margin_width(), box.margin_height()))
        area = Box(0, box.content_box_y(), box.margin_width(), box.height)
        self.texts.append([])
        for child in box.children:
            in_margin = isinstance(child, boxes.MarginBox)
            start = len(self.runs)
            if in_margin:
                self._visit(child, replace(ground, ordered=False, margin=child.at_keyword))
            else:
                # Footnotes follow each other, whatever text is above them.
                self.previous = None
                self._visit(child, replace(ground, area=area))
                self.texts[-1] += self.runs[start:]

    def _visit(self, box: Any, ground: _Ground) -> None:
        style = box.style
        ground = replace(ground, opacity=ground.opacity * style["opacity"])
        if box.is_absolutely_positioned():
            ground = replace(ground, area=None)
        if matrix := getattr(box, "transformation_matrix", None):
            ground = replace(ground, matrix=matrix @ ground.matrix if ground.matrix else matrix)
        if isinstance(box, boxes.TextBox):
            self._text(box, ground)
        elif isinstance(placed := getattr(box, "_box", box), boxes.ReplacedBox):
            # (What has a place of its own stands in a stand-in.)
            self._picture(placed, ground)
        else:
            self._visit_children(box, ground)

    def _visit_children(self, box: Any, ground: _Ground) -> None:
        style = box.style
        colour = get_color(style, "background_color")
        if colour.alpha:
            ground = replace(ground, background=_over(colour, ground))
        if isinstance(box, boxes.BlockLevelBox) and box.element is not None:
            ground = replace(ground, block=box.element)
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            ground = replace(ground, ordered=False)
        if style["overflow"] != "visible":
            inside = Box(box.padding_box_x(), box.padding_box_y(), box.padding_width(), box.padding_height())
            ground = replace(ground, window=inside)
        for child in getattr(box, "children", ()):
            self._visit(child, ground)

    def _text(self, box: Any, ground: _Ground) -> None:
        style = box.style
        # An alternative text stands in for a missing picture, which is a problem of its own.
        if style["visibility"] != "visible" or (box.element is not None and box.element.tag == "img"):
            return
        origins = self._pieces(box, ground)
        pseudo_element = (box.element_tag or "::none").partition("::")[2]
        if pseudo_element in ("", "first-letter"):
            line = None if pseudo_element else box.position_y + box.baseline
            self.fragments[box.element].append(Fragment(box.text, style["text_transform"] != "none", line))
        if box.element is not None and not pseudo_element:
            self.printed[box.element] += letters(box.text)
            self._check_order(Text(" ".join(box.text.split()), origins[0][1]), ground)
        if not box.text.strip():
            return
        size = style["font_size"]
        self.runs.append(
            Run(
                page=ground.page,
                text=box.text,
                origins=origins,
                # Text boxes are as tall as their font asks for; the letters stand around the baseline.
                box=ground.place(box.position_x, box.position_y + box.baseline - 0.75 * size, box.width, size),
                window=ground.window,
                size=size,
                bold=style["font_weight"] >= 600,
                families=tuple(style["font_family"]),
                colour=_over(get_color(style, "color"), ground),
                background=ground.background,
                is_spaced=style["letter_spacing"] not in ("normal", 0),
                element=None if "::" in (box.element_tag or "::") else box.element,
            )
        )

    def _pieces(self, box: Any, ground: _Ground) -> tuple[tuple[int, str], ...]:
        """The origins of a text, each with the letters before it."""
        element = box.element
        if element is None or "::" in box.element_tag:
            return ((0, self._generated(box, ground)),)
        pieces, start = self.origins.pieces(element), len(self.printed[element])
        end = start + len(letters(box.text))
        # Those that begin in it, and the last that began before.
        first = max(number for number, (at, _) in enumerate(pieces) if at <= start)
        return tuple((max(at - start, 0), origin) for at, origin in pieces[first:] if at < end or at <= start)

    def _generated(self, box: Any, ground: _Ground) -> str:
        """The origin of what a stylesheet generates: its pseudo-element or margin box.

        Unless it shows an attribute, in the margin a heading, or the number of a page or an entry: then that of these.
        """
        element, tag = box.element, box.element_tag or ground.margin
        shown = letters(box.text)
        for source in (element,) if element is not None else (self.root, self.root.find("body")):
            for name, value in source.items() if source is not None else ():
                if shown and shown in letters(value) and (path := self.origins.path(source, name)):
                    return path
        if element is None:
            return self.headings.get(shown, tag)
        if shown.isdecimal():
            return self.origins.whole(element)
        return self.origins.text(element) if tag.endswith("::marker") else tag

    def _check_order(self, text: Text, ground: _Ground) -> None:
        """Blocks must follow each other as in the HTML; going back to a block around the last one is no step back."""
        block = ground.block
        if not ground.ordered or block is None or block not in self.order:
            return
        previous = self.previous
        if previous is not None and self.order[block] < self.order[previous] and previous not in set(block.iter()):
            self.disordered.append(text)
        self.previous = block

    def _picture(self, box: Any, ground: _Ground) -> None:
        element = box.element
        if element is None or not is_picture(element):
            return
        image = box.replacement
        dpi = image.width / (box.width / 96) if isinstance(image, RasterImage) and box.width else None
        own_width, _, _ = image.get_intrinsic_size(1, box.style["font_size"])
        size = smallest_text(image) if isinstance(image, SVGImage) else None
        text_size = size * box.width / own_width if size and own_width else None
        alt = "" if is_decoration(element) else alternative(element)
        origin = self.origins.attribute(element, "src")
        place = ground.place(box.content_box_x(), box.content_box_y(), box.width, box.height)
        url = element.get("src", "inline SVG")
        entry = self.origins.whole(element)
        self.pictures.append(Picture(ground.page, url, origin, entry, alt, dpi, text_size, place, ground.area))


def _over(colour: Any, ground: _Ground) -> Colour:
    """The colour as it is seen on its ground."""
    alpha = colour.alpha * ground.opacity
    parts = zip(colour.to("srgb").coordinates, ground.background, strict=True)
    red, green, blue = (alpha * top + (1 - alpha) * under for top, under in parts)
    return red, green, blue

"""From the boxes of laid out pages to their proof: every run of text with its place, colours and origin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.anchors import rectangle_aabb
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from briefpress.layout.proof import Box, Colour, Heading, Picture, Proof, Run
from briefpress.tagging.semantics import alternative, is_decoration, is_picture


def draw_proof(document: Any, root: Any) -> Proof:
    """The proof of WeasyPrint's `document`, set from the HTML element `root`."""
    walk = _Walk({element: number for number, element in enumerate(root.iter())})
    for number, page in enumerate(document.pages, start=1):
        walk.page(number, page._page_box)
    return Proof(
        pages=len(document.pages),
        runs=tuple(walk.runs),
        pictures=tuple(walk.pictures),
        headings=tuple(_headings(root)),
        lost=tuple(_lost(root, walk.printed)),
        disordered=tuple(walk.disordered),
        filled=tuple(walk.filled),
        texts=tuple(map(tuple, walk.texts)),
        links=tuple(sorted({link for page in document.pages for kind, link, *_ in page.links if kind == "external"})),
        made_for=_made_for(root),
    )


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

    def place(self, x: float, y: float, width: float, height: float) -> Box:
        """Where a rectangle of the layout is seen on the page."""
        left, top, right, bottom = rectangle_aabb(self.matrix, x, y, width, height)
        return Box(left, top, right - left, bottom - top)


@dataclass
class _Walk:
    order: dict[Any, int]
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    #: The text that was printed of each element's own.
    printed: dict[Any, list[str]] = field(default_factory=lambda: defaultdict(list))
    filled: list[float] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    previous: Any = None

    def page(self, number: int, box: Any) -> None:
        self.previous = None
        ground = _Ground(number, Box(0, 0, box.margin_width(), box.margin_height()))
        bottom = 0.0
        self.texts.append([])
        for child in box.children:
            in_margin = isinstance(child, boxes.MarginBox)
            start = len(self.runs)
            self.visit(child, replace(ground, ordered=not in_margin))
            if not in_margin:
                bottom = max([bottom, *(run.box.y + run.box.height for run in self.runs[start:])])
                self.texts[-1] += [run.text for run in self.runs[start:]]
        self.filled.append((bottom - box.content_box_y()) / box.height)

    def visit(self, box: Any, ground: _Ground) -> None:
        style = box.style
        ground = replace(ground, opacity=ground.opacity * style["opacity"])
        if matrix := getattr(box, "transformation_matrix", None):
            ground = replace(ground, matrix=matrix @ ground.matrix if ground.matrix else matrix)
        if isinstance(box, boxes.TextBox):
            self.text(box, ground)
        elif isinstance(box, boxes.ReplacedBox):
            self.picture(box, ground)
        else:
            self.visit_children(box, ground)

    def visit_children(self, box: Any, ground: _Ground) -> None:
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
            self.visit(child, ground)

    def text(self, box: Any, ground: _Ground) -> None:
        style = box.style
        if box.element is not None and box.element.tag == "img":
            # The alternative text that stands in for a missing picture, which is a problem of its own.
            return
        if "::" not in (box.element_tag or "::") and box.element is not None and style["visibility"] == "visible":
            self.printed[box.element].append(box.text)
            self.check_order(box.text, ground)
        if not box.text.strip() or style["visibility"] != "visible":
            return
        size = style["font_size"]
        self.runs.append(
            Run(
                page=ground.page,
                text=box.text,
                # Text boxes are as tall as their face asks for; the letters stand around the baseline.
                box=ground.place(box.position_x, box.position_y + box.baseline - 0.75 * size, box.width, size),
                window=ground.window,
                size=size,
                bold=style["font_weight"] >= 600,
                families=tuple(style["font_family"]),
                colour=_over(get_color(style, "color"), ground),
                background=ground.background,
            )
        )

    def check_order(self, text: str, ground: _Ground) -> None:
        """Blocks must follow each other as in the HTML; going back to a block around the last one is no step back."""
        block = ground.block
        if not ground.ordered or block is None or block not in self.order:
            return
        previous = self.previous
        if previous is not None and self.order[block] < self.order[previous] and previous not in set(block.iter()):
            self.disordered.append(" ".join(text.split()))
        self.previous = block

    def picture(self, box: Any, ground: _Ground) -> None:
        element = box.element
        if element is None or not is_picture(element):
            return
        image = box.replacement
        dpi = image.width / (box.width / 96) if isinstance(image, RasterImage) and box.width else None
        alt = "" if is_decoration(element) else alternative(element)
        self.pictures.append(Picture(ground.page, element.get("src", "inline SVG"), alt, dpi))


def _over(colour: Any, ground: _Ground) -> Colour:
    """The colour as it is seen on its ground."""
    alpha = colour.alpha * ground.opacity
    parts = zip(colour.to("srgb").coordinates, ground.background, strict=True)
    red, green, blue = (alpha * top + (1 - alpha) * under for top, under in parts)
    return red, green, blue


def _made_for(root: Any) -> int | None:
    """The number of pages that a layout says it is made for: `<meta name="pages" content="2">`."""
    said = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "pages"), "")
    return int(said) if said.isdecimal() else None


def _headings(root: Any) -> Iterator[Heading]:
    for element in root.iter():
        if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag):
            yield Heading(int(element.tag[1]), " ".join("".join(element.itertext()).split()))


def _lost(root: Any, printed: dict[Any, list[str]]) -> Iterator[str]:
    """The text of elements that is not printed in full. What is `hidden` is meant not to be."""
    body = root.find("body")
    hidden = {inner for element in root.iter() if element.get("hidden") is not None for inner in element.iter()}
    for element in body.iter() if body is not None else ():
        if (
            element in hidden
            or not isinstance(element.tag, str)
            or element.tag in ("style", "script")
            or _in_svg(element)
        ):
            continue
        own = [element.text, *(child.tail for child in element)]
        said = _letters("".join(text or "" for text in own))
        if said and said not in _letters("".join(printed.get(element, ()))):
            yield " ".join("".join(text or "" for text in own).split())


def _in_svg(element: Any) -> bool:
    """Inline SVG is drawn as a picture, not laid out as text."""
    return str(element.tag).startswith("{http://www.w3.org/2000/svg}")


def _letters(text: str) -> str:
    """The letters and figures alone: hyphens and spaces change at the end of a line, cases in small capitals."""
    return re.sub(r"[\W_]+", "", text).casefold()

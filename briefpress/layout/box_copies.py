"""Copies of boxes that are laid out, for other boxes that hold the same."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import BlockBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import Layout

_PLAIN = (str, int, float, bool, type(None))
#: What a box has from its source, and its layout does not change.
_OF_SOURCE = frozenset(
    (
        "element", "style", "first_letter_style", "first_line_style", "replacement", "string_set",
        "cached_counter_values", "collapsed_border_grid", "missing_link", "is_floated",
    )
)  # fmt: skip
#: What a layout of Pango has only while it is drawn.
_ACTIVE = ("layout", "language", "style")


class NoCopy(Exception):
    """Raised where boxes cannot be copied."""


class Shape:
    """Boxes as they are laid out, but for their elements and styles: those are of the boxes that they are made from."""

    def __init__(self, box: Any, sources: list[Any], first: int, out: dict[int, Shape], parent: Any) -> None:
        """Take them from a box; `sources` are the boxes of its document, where its own begin at `first`.

        `out` comes to have the shapes of those that are out of the flow, by the identity of their boxes. Raises NoCopy
        where it holds something else.
        """
        self.is_placeholder = isinstance(box, AbsolutePlaceholder)
        self.is_out = self.is_placeholder or box.is_floated()
        if self.is_out:
            out[id(box)] = self
        self.is_laid_out = not self.is_placeholder or box._layout_done
        if self.is_placeholder:
            box = box._box
        place = box.__dict__.get("number")
        #: Its source, counted from the first; None of a column, which is made from its parent.
        self.number = None if place is None else place - first
        source = _column_of(parent, box) if place is None else sources[place]
        self.type: Any = type(box)
        #: What it has itself: what cannot change, and what each copy has for itself.
        self.plain: dict[str, Any] = {}
        self.own: dict[str, Any] = {}
        #: The names of what it has from its source.
        self.names: list[str] = []
        for name in box.__dict__ if self.is_laid_out else ("position_x", "position_y"):
            value = box.__dict__[name]
            if name in ("children", "number"):
                continue
            if _is_plain(value):
                self.plain[name] = value
            elif name not in _OF_SOURCE:
                self.own[name] = _copied(value)
            elif value is source.__dict__.get(name):
                self.names.append(name)
            else:
                raise NoCopy
        self.list = type(box.children)
        children = box.children if self.is_laid_out else ()
        self.children = [Shape(child, sources, first, out, source) for child in children]

    def copy(self, sources: list[Any], first: int, parent: Any, out: dict[Shape, Any]) -> Any:
        """The same boxes of another document; `out` comes to have those out of the flow, by their shapes."""
        source = _column_of(parent) if self.number is None else sources[first + self.number]
        if not self.is_laid_out:
            source.__dict__.update(self.plain)
            out[self] = AbsolutePlaceholder(source)
            return out[self]
        box = self.type.__new__(self.type)
        known = source.__dict__
        box.__dict__.update(self.plain)
        for name in self.names:
            box.__dict__[name] = known[name]
        for name, value in self.own.items():
            box.__dict__[name] = _copied(value)
        if self.number is not None:
            box.number = first + self.number
        box.children = self.list(child.copy(sources, first, source, out) for child in self.children)
        if self.is_placeholder:
            out[self] = AbsolutePlaceholder(box)
            out[self].set_laid_out_box(box)
            return out[self]
        if self.is_out:
            out[self] = box
        return box


def _column_of(parent: Any, box: Any = None) -> Any:
    """A column as WeasyPrint makes it of the box that has it; raises NoCopy where a box is none."""
    column = BlockBox.anonymous_from(parent, ())
    if box and not (box.is_column and box.style is column.style and box.element is column.element):
        raise NoCopy
    return column


def _is_plain(value: Any) -> bool:
    """Whether a value cannot change."""
    return isinstance(value, _PLAIN) or (isinstance(value, tuple) and all(map(_is_plain, value)))


def _copied(value: Any) -> Any:
    """A copy of what a box has itself; raises NoCopy."""
    if _is_plain(value):
        return value
    if type(value) is Layout:
        # (As it is once it is no longer active.)
        layout: Any = object.__new__(Layout)
        layout.__dict__.update(value.__dict__)
        for name in _ACTIVE:
            layout.__dict__.pop(name, None)
        return layout
    if type(value) is list:
        return [*map(_copied, value)]
    if type(value) is set:
        return {*map(_copied, value)}
    if type(value) is dict:
        return {key: _copied(each) for key, each in value.items()}
    raise NoCopy

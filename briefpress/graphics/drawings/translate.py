"""A drawing of any program, translated into what every renderer draws alike, in the faces of the house.

PDF, HTML, Word and pictures of pages all show this translation. It has no style sheet, no variable and no branch left:
values stand in attributes, in pixels and `#rrggbb`. What cannot be translated is told at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Plain

from briefpress.core.problems import Problem, Unprintable
from briefpress.core.unseen import disordered
from briefpress.graphics.drawings import texts
from briefpress.graphics.drawings.attributes import attributes, complete, properties, view_box
from briefpress.graphics.drawings.canvas import canvas_of
from briefpress.graphics.drawings.cascade import Styles
from briefpress.graphics.drawings.computed import Style, computed
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.drawings.fit import misfits
from briefpress.graphics.drawings.gradients import complete_gradient, complete_gradients
from briefpress.graphics.drawings.losses import Loss, Losses
from briefpress.graphics.drawings.outlines import curve, scale_dashes, smooth, trace
from briefpress.graphics.drawings.references import Load, References
from briefpress.graphics.drawings.source import SVG, Element, Source, read_source
from briefpress.graphics.drawings.table import ELEMENTS, GRADIENTS, MARKERS, MOVING, SHAPES, SILENT, TEXTS, XML_SPACE
from briefpress.graphics.drawings.templates import cut_out, define, unmasked
from briefpress.graphics.drawings.transform import transform
from briefpress.graphics.drawings.values import Unread
from briefpress.graphics.drawings.weights import MAX_DRAWN, drawn

#: Elements whose texts are read.
_READ = tuple(f"{SVG}{name}" for name in ("text", "title", "desc"))
_MASKED = Loss("a mask is not drawn: what it hides would be seen", "effect")


@dataclass(frozen=True)
class Translation:
    """A drawing in plain SVG, and what it lost."""

    svg: bytes
    problems: tuple[Problem, ...]


def translated(data: bytes, file: Path, faces: Faces, load: Load) -> Translation:
    """The drawing of a file as an edition with these faces prints it; raises Unprintable where it is none."""
    source = read_source(data, file)
    _check_drawn(source.root, source)
    translator = _Translator(source, faces, load)
    root = translator.root()
    _check_drawn(root, source)
    problems = (*translator.losses.problems(), *_disorder(source), *misfits(root, translator.origins, source, faces))
    ElementTree.register_namespace("", SVG[1:-1])
    return Translation(ElementTree.tostring(root, encoding="unicode").encode(), problems)


def _check_drawn(root: Plain, source: Source) -> None:
    """Raise Unprintable for a tree that draws its parts too often."""
    if not (count := drawn(root)) <= MAX_DRAWN:
        shown = f"{count:.0f} shapes" if count < 10**9 else "shapes without end"
        message = (
            f"the drawing draws {shown} by `use`, patterns and markers, more than {MAX_DRAWN}; most draw under 1000"
        )
        hint = "export it with less detail, or as PNG at 300 dpi"
        raise Unprintable([Problem("too-much", message, source.place(source.root), hint)])


def _disorder(source: Source) -> Iterator[Problem]:
    """Characters of its texts that show them in another order than that in which they are read."""
    for element in (each for each in source.root.iter() if isinstance(each, Element) and each.tag in _READ):
        text = "".join(element.itertext())
        for start, message, hint in disordered(text):
            yield Problem("unseen-character", message, source.place(element, text[start]), hint)


class _Translator:
    def __init__(self, source: Source, faces: Faces, load: Load) -> None:
        self.source = source
        self.faces = faces
        self.losses = Losses(source)
        #: The elements of the file by those that they were translated to.
        self.origins: dict[Plain, Element] = {}
        #: How far parts of texts are moved down, in pixels.
        self._shifts: dict[Plain, float] = {}
        self._ids = {element.get("id", ""): element for element in source.root.iter() if element.get("id")}
        self._references = References(self._ids, self.losses, load)
        complete_gradients(source.root, self._ids)
        self._styles = Styles(source)
        for unread in self._styles.unread:
            loss = Loss(f"{unread.what} of the style sheet is not read", "css", unread.severity)
            self.losses.lose(loss, unread.element, unread.word)

    def root(self) -> Plain:
        """The translated drawing."""
        candidates, _ = self._styles.of(self.source.root, {})
        canvas = canvas_of(self.source, candidates)
        (root,) = self._elements(self.source.root, Style(scope=canvas.scope)) or [Plain(f"{SVG}svg")]
        canvas.stretch(root)
        cut_out(root)
        define(root)
        for masked in unmasked(root):
            if masked in self.origins:
                self.losses.lose(_MASKED, self.origins[masked])
        self._references.compare(self._styles)
        return root

    def _elements(self, element: Element, parent: Style, *, in_text: bool = False) -> list[Plain]:
        """What an element is translated to."""
        name = str(element.tag).partition(SVG)[2]  # (none for what is no SVG)
        if not self._holds(element):
            return []
        if name == "switch":
            return self._branch(element, parent, in_text=in_text)
        name = {"a": "tspan" if in_text else "g", "tref": "tspan"}.get(name, name)
        if name not in ELEMENTS or in_text > (name == "tspan"):
            self.losses.lose_element(element, name)
            return []
        if element.get("id"):
            self._references.around[element] = parent.variables
        style = self._style(element, parent)
        if style["display"] == "none" and not any(inner.get("id") for inner in element.iter()):
            return []
        parts = self._drawn(element, name, style)
        if in_text:
            self._shifts |= dict.fromkeys(parts, texts.shift(style, parent))
        return parts

    def _style(self, element: Element, parent: Style) -> Style:
        return computed(*self._styles.of(element, parent.variables), parent)

    def _holds(self, element: Element) -> bool:
        """Whether the conditions of an element are met (SVG 2, 5.7)."""
        tags = [tag.strip().lower() for tag in element.get("systemLanguage", "").split(",")]
        own = self.faces.language.lower()
        speaks = any(own == tag or own.startswith(f"{tag}-") or tag.startswith(f"{own}-") for tag in tags if tag)
        return ("systemLanguage" not in element.attrib or speaks) and not element.get("requiredExtensions", "").strip()

    def _branch(self, element: Element, parent: Style, *, in_text: bool) -> list[Plain]:
        """The first branch of a `switch` that holds and can be drawn. What a better one says is told if it is lost."""
        style = self._style(element, parent)
        branches = [child for child in element if isinstance(child, Element) and self._holds(child)]
        drawn = next((child for child in branches if child.tag != f"{SVG}foreignObject"), None)
        chosen = self._elements(drawn, style, in_text=in_text) if drawn is not None else []
        is_picture = any(each.tag == f"{SVG}image" for part in chosen for each in part.iter())
        if branches and branches[0] is not drawn and not is_picture:
            self.losses.lose_branch(branches[0], drawn)
        group = Plain(f"{SVG}g", properties(style, self._ids))
        self._place(group, element, style)
        group.extend(chosen)
        return [group] if chosen and not in_text else chosen

    def _drawn(self, element: Element, name: str, style: Style) -> list[Plain]:
        out = Plain(f"{SVG}{name}", attributes(name, element, style) | properties(style, self._ids))
        self.origins[out] = element
        self._place(out, element, style)
        for loss in style.losses:
            self.losses.lose(loss, element)
        complete(out, name)
        if (name == "use" and not self._references.lead(out, element, style)) or (
            name == "image" and not self._references.embed(out, element)
        ):
            return []
        if name in TEXTS:
            self._set(out, element, style)
        else:
            self._enclose(out, element, name, style)
        painted = texts.layers(out, name, style)
        if painted != [out]:
            self.origins |= dict.fromkeys(painted[0], element)
        return painted

    def _enclose(self, out: Plain, element: Element, name: str, style: Style) -> None:
        """Put into an element what is in it."""
        if name in GRADIENTS:
            complete_gradient(out, style.scope)
        inner = _inside(out, style) if name in ("svg", "symbol") else style
        for child in element:
            if isinstance(child, Element) and _may_hold(name, child):
                out.extend(self._elements(child, inner))
        if name in SHAPES and "pathLength" in element.attrib:
            try:
                scale_dashes(out, name, element.get("pathLength", ""), style)
            except Unread as unread:
                self.losses.lose_dashes(element, str(unread))
        curve(out, name, style["stroke-dasharray"])
        has_markers = any(style[marker] not in ("", "none") for marker in MARKERS)
        if name in ("polyline", "polygon") and has_markers:
            trace(out, name)
        if name == "path" and not has_markers:
            smooth(out)

    def _set(self, out: Plain, element: Element, style: Style) -> None:
        """Put into a text its letters, in a face of the house."""
        texts.fill(out, self._text_parts(element, style), style)
        texts.stretch(out, style, self.faces)
        if out.tag == f"{SVG}text":
            texts.align(out, style)
            texts.part_lines(out, style)
        else:
            texts.enclose_words(out)
        if out.tag == f"{SVG}text" or "font-family" in style.own:
            texts.choose_face(out, element, style["font-family"], self.faces, self.losses)

    def _text_parts(self, element: Element, style: Style) -> Iterator[texts.Part]:
        yield element.text or ""
        for child in element:
            for part in self._elements(child, style, in_text=True) if isinstance(child, Element) else ():
                if down := self._shifts[part]:
                    texts.move(part, down)
                yield part, down
            yield child.tail or ""

    def _place(self, out: Plain, element: Element, style: Style) -> None:
        """Give an element its id, its transformation, and what it does with white space."""
        out.attrib |= {key: text for key in ("id", XML_SPACE) if (text := element.get(key))}
        text, origin, box = map(style.text, ("transform", "transform-origin", "transform-box"))
        if text in ("", "none"):
            return
        try:
            if origin and box not in ("", "view-box") and not re.fullmatch(r"(0(px|%)?\s*)+", origin):
                raise Unread(origin)
            value = transform(text, origin, style.scope)
        except (ValueError, IndexError):
            about = f" about `{origin}`" if origin else ""
            self.losses.lose(Loss(f"`transform: {text[:60]}`{about} is not drawn", "css"), element)
            return
        if value:
            out.set("transform", value)


def _inside(out: Plain, style: Style) -> Style:
    """The style for what stands in an element with a coordinate system of its own."""
    box = view_box(out.get("viewBox", ""))
    return replace(style, scope=replace(style.scope, width=box[2], height=box[3])) if box else style


def _may_hold(name: str, child: Element) -> bool:
    """Whether an element of this name may have such a child; what may not stand there is drawn by nobody."""
    if name in GRADIENTS:
        return child.tag == f"{SVG}stop"
    return name not in SHAPES | {"image", "use", "stop"} or str(child.tag).removeprefix(SVG) in (*SILENT, *MOVING)

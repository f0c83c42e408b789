"""A drawing of any program, translated into what every renderer draws alike, in the faces of the house.

PDF, HTML, Word and pictures of pages all show this translation. It has no style sheet, no variable and no branch left:
values stand in attributes, in pixels and `#rrggbb`. What cannot be translated is told at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from briefpress.core.problems import Problem, Severity, Unprintable
from briefpress.graphics.drawings import texts, values
from briefpress.graphics.drawings.attributes import attributes, complete, pixels, properties, view_box
from briefpress.graphics.drawings.cascade import Candidates, Styles
from briefpress.graphics.drawings.computed import Style, computed
from briefpress.graphics.drawings.faces import Faces
from briefpress.graphics.drawings.fit import misfits
from briefpress.graphics.drawings.gradients import complete_gradient, complete_gradients
from briefpress.graphics.drawings.losses import Loss, Losses, short, words
from briefpress.graphics.drawings.outlines import curve, scale_dashes, smooth, trace
from briefpress.graphics.drawings.programs import hint
from briefpress.graphics.drawings.source import SVG, Element, Source, read_source
from briefpress.graphics.drawings.table import (
    ELEMENTS,
    GRADIENTS,
    MARKERS,
    MOVING,
    SHAPES,
    SILENT,
    TEXTS,
    WHERE,
    XHTML,
    XML_SPACE,
)
from briefpress.graphics.drawings.templates import cut_out, define, unmasked
from briefpress.graphics.drawings.transform import transform
from briefpress.graphics.drawings.values import Unread, number

#: More elements than this are no drawing for a page.
_MOST = 400_000

#: The data URL of a picture that a drawing names; raises Unprintable.
Load = Callable[[str], str]


@dataclass(frozen=True)
class Translation:
    """A drawing in plain SVG, and what it lost."""

    svg: bytes
    problems: tuple[Problem, ...]


def translated(data: bytes, file: Path, faces: Faces, load: Load) -> Translation:
    """The drawing of a file as an edition with these faces prints it; raises Unprintable where it is none."""
    source = read_source(data, file)
    translator = _Translator(source, faces, load)
    root = translator.root()
    problems = (*translator.losses.problems(), *misfits(root, translator.origins, source, faces))
    ElementTree.register_namespace("", SVG[1:-1])
    return Translation(ElementTree.tostring(root, encoding="unicode").encode(), problems)


class _Translator:
    def __init__(self, source: Source, faces: Faces, load: Load) -> None:
        self.source = source
        self.faces = faces
        self.load = load
        self.losses = Losses(source)
        #: The elements of the file by those that they were translated to.
        self.origins: dict[ElementTree.Element, Element] = {}
        self._ids = {element.get("id", ""): element for element in source.root.iter() if element.get("id")}
        #: The variables around the elements that have ids, and each `use` with its template and its variables.
        self._around: dict[ElementTree.Element, Mapping[str, str]] = {}
        self._uses: list[tuple[Element, ElementTree.Element, Mapping[str, str]]] = []
        complete_gradients(source.root, self._ids)
        self._styles = Styles(source)
        for unread in self._styles.unread:
            loss = Loss(f"{unread.what} of the style sheet is not read", "css", unread.severity)
            self.losses.lose(loss, unread.element, unread.word)

    def root(self) -> ElementTree.Element:
        """The translated drawing."""
        element = self.source.root
        if sum(1 for _ in element.iter()) > _MOST:
            advice = "simplify it, or export it as PNG at 300 dpi"
            message = f"the drawing has more than {_MOST // 1000} thousand elements"
            raise Unprintable([Problem("huge-file", message, self.source.place(element), advice)])
        candidates, _ = self._styles.of(element, {})
        sizes = [pixels(candidates[name][-1]) if name in candidates else 0.0 for name in ("width", "height")]
        box = view_box(element.get("viewBox", "")) or (0.0, 0.0, *sizes)
        if min(box[2:]) <= 0:
            message = "the drawing does not say how large it is"
            raise Unprintable([Problem("wrong-image", message, self.source.place(element), hint("size", ""))])
        outer = Style()
        outer = replace(outer, scope=replace(outer.scope, width=box[2], height=box[3]))
        roots = self._elements(element, outer)
        root = roots[0] if roots else ElementTree.Element(f"{SVG}svg")
        root.set("viewBox", " ".join(map(number, box)))
        # Each renderer has another size for a text that names none.
        root.set("font-size", root.get("font-size", number(outer.scope.font_size)))
        for name, size in zip(("width", "height"), sizes, strict=True):
            root.attrib.pop(name, None)
            if size:
                root.set(name, number(size))
        self._paint_ground(root, box)
        cut_out(root)
        define(root)
        self._tell_of_references(root)
        return root

    def _tell_of_references(self, root: ElementTree.Element) -> None:
        """Tell of masks that are not drawn, and of templates that would look otherwise where they are used."""
        for masked in unmasked(root):
            if masked in self.origins:
                self.losses.lose(_MASKED, self.origins[masked])
        for use, template, variables in self._uses:
            around = self._around.get(template, variables)
            if around != variables and self._styles.depends(template, around, variables):
                self.losses.lose(_VARIED, use)

    def _paint_ground(self, root: ElementTree.Element, box: tuple[float, ...]) -> None:
        """What CSS paints behind a drawing, as a rectangle."""
        candidates, _ = self._styles.of(self.source.root, {})
        for text in candidates.get("background-color", ())[-1:]:
            try:
                colour = values.colour(text)
            except ValueError:
                continue
            if colour not in ("#ffffff", "rgba(0, 0, 0, 0)"):
                space = dict(zip(("x", "y", "width", "height"), map(number, box), strict=True))
                root.insert(0, ElementTree.Element(f"{SVG}rect", {**space, "fill": colour, "stroke": "none"}))

    def _elements(self, element: Element, parent: Style, *, in_text: bool = False) -> list[ElementTree.Element]:
        """What an element is translated to."""
        tag = str(element.tag)
        if not tag.startswith(SVG):
            if tag.startswith(XHTML):
                self.losses.lose_words(element, "in HTML inside the drawing")
            return []
        name = tag.removeprefix(SVG)
        if not self._holds(element):
            return []
        if name == "switch":
            return self._branch(element, parent, in_text=in_text)
        name = {"a": "tspan" if in_text else "g", "tref": "tspan"}.get(name, name)
        if name not in ELEMENTS or in_text > (name == "tspan"):
            self._leave(element, name)
            return []
        if element.get("id"):
            self._around[element] = parent.variables
        candidates, variables = self._styles.of(element, parent.variables)
        style = computed(candidates, variables, parent)
        if style["display"] == "none" and not any(inner.get("id") for inner in element.iter()):
            return []
        return self._drawn(element, name, candidates, style)

    def _leave(self, element: Element, name: str) -> None:
        """Leave an element out, and tell what is lost by it."""
        if name in MOVING:
            self.losses.lose(
                Loss(f"{MOVING[name]}: the picture is its first state", "motion", Severity.WARNING), element
            )
        elif name in WHERE:
            self.losses.lose_words(element, WHERE[name])
        elif name not in SILENT:
            self.losses.lose(Loss(f"<{name}> is not drawn", "effect"), element)

    def _holds(self, element: Element) -> bool:
        """Whether the conditions of an element are met (SVG 2, 5.7)."""
        wanted = [tag.strip().lower() for tag in element.get("systemLanguage", "").split(",")]
        own = self.faces.language.lower()
        speaks = any(own == tag or own.startswith(f"{tag}-") or tag.startswith(f"{own}-") for tag in wanted if tag)
        return ("systemLanguage" not in element.attrib or speaks) and not element.get("requiredExtensions", "").strip()

    def _branch(self, element: Element, parent: Style, *, in_text: bool) -> list[ElementTree.Element]:
        """The first branch of a `switch` that holds and can be drawn. What a better one says is told if it is lost."""
        candidates, variables = self._styles.of(element, parent.variables)
        style = computed(candidates, variables, parent)
        branches = [child for child in element if isinstance(child, Element) and self._holds(child)]
        drawn = next((child for child in branches if child.tag != f"{SVG}foreignObject"), None)
        chosen = self._elements(drawn, style, in_text=in_text) if drawn is not None else []
        better = branches[0] if branches and branches[0] is not drawn else None
        if better is not None and not any(each.tag == f"{SVG}image" for part in chosen for each in part.iter()):
            wanted, said = words(better), words(drawn) if drawn is not None else ""
            if re.sub(r"\s", "", wanted) != re.sub(r"\s", "", said):
                end = f"drawn as “{short(said)}”" if said else "not drawn"
                self.losses.lose(Loss(f"the words “{short(wanted)}” are {end}", "words"), better, kind="in a switch")
        group = ElementTree.Element(f"{SVG}g", properties(style, self._ids))
        self._place(group, element, candidates, style)
        group.extend(chosen)
        return [group] if chosen and not in_text else chosen

    def _drawn(self, element: Element, name: str, candidates: Candidates, style: Style) -> list[ElementTree.Element]:
        out = ElementTree.Element(f"{SVG}{name}", attributes(name, element, candidates, style))
        out.attrib |= properties(style, self._ids)
        self.origins[out] = element
        self._place(out, element, candidates, style)
        for loss in style.losses:
            self.losses.lose(loss, element)
        complete(out, name)
        if (name == "use" and not self._refer(out, element, style)) or (
            name == "image" and not self._embed(out, element)
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

    def _enclose(self, out: ElementTree.Element, element: Element, name: str, style: Style) -> None:
        """Put into an element what is in it."""
        if name in GRADIENTS:
            complete_gradient(out, style.scope)
        inner = self._inside(out, style) if name in ("svg", "symbol") else style
        for child in element:
            if isinstance(child, Element) and _may_hold(name, child):
                out.extend(self._elements(child, inner))
        if name in SHAPES and "pathLength" in element.attrib:
            self._scale_dashes(out, element, name, style)
        curve(out, name, style["stroke-dasharray"])
        has_markers = any(style[marker] not in ("", "none") for marker in MARKERS)
        if name in ("polyline", "polygon") and has_markers:
            trace(out, name)
        if name == "path" and not has_markers:
            smooth(out)

    def _scale_dashes(self, out: ElementTree.Element, element: Element, name: str, style: Style) -> None:
        try:
            scale_dashes(out, name, element.get("pathLength", ""), style)
        except Unread as unread:
            self.losses.lose(
                Loss(f"dashes in parts of a length (`pathLength: {unread}`) are not drawn", "css"), element
            )

    def _set(self, out: ElementTree.Element, element: Element, style: Style) -> None:
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
                origin = self.origins.get(part)
                moved = 0.0
                if origin is not None:
                    moved = texts.shift(computed(*self._styles.of(origin, style.variables), style), style)
                    texts.move(part, moved) if moved else None
                yield part, moved
            yield child.tail or ""

    def _place(self, out: ElementTree.Element, element: Element, candidates: Candidates, style: Style) -> None:
        """Give an element its id, its transformation, and what it does with white space."""
        if element.get("id"):
            out.set("id", element.get("id", ""))
        if element.get(XML_SPACE):
            out.set(XML_SPACE, element.get(XML_SPACE, ""))
        text, origin, box = (
            candidates[name][-1].strip() if name in candidates else ""
            for name in ("transform", "transform-origin", "transform-box")
        )
        if text in ("", "none"):
            return
        try:
            if origin and box not in ("", "view-box") and not re.fullmatch(r"(0(px|%)?\s*)+", origin):
                raise Unread(origin)
            value = transform(text, origin, style.scope)
        except (Unread, ValueError, IndexError):
            about = f" about `{origin}`" if origin else ""
            self.losses.lose(Loss(f"`transform: {text[:60]}`{about} is not drawn", "css"), element)
            return
        if value:
            out.set("transform", value)

    def _inside(self, out: ElementTree.Element, style: Style) -> Style:
        """The style for what stands in an element with a coordinate system of its own."""
        box = view_box(out.get("viewBox", ""))
        return replace(style, scope=replace(style.scope, width=box[2], height=box[3])) if box else style

    def _refer(self, out: ElementTree.Element, element: Element, style: Style) -> bool:
        """Lead a `use` to its template; False where there is none."""
        before, _, name = out.get("href", "").partition("#")
        template = self._ids.get(name)
        if template is None:
            where = f"`{before}`, another file" if before else f"`#{name}`, which is not in the drawing"
            self.losses.lose(Loss(f"what <use> takes from {where}, is not drawn", "link"), element)
            return False
        out.set("href", f"#{name}")
        self._uses.append((element, template, style.variables))
        for shape in template.iter() if style["stroke-dasharray"] != "none" else ():
            if "pathLength" in shape.attrib:
                sentence = (
                    f"dashes of <use> in parts of a length (`pathLength: {shape.get('pathLength')}`) are not drawn"
                )
                self.losses.lose(Loss(sentence, "css"), element)
        if str(template.tag) in (f"{SVG}symbol", f"{SVG}svg"):
            for side in ("width", "height"):
                out.set(side, out.get(side, template.get(side, "100%")))
        return True

    def _embed(self, out: ElementTree.Element, element: Element) -> bool:
        """Put a picture into the drawing; False where it cannot be."""
        href = out.get("href", "")
        try:
            out.set("href", self.load(href)) if href else None
        except Unprintable as unprintable:
            for problem in unprintable.problems:
                place = self.source.place(element, "" if href.startswith("data:") else href[:_SHOWN])
                self.losses.add(replace(problem, position=place))
            return False
        return bool(href)


_MASKED = Loss("a mask is not drawn: what it hides would be seen", "effect")
_VARIED = Loss("what <use> takes is drawn without the values that its variables have here", "css")
#: So much of a URL is looked for in the text of a drawing, in characters.
_SHOWN = 60


def _may_hold(name: str, child: Element) -> bool:
    """Whether an element of this name may have such a child; what may not stand there is drawn by nobody."""
    if name in GRADIENTS:
        return child.tag == f"{SVG}stop"
    return name not in SHAPES | {"image", "use", "stop"} or str(child.tag).removeprefix(SVG) in (*SILENT, *MOVING)

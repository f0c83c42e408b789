"""From the boxes of a laid out page to its structure: which HTML means which structure element.

An HTML element is one structure element, over however many lines, columns and pages its boxes are spread. What a page
only repeats or decorates itself with (running heads, repeated heads of tables, leaders, decoration) is an artifact.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.anchors import rectangle_aabb
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefpress.tagging import semantics
from briefpress.tagging.line_ends import LineEnds
from briefpress.tagging.marked_content import MarkedContent
from briefpress.tagging.structure import GROUPING, Content, Link, Structure


@dataclass(frozen=True)
class _Context:
    """What surrounds a box: the structure element, its page and language, and why it is an artifact, if it is one."""

    parent: Structure
    page: int
    #: The height of the page in pixels, and what was drawn on it, by box.
    height: float
    drawn: dict[Any, MarkedContent]
    language: str
    artifact: tuple[str, ...] = ()
    matrix: Any = None
    #: Whether it is in a table of contents.
    in_contents: bool = False
    #: Whether it is in a link.
    in_link: bool = False
    is_generated: bool = False


@dataclass
class Tagger:
    """Builds the structure of a document."""

    root: Structure = field(default_factory=lambda: Structure("Document"))
    #: The structure elements of each HTML element, by their type.
    by_element: dict[tuple[Any, str], Structure] = field(default_factory=dict)
    #: The language of the document, and that of each element.
    language: str = ""
    languages: dict[Structure, str] = field(default_factory=dict)
    #: By their id in the HTML.
    by_id: dict[str, Structure] = field(default_factory=dict)
    #: The elements that have a bookmark, in the order of the outline.
    bookmarked: list[Structure] = field(default_factory=list)
    line_ends: LineEnds = field(default_factory=LineEnds)
    #: The page on which each head and foot of a table was printed first.
    first_pages: dict[Any, int] = field(default_factory=dict)

    def page(self, number: int, page: Any, drawn: dict[Any, MarkedContent], language: str) -> None:
        """Add what a page shows, of a document in that language."""
        self.language = language
        self.visit(page._page_box, _Context(self.root, number, page.height, drawn, language))

    def visit(self, box: Any, context: _Context) -> None:
        """Add what a box shows."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        context = self.with_artifact(box, context)
        if isinstance(box, boxes.TextBox):
            self.text(box, context)
            return
        if not context.artifact and not isinstance(box, boxes.PageBox):
            context = self.enter(box, context)
        if isinstance(box, boxes.ReplacedBox):
            self.picture(box, context)
        for child in box.children:
            self.visit(child, context)

    def with_artifact(self, box: Any, context: _Context) -> _Context:
        """The context, which says if a box is nothing but an artifact (ISO 32000-2, 14.8.2.2)."""
        if isinstance(box, boxes.MarginBox):
            edge = "Header" if box.at_keyword.startswith("@top") else "Footer"
            return replace(context, artifact=("Pagination", edge))
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            first = self.first_pages.setdefault(box.element, context.page)
            return context if first == context.page else replace(context, artifact=("Pagination",))
        if box.is_leader or (box.element is not None and semantics.is_decoration(box.element)):
            return replace(context, artifact=("Layout",))
        return context

    def enter(self, box: Any, context: _Context) -> _Context:
        """The context inside a box: the structure element of its HTML element, which is made where it is met first."""
        if matrix := getattr(box, "transformation_matrix", None):
            context = replace(context, matrix=matrix @ context.matrix if context.matrix else matrix)
        if isinstance(box, boxes.LineBox):
            return self.line(box, context)
        element = box.element
        if element is None or element.tag in ("html", "body"):
            return context
        if "::" in box.element_tag:
            return self.pseudo_element(box, context)
        if element.get("role") == "doc-toc":
            context = replace(context, in_contents=True)
        context = replace(context, parent=self.element(box, context))
        self.register(box, context.parent)
        return self.link(box, replace(context, language=element.get("lang") or context.language))

    def line(self, box: Any, context: _Context) -> _Context:
        """Text in a grouping element is a paragraph; a space may have been lost where a line begins."""
        parent = context.parent
        if parent.type == "L":
            # Its items stand side by side, as words do.
            return context
        if parent.type in GROUPING:
            parent = self.append(box.element, "P", parent, context)
        self.line_ends.join(parent, box)
        return replace(context, parent=parent)

    def pseudo_element(self, box: Any, context: _Context) -> _Context:
        """The marker of a list item or of a note is its label; the call of a footnote refers to it."""
        element, (_, name) = box.element, box.element_tag.split("::")
        if name == "marker":
            item = self.by_element.get((element, "FENote")) or self.by_element.get((element, "LI")) or context.parent
            return replace(context, parent=self.append(element, "Lbl", item, context, is_first=True))
        if name == "footnote-call":
            reference = self.append(element, "Reference", context.parent, context)
            # The note itself stands at the foot of the page; it is read where it is called.
            note = self.append(element, "FENote", context.parent, context)
            note.attributes["FENote"] = {"NoteType": "Footnote"}
            return self.link(box, replace(context, parent=reference))
        if name == "footnote-marker":
            return self.link(box, replace(context, parent=self.append(element, "Lbl", context.parent, context)))
        return replace(context, is_generated=True)

    def element(self, box: Any, context: _Context) -> Structure:
        """The structure element of an HTML element, or that around it."""
        element, parent = box.element, context.parent
        for type_ in ("FENote", "LBody"):
            # Its boxes were met before: a footnote's at its call, a list item's on an earlier line or page.
            if element.tag != "table" and (structure := self.by_element.get((element, type_))):
                return structure
        kind = semantics.structure_type(element, parent.type, context.language, in_contents=context.in_contents)
        if kind is None:
            return parent
        if kind in ("Lbl", "LBody") and parent.type == "L":
            parent = self.definition(element, kind, parent, context)
        if kind == "Link" and (context.in_contents or element.get("role") in semantics.REFERENCES):
            parent = self.append(element, "Reference", parent, context)
        structure = self.append(element, kind, parent, context)
        semantics.describe(structure, box)
        return self.body(element, structure, context)

    def body(self, element: Any, structure: Structure, context: _Context) -> Structure:
        """What holds the text of an element: a list item and a note in a list have a body of their own."""
        if element.tag == "li" and structure.type == "LI":
            structure = self.append(element, "LBody", structure, context)
        if semantics.is_note(element):
            structure = self.append(element, "FENote", structure, context)
            note_type = "Footnote" if element.get("role") == "doc-footnote" else "Endnote"
            structure.attributes["FENote"] = {"NoteType": note_type}
        return structure

    def definition(self, element: Any, kind: str, parent: Structure, context: _Context) -> Structure:
        """The list item of a term and its description, where no HTML element holds them together."""
        if kind == "Lbl" or not parent.elements:
            return self.append(element, "LI", parent, context)
        return parent.elements[-1]

    def append(
        self, element: Any, kind: str, parent: Structure, context: _Context, *, is_first: bool = False
    ) -> Structure:
        """The structure element of that type that an HTML element has, made where it is met first."""
        key = (element, kind)
        if key not in self.by_element:
            structure = self.by_element[key] = Structure(kind, page=context.page, element=element)
            parent.kids.insert(0 if is_first else len(parent.kids), structure)
            # An element that adds nothing may still have changed the language.
            language = self.languages[structure] = element.get("lang") or context.language
            structure.language = language if language != self.languages.get(parent, self.language) else None
        return self.by_element[key]

    def register(self, box: Any, structure: Structure) -> None:
        """Note where links and bookmarks lead."""
        if (name := box.element.get("id")) and name not in self.by_id:
            self.by_id[name] = structure
            if structure.type == "FENote":
                structure.id = name
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.bookmarked.append(structure)

    def link(self, box: Any, context: _Context) -> _Context:
        """Keep one active area a line: WeasyPrint gives one to each box inside the link as well."""
        if box.link_annotation and not context.in_link:
            target = box.link_annotation.get("A", {}).get("URI") or box.link_annotation["Dest"]
            url = target.string if isinstance(target.string, str) else target.string.decode()
            if "Dest" in box.link_annotation:
                url = f"#{url}"
            context.parent.kids.append(Link(context.page, url, box.link_annotation))
            return replace(context, in_link=True)
        return context

    def text(self, box: Any, context: _Context) -> None:
        """Add a run of text, or nothing but the space that it stands for."""
        marked = context.drawn.get(box)
        if marked is None:
            return
        if context.artifact or not box.text:
            marked.make_artifact(*(context.artifact or ("Layout",)))
        elif box.text.strip() or (
            # Between the items of a list there is nothing to be read (ISO 32000-2, 14.8.4.7.3).
            context.parent.type != "L" and marked.draw_lone_space(box.position_x, box.position_y + box.baseline)
        ):
            is_right_to_left = bool(box.pango_layout.first_line_direction % 2)
            content = Content(context.page, box.text, marked, is_right_to_left, context.is_generated, box.element)
            context.parent.kids.append(content)
        else:
            marked.make_artifact("Layout")

    def picture(self, box: Any, context: _Context) -> None:
        """Add a picture, with its place on the page in points from the bottom left (ISO 32000-2, 14.8.5.4.3)."""
        marked = context.drawn.get(box)
        if marked is None:
            return
        if context.artifact:
            marked.make_artifact(*context.artifact)
            return
        figure = context.parent
        figure.alternative = semantics.alternative(box.element)
        area = (box.content_box_x(), box.content_box_y(), box.width, box.height)
        left, top, right, bottom = rectangle_aabb(context.matrix, *area)
        points = (0.75 * left, 0.75 * (context.height - bottom), 0.75 * right, 0.75 * (context.height - top))
        figure.attributes["Layout"] = {"BBox": [round(point, 2) for point in points], "Placement": "Block"}
        figure.kids.insert(0, Content(context.page, "", marked))

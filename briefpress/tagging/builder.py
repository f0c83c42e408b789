"""From the boxes of a laid out page to its structure: which HTML means which structure element.

An HTML element is one structure element, over however many lines, columns and pages its boxes are strewn. What a page
only repeats or adorns itself with (running heads, repeated heads of tables, leaders, decoration) is an artifact.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.anchors import rectangle_aabb
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefpress.tagging.description import describe
from briefpress.tagging.line_breaks import part_lines, source_text
from briefpress.tagging.marks import Marks
from briefpress.tagging.semantics import (
    alternative,
    is_decoration,
    is_note,
    is_reference,
    note_type,
    structure_type,
)
from briefpress.tagging.structure import GROUPING, Content, Link, Structure


@dataclass(frozen=True)
class _Ground:
    """What surrounds a box: the structure element, its page and language, and why it is an artifact, if it is one."""

    parent: Structure
    page: int
    marks: Marks
    height: float
    language: str
    artifact: tuple[str, ...] = ()
    matrix: Any = None
    #: Whether it is in a table of contents.
    contents: bool = False
    #: The link around it.
    link: Any = None
    #: The text of the block around it, as the HTML has it.
    source: str = ""
    is_generated: bool = False


@dataclass
class Tagger:
    """Grows the structure of a document."""

    root: Structure = field(default_factory=lambda: Structure("Document"))
    #: The element of each HTML element, and of the parts that it has in PDF alone.
    grown: dict[tuple[Any, str], Structure] = field(default_factory=dict)
    #: The language of the document, and that of each element.
    language: str = ""
    languages: dict[Structure, str] = field(default_factory=dict)
    #: By their id in the HTML.
    by_id: dict[str, Structure] = field(default_factory=dict)
    #: The elements that have a bookmark, in the order of the outline.
    bookmarked: list[Structure] = field(default_factory=list)
    #: The last line in each element, by the box that it belongs to.
    lines: dict[Structure, tuple[Any, str]] = field(default_factory=dict)
    #: On which page each head of a table was printed first.
    heads: dict[Any, int] = field(default_factory=dict)

    def page(self, number: int, page: Any, marks: Marks, language: str) -> None:
        """Add what a page shows, of a document in that language."""
        self.language = language
        self.visit(page._page_box, _Ground(self.root, number, marks, page.height, language))

    def visit(self, box: Any, ground: _Ground) -> None:
        """Add what a box shows."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        ground = self.decline(box, ground)
        if isinstance(box, boxes.TextBox):
            self.text(box, ground)
            return
        if not ground.artifact and not isinstance(box, boxes.PageBox):
            ground = self.enter(box, ground)
        if isinstance(box, boxes.ReplacedBox):
            self.picture(box, ground)
        for child in box.children:
            self.visit(child, ground)

    def decline(self, box: Any, ground: _Ground) -> _Ground:
        """Whether a box is nothing but an artifact (ISO 32000-2, 14.8.2.2)."""
        if isinstance(box, boxes.MarginBox):
            edge = "Header" if box.at_keyword.startswith("@top") else "Footer"
            return replace(ground, artifact=("Pagination", edge))
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            first = self.heads.setdefault(box.element, ground.page)
            return ground if first == ground.page else replace(ground, artifact=("Pagination",))
        if box.is_leader or (box.element is not None and is_decoration(box.element)):
            return replace(ground, artifact=("Layout",))
        return ground

    def enter(self, box: Any, ground: _Ground) -> _Ground:
        """The ground inside a box: the structure element of its HTML element, which grows where it is met first."""
        if matrix := getattr(box, "transformation_matrix", None):
            ground = replace(ground, matrix=matrix @ ground.matrix if ground.matrix else matrix)
        if isinstance(box, boxes.LineBox):
            return self.line(box, ground)
        element = box.element
        if element is None or element.tag in ("html", "body"):
            return ground
        if "::" in box.element_tag:
            return self.pseudo(box, ground)
        if isinstance(box, boxes.BlockLevelBox):
            ground = replace(ground, source=source_text(element))
        if element.get("role") == "doc-toc":
            ground = replace(ground, contents=True)
        ground = replace(ground, parent=self.element(box, ground))
        self.remember(box, ground)
        return self.link(box, replace(ground, language=element.get("lang") or ground.language))

    def line(self, box: Any, ground: _Ground) -> _Ground:
        """Text that stands in a grouping element is a paragraph; a space was swallowed where a line begins anew."""
        parent = ground.parent
        if parent.type in GROUPING:
            parent = self.grow(box.element, "P", parent, ground)
        block = (box.element, box.element_tag)
        part_lines(parent, box, ground.source if self.lines.get(parent) == block else None)
        self.lines[parent] = block
        return replace(ground, parent=parent)

    def pseudo(self, box: Any, ground: _Ground) -> _Ground:
        """The mark of a list item or of a note is its label; the call of a footnote refers to it."""
        element, (_, name) = box.element, box.element_tag.split("::")
        if name == "marker":
            item = self.grown.get((element, "FENote")) or self.grown.get((element, "LI")) or ground.parent
            return replace(ground, parent=self.grow(element, "Lbl", item, ground, first=True))
        if name == "footnote-call":
            reference = self.grow(element, "Reference", ground.parent, ground)
            # The note itself stands at the foot of the page; it is read where it is called.
            self.grow(element, "FENote", ground.parent, ground)
            return self.link(box, replace(ground, parent=reference))
        if name == "footnote-marker":
            return self.link(box, replace(ground, parent=self.grow(element, "Lbl", ground.parent, ground)))
        return replace(ground, is_generated=True)

    def element(self, box: Any, ground: _Ground) -> Structure:
        """The structure element of an HTML element, or that around it."""
        element, parent = box.element, ground.parent
        for own in ("FENote", "LBody"):
            # Its boxes were met before: a footnote's at its call, a list item's on an earlier line or page.
            if element.tag != "table" and (kept := self.grown.get((element, own))):
                return kept
        kind = structure_type(element, parent.type, ground.language, in_contents=ground.contents)
        if kind is None:
            return parent
        if kind in ("Lbl", "LBody") and parent.type == "L":
            parent = self.term(element, kind, parent, ground)
        if kind == "Link" and (ground.contents or is_reference(element)):
            parent = self.grow(element, "Reference", parent, ground)
        grown = self.grow(element, kind, parent, ground)
        describe(grown, box)
        return self.body(element, grown, ground)

    def body(self, element: Any, grown: Structure, ground: _Ground) -> Structure:
        """What holds the text of an element: a list item and a note in a list have a body of their own."""
        if element.tag == "li" and grown.type == "LI":
            grown = self.grow(element, "LBody", grown, ground)
        if is_note(element):
            grown = self.grow(element, "FENote", grown, ground) if grown.type != "FENote" else grown
            grown.attributes["FENote"] = {"NoteType": note_type(element)}
        return grown

    def term(self, element: Any, kind: str, parent: Structure, ground: _Ground) -> Structure:
        """The list item of a term and what is said of it, where no element of HTML holds them together."""
        if kind == "Lbl" or not parent.elements:
            return self.grow(element, "LI", parent, ground)
        return parent.elements[-1]

    def grow(self, element: Any, kind: str, parent: Structure, ground: _Ground, *, first: bool = False) -> Structure:
        """The structure element of that kind that an HTML element has, made where it is met first."""
        key = (element, kind)
        if key not in self.grown:
            made = self.grown[key] = Structure(kind, page=ground.page)
            parent.kids.insert(0 if first else len(parent.kids), made)
            # An element that adds nothing may still have changed the language.
            language = self.languages[made] = element.get("lang") or ground.language
            made.language = language if language != self.languages.get(parent, self.language) else None
        return self.grown[key]

    def refer(self) -> None:
        """Join references and what they refer to; a note knows all that refers to it (ISO 14289-2, 8.2.5.14)."""
        for reference in self.root.walk():
            targets = [kid.target for element in reference.elements for kid in element.kids if isinstance(kid, Link)]
            if reference.type == "Reference" and targets and (target := self.by_id.get(targets[0][1:])):
                reference.references.append(target)
                if target.type == "FENote":
                    target.references.append(reference)

    def remember(self, box: Any, ground: _Ground) -> None:
        """Where links and bookmarks lead."""
        if (name := box.element.get("id")) and name not in self.by_id:
            self.by_id[name] = ground.parent
            if ground.parent.type == "FENote":
                ground.parent.id = name
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.bookmarked.append(ground.parent)

    def link(self, box: Any, ground: _Ground) -> _Ground:
        """Keep one active area a line: WeasyPrint gives one to each box inside the link as well."""
        if box.link_annotation and ground.link is None:
            target = box.link_annotation.get("A", {}).get("URI") or box.link_annotation["Dest"]
            shown = target.string if isinstance(target.string, str) else target.string.decode()
            inside = f"#{shown}" if "Dest" in box.link_annotation else shown
            ground.parent.kids.append(Link(ground.page, inside, box.link_annotation))
            return replace(ground, link=box.element)
        return ground

    def text(self, box: Any, ground: _Ground) -> None:
        """Add a run of text, or nothing but the space that it stands for."""
        mark = ground.marks.of(box)
        if mark is None:
            return
        if ground.artifact or not box.text:
            mark.decline(*(ground.artifact or ("Layout",)))
        elif box.text.strip() or mark.draw_lone_space(box.position_x, box.position_y + box.baseline):
            is_leftward = bool(box.pango_layout.first_line_direction % 2)
            ground.parent.kids.append(Content(ground.page, box.text, mark, is_leftward, ground.is_generated))
        else:
            mark.decline("Layout")

    def picture(self, box: Any, ground: _Ground) -> None:
        """Add a picture, with its place on the page in points from the bottom left (ISO 32000-2, 14.8.5.4.3)."""
        mark = ground.marks.of(box)
        if mark is None:
            return
        if ground.artifact:
            mark.decline(*ground.artifact)
            return
        figure = ground.parent
        figure.alternative = alternative(box.element)
        area = (box.content_box_x(), box.content_box_y(), box.width, box.height)
        left, top, right, bottom = rectangle_aabb(ground.matrix, *area)
        points = (0.75 * left, 0.75 * (ground.height - bottom), 0.75 * right, 0.75 * (ground.height - top))
        figure.attributes["Layout"] = {"BBox": [round(point, 2) for point in points], "Placement": "Block"}
        figure.kids.insert(0, Content(ground.page, "", mark))

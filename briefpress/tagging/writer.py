"""A structure written into the file: structure elements, parent tree, link annotations (ISO 32000-2, 14.7 and 14.8).

WeasyPrint 70 tags a page box by box; see docs/upstream.md for what a listener loses by that. `tagged` puts this module
in the place of its tagging, and the modules of this room read and write the content streams that it made: this seam is
behind WeasyPrint's public face, and tests/tagging/test_tagging.py shows if a new version moves it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import pydyf
import weasyprint.pdf

from briefpress.tagging.builder import Tagger
from briefpress.tagging.clusters import whole_clusters
from briefpress.tagging.completion import complete
from briefpress.tagging.marked_content import marked_contents
from briefpress.tagging.structure import Content, Link, Structure

#: The namespaces of the standard structure types of PDF 2.0 and 1.7 (ISO 32000-2, 14.8.6).
_PDF_2 = "http://iso.org/pdf2/ssn"
_PDF_1 = "http://iso.org/pdf/ssn"
#: The types that only the older namespace has.
_ONLY_PDF_1 = frozenset(("Reference", "TOC", "TOCI", "Code", "Quote", "BlockQuote"))
#: What PDF 1.7 has in place of the types of PDF 2.0.
_IN_PDF_1 = {"Aside": "Note", "FENote": "Note", "Em": "Span", "Strong": "Span"}
#: What PDF 1.7 has in place of ways of numbering.
_NUMBERING_IN_PDF_1 = {"Unordered": "None", "Ordered": "Decimal", "Description": "None"}

#: The description of a link, from its element, its target and the page of that, if it is inside.
Describe = Callable[[Structure, str, int | None], str]


@contextmanager
def tagged(describe: Describe, places: Mapping[Any, int] = MappingProxyType({})) -> Iterator[Structure]:
    """Let WeasyPrint write our structure in place of its own; it is complete once the file is written.

    `places` are those of the elements in the HTML, where some are not printed in its order.
    """
    tagger = Tagger()
    original = weasyprint.pdf.add_tags

    def add_tags(pdf: Any, document: Any, version: Any, streams: list[Any]) -> None:
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True), start=1):
            tagger.page(number, page, marked_contents(stream, pdf), document.metadata.lang or "")
        complete(tagger.root, tagger.by_id, tagger.language, places)
        _Writer(pdf, tagger, describe, is_pdf_2=str(version) >= "2.0").write()

    weasyprint.pdf.add_tags = add_tags
    try:
        with whole_clusters():
            yield tagger.root
    finally:
        weasyprint.pdf.add_tags = original


class _Writer:
    """Writes one structure into one file."""

    def __init__(self, pdf: Any, tagger: Tagger, describe: Describe, *, is_pdf_2: bool) -> None:
        self.pdf = pdf
        self.tagger = tagger
        self.describe = describe
        self.is_pdf_2 = is_pdf_2
        self.pages: list[Any] = [
            thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/Page"
        ]
        self.elements: dict[Structure, Any] = {}
        #: The elements of the marked content of each stream, by its numbers (MCID), which are unique on a page.
        self.streams: dict[Any, dict[int, bytes]] = {self._object(page["Contents"]): {} for page in self.pages}
        self.numbers = Counter[int]()
        self.annotations: list[tuple[Any, Structure]] = []
        self.described: set[Structure] = set()
        self.namespaces = {
            uri: self._add(Type="/Namespace", NS=pydyf.String(uri)) for uri in (_PDF_2, _PDF_1) if is_pdf_2
        }

    def write(self) -> None:
        """Write all of it."""
        tree = self._add(Type="/StructTreeRoot")
        tree["K"] = self._element(self.tagger.root, tree).reference
        tree["ParentTree"] = self._parents().reference
        if self.is_pdf_2:
            tree["Namespaces"] = pydyf.Array([space.reference for space in self.namespaces.values()])
            self._add_structure_destinations()
            for structure, element in self.elements.items():
                if structure.references:
                    element["Ref"] = pydyf.Array([self.elements[other].reference for other in structure.references])
        names = sorted(
            (element.id, self.elements[element].reference) for element in self.tagger.root.walk() if element.id
        )
        if names:
            flat = [part for name, reference in names for part in (pydyf.String(name), reference)]
            tree["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(flat)})
        self._drop_inner_annotations()
        self.pdf.catalog["StructTreeRoot"] = tree.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _add(self, **entries: Any) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self.pdf.add_object(dictionary)
        return dictionary

    def _element(self, structure: Structure, parent: Any) -> Any:
        type_ = structure.type if self.is_pdf_2 else _IN_PDF_1.get(structure.type, structure.type)
        element = self._add(S=f"/{type_}", P=parent.reference)
        self.elements[structure] = element
        if self.is_pdf_2:
            element["NS"] = self.namespaces[_PDF_1 if structure.type in _ONLY_PDF_1 else _PDF_2].reference
        texts = {
            "Lang": structure.language,
            "Alt": structure.alternative,
            "E": structure.expansion,
            "ActualText": structure.actual_text,
            "ID": self._id(structure),
        }
        element.update({key: pydyf.String(text) for key, text in texts.items() if text})
        if attributes := self._attributes(structure):
            element["A"] = attributes
        kids = [self._kid(kid, structure, element) for kid in structure.kids]
        if kids:
            element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        return element

    def _id(self, structure: Structure) -> str | None:
        """Notes have an id (ISO 14289-1, 7.9), and so has what a cell of a table refers to."""
        if structure.type in ("FENote", "Aside"):
            structure.id = structure.id or f"note-{len(self.elements)}"
        return structure.id

    def _attributes(self, structure: Structure) -> Any:
        dictionaries = []
        for owner, attributes in structure.attributes.items():
            values = {name: self._value(value) for name, value in attributes.items()}
            if values and (self.is_pdf_2 or owner != "FENote"):
                dictionaries.append(pydyf.Dictionary({"O": f"/{owner}", **values}))
        if len(dictionaries) == 1:
            return dictionaries[0]
        return pydyf.Array(dictionaries) if dictionaries else None

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return pydyf.Array([pydyf.String(part) if isinstance(part, str) else part for part in value])
        if isinstance(value, int):
            return value
        return f"/{value if self.is_pdf_2 else _NUMBERING_IN_PDF_1.get(value, value)}"

    def _kid(self, kid: Structure | Content | Link, parent: Structure, element: Any) -> Any:
        if isinstance(kid, Structure):
            return self._element(kid, element).reference
        page = self.pages[kid.page - 1]
        if isinstance(kid, Link):
            self._annotate(kid, parent)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page.reference})
        number = self._number(kid, element)
        reference = pydyf.Dictionary({"Type": "/MCR", "MCID": number, "Pg": page.reference})
        if kid.marked.stream is not self._object(page["Contents"]):
            # It stands in a group on the page.
            reference["Stm"] = kid.marked.stream.reference
        elif element.setdefault("Pg", page.reference) == page.reference:
            return number
        return reference

    def _number(self, content: Content, element: Any) -> int:
        number = self.numbers[content.page]
        self.numbers[content.page] += 1
        self.streams.setdefault(content.marked.stream, {})[number] = element.reference
        content.marked.properties["MCID"] = number
        return number

    def _annotate(self, link: Link, structure: Structure) -> None:
        self.annotations.append((link.annotation, structure))
        if structure not in self.described:
            self.described.add(structure)
            target = self.tagger.by_id.get(link.target[1:]) if link.target.startswith("#") else None
            structure.description = self.describe(structure, link.target, target.page if target else None)
        link.annotation["Contents"] = pydyf.String(structure.description)
        # Printed, and neither hidden nor invisible (ISO 19005-3, 6.3.2).
        link.annotation["F"] = 4

    def _parents(self) -> Any:
        """The parent tree: from the marked content of each stream, and from each annotation, to its element."""
        numbers = pydyf.Array()
        for key, (stream, references) in enumerate(self.streams.items()):
            owner: Any = self.pages[key] if key < len(self.pages) else stream.extra
            owner["StructParents"] = key
            contents = range(max(references, default=-1) + 1)
            numbers.extend([key, pydyf.Array([references.get(number, b"null") for number in contents])])
        for key, (annotation, structure) in enumerate(self.annotations, start=len(self.streams)):
            annotation["StructParent"] = key
            numbers.extend([key, self.elements[structure].reference])
        return self._add(Nums=numbers)

    def _drop_inner_annotations(self) -> None:
        """Remove the annotations of boxes inside a link: the link has one of its own on each line."""
        kept = {annotation.reference for annotation, _ in self.annotations}
        for page in self.pages:
            if "Annots" in page:
                page["Annots"] = pydyf.Array([reference for reference in page["Annots"] if reference in kept])

    def _add_structure_destinations(self) -> None:
        """Let links and bookmarks lead to structure elements as well as to places on pages (ISO 14289-2, 8.8)."""
        names = self.pdf.catalog.get("Names", {}).pop("Dests", {}).get("Names", [])
        destinations = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
        for annotation, _ in self.annotations:
            if "Dest" in annotation:
                name = annotation.pop("Dest").string
                annotation["A"] = self._go_to(destinations[name], self.tagger.by_id[name])
        bookmarks = self._bookmarks(self.pdf.catalog.get("Outlines"))
        for bookmark, structure in zip(bookmarks, self.tagger.bookmarked, strict=True):
            bookmark["A"] = self._go_to(bookmark.pop("Dest"), structure)

    def _go_to(self, place: Any, structure: Structure) -> Any:
        destination = pydyf.Array([self.elements[structure].reference, *place[1:]])
        return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": destination})

    def _bookmarks(self, parent: bytes | None) -> Iterator[Any]:
        """The items of the outline, or under one of them, as a reader goes through them."""
        reference = self._object(parent).get("First") if parent else None
        while reference:
            bookmark = self._object(reference)
            yield bookmark
            yield from self._bookmarks(reference)
            reference = bookmark.get("Next")

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

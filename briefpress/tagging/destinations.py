"""Links and bookmarks that lead to structure elements, and not only to places on pages (ISO 14289-2, 8.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from briefpress.tagging.builder import Tagger
from briefpress.tagging.structure import Structure


def lead_to_structure(
    pdf: Any, annotations: Sequence[tuple[Any, Structure]], tagger: Tagger, elements: Mapping[Structure, Any]
) -> None:
    """Give the links and bookmarks of a file their structure destinations."""
    names = pdf.catalog.get("Names", {}).pop("Dests", {}).get("Names", [])
    places = {name.string: place for name, place in zip(names[::2], names[1::2], strict=True)}
    for annotation, _ in annotations:
        if "Dest" in annotation:
            name = annotation.pop("Dest").string
            annotation["A"] = _go_to(places[name], elements[tagger.by_id[name]])
    for bookmark, structure in zip(_bookmarks(pdf), tagger.bookmarked, strict=True):
        bookmark["A"] = _go_to(bookmark.pop("Dest"), elements[structure])


def _go_to(place: Any, element: Any) -> Any:
    structure = pydyf.Array([element.reference, *place[1:]])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": structure})


def _bookmarks(pdf: Any) -> list[Any]:
    """The items of the outline as a reader goes through them."""
    if "Outlines" not in pdf.catalog:
        return []
    root = pdf.objects[int(pdf.catalog["Outlines"].split()[0])]
    return list(_follow(pdf, root["First"]))


def _follow(pdf: Any, reference: bytes | None) -> Iterator[Any]:
    while reference:
        item = pdf.objects[int(reference.split()[0])]
        yield item
        yield from _follow(pdf, item.get("First"))
        reference = item.get("Next")

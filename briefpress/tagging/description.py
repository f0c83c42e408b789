"""What HTML and layout tell of a structure element besides its type: attributes, expansions, descriptions."""

from __future__ import annotations

from typing import Any

from briefpress.tagging.semantics import DECORATIONS, numbering, scope
from briefpress.tagging.structure import Structure


def describe(grown: Structure, box: Any) -> None:
    """Take over what HTML and layout tell of an element."""
    element = box.element
    if grown.type == "L":
        grown.attributes["List"] = {"ListNumbering": numbering(element, box.style["list_style_type"])}
    elif grown.type in ("TH", "TD"):
        table = {name: int(element.get(name.lower(), 1)) for name in ("ColSpan", "RowSpan")}
        grown.attributes["Table"] = {name: count for name, count in table.items() if count != 1}
        if grown.type == "TH":
            grown.attributes["Table"]["Scope"] = scope(element)
    elif element.tag == "abbr":
        grown.expansion = element.get("title")
    elif grown.type == "Link":
        grown.description = element.get("title")
    elif element.tag in DECORATIONS:
        grown.attributes["Layout"] = {"TextDecorationType": DECORATIONS[element.tag]}
        grown.bounds = (element.get("data-begin", ""), element.get("data-end", ""))

"""Which HTML means which structure element (ISO 32000-2, 14.8.4), with which attributes (14.8.5).

Roles of DPUB-ARIA name what HTML has no element for: `doc-toc`, `doc-noteref`, `doc-biblioref`, `doc-biblioentry`,
`doc-endnote`, `doc-footnote`.
"""

from __future__ import annotations

from typing import Any

from briefpress.language.small_letters import small
from briefpress.tagging.structure import Structure

_SVG = "{http://www.w3.org/2000/svg}"

#: The structure types of HTML elements. Elements that are not here add nothing of their own.
_TYPES = {
    **{name: name.upper() for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "th", "td")},
    **dict.fromkeys(("section", "article", "nav"), "Sect"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **dict.fromkeys(("figure", "img", f"{_SVG}svg"), "Figure"),
    **dict.fromkeys(("ins", "del"), "Span"),
    "main": "Part",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "a": "Link",
    "em": "Em",
    "strong": "Strong",
    "code": "Code",
    "q": "Quote",
}
#: Elements that only group others.
_CONTAINERS = ("address", "div", "footer", "header", "hgroup", "search")
_NOTES = ("doc-biblioentry", "doc-endnote", "doc-footnote")
#: The roles of links to notes and sources.
REFERENCES = ("doc-noteref", "doc-biblioref")
#: What a change of the text looks like (ISO 32000-2, table 379); there is no structure type for it.
_DECORATIONS = {"ins": "Underline", "del": "LineThrough"}
#: What lists are numbered by (ISO 32000-2, table 382), by the name of the counter style.
_NUMBERING = {
    name: name.title().replace("-", "")
    for name in (
        *("none", "disc", "circle", "square", "decimal"),
        *("lower-roman", "upper-roman", "lower-alpha", "upper-alpha"),
    )
}


def structure_type(element: Any, parent: str, language: str, *, in_contents: bool) -> str | None:
    """The type of an element in a parent of that type and language; None where it adds nothing."""
    kind = _TYPES.get(element.tag)
    if in_contents and kind == "L":
        return "TOC"
    if in_contents and kind in ("LI", "Lbl", "LBody"):
        return "TOCI"
    if element.tag == "div" and parent == "L":
        return "LI"
    if kind == "Figure" and parent == "Figure":
        return None
    if parent == "FENote" and element.get("class") == "mark":
        return "Lbl"
    if element.get("role") == "paragraph":
        return "P"
    if kind or not (is_note(element) or _is_read_differently(element, language)):
        return kind
    return "FENote" if is_note(element) else "Span"


def _is_read_differently(element: Any, language: str) -> bool:
    """Whether a piece of text is read in another language, by another text, with an expansion, or as one.

    The last holds for a citation and what is said with it.
    """
    if element.tag == "sup" and "worded" in element.get("class", "").split():
        return True
    if (element.tag == "abbr" and element.get("title")) or _other_text(element):
        return True
    return element.tag not in _CONTAINERS and element.get("lang") not in (None, language)


def _other_text(element: Any) -> str:
    """What is read in place of an element, "" for any other.

    A sign is read by words, as the dash is where there are no data; figures above and below the line are read by
    characters that say so: 10⁶ is not 106.
    """
    if element.tag == "span" and element.get("role") == "img":
        return str(element.get("aria-label", ""))
    is_small = element.tag in ("sub", "sup") and len(element) == 0
    return small(element.text or "", element.tag) if is_small else ""


def describe(structure: Structure, box: Any) -> None:
    """Set what the HTML element and the style of a box say besides the type: attributes, expansion, description."""
    element = box.element
    if structure.type == "L":
        structure.attributes["List"] = {"ListNumbering": _numbering(element, box.style["list_style_type"])}
    elif structure.type in ("TH", "TD"):
        spans = {name: int(element.get(name.lower(), 1)) for name in ("ColSpan", "RowSpan")}
        structure.attributes["Table"] = {name: count for name, count in spans.items() if count != 1}
        if structure.type == "TH":
            scope = {"row": "Row", "rowgroup": "Row", "both": "Both"}.get(element.get("scope"), "Column")
            structure.attributes["Table"]["Scope"] = scope
    elif text := _other_text(element):
        structure.actual_text = text
    elif element.tag == "abbr":
        structure.expansion = element.get("title")
    elif structure.type == "Link":
        structure.description = element.get("title")
    elif element.tag in _DECORATIONS:
        structure.attributes["Layout"] = {"TextDecorationType": _DECORATIONS[element.tag]}
        structure.change_markers = (element.get("data-begin", ""), element.get("data-end", ""))


def _numbering(element: Any, list_style: Any) -> str:
    """What the items of a list are numbered by."""
    if element.tag == "dl":
        return "Description"
    fallback = "Ordered" if element.tag == "ol" else "Unordered"
    return _NUMBERING.get(list_style, fallback) if isinstance(list_style, str) else fallback


def is_note(element: Any) -> bool:
    """Whether it is a note or an entry of the sources."""
    return element.get("role") in _NOTES


def is_decoration(element: Any) -> bool:
    """Whether it is for the eye alone."""
    if element.get("aria-hidden") == "true":
        return True
    return is_picture(element) and (element.get("alt") == "" or element.get("role") in ("none", "presentation"))


def is_picture(element: Any) -> bool:
    """Whether it is a picture in itself."""
    return element.tag in ("img", f"{_SVG}svg")


def alternative(element: Any) -> str | None:
    """The alternative text of a picture."""
    title = element.find(f"{_SVG}title")
    return element.get("alt") or element.get("aria-label") or (title.text if title is not None else None)

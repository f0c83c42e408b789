"""The language of passages in the tag tree (ISO 14289-1, 7.2): WeasyPrint 70 marks that of the document alone.

This is the one place that reaches behind WeasyPrint's public face; tests/test_tagging.py names the seam when a new
version moves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

#: WeasyPrint's own function, which calls itself by its global name for every box.
_build_box_tree = tags._build_box_tree


def _with_language(box: Any, *others: Any) -> Iterator[Any]:
    """The structure elements of a box, with the language that its HTML element names."""
    element = box.element
    language = element.get("lang") if element is not None and element.tag not in ("html", "body") else None
    for structure in _build_box_tree(box, *others):
        if language:
            structure["Lang"] = pydyf.String(language)
        yield structure


def mark_languages() -> None:
    """Let every file that WeasyPrint writes from now on carry the language of its passages."""
    tags._build_box_tree = _with_language

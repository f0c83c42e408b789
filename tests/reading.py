"""Reads a finished PDF without any of our code: the text of its pages and its tag tree, by pdfplumber."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pdfplumber


def page_texts(path: Path) -> str:
    """The text of each page in reading order as pdfplumber sees it, headed by the page's number."""
    with pdfplumber.open(path) as pdf:
        pages = [f"── page {page.page_number} ──\n{page.extract_text(y_tolerance=2)}\n" for page in pdf.pages]
    return "\n".join(pages)


def tag_tree(path: Path) -> str:
    """The structure tree, an element a line, with language, alternative text and the text of its own content."""
    with pdfplumber.open(path) as pdf:
        content: dict[tuple[int, int], str] = defaultdict(str)
        for page in pdf.pages:
            for char in page.chars:
                if char["mcid"] is not None:
                    content[page.page_number, char["mcid"]] += char["text"]
        lines: list[str] = []
        for element in pdf.structure_tree:
            _walk(element, content, lines, 0)
    return "\n".join(lines) + "\n"


def _walk(element: dict[str, Any], content: dict[tuple[int, int], str], lines: list[str], depth: int) -> None:
    page = element.get("page_number")
    text = "".join(content.get((page, mcid), "") for mcid in element.get("mcids", ()))
    said = [element["type"]]
    said += [f"lang={element['lang']}"] if element.get("lang") else []
    said += [f"alt={element['alt_text']!r}"] if element.get("alt_text") else []
    said += [repr(text)] if text else []
    lines.append("  " * depth + " ".join(said))
    for child in element.get("children", ()):
        _walk(child, content, lines, depth + 1)

"""Drawings (SVG) made ready for readers that are stricter, or more trusting, than WeasyPrint."""

from __future__ import annotations

import re
from xml.etree import ElementTree

#: Addresses that do not lead out of a drawing.
_INWARD = re.compile(r"#|data:image/(png|jpeg)[;,]")


def quoted(drawing: str) -> str:
    """The drawing with its families in quotation marks: `Source Sans 3` is no name in CSS without them."""
    return re.sub(r'(?<=font-family=")[^"]*', lambda found: ", ".join(map(_quoted, found[0].split(","))), drawing)


def _quoted(family: str) -> str:
    name = family.strip().strip("'")
    return f"'{name}'" if re.search(r"\s\d", name) else name


def sealed(drawing: str) -> str:
    """The drawing without what leads out of it, and without entities behind which it could be hidden."""
    root = ElementTree.fromstring(drawing)  # noqa: S314 (expat stops what would blow up, and WeasyPrint has read it)
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not _INWARD.match(element.attrib[name]):
                del element.attrib[name]
    return ElementTree.tostring(root, encoding="unicode")

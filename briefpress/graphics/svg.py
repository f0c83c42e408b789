"""Drawings (SVG) made ready for readers that are stricter, or more trusting, than WeasyPrint."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from briefpress.graphics.tokens import UNITS

#: Addresses that do not lead out of a drawing.
_INWARD = re.compile(r"#|data:image/(png|jpeg)[;,]")


def quoted(drawing: str) -> str:
    """The drawing with its families in quotation marks: `Source Sans 3` is no name in CSS without them."""
    return re.sub(r'(?<=font-family=")[^"]*', lambda found: ", ".join(map(_quoted, found[0].split(","))), drawing)


def _quoted(family: str) -> str:
    name = family.strip().strip("'")
    return f"'{name}'" if re.search(r"\s\d", name) else name


def confined(drawing: str, width: float) -> str:
    """The drawing for a reader that would follow any address in it, and paint any size that it names.

    Nothing leads out of it, by an address or from behind an entity; it is no wider than `width`, in CSS pixels, and no
    more than twice as high.
    """
    root = ElementTree.fromstring(drawing)  # noqa: S314 (expat stops what would blow up, and WeasyPrint has read it)
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not _INWARD.match(element.attrib[name]):
                del element.attrib[name]
    _fit(root, width)
    return ElementTree.tostring(root, encoding="unicode")


def _fit(root: ElementTree.Element, width: float) -> None:
    box = [float(number) for number in re.findall(r"[-+\d.eE]+", root.get("viewBox", ""))][2:]
    sizes = [_pixels(root.get(name, "")) for name in ("width", "height")]
    across, down = sizes if all(sizes) else box if len(box) == 2 and all(box) else (width, width)
    if not box:
        root.set("viewBox", f"0 0 {across} {down}")
    share = min(1.0, width / across, 2 * width / down)
    root.attrib |= {"width": f"{max(1, across * share):.2f}", "height": f"{max(1, down * share):.2f}"}


def _pixels(length: str) -> float:
    found = re.fullmatch(r"\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*", length)
    return float(found[1]) * UNITS[found[2] or "px"] if found else 0.0

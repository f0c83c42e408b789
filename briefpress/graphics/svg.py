"""SVG for renderers that are stricter, or more trusting, than WeasyPrint; and as PNG, for readers that take no SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import vl_convert

from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.css import pixels

#: Dots to the inch of a PNG, for print.
RESOLUTION = 300
_SVG = "{http://www.w3.org/2000/svg}"
#: URLs that do not lead out of an SVG.
_INWARD = re.compile(r"#|data:image/(png|jpeg)[;,]")

vl_convert.register_font_directory(str(STYLES / "fonts"))


@cache
def use_fonts(folder: Path) -> None:
    """Let PNGs be lettered in the fonts of a folder as well, unless a link leads out of it, or it holds a pipe."""
    paths = [folder, *folder.rglob("*")] if folder.is_dir() else []
    if paths and all((path.is_file() or path.is_dir()) and not path.is_symlink() for path in paths):
        vl_convert.register_font_directory(str(folder))


def png(svg: bytes, width: float) -> bytes:
    """An SVG as PNG, in the fonts of the house, no wider than `width` in CSS pixels; raises Unprintable."""
    return _png(svg, lambda root: _fit(root, width), RESOLUTION)


def png_of_size(svg: bytes, width: int, height: int) -> bytes:
    """An SVG as PNG of a size in pixels; raises Unprintable."""
    return _png(svg, lambda root: root.attrib.update(width=str(width), height=str(height)), 96)


def _png(svg: bytes, resize: Callable[[ElementTree.Element], None], resolution: int) -> bytes:
    try:
        root = _confined(quoted(svg.decode()))
        resize(root)
        _turn_anchors(root)
        _lay_paper(root)
        return bytes(vl_convert.svg_to_png(ElementTree.tostring(root, encoding="unicode"), scale=resolution / 96))
    except (ValueError, RuntimeError, SyntaxError) as error:
        message = f"an SVG cannot be made into pixels: {str(error).splitlines()[0]}"
        hint = "open it in a drawing program and save it again"
        raise Unprintable([Problem("missing-image", message, None, hint)]) from None


def _lay_paper(root: ElementTree.Element) -> None:
    """Put white below it: vl-convert writes colours that are not opaque darker than they are."""
    box = re.findall(r"[-+\d.eE]+", root.get("viewBox", "")) or [
        "0",
        "0",
        root.get("width", ""),
        root.get("height", ""),
    ]
    attributes = dict(zip(("x", "y", "width", "height"), box, strict=False))
    root.insert(0, ElementTree.Element(f"{_SVG}rect", {**attributes, "fill": "#ffffff", "stroke": "none"}))


def _turn_anchors(root: ElementTree.Element) -> None:
    """Let what is written from the right begin there: resvg knows no `direction`."""
    for text in root.iter(f"{_SVG}text"):
        if text.get("direction") == "rtl":
            anchor = text.get("text-anchor", "start")
            text.set("text-anchor", {"start": "end", "end": "start"}.get(anchor, anchor))


def quoted(svg: str) -> str:
    """The SVG with its font families in quotation marks: `Source Sans 3` is not a valid name in CSS without them."""
    return re.sub(r'(?<=font-family=")[^"]*', lambda families: ", ".join(map(_quoted, families[0].split(","))), svg)


def _quoted(family: str) -> str:
    name = family.strip().strip("'")
    return f"'{name}'" if re.search(r"\s\d", name) else name


def _confined(svg: str) -> ElementTree.Element:
    """The SVG for a renderer that would follow any URL in it: nothing leads out, by a URL or from behind an entity."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (expat stops what would blow up, and WeasyPrint has read it)
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not _INWARD.match(element.attrib[name]):
                del element.attrib[name]
    return root


def _fit(root: ElementTree.Element, width: float) -> None:
    """Paint it no wider than `width`, in CSS pixels, and no more than twice as high: any size would be painted."""
    box = [float(number) for number in re.findall(r"[-+\d.eE]+", root.get("viewBox", ""))][2:]
    sizes = [pixels(root.get(name, "")) for name in ("width", "height")]
    own_width, own_height = sizes if all(sizes) else box if len(box) == 2 and all(box) else (width, width)
    if not box:
        root.set("viewBox", f"0 0 {own_width} {own_height}")
    scale = min(1.0, width / own_width, 2 * width / own_height)
    root.attrib |= {"width": f"{max(1, own_width * scale):.2f}", "height": f"{max(1, own_height * scale):.2f}"}

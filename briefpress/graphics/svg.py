"""SVG for renderers that are stricter, or more trusting, than WeasyPrint; and as PNG, for readers that take no SVG."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import vl_convert

from briefpress.core.paths import STYLES
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.css import pixels

#: Dots to the inch of a PNG, for print.
RESOLUTION = 300
#: URLs that do not lead out of an SVG.
_INWARD = re.compile(r"#|data:image/(png|jpeg)[;,]")

vl_convert.register_font_directory(str(STYLES / "fonts"))


def png(svg: bytes, width: float) -> bytes:
    """An SVG as PNG, in the fonts of the house, no wider than `width` in CSS pixels; raises Unprintable."""
    try:
        return bytes(vl_convert.svg_to_png(_confined(quoted(svg.decode()), width), scale=RESOLUTION / 96))
    except (ValueError, RuntimeError, SyntaxError) as error:
        message = f"an SVG cannot be made into pixels: {str(error).splitlines()[0]}"
        hint = "open it in a drawing program and save it again"
        raise Unprintable([Problem("missing-image", message, None, hint)]) from None


def quoted(svg: str) -> str:
    """The SVG with its font families in quotation marks: `Source Sans 3` is not a valid name in CSS without them."""
    return re.sub(r'(?<=font-family=")[^"]*', lambda families: ", ".join(map(_quoted, families[0].split(","))), svg)


def _quoted(family: str) -> str:
    name = family.strip().strip("'")
    return f"'{name}'" if re.search(r"\s\d", name) else name


def _confined(svg: str, width: float) -> str:
    """The SVG for a renderer that would follow any URL in it, and paint any size that it names.

    Nothing leads out of it, by a URL or from behind an entity; it is no wider than `width`, in CSS pixels, and no
    more than twice as high.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 (expat stops what would blow up, and WeasyPrint has read it)
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2] == "href"]:
            if not _INWARD.match(element.attrib[name]):
                del element.attrib[name]
    _fit(root, width)
    return ElementTree.tostring(root, encoding="unicode")


def _fit(root: ElementTree.Element, width: float) -> None:
    box = [float(number) for number in re.findall(r"[-+\d.eE]+", root.get("viewBox", ""))][2:]
    sizes = [pixels(root.get(name, "")) for name in ("width", "height")]
    own_width, own_height = sizes if all(sizes) else box if len(box) == 2 and all(box) else (width, width)
    if not box:
        root.set("viewBox", f"0 0 {own_width} {own_height}")
    scale = min(1.0, width / own_width, 2 * width / own_height)
    root.attrib |= {"width": f"{max(1, own_width * scale):.2f}", "height": f"{max(1, own_height * scale):.2f}"}

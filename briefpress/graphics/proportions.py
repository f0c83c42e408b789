"""The proportions of pictures, before anybody prints them."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image

from briefpress.graphics.css import pixels

#: From which ratio of its width to its height on a picture leaves room for its caption beside it.
_UPRIGHT = 0.8
#: What turns a picture on its side (EXIF 2.3, 4.6.4).
_ORIENTATION, _TURNED = 0x0112, (5, 6, 7, 8)


def is_upright(data: bytes) -> bool:
    """Whether a PNG, JPEG or SVG is clearly taller than wide; False for what cannot be read."""
    width, height = _pixels(data) or _drawn(data) or (1, 1)
    return width <= _UPRIGHT * height


def _pixels(data: bytes) -> tuple[float, float] | None:
    try:
        with Image.open(BytesIO(data)) as image:
            is_turned = image.getexif().get(_ORIENTATION) in _TURNED
            return (image.height, image.width) if is_turned else (image.width, image.height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _drawn(data: bytes) -> tuple[float, float] | None:
    """The size of a drawing, in CSS pixels, or the proportions of its `viewBox`."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (expat stops what would blow up)
    except ElementTree.ParseError:
        return None
    width, height = (pixels(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return width, height
    box = [float(number) for number in re.findall(r"-?[\d.]+", root.get("viewBox", ""))]
    return (box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else None

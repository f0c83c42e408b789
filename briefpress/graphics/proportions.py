"""The sizes of pictures, before anybody prints them."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from PIL import Image

from briefpress.graphics.css import pixels
from briefpress.graphics.rasters import FORMATS

#: From which ratio of its width to its height on a picture leaves room for its caption beside it.
_UPRIGHT = 0.8
#: What turns a picture on its side (EXIF 2.3, 4.6.4).
_ORIENTATION, _TURNED = 0x0112, (5, 6, 7, 8)


class Size(NamedTuple):
    """The size of a picture in CSS pixels."""

    width: float
    height: float

    @property
    def ratio(self) -> float:
        """Its width, as a part of its height."""
        return round(self.width / self.height, 4)

    @property
    def is_upright(self) -> bool:
        """Whether it is clearly taller than wide."""
        return self.ratio <= _UPRIGHT


def size_of(data: bytes) -> Size | None:
    """The size of a PNG, JPEG or SVG as it is seen; None for what cannot be read."""
    return _of_pixels(data) or _of_drawing(data)


def _of_pixels(data: bytes) -> Size | None:
    try:
        # That it has too many pixels is told where it is printed (graphics/rasters.py).
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=FORMATS) as image:
            is_turned = image.getexif().get(_ORIENTATION) in _TURNED
            return Size(image.height, image.width) if is_turned else Size(image.width, image.height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _of_drawing(data: bytes) -> Size | None:
    """The size of a drawing; one without any has that of its `viewBox`."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (expat stops what would blow up)
    except ElementTree.ParseError:
        return None
    width, height = (pixels(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return Size(width, height)
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    return Size(box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else None

"""A second look at drawings: as they are on the finished page, and as another engine draws them.

WeasyPrint has faults that no table tells: what looks otherwise in resvg than in the PDF is not printed in silence.
Edges and letters are drawn with a different softness by each engine, and are blurred alike; a word or a shape that is
missing, elsewhere, or of another colour is seen all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from math import ceil, floor

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.svg import png_of_size
from briefpress.layout.proof import Box, Picture, Remark

#: The longer side of the pictures that are compared, in pixels.
_SIDE = 300
#: How far apart two pictures may be: the mean difference of a tile, of the 255 levels of its strongest channel.
#: Of true drawings the worst were at 41, letters under 4 pixels; a word of 12 pixels that is missing is at 60.
LIMIT = 50
_BLUR = 2.0
#: The side of a tile, in pixels: as high as small letters.
_TILE = 10
_HINT = (
    "look at both with --keep; in the program that drew it turn effects, clips and masks into plain shapes, or export "
    "the drawing as PNG at 300 dpi"
)


@dataclass(frozen=True)
class Difference:
    """A drawing that looks otherwise on the page than in another engine."""

    url: str
    remark: Remark
    #: Both pictures as PNG.
    printed: bytes
    other: bytes


def differences(pdf: bytes, pictures: Iterable[Picture], drawings: Mapping[str, bytes]) -> Iterator[Difference]:
    """The drawings of a page, by their URLs, that do not look on it as they should."""
    # The other engine orders no text from right to left.
    seen = {url for url, svg in drawings.items() if b'direction="rtl"' not in svg}
    shown = {picture.url: picture for picture in pictures if picture.url in seen and picture.box.width >= 1}
    if not shown:
        return
    with pypdfium2.PdfDocument(pdf) as document:
        for page, group in groupby(sorted(shown.values(), key=lambda picture: picture.page), lambda each: each.page):
            for picture in group:
                if difference := _difference(document[page - 1], picture, drawings[picture.url]):
                    yield difference


def _difference(page: pypdfium2.PdfPage, picture: Picture, svg: bytes) -> Difference | None:
    printed = _printed(page, picture.box)
    try:
        other = _drawn(svg, printed.size)
    except Unprintable:  # (the other engine has its own limits)
        return None
    if distance(printed, other) <= LIMIT:
        return None
    name = picture.url.rpartition("/")[2]
    message = f"`{name}` looks different on page {picture.page} from what another program shows"
    remark = Remark(Problem("different-drawing", message, None, _HINT), picture.origin, name)
    return Difference(picture.url, remark, _as_png(printed), _as_png(other))


def distance(one: Image.Image, two: Image.Image) -> int:
    """How far apart two pictures of the same size are at their worst place, from 0 to 255."""
    blurred = (picture.filter(ImageFilter.GaussianBlur(_BLUR)) for picture in (one, two))
    red, green, blue = ImageChops.difference(*blurred).split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    tiles = strongest.resize([max(1, side // _TILE) for side in strongest.size], Image.Resampling.BOX)
    return int(tiles.getextrema()[1])  # type: ignore[arg-type]


def _printed(page: pypdfium2.PdfPage, box: Box) -> Image.Image:
    """A place of a page as PDFium shows it."""
    scale = _SIDE / max(box.width, box.height)
    # In points of the page, whose pixels are CSS pixels.
    width, height = (side / 0.75 for side in page.get_size())
    edges = (floor(box.x), floor(box.y), ceil(box.x + box.width), ceil(box.y + box.height))
    left, top, right, bottom = max(0, edges[0]), max(0, edges[1]), min(width, edges[2]), min(height, edges[3])
    crop = tuple(0.75 * side for side in (left, height - bottom, width - right, top))
    image: Image.Image = page.render(scale=scale / 0.75, crop=crop).to_pil().convert("RGB")
    across, down = image.width / (right - left), image.height / (bottom - top)
    place = (
        max(0.0, (box.x - left) * across),
        max(0.0, (box.y - top) * down),
        min(float(image.width), (box.x + box.width - left) * across),
        min(float(image.height), (box.y + box.height - top) * down),
    )
    size = (max(1, round(box.width * scale)), max(1, round(box.height * scale)))
    return image.resize(size, Image.Resampling.BOX, box=place)


def _drawn(svg: bytes, size: tuple[int, int]) -> Image.Image:
    """A drawing as resvg shows it, on white."""
    data = png_of_size(svg, *size)
    with Image.open(BytesIO(data)) as picture:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB").resize(size, Image.Resampling.BOX)


def _as_png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()

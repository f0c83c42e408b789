"""Pictures made of pixels, of all kinds that people have: printed right, or told by name."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from briefpress.core.problems import Unprintable
from briefpress.graphics.proportions import size_of
from briefpress.graphics.rasters import data_of, prepared

ORANGE = Image.new("RGB", (9, 5), "#e07030")


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    return data


def seen(data: bytes) -> Image.Image:
    """The picture as it is printed."""
    kind, printed = prepared(data, "logo.png")
    picture = Image.open(BytesIO(printed))
    assert kind == f"image/{(picture.format or '').lower()}"
    return picture


def frames(kind: str) -> bytes:
    return saved(ORANGE, kind, save_all=True, append_images=[Image.new("RGB", (9, 5), "blue")])


#: What keeps its bytes.
KEPT: dict[str, bytes] = {
    "PNG": saved(ORANGE, "PNG"),
    "JPEG": saved(ORANGE, "JPEG"),
    "progressive": saved(ORANGE, "JPEG", progressive=True),
    "alpha": saved(ORANGE.convert("RGBA"), "PNG"),
    "palette": saved(ORANGE.convert("P"), "PNG"),
    "one bit": saved(ORANGE.convert("1"), "PNG"),
    "grey": saved(ORANGE.convert("L"), "JPEG"),
    "sRGB": saved(ORANGE, "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
    "odd profile": saved(ORANGE, "PNG", icc_profile=b"no profile"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_can_be_printed_keeps_its_bytes(name: str) -> None:
    assert prepared(KEPT[name], "logo.png")[1] == KEPT[name]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("WEBP", "a WebP picture"),
        ("BMP", "a BMP picture"),
        ("GIF", "a GIF picture"),
        ("TIFF", "a TIFF picture"),
        ("JPEG2000", "a JPEG 2000 picture"),
        ("ICO", "of a kind that is not known"),
        ("TGA", "of a kind that is not known"),
        ("PPM", "of a kind that is not known"),
        ("PCX", "of a kind that is not known"),
        ("SGI", "of a kind that is not known"),
    ],
)
def test_a_picture_of_another_kind_is_not_decoded(kind: str, name: str) -> None:
    with pytest.raises(Unprintable) as raised:
        prepared(saved(ORANGE, kind), "logo.png")
    (problem,) = raised.value.problems
    assert name in problem.message
    assert size_of(saved(ORANGE, kind)) is None


def test_sixteen_bits_of_grey_become_eight() -> None:
    picture = Image.new("I;16", (2, 1))
    picture.putpixel((1, 0), 65535)
    picture.putpixel((0, 0), 0x8000)
    assert [seen(saved(picture, "PNG")).getpixel((x, 0)) for x in (0, 1)] == [127, 255]


def test_a_profile_is_heeded() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # One in which red is blue and blue is red.
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ").replace(b"....", b"bXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "odd!".encode("utf-16-be"))
    for mode in ("RGB", "RGBA"):
        shown = seen(saved(Image.new(mode, (9, 5), "red"), "PNG", icc_profile=swapped))
        red, green, blue, *_ = shown.getpixel((0, 0))  # type: ignore[misc]
        assert (red < 9, green < 9, blue > 246) == (True, True, True)
        assert "icc_profile" not in shown.info


def test_a_photograph_stands_upright() -> None:
    assert seen(saved(ORANGE, "JPEG", exif=exif(6))).size == (5, 9)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = saved(ORANGE, "JPEG", exif=exif(6))
    assert prepared(data, "a.jpg") == prepared(data, "a.jpg")


@pytest.mark.parametrize(("scans", "is_told"), [(250, False), (251, True)])
def test_a_jpeg_that_writes_its_pixels_again_and_again_is_told(scans: int, is_told: bool) -> None:
    """Each scan of these four million pixels is some bytes long, as all of them stay as they are."""
    data = saved(Image.new("L", (2000, 2000), "gray"), "JPEG", progressive=True)
    start, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    again = scans - data.count(b"\xff\xda")
    data = data[:end] + data[start:end] * again + data[end:]
    if not is_told:
        assert prepared(data, "a.jpg") == ("image/jpeg", data)
        return
    with pytest.raises(Unprintable) as raised:
        prepared(data, "a.jpg")
    (problem,) = raised.value.problems
    assert (problem.code, problem.message) == ("too-much", "`a.jpg` writes its 4000000 pixels 251 times")


#: What is told, and how it is called.
TOLD: dict[str, Callable[[], bytes]] = {
    "is in CMYK, the colours of print": lambda: saved(ORANGE.convert("CMYK"), "JPEG"),
    "has 56 million pixels, more than 50 million": lambda: saved(Image.new("1", (7500, 7500)), "PNG"),
    "has 400 million pixels, more than 50 million": lambda: saved(Image.new("1", (20000, 20000)), "PNG"),
    "its end is missing": lambda: saved(Image.effect_noise((99, 99), 50), "JPEG")[:-900],
    "cannot be read to its last pixel": lambda: saved(Image.effect_noise((99, 99), 50), "PNG").replace(
        b"IDAT", b"IDAX"
    ),
    "moves: it holds 2 pictures": lambda: frames("PNG"),
    "a PDF": lambda: b"%PDF-1.7",
    "an SVG drawing": lambda: b'<?xml version="1.0"?><!-- x --><svg/>',
    "a web page": lambda: b"<!doctype html>",
    "a HEIC picture": lambda: b"\0\0\0\x18ftypheic",
    "an EPS drawing": lambda: b"%!PS-Adobe-3.0 EPSF-3.0",
    "empty": lambda: b"",
    "of a kind that is not known": lambda: b"\1\2\3",
}


@pytest.mark.parametrize("words", TOLD)
def test_what_cannot_be_printed_is_told_by_its_name(words: str) -> None:
    with pytest.raises(Unprintable) as raised:
        prepared(TOLD[words](), "logo.png")
    (problem,) = raised.value.problems
    is_whole = "CMYK" in words or "moves" in words
    assert problem.code == ("wrong-image" if is_whole else "huge-file" if "million" in words else "missing-image")
    assert "`logo.png`" in problem.message
    assert words in problem.message
    assert problem.hint


def test_a_drawing_in_a_drawing_has_no_ending_to_give() -> None:
    hints = []
    for name in ("logo.png", "the picture in it"):
        with pytest.raises(Unprintable) as raised:
            prepared(b"<svg/>", name)
        hints += [problem.hint for problem in raised.value.problems]
    assert hints == ["give it the ending .svg", "ungroup it, or export the drawing as PNG at 300 dpi"]


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("data:image/png;base64,YWI=", b"ab"),
        ("data:image/png; base64,YW%49%0A=", b"ab"),
        ("data:image/svg+xml;charset=utf-8,%3Csvg/%3E", b"<svg/>"),
        ("data:,a", b"a"),
        ("data:image/png;base64,YWI", b"ab"),
        ("data:image/png;base64,YWIYW", b"YWIYW"),
        ("https://brief.invalid/a.png", None),
    ],
)
def test_data_in_a_url_are_read_though_damaged(url: str, data: bytes | None) -> None:
    assert data_of(url) == data

"""Pictures made of pixels, as a page can print them: PNG or JPEG, upright, in sRGB or grey, of 8 bits.

What is so already keeps its bytes. What a page cannot print, and nothing can be made of, is told.
"""

from __future__ import annotations

import binascii
import re
import warnings
from base64 import b64decode, b64encode
from contextlib import suppress
from io import BytesIO
from pathlib import PurePath
from urllib.parse import unquote_to_bytes

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from briefpress.core.problems import Problem, Unprintable

#: Pictures with more pixels are refused rather than unpacked.
MAX_PIXELS = Image.MAX_IMAGE_PIXELS = 50_000_000
#: How many pixels a JPEG writes in all of its scans: a progressive one goes over all of them some ten times.
MAX_SCANNED = 1_000_000_000
#: The kinds of picture that are decoded, and no other that Pillow knows; MPO, as cameras write it, is a kind of JPEG.
FORMATS = ("PNG", "JPEG")

_DRAWING = "an SVG drawing"
#: What a file is that is no picture made of pixels, by how it begins, and what to do.
_KINDS = (
    (rb"(?s).{4}ftyp(hei|hev|mif|msf)", "a HEIC picture, as telephones make them", "open it and export it as JPEG"),
    (rb"%PDF-", "a PDF", "export its page as PNG at 300 dpi"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "an EPS drawing", "open it in a drawing program and export it as SVG or PNG"),
    (rb"8BPS", "a Photoshop file", "export it as PNG"),
    (rb"(?s)\s*(<\?xml.*?)?(<!.*?>|\s)*<(\w+:)?svg\b", _DRAWING, "give it the ending .svg"),
    (rb"(?i)(\s|<!--.*?-->)*<(!doctype\s+html|html|head|body)\b", "a web page", "save the picture, not its page"),
    (rb"GIF8", "a GIF picture", "open it and save it as PNG"),
    (rb"II\*\0|MM\0\*", "a TIFF picture", "open it and save it as PNG"),
    (rb"(?s)RIFF....WEBP", "a WebP picture, as the web has them", "open it and save it as PNG"),
    (rb"BM", "a BMP picture", "open it and save it as PNG"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000 picture", "open it and save it as PNG"),
    (rb"(?s).{4}ftypavi", "an AVIF picture, as the web has them", "open it and save it as PNG"),
    (rb"PK\x03\x04", "a ZIP archive", "unpack it and name the picture inside"),
    (rb"\x01\0\0\0.{36} EMF|\xd7\xcd\xc6\x9a", "a metafile of Windows", "save it as PNG"),
    (rb"version https://git-lfs", "a pointer of Git LFS", "run `git lfs pull`"),
    (rb"\s*$", "empty", "copy it again"),
)  # fmt: skip
#: The modes of pictures that are printed as they are.
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
#: The name of sRGB as profiles write it, in their second and fourth version.
_SRGB = (b"sRGB", "sRGB".encode("utf-16-be"))
#: The quality of a JPEG that is written anew.
_QUALITY = 95


def data_url(kind: str, data: bytes) -> str:
    """The data, of this media type, as a URL (RFC 2397)."""
    return f"data:{kind};base64,{b64encode(data).decode()}"


def data_of(url: str) -> bytes | None:
    """The data in a URL, as they stand there where they are no Base64 as it says; None for any other URL."""
    match = re.match(r"data:[^,;]*(?:;(?!\s*base64)[^,;]*)*(?P<base64>;\s*base64)?,(?P<content>.*)", url, re.DOTALL)
    if not match:
        return None
    data = unquote_to_bytes(match["content"])
    with suppress(binascii.Error):
        return b64decode(data + b"===") if match["base64"] else data
    return data


def pixels_of(data: bytes) -> int:
    """How many pixels a picture has, by its head; 0 for what is none, which `prepared` tells."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=FORMATS) as image:
            return image.width * image.height
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return 0


def prepared(data: bytes, name: str) -> tuple[str, bytes]:
    """The media type and the bytes of a picture as it is printed; raises Unprintable, with no place."""
    # WeasyPrint lets half a picture pass; a brief prints all of it or says that it cannot.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                return _printable(image, data, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        count = int(re.findall(r"\d+", str(error))[0]) // 1_000_000
        message = f"`{name}` has {count} million pixels, more than {MAX_PIXELS // 1_000_000} million"
        hint = "save it smaller: 300 dots to the inch of the printed size are enough"
        raise _wrong(message, hint, "huge-file") from None
    except UnidentifiedImageError:
        if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
            raise _damaged(name, "it cannot be read to its last pixel") from None
        kind, hint = next(
            ((kind, hint) for pattern, kind, hint in _KINDS if re.match(pattern, data)),
            ("of a kind that is not known", "open it in a picture program and save it as PNG"),
        )
        if kind == _DRAWING and not PurePath(name).suffix:
            hint = "ungroup it, or export the drawing as PNG at 300 dpi"  # (in a drawing, it is no file of its own)
        raise _wrong(f"`{name}` is no PNG or JPEG picture: it is {kind}", hint, "missing-image") from None
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        reason = "its end is missing" if "truncated" in str(error) else "it cannot be read to its last pixel"
        raise _damaged(name, reason) from None


def _damaged(name: str, reason: str) -> Unprintable:
    return _wrong(f"`{name}` is damaged: {reason}", "copy it again, or open it and save it anew", "missing-image")


def _wrong(message: str, hint: str, code: str = "wrong-image") -> Unprintable:
    return Unprintable([Problem(code, message, None, hint)])


def _printable(image: Image.Image, data: bytes, name: str) -> tuple[str, bytes]:
    is_jpeg = image.format != "PNG"
    # (These two bytes stand nowhere else in the data of a scan.)
    if is_jpeg and (scans := data.count(b"\xff\xda")) * image.width * image.height > MAX_SCANNED:
        message = f"`{name}` writes its {image.width * image.height} pixels {scans} times"
        raise _wrong(message, "open it in a picture program and save it anew", "too-much")
    image.load()
    if getattr(image, "n_frames", 1) > 1 and image.format == "PNG":
        raise _wrong(f"`{name}` moves: it holds {image.n_frames} pictures", "save the one that is to be printed as PNG")  # type: ignore[attr-defined]
    changed = _upright(_in_srgb(_of_8_bits(image), name))
    if changed is image:
        return ("image/jpeg" if is_jpeg else "image/png"), data
    file = BytesIO()
    # What described the picture as it was does not hold for it any more.
    changed.info = {key: value for key, value in changed.info.items() if key in ("transparency", "dpi")}
    if is_jpeg and changed.mode in ("L", "RGB"):
        changed.save(file, "JPEG", quality=_QUALITY, subsampling=0, dpi=changed.info.get("dpi", (0, 0)))
        return "image/jpeg", file.getvalue()
    changed.save(file, "PNG")
    return "image/png", file.getvalue()


def _of_8_bits(image: Image.Image) -> Image.Image:
    """The picture with levels from 0 to 255."""
    if image.mode == "F" or image.mode.startswith("I"):
        levels = image.convert("F")
        top = 65535 if image.mode != "F" and float(image.getextrema()[1]) > 255 else 255  # type: ignore[arg-type]
        return levels.point(lambda level: level * (255 / top)).convert("L")
    return image


def _in_srgb(image: Image.Image, name: str) -> Image.Image:
    """The picture in sRGB or grey, by the profile that it brings (ICC.1)."""
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and not profile:
        message = f"`{name}` is in CMYK, the colours of print, without a profile that says which colours they are"
        raise _wrong(message, "open it in a picture program and save it as RGB (sRGB), as PNG or JPEG")
    is_foreign = profile and not any(name in profile for name in _SRGB)
    if image.mode not in _MODES or (is_foreign and image.mode in ("RGB", "RGBA")):
        return _converted(image, profile, name)
    return image


def _converted(image: Image.Image, profile: bytes | None, name: str) -> Image.Image:
    mode = "RGBA" if image.mode in ("RGBA", "RGBa", "La") else "RGB"
    if not profile:
        return image.convert(mode)
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        colours = image.convert("RGB") if alpha else image
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        srgb = ImageCms.profileToProfile(colours, own, ImageCms.createProfile("sRGB"), intent, "RGB", flags=flags)
    except (ImageCms.PyCMSError, OSError):
        if image.mode == "CMYK":
            message = f"`{name}` is in CMYK, the colours of print, and its profile is damaged"
            raise _wrong(message, "open it in a picture program and save it as RGB (sRGB)") from None
        return image
    assert srgb is not None  # noqa: S101 (only what is changed in place comes to nothing)
    if alpha:
        srgb.putalpha(alpha)
    return srgb


def _upright(image: Image.Image) -> Image.Image:
    """The picture as its camera was held: not every reader of a document turns it (EXIF 2.3, 4.6.4)."""
    turned = ImageOps.exif_transpose(image) if image.getexif().get(0x0112, 1) != 1 else image
    return turned if turned is not None else image

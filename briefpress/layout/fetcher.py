"""The one door to files: what WeasyPrint may load, and nothing else.

Pages name files by the hosts of stylesheets.py, each of which means one folder. Everything else is refused: other
hosts, `file:` addresses, ways out of the folder by `..` or links, and kinds of file that a page has no use for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, ImageFile
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefpress.core.problems import Problem

MAX_BYTES = 20_000_000

# WeasyPrint lets half a picture pass; a brief prints all of it or says that it cannot.
ImageFile.LOAD_TRUNCATED_IMAGES = False

#: The kinds of file that a page loads, by their endings.
TYPES = {
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
#: What it means that a file is missing, by the first half of its type.
_MISSING = {
    "text": ("missing-stylesheet", "stylesheets stand in styles/ and are linked by the press"),
    "font": ("missing-face", "fonts stand in styles/fonts and are named from the stylesheet"),
    "image": ("missing-image", "pictures stand in the brief's own folder and are named from there"),
}
#: Pictures inside a stylesheet or an SVG; they carry no address of their own.
_INLINE = re.compile(r"data:image/(png|jpeg)[;,]")


def _is_readable(body: bytes) -> bool:
    """Whether a picture can be unpacked to its last pixel, and has no more of them than are let in."""
    try:
        Image.open(BytesIO(body)).load()
    except Exception:  # (Pillow raises many kinds for what is damaged, all of which mean the same)
        return False
    return True


class Refused(ValueError):
    """Raised for an address that the press does not serve; WeasyPrint then goes on without it."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the files of the given folders, each under its own host, and remembers what it refused."""

    def __init__(self, folders: Mapping[str, Path], pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._folders = {host: folder.resolve() for host, folder in folders.items()}
        #: What the press drew for the page, by its address.
        self._pictures = pictures
        #: The problems met; WeasyPrint swallows some of the exceptions.
        self.refusals: dict[str, Problem] = {}
        #: The files that were served.
        self.files: set[Path] = set()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind `url`; raises Refused."""
        if _INLINE.match(url):
            return super().fetch(url, headers)
        if url in self._pictures:
            return URLFetcherResponse(url, self._pictures[url], {"Content-Type": "image/svg+xml"})
        path = self.path(url)
        if path is None:
            hint = "name a file of the brief's own folder; nothing is fetched from elsewhere"
            raise self._refuse(url, "refused-address", f"`{url[:200]}` is not loaded", hint)
        if path.suffix.lower() not in TYPES:
            hint = f"kinds: {', '.join(sorted(TYPES))}"
            raise self._refuse(url, "refused-file", f"`{path.name}` is no kind of file that a page loads", hint)
        kind = TYPES[path.suffix.lower()]
        try:
            with path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except OSError:
            code, hint = _MISSING[kind.partition("/")[0]]
            raise self._refuse(url, code, f"there is no file `{path.name}`", hint) from None
        if len(body) > MAX_BYTES:
            message = f"`{path.name}` is larger than {MAX_BYTES // 1_000_000} MB"
            raise self._refuse(url, "huge-file", message, "print it smaller, or with fewer pixels")
        if kind in ("image/png", "image/jpeg") and not _is_readable(body):
            raise self._refuse(url, "missing-image", f"`{path.name}` is no picture that can be read", "save it anew")
        self.files.add(path)
        # The answer keeps the host's address: for a `file:` one WeasyPrint would read the file again, unchecked.
        return URLFetcherResponse(url, body, {"Content-Type": kind})

    def path(self, url: str) -> Path | None:
        """The file that `url` means, or None where it means none of the folders'."""
        for host, folder in self._folders.items():
            if url.startswith(host):
                name = unquote(re.split(r"[?#]", url.removeprefix(host))[0])
                path = folder / name.lstrip("/") if "\0" not in name else folder.parent
                return path if path.resolve().is_relative_to(folder) else None
        return None

    def _refuse(self, url: str, code: str, message: str, hint: str) -> Refused:
        self.refusals[url] = Problem(code, message, None, hint)
        return Refused(message)

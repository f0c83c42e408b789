"""What WeasyPrint may load, and nothing else.

Pages name files by the hosts of markup/stylesheets.py, each of which means one folder. Everything else is refused:
other hosts, `file:` URLs, ways out of the folder, and kinds of file that a page has no use for.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, ImageFile
from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefpress.core.files import MAX_PICTURE, MAX_TEXT, inside
from briefpress.core.problems import Problem, Unprintable
from briefpress.markup.render import Html

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
#: The problem of a missing file and its hint, by the first half of its type.
_MISSING = {
    "text": ("missing-stylesheet", "stylesheets stand in styles/ and are linked by the press"),
    "font": ("missing-face", "fonts stand in styles/fonts and are named from the stylesheet"),
    "image": ("missing-image", "pictures stand in the brief's own folder and are named from there"),
}
#: Pictures inside a stylesheet or an SVG, as data URLs.
_INLINE = re.compile(r"data:image/(png|jpeg)[;,]")


class Refused(ValueError):
    """Raised for a URL that is not loaded; WeasyPrint then goes on without it."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves what a page may load, and remembers what it refused."""

    def __init__(self, html: Html) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._folders = html.folders
        #: What the press drew for the page, by its URL.
        self._pictures = html.pictures
        self.files = html.files
        #: The problems met, by URL; WeasyPrint swallows some of the exceptions.
        self.refusals: dict[str, Problem] = {}

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
            message, hint = f"`{path.name}` is not a kind of file that a page can load", ", ".join(sorted(TYPES))
            raise self._refuse(url, "refused-file", message, f"kinds: {hint}")
        kind = TYPES[path.suffix.lower()]
        try:
            data = self.files.read(path, MAX_TEXT if kind == "text/css" else MAX_PICTURE)
        except Unprintable as unprintable:
            (problem,) = unprintable.problems
            missing = _MISSING[kind.partition("/")[0]]
            code, hint = missing if problem.code == "missing-file" else (problem.code, problem.hint)
            raise self._refuse(url, code, problem.message, hint) from None
        if kind in ("image/png", "image/jpeg") and not _is_readable(data):
            raise self._refuse(url, "missing-image", f"`{path.name}` is not a picture that can be read", "save it anew")
        # The response keeps the host's URL: for a `file:` URL WeasyPrint would read the file again, unchecked.
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def path(self, url: str) -> Path | None:
        """The file that a URL means, or None where it means none of the folders'."""
        for host, folder in self._folders.items():
            if url.startswith(host):
                name = unquote(re.split(r"[?#]", url.removeprefix(host))[0])
                return inside(folder, name.lstrip("/"))
        return None

    def _refuse(self, url: str, code: str, message: str, hint: str) -> Refused:
        self.refusals[url] = Problem(code, message, None, hint)
        return Refused(message)


def _is_readable(data: bytes) -> bool:
    """Whether a picture can be decoded to its last pixel, and has no more of them than are allowed."""
    try:
        Image.open(BytesIO(data)).load()
    except Exception:  # (Pillow raises many kinds for what is damaged, all of which mean the same)
        return False
    return True

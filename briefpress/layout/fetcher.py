"""What WeasyPrint may load, and nothing else.

Pages name files by the hosts of markup/stylesheets.py, each of which means one folder. Everything else is refused:
other hosts, `file:` URLs, ways out of the folder, and kinds of file that a page has no use for.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin

from weasyprint.urls import URLFetcher, URLFetcherResponse

from briefpress.core.files import MAX_PICTURE, MAX_TEXT, inside
from briefpress.core.problems import Problem, Unprintable
from briefpress.graphics.drawings.translate import translated
from briefpress.graphics.rasters import data_of, data_url, pixels_of, prepared
from briefpress.graphics.svg import use_fonts
from briefpress.markup.render import Html

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
#: All pictures of an edition together, in pixels: a dozen that fill their page at 300 dpi.
MAX_PIXELS_OF_ALL = 100_000_000
#: Pictures inside a stylesheet or an SVG, as data URLs.
_INLINE = re.compile(r"data:image/(png|jpeg)[;,]")
_PIXELS = "open it in a picture program and save it as PNG, or as JPEG if it is a photograph"
#: What to do about pictures of other kinds, by their endings.
_OTHER_PICTURES = {
    **dict.fromkeys((".tif", ".tiff", ".webp", ".heic", ".heif", ".bmp", ".gif", ".avif", ".jp2", ".psd"), _PIXELS),
    **dict.fromkeys((".jfif", ".jpe"), "give it the ending .jpg"),
    **dict.fromkeys((".pdf", ".eps", ".ai", ".emf", ".wmf", ".svgz"), "export it as SVG, or as PNG at 300 dpi"),
    ".drawio": "in draw.io choose File > Export as > SVG",
}


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
        #: What is wrong with pictures that are printed all the same, by their URLs.
        self.remarks: dict[str, tuple[Problem, ...]] = {}
        self._faces = html.faces
        for folder in html.folders.values():
            use_fonts(folder / "styles" / "fonts")
        #: What was loaded, by its URL: a page may be laid out several times.
        self._loaded: dict[str, tuple[str, bytes]] = {}
        #: The drawings of other programs, as they are printed, by their URLs.
        self.drawings: dict[str, bytes] = {}
        #: The pixels of the pictures, by their bytes: one that is printed twice is decoded once.
        self._pixels: dict[bytes, int] = {}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """The file behind `url`; raises Refused."""
        if url in self._pictures:
            return URLFetcherResponse(url, self._pictures[url], {"Content-Type": "image/svg+xml"})
        try:
            kind, data = self._loaded[url] = self._loaded.get(url) or self._load(url)
        except Unprintable as unprintable:
            (problem,) = unprintable.problems
            # A file without a line is told where it is named.
            self.refusals[url] = problem if problem.position and problem.position.line else problem.at(None)
            raise Refused(problem.message) from None
        # The response keeps the host's URL: for a `file:` URL WeasyPrint would read the file again, unchecked.
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _load(self, url: str) -> tuple[str, bytes]:
        """The media type and the bytes of what a URL names, as it is printed; raises Unprintable with one problem."""
        if _INLINE.match(url):
            return self._picture(data_of(url) or b"", "a picture in the page")
        path = self.path(url)
        if path is None:
            hint = "name a file of the brief's own folder; nothing is fetched from elsewhere"
            raise _refused("refused-address", f"`{url[:200]}` is not loaded", hint)
        if path.suffix.lower() not in TYPES:
            message = f"`{path.name}` is not a kind of file that a page can load"
            if path.suffix.lower() in _OTHER_PICTURES:
                raise _refused("refused-file", message, _OTHER_PICTURES[path.suffix.lower()])
            raise _refused("refused-file", message, f"kinds: {', '.join(sorted(TYPES))}")
        kind = TYPES[path.suffix.lower()]
        try:
            data = self.files.read(path, MAX_TEXT if kind == "text/css" else MAX_PICTURE)
        except Unprintable as unprintable:
            (problem,) = unprintable.problems
            missing = _MISSING[kind.partition("/")[0]]
            code, hint = missing if problem.code == "missing-file" else (problem.code, problem.hint)
            raise _refused(code, problem.message, hint) from None
        if kind == "image/svg+xml":
            return kind, self._drawing(url, path, data)
        return self._picture(data, path.name) if kind.startswith("image/") else (kind, data)

    def _drawing(self, url: str, path: Path, data: bytes) -> bytes:
        """A drawing as it is printed, with its pictures in it; raises Unprintable."""
        if self._faces is None:
            return data
        drawing = translated(data, path, self._faces, lambda href: self._embedded(urljoin(url, href)))
        self.drawings[url] = drawing.svg
        self.remarks[url] = drawing.problems
        return drawing.svg

    def _embedded(self, url: str) -> str:
        """A picture of a drawing as a data URL; raises Unprintable."""
        if (content := data_of(url)) is not None:
            return data_url(*self._picture(content, "the picture in it"))
        kind, data = self._load(url)
        if kind not in ("image/png", "image/jpeg"):
            name = unquote(url).rpartition("/")[2]
            hint = "draw it into the drawing itself, or export the drawing as PNG at 300 dpi"
            raise _refused("refused-file", f"`{name}` cannot be a picture of a drawing: it is no PNG or JPEG", hint)
        return data_url(kind, data)

    def _picture(self, data: bytes, name: str) -> tuple[str, bytes]:
        """The media type and the bytes of a picture made of pixels, as it is printed; raises Unprintable."""
        self._pixels[data] = pixels_of(data)
        if (count := sum(self._pixels.values())) > MAX_PIXELS_OF_ALL:
            most = MAX_PIXELS_OF_ALL // 1_000_000
            message = f"with `{name}` the pictures have {count // 1_000_000} million pixels, more than {most} million"
            hint = "save them smaller: 300 dots to the inch of the printed size are enough; most briefs take under 20"
            raise _refused("too-much", message, hint)
        kind, printed = prepared(data, name)
        # (A drawing that holds it is loaded with what it was made to.)
        self._pixels.setdefault(printed, 0)
        return kind, printed

    def path(self, url: str) -> Path | None:
        """The file that a URL means, or None where it means none of the folders'."""
        for host, folder in self._folders.items():
            if url.startswith(host):
                name = unquote(re.split(r"[?#]", url.removeprefix(host))[0])
                return inside(folder, name.lstrip("/"))
        return None


def _refused(code: str, message: str, hint: str) -> Unprintable:
    return Unprintable([Problem(code, message, None, hint)])

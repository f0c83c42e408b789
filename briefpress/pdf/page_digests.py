"""What is seen on each page of a file, as a digest: pages that look alike have the same, in whichever file they are.

Names of resources and numbers of objects differ from file to file. A page is what its content draws with what these
names stand for; fonts are known by theirs, as their glyphs keep their numbers when others are left out of a subset.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pikepdf

#: The numbers of marked contents, which nobody sees: a file of some pages alone has others (ISO 32000-2, 14.6).
_MARK = re.compile(rb"/MCID \d+")
_NAME = re.compile(rb"/([^\s()<>\[\]{}/%]+)")
#: Where a font, cut to the glyphs of its file, has a tag before its name (ISO 32000-2, 9.9.2).
_SUBSET = re.compile(r"^/[A-Z]{6}\+")
#: What says nothing of how something looks, or leads out of it.
_UNSEEN = frozenset({"/Parent", "/StructParent", "/StructParents", "/Metadata", "/Length", "/P"})


def page_digests(data: bytes, fonts: Iterable[bytes]) -> list[str]:
    """The digests of the pages of a PDF that WeasyPrint wrote, with these files of fonts."""
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        looks = _Looks(b"".join(hashlib.sha256(font).digest() for font in fonts))
        return [looks.page(page.obj) for page in pdf.pages]


class _Looks:
    """The digests of the objects of one file."""

    def __init__(self, fonts: bytes) -> None:
        self._fonts = fonts
        self._known: dict[tuple[int, int], bytes] = {}

    def page(self, page: Any) -> str:
        box = str(list(map(float, page["/MediaBox"]))).encode()
        contents = page.get("/Contents")
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        drawn = b"\n".join(each.read_bytes() for each in streams if each is not None)
        seen = self._content(_MARK.sub(b"", drawn), page.get("/Resources"))
        return hashlib.sha256(self._fonts + box + seen).hexdigest()[:32]

    def _content(self, drawn: bytes, resources: Any) -> bytes:
        """What a content stream draws, the names in it replaced by what they stand for."""
        named = {
            str(name)[1:].encode(): self._of(value)
            for kind in (resources.values() if isinstance(resources, pikepdf.Dictionary) else ())
            if isinstance(kind, pikepdf.Dictionary)
            for name, value in kind.items()
        }
        return _NAME.sub(lambda match: b"/" + named.get(match[1], match[1]), drawn)

    def _of(self, value: Any) -> bytes:
        """The digest of an object."""
        if not isinstance(value, pikepdf.Object):
            return repr(value).encode()
        place = value.objgen if value.is_indirect else (0, 0)
        if place != (0, 0) and place in self._known:
            return self._known[place]
        # (Something in it may lead back to it.)
        self._known[place] = b""
        digest = hashlib.sha256(self._looks(value)).hexdigest().encode()
        self._known[place] = digest
        return digest

    def _looks(self, value: Any) -> bytes:
        if isinstance(value, pikepdf.Stream):
            is_drawn = value.get("/Subtype") == "/Form" or "/PatternType" in value
            drawn = self._content(value.read_bytes(), value.get("/Resources")) if is_drawn else value.read_raw_bytes()
            return self._entries(value) + drawn
        if isinstance(value, pikepdf.Dictionary):
            if value.get("/Type") == "/Font":
                return _SUBSET.sub("/", str(value.get("/BaseFont"))).encode()
            return self._entries(value)
        if isinstance(value, pikepdf.Array):
            return b" ".join(self._of(each) for each in value)
        return bytes(value.unparse())

    def _entries(self, value: Any) -> bytes:
        return b"".join(
            str(key).encode() + self._of(each)
            for key, each in sorted(value.items())
            if key not in _UNSEEN and key != "/Resources"
        )

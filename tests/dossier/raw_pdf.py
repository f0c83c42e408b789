"""PDFs byte by byte, with whatever no library would write."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

#: The cross-reference stream below: type, place, number.
_ENTRY = struct.Struct(">BIH")


def stream(entries: bytes, data: bytes) -> bytes:
    """A stream of these entries."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def blanks(size: int, blank: bytes = b" ") -> bytes:
    """So many bytes, deflated."""
    return zlib.compress(blank * size, 9)


def objects(
    contents: bytes = b"", *, root: bytes = b"", page: bytes = b"", more: Mapping[int, bytes] | None = None
) -> dict[int, bytes]:
    """The objects of a file of one page by their numbers, with more entries, or in place of others."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R %s >>" % page,
        4: stream(b"", contents),
        **(more or {}),
    }


def pdf(parts: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, with a table of cross-references."""
    out, places = _body(parts)
    size = max(parts) + 1
    lines = [
        b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f") for number in range(size)
    ]
    table = b"xref\n0 %d\n%s" % (size, b"".join(lines))
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + table + end


def packed(parts: Mapping[int, bytes], inner: Mapping[int, tuple[int, int]]) -> bytes:
    """A file with a stream of cross-references; `inner` are objects in a stream, by its number and theirs in it."""
    out, places = _body(parts)
    own = max([*parts, *inner]) + 1
    places[own] = len(out)
    entries = [
        _ENTRY.pack(2, *inner[number]) if number in inner else _ENTRY.pack(number in places, places.get(number, 0), 0)
        for number in range(own + 1)
    ]
    references = stream(b"/Type /XRef /W [1 4 2] /Size %d /Root 1 0 R" % (own + 1), b"".join(entries))
    return out + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, references, len(out))


def _body(parts: Mapping[int, bytes]) -> tuple[bytes, dict[int, int]]:
    out, places = b"%PDF-1.7\n", {}
    for number, part in parts.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return out, places

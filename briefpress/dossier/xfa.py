"""Forms in two versions: fields as all programs show them, and beside them an XFA form for Adobe's alone.

What is filled in should stand in both (ISO 32000-1, 12.7.8). Where a program has filled in the XFA form alone, its
words are on no page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Dictionary, Object, Stream

from briefpress.core.problems import Problem, Severity
from briefpress.dossier.fields import Field
from briefpress.dossier.objects import annotations_of, as_list, text_of

#: The beginning and the end of the data of a form (XFA, 2.1).
_DATA, _DATA_END = re.compile(r"<xfa:data\b"), "</xfa:data>"
#: How many texts are quoted.
_SHOWN = 3
_HINT = (
    "if they are to be seen, open the form in the program that it was filled in with, print it as PDF, and bind that"
)


def is_dynamic(file: pikepdf.Pdf) -> bool:
    """Whether its own program draws the file's pages: what is on them asks to wait, and has no fields."""
    if "/XFA" not in file.Root.get("/AcroForm", Dictionary()):
        return False
    has_fields = any(each.get("/Subtype") == "/Widget" for page in file.pages for each in annotations_of(page))
    return bool(file.Root.get("/NeedsRendering", False)) or not has_fields


def unshown(form: Object, fields: Iterable[Field], name: str) -> Iterator[Problem]:
    """A warning of what the data of an XFA form hold and none of its fields does, without a place."""
    held = (text for field in fields for text in (field.text, *map(text_of, as_list(field.value("/V")))))
    known = _plain("\n".join(held))
    lost = [text for text in dict.fromkeys(_held(form)) if any(map(str.isalpha, text)) and _plain(text) not in known]
    if lost:
        quotes = ", ".join(f"“{text}”" for text in lost[:_SHOWN]) + (", …" if len(lost) > _SHOWN else "")
        message = f"the XFA part of `{name}` holds words that none of its fields shows: {quotes}"
        yield Problem("unprintable-field", message, None, _HINT, Severity.WARNING)


def _held(form: Object) -> Iterator[str]:
    packets = "".join(_decoded(part) for part in as_list(form.get("/XFA")) if isinstance(part, Stream))
    for data in _parts_of_data(packets):
        for text in re.findall(r">([^<>]+)<", data):
            yield from filter(None, [" ".join(html.unescape(text).split())])


def _parts_of_data(packets: str) -> Iterator[str]:
    """The elements of data, each from its beginning to its end."""
    end = 0
    while begun := _DATA.search(packets, end):
        end = packets.find(_DATA_END, begun.end())
        if end < 0:
            return
        end += len(_DATA_END)
        yield packets[begun.start() : end]


def _decoded(stream: Stream) -> str:
    return stream.read_bytes().decode("utf-8", "replace")


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()

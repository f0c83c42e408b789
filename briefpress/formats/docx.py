"""The format `docx`: the edition as a document for Word, written by pandoc in the styles of formats/docx_styles.py.

The first mention of a source is a footnote that holds its entry, the others refer to it: so it has the number that it
has in print, and keeps its place when the document is edited.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, tostring

from briefpress.formats.docx_parts import finished
from briefpress.formats.docx_styles import reference
from briefpress.formats.flow import Tree, changed, flow, is_citation, number, read, share, write
from briefpress.formats.fonts import address
from briefpress.formats.pandoc import pandoc
from briefpress.graphics.raster import RESOLUTION, png
from briefpress.graphics.tokens import Tokens
from briefpress.language.locale import Language
from briefpress.layout.fetcher import Fetcher
from briefpress.markup.render import Html
from briefpress.markup.tree import classes, parents, said, wrap
from briefpress.schema.edition import Edition

#: Word has known embeddings for long, and isolates not everywhere (UAX #9).
_EMBEDDINGS = {0x2066: "\u202a", 0x2067: "\u202b", 0x2069: "\u202c"}
#: The styles of what has a class in the page.
_STYLES = {
    "kicker": "Kicker",
    "dateline": "Date",
    "purpose": "Subtitle",
    "lead": "Lead",
    "note": "Note",
    "label": "Note Label",
    "callout": "Callout",
    "author": "Attribution",
    "source": "Bibliography",
    **dict.fromkeys(("blank", "boundaries", "consulted", "remark", "resting-on"), "Remark"),
}
#: How many characters of a table stand in a line.
_LINE = 100


def word(html: Html, edition: Edition) -> bytes:
    """The document; the same edition gives the same bytes."""
    body = flow(html.markup.translate(_EMBEDDINGS), edition.language)
    _illustrate(body, Fetcher(html.folders, html.pictures), html.tokens)
    for parent, child in parents(body):
        _style(parent, child)
        if child.tag == "span" and edition.language.has_italics:
            _slant(parent, child)
    document = read(body)
    notes = Notes(_entries(document))
    document = changed(document, partial(_noted, notes))
    document["meta"] = {
        "lang": {"t": "MetaString", "c": edition.language.tag},
        "dir": {"t": "MetaString", "c": edition.language.direction},
    }
    with TemporaryDirectory() as folder:
        look = Path(folder) / "reference.docx"
        look.write_bytes(reference(pandoc(b"", "--print-default-data-file=reference.docx"), html.tokens, edition))
        data = write(document, "--to=docx", f"--reference-doc={look}", "--output=-")
    return finished(data, edition, notes.printed)


def _illustrate(body: Element, fetcher: Fetcher, tokens: Tokens) -> None:
    """Pictures as pixels: Word has not the faces in which drawings are lettered."""
    for parent, child in parents(body):
        if child.tag == "img":
            answer = fetcher.fetch(child.get("src", ""))
            data, kind = answer.read(), answer.content_type
            if kind == "image/svg+xml":
                data, kind = png(data, tokens.column), "image/png"
                child.set("width", f"{int.from_bytes(data[16:20]) / RESOLUTION * 25.4:.1f}mm")
            child.set("src", address(kind, data))
        elif child.tag == "svg":
            parent[list(parent).index(child)] = _code(child)


def _code(svg: Element) -> Element:
    """A drawing that stands in the page itself, which is the QR code, as a picture of its size in print."""
    title = svg.find("title")
    image = Element("img", {"alt": said(title) if title is not None else "", "width": "26mm"})
    image.tail, svg.tail = svg.tail, None
    svg.attrib |= {"xmlns": "http://www.w3.org/2000/svg", "width": "26mm", "height": "26mm"}
    image.set("src", address("image/png", png(tostring(svg), 26 / 25.4 * 96)))
    return image


def _style(parent: Element, child: Element) -> None:
    style = next((_STYLES[name] for name in classes(child) if name in _STYLES), None)
    if style and child.tag == "div":
        child.set("data-custom-style", style)
    elif style and child.tag == "p":
        wrap(parent, child, "div", **{"data-custom-style": style})
    elif child.tag in ("td", "th") and "number" in classes(child):
        child.set("style", "text-align: right")
    elif child.tag == "table":
        share(child, _LINE)
    if "source" in classes(child):
        mark = Element("span", {"class": "mark"})
        mark.text, mark.tail, child[0].text = number(child), child[0].text, None
        child[0].insert(0, mark)


def _slant(parent: Element, child: Element) -> None:
    """Words in another language are in italics, as styles/languages.css has them."""
    code = child.get("lang")
    if code and Language(code).has_italics:
        wrap(parent, child, "em")


@dataclass
class Notes:
    """The entries of the sources, and the numbers of those that have their footnote, in its order."""

    entries: dict[str, Tree]
    printed: list[str] = field(default_factory=list)

    def mention(self, source: str) -> list[Tree]:
        """A footnote for the first mention of a source, a reference to it for any other."""
        if source in self.printed or source not in self.entries:
            return [_raw(_REFERENCE.format(number=source))]
        self.printed.append(source)
        start, end = _BOOKMARK.format(number=source).split("|")
        return [_raw(start), {"t": "Note", "c": [self.entries[source]]}, _raw(end)]


_BOOKMARK = '<w:bookmarkStart w:id="{number}0000" w:name="source_{number}"/>|<w:bookmarkEnd w:id="{number}0000"/>'
_RUN = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'
_REFERENCE = "".join(
    map(
        _RUN.format,
        (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> NOTEREF source_{number} \\f \\h </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>{number}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ),
    )
)


def _raw(xml: str) -> Tree:
    return {"t": "RawInline", "c": ["openxml", xml]}


def _entries(document: Tree) -> dict[str, Tree]:
    """The entries of the list of sources, by their numbers, as paragraphs without these."""
    found: dict[str, Tree] = {}

    def gather(element: Tree) -> None:
        if element["t"] == "Div" and "source" in element["c"][0][1]:
            entry = copy.deepcopy(element["c"][1][0])
            entry["c"] = [part for part in entry["c"] if not _is_mark(part)]
            found[element["c"][0][0].removeprefix("source-")] = entry

    changed(document, gather)
    return found


def _is_mark(element: Tree) -> bool:
    return element["t"] == "Span" and "mark" in element["c"][0][1]


def _noted(notes: Notes, element: Tree) -> list[Tree] | None:
    if is_citation(element):
        return notes.mention(element["c"][1][0]["c"])
    if element["t"] == "Span" and "citations" in element["c"][0][1]:
        # What encloses and parts the numbers stands as high as they do.
        return [
            {"t": "Superscript", "c": [part]} if part["t"] in ("Str", "Space") else part for part in element["c"][1]
        ]
    if _is_mark(element):
        return [{"t": "Str", "c": f"{element['c'][1][0]['c']}."}, _raw("<w:r><w:tab/></w:r>")]
    return None

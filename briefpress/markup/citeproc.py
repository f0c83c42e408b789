"""Sources and their citations in a style of CSL, by pandoc's citeproc; of its HTML only what is known is kept."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from lxml.html import HtmlElement
from markupsafe import Markup, escape

from briefpress.core.pandoc import PandocError, pandoc
from briefpress.core.problems import Problem, Unprintable
from briefpress.language.calls import Cite
from briefpress.language.locale import Language
from briefpress.language.text_findings import LINK
from briefpress.markup.citation_styles import CitationStyle
from briefpress.markup.csl_items import item_of
from briefpress.markup.tree import parse
from briefpress.schema.edition import Edition

_API = [1, 23, 1]
#: What a style may print besides words, and what each is on our page.
_ELEMENTS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "sup": "sup", "sub": "sub"}
#: What stands before the id of a source in the links of citeproc.
_REFERENCE = "#ref-"


@dataclass(frozen=True)
class Styled:
    """The entries of the list of sources by their ids, in its order, and the citations in the order of the page."""

    entries: Mapping[str, Markup]
    citations: Sequence[HtmlElement]
    language: Language

    def text(self, number: int, anchors: Iterable[tuple[str, int, str]]) -> Markup:
        """A citation as the style has it; each mention, by the id of its source, its number and anchor, is a link."""
        left = defaultdict[str, list[tuple[int, str]]](list)
        for source, place, anchor in anchors:
            left[source].append((place, anchor))
        text = _Cleaner(self.language, left).inside(self.citations[number])
        lost = [Markup('<span id="{}"></span>').format(anchor) for each in left.values() for _, anchor in each]
        return Markup("").join([*lost, text])


def styled(edition: Edition, style: CitationStyle, citations: Sequence[Sequence[Cite]]) -> Styled:
    """What a style makes of the sources and the citations of an edition; raises Unprintable."""
    items = [edition.items.get(source.id) or item_of(source) for source in edition.brief.sources]
    with TemporaryDirectory(prefix="briefpress-") as folder:
        references, sheet = Path(folder) / "references.json", Path(folder) / "style.csl"
        references.write_text(json.dumps(items), "utf-8")
        sheet.write_bytes(style.data)
        place = edition.places.get("csl")
        options = ("--from=json", "--to=html", "--wrap=none", "--citeproc")
        document = json.dumps(_document(citations, edition.language.tag)).encode()
        try:
            html = pandoc(document, *options, f"--bibliography={references}", f"--csl={sheet}", place=place)
        except PandocError as error:
            hint = "look for a newer version of the style, or choose another one"
            raise Unprintable([Problem("wrong-style", f"pandoc cannot use it: {error}".strip(), place, hint)]) from None
    page = parse(html.decode())
    entries = enumerate(page.iterfind(".//div[@class='csl-entry']"), start=1)
    cleaner = _Cleaner(edition.language)
    texts = {_id(entry): _entry(entry, number, cleaner) for number, entry in entries}
    return Styled(texts, page.xpath("//body/p"), edition.language)


def _document(citations: Sequence[Sequence[Cite]], language: str) -> dict[str, Any]:
    """A document of pandoc's with a paragraph for each citation (pandoc-types, Text.Pandoc.Definition)."""
    meta = {
        "lang": {"t": "MetaString", "c": language},
        "link-citations": {"t": "MetaBool", "c": True},
    }
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[_cite(cite) for cite in cites], []]}]} for cites in citations]
    return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


def _cite(cite: Cite) -> dict[str, Any]:
    # What pandoc knows as a locator in the language it writes as the style does.
    suffix = ", ".join(filter(None, (cite.place, cite.suffix)))
    return {
        "citationId": cite.source,
        "citationPrefix": [{"t": "Str", "c": cite.prefix}] if cite.prefix else [],
        "citationSuffix": [{"t": "Str", "c": f", {suffix}"}] if suffix else [],
        "citationMode": {"t": "SuppressAuthor" if cite.suppress_author else "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _id(entry: HtmlElement) -> str:
    return unquote(entry.get("id", "")).removeprefix(_REFERENCE[1:])


def _entry(entry: HtmlElement, number: int, cleaner: _Cleaner) -> Markup:
    """An entry without its number, which the list of sources prints itself."""
    inner = entry.find(".//div[@class='csl-right-inline']")
    text = cleaner.inside(entry if inner is None else inner).strip()
    return Markup(re.sub(rf"^[\[(]?{number}[\])]?[.:]?\s+", "", text))  # noqa: S704 (escaped)


@dataclass(frozen=True)
class _Cleaner:
    """Keeps of the HTML of citeproc its words, its letters, and links to the web and to sources.

    The numbers and anchors of mentions are taken from `mentions`, by the ids of their sources, one after the other.
    """

    language: Language
    mentions: Mapping[str, list[tuple[int, str]]] = field(default_factory=dict)

    def inside(self, element: HtmlElement) -> Markup:
        """What is kept inside an element."""
        html = escape(element.text or "")
        for child in element:
            html += self._child(child) + escape(child.tail or "")
        return html

    def _child(self, element: HtmlElement) -> Markup:
        words, url = self.inside(element), element.get("href", "")
        if element.tag in _ELEMENTS:
            return Markup("<{0}>{1}</{0}>").format(_ELEMENTS[element.tag], words)
        if "smallcaps" in element.classes:
            return Markup('<span class="small-capitals">{}</span>').format(words)
        if places := self.mentions.get(unquote(url).removeprefix(_REFERENCE)):
            number, anchor = places.pop(0)
            before, after = self.language.isolation(words.striptags())
            link = Markup('<a id="{}" role="doc-biblioref" href="#source-{}">{}{}{}</a>')
            return link.format(anchor, number, before, words, after)
        if LINK.match(url) and not url.startswith("#"):
            return Markup('<a class="address" href="{}">{}</a>').format(url, words)
        return words

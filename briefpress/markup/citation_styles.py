"""Styles of citation in CSL 1.0.2: a file of the brief or of the house, which is XML of others, and what sort it is of.

Numbers of sources are the press's own; a style of numbers decides how the list of sources looks, any other style in a
text also what stands at the sentence. Styles of notes have the sources in footnotes, which this press keeps for notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from lxml import etree

from briefpress.core.files import inside, is_there
from briefpress.core.paths import HOUSE
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.schema.edition import Edition

_CSL = {"cs": "http://purl.org/net/xbiblio/csl"}

#: What a macro of a style may call, with all that these call, and how deep; those of Chicago call 10 000.
MAX_CALLS, MAX_DEPTH = 100_000, 50


@dataclass(frozen=True)
class CitationStyle:
    """A style of citation: the bytes of its file, and whether it cites by numbers."""

    data: bytes = field(repr=False)
    is_numeric: bool


def citation_style(edition: Edition) -> CitationStyle | None:
    """The style that a brief names, if any; raises Unprintable where it cannot be used."""
    name = edition.brief.csl
    if name is None:
        return None
    folders = (edition.folder, HOUSE)
    paths = [path for folder in folders if (path := inside(folder, name)) and path.suffix == ".csl" and is_there(path)]
    if not paths:
        hint = f"put a style of CSL, a file that ends in .csl, into {edition.folder.name}/, and name it from there"
        raise _wrong(edition, f"there is no style `{name}`", hint)
    data = edition.files.read(paths[0])
    root = _root(data, edition)
    _check_macros(root, paths[0])
    return CitationStyle(data, is_numeric=_is_numeric(root, edition))


def _root(data: bytes, edition: Edition) -> etree._Element:
    """The root of a style; nothing that its XML names is loaded or put in its place."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _wrong(edition, f"the style is no XML: {error.msg}", "download it again") from None
    if root.tag != f"{{{_CSL['cs']}}}style" or root.getroottree().docinfo.doctype:
        raise _wrong(edition, "this is no style of CSL 1.0", "download it again, as a file that ends in .csl")
    return root


def _is_numeric(root: etree._Element, edition: Edition) -> bool:
    if parent := root.xpath("string(cs:info/cs:link[@rel='independent-parent']/@href)", namespaces=_CSL):
        hint = f"use that one: `{str(parent).rpartition('/')[2]}.csl`"
        raise _wrong(edition, "this style only names another one that it looks like", hint)
    if root.get("class") == "note":
        hint = "choose a style with numbers, or with authors and years, such as APA"
        raise _wrong(edition, "this style has its sources in footnotes, which a brief keeps for notes", hint)
    if root.find("cs:bibliography", _CSL) is None:
        raise _wrong(edition, "this style has no list of sources", "choose one that has")
    return bool(root.xpath("boolean(cs:info/cs:category[@citation-format='numeric'])", namespaces=_CSL))


def _check_macros(root: etree._Element, path: Path) -> None:
    """Raise Unprintable for a macro that calls itself, or others more often than anybody waits for."""
    macros = {str(macro.get("name")): macro for macro in root.iterfind("cs:macro", _CSL)}
    known: dict[str, float] = {}
    for name, macro in macros.items():
        if _calls(name, macros, known, 0) > MAX_CALLS:
            message = f"the macro `{name}` calls itself, or others more than {MAX_CALLS} times; most call under 10000"
            hint = "download the style again, or let no macro lead back to itself"
            raise Unprintable([Problem("too-much", message, Position(path, macro.sourceline), hint)])


def _calls(name: str, macros: Mapping[str, etree._Element], known: dict[str, float], depth: int) -> float:
    """How many macros one calls, with those that these call; infinite where it is called within itself."""
    if name not in macros:
        return 0
    if depth > MAX_DEPTH:
        return inf
    if name not in known:
        known[name] = inf  # (until it is known)
        called = [str(each.get("macro")) for each in macros[name].iterfind(".//*[@macro]")]
        known[name] = 1 + sum(_calls(each, macros, known, depth + 1) for each in called)
    return known[name]


def _wrong(edition: Edition, message: str, hint: str) -> Unprintable:
    return Unprintable([Problem("wrong-style", message, edition.places.get("csl"), hint)])

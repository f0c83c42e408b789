"""What is wrong with the sources of a brief as a whole: which are cited, which are described, which are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefpress.core.problems import Position, Problem, Severity, near
from briefpress.core.yamltree import Node
from briefpress.language.citations import cited_ids
from briefpress.reading.content import Content
from briefpress.reading.ids import has_place_id
from briefpress.reading.merge import Part
from briefpress.reading.words import texts
from briefpress.schema.brief import Brief
from briefpress.schema.sources import DESCRIPTION, Source


def source_ids(tree: Node) -> frozenset[str]:
    """The ids of the sources that may be cited."""
    named = (source for source in tree.items("sources") if not has_place_id(source))
    return frozenset(name for source in named if (name := source.text("id")))


def check_sources(tree: Part, origin: Content | None) -> Iterator[Problem]:
    """What is wrong with the sources of a tree, before they are sources; `origin` is what it translates."""
    uncited = _uncited(tree)
    wording = origin.texts() if origin and uncited else {}
    for name, place in uncited.items():
        citing = {path: node for path, node in wording.items() if name in cited_ids(str(node.value))}
        yield from _lost(name, citing, tree) if citing else [_idle(name, place)]
    for source in tree.items("sources"):
        if isinstance(source, Part):
            yield from _undescribed(source, tree)
            yield from _calls(source)


def compare_sources(brief: Brief, tree: Part) -> Iterator[Problem]:
    """What is suspect in sources that are right each by itself."""
    nodes = {node.text("id"): node for node in tree.items("sources")}
    firsts: dict[str, Source] = {}
    for source in brief.sources:
        node = nodes[source.id]
        # A page may be described in words more than once.
        same = (
            firsts.setdefault((source.doi or source.link or source.id).casefold(), source) if source.title else source
        )
        if same is not source and same.pages == source.pages:
            message = f"`{source.id}` and `{same.id}` have the same {'DOI' if source.doi else 'URL'}"
            hint = "if they are one source, cite it by one of the two ids and remove the other"
            place = node.nearest("doi" if source.doi else "url").position
            yield Problem("duplicate-source", message, place, hint, Severity.WARNING)
        if source.accessed and brief.date.is_before(source.accessed):
            message = f"the source `{source.id}` was consulted after the date of the brief, {brief.date}"
            place = node.nearest("accessed").position
            yield Problem("wrong-date", message, place, "correct one of the two dates", Severity.WARNING)


def cited_sources(tree: Part) -> set[str]:
    """The ids that are cited, under `sources:` of what they prove or in a text."""
    lists = [node for path, node in tree.walk() if path.endswith(".sources")]
    cited = {str(node.value) for each in lists for node in (each, *each.items())}
    return cited.union(*(cited_ids(node.value) for _, node in tree.walk() if isinstance(node.value, str)))


def _uncited(tree: Part) -> dict[str, Position]:
    """The ids of the sources that are not cited, and where they stand."""
    sections, cited = tree.get("sections"), cited_sources(tree)
    # One whose id was mistyped where it is cited is reported there.
    mistyped = cited - source_ids(tree)
    nodes = filter(None, (source.get("id") for source in tree.items("sources") if sections))
    names = {name: node.position for node in nodes if (name := node.text())}
    return {name: place for name, place in names.items() if name not in cited and not near(name, mistyped)}


def _idle(name: str, place: Position) -> Problem:
    hint = f"cite it under `sources:` of what it proves, or in a text as `[@{name}]`; or remove it"
    return Problem("uncited-source", f"the source `{name}` is listed and never cited", place, hint)


def _lost(name: str, citing: Mapping[str, Node], tree: Part) -> Iterator[Problem]:
    """A source that the translations of the texts that cite it do not. One without words is reported as such."""
    nodes = texts(tree)
    translations = [nodes[path] for path in citing if path in nodes and str(nodes[path].value).strip()]
    if len(translations) == len(citing):
        hint = f"cite it here as well, as `[@{name}]`"
        message = f"the source `{name}` is cited in {next(iter(citing.values())).position} and not in the translation"
        yield Problem("uncited-source", message, translations[0].position, hint)


def _calls(source: Part) -> Iterator[Problem]:
    """A source that cites, or has footnotes: in a list of sources there would be no end to it."""
    for node in filter(None, map(source.get, ("text", "title"))):
        text = node.text() or ""
        if cited_ids(text) or re.search(r"\[\^|\^\[", text):
            hint = "say it in the entry itself, or remove it"
            yield Problem("not-in-text", "a source cannot cite, nor have footnotes", node.position, hint)


def _undescribed(source: Part, tree: Part) -> Iterator[Problem]:
    """A source of which nothing says what it is, or two things do."""
    given = {key: node for key, node in source.inside() if node.value is not None}
    name, title, text = source.text("id"), given.get("title"), given.get("text")
    is_of_bibliography = source.position.file != tree.position.file
    described = [given[key] for key in DESCRIPTION if key != "type" and key in given]
    if text and described:
        message = f"the source `{name}` has a `text`, and fields that say the same: only one of the two can be printed"
        hint = "say all in `text`, or remove it and give the source a `title`"
        yield Problem("wrong-source", message, described[0].position, hint)
    elif (described or is_of_bibliography) and not title and "title" not in source.missed:
        hint = f"add `title:` in {tree.position.file.name}"
        if is_of_bibliography:
            hint = "add it in the program that you keep your references in, and export them again"
        yield Problem("missing-key", f"`title` is missing for `{name}`", source.position, hint)
    elif name and not (described or text or title or source.is_wordless or source.missed & {"text", "title"}):
        hint = f"{tree.position.file.name}:{source.position.line} asks for it"
        yield Problem("missing-words", f"there are no words for `sources.{name}`", source.words, hint)

"""The first stage: YAML → Edition, with every problem at its file, line and column.

brief.yaml holds the facts, the order of things and, if it is so written, the words of its own language; a manuscript
holds words alone, keyed by the ids of brief.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from briefpress.core.command import command
from briefpress.core.design import Overrides
from briefpress.core.files import Files, is_there
from briefpress.core.paths import LABELS
from briefpress.core.problems import Position, Problem, Unprintable, errors, in_order
from briefpress.core.project import languages, listed, name_of, unread
from briefpress.core.yamltree import Node
from briefpress.graphics.charts.spec import Spec
from briefpress.language.locale import Language, is_language, language_of
from briefpress.reading.anchors import links_by_place, links_to_blocks, links_to_namesakes
from briefpress.reading.checks import check, page_ids, read_specs, unused_abbreviations
from briefpress.reading.content import Content, read_content, read_tree
from briefpress.reading.ids import section_texts
from briefpress.reading.label_checks import check_labels
from briefpress.reading.library import Library, read_library
from briefpress.reading.maps import check_places
from briefpress.reading.markings import read_office
from briefpress.reading.merge import Part
from briefpress.reading.numbers import misplaced_annexes, numbering, numbers_of, references_to
from briefpress.reading.own_labels import with_own_labels
from briefpress.reading.review import marked, review
from briefpress.reading.selection import select
from briefpress.reading.sources import compare_sources, source_ids
from briefpress.reading.suspects import suspects
from briefpress.reading.validation import Context, read_file, validate
from briefpress.reading.versions import with_ids_of
from briefpress.schema.brief import Brief
from briefpress.schema.edition import Edition
from briefpress.schema.labels import Labels
from briefpress.schema.numbering import NumberLabels
from briefpress.schema.own_labels import overridden, with_marking, without_origin
from briefpress.schema.values import Declarations


def read(
    folder: Path,
    code: str,
    epoch: int | None = None,
    overrides: Overrides | None = None,
    *,
    alone: bool = False,
    later: Path | None = None,
) -> Edition:
    """Read the edition of the brief in `folder` in the language of this code.

    The layout, the audience and the recipient of `overrides` say which parts it has. `epoch` (SOURCE_DATE_EPOCH,
    seconds) gives the date of a brief whose brief.yaml gives none. An edition that is read `alone` is not reviewed
    against the wording that it was translated from. One of a brief of which the folder `later` holds a newer version
    has the ids of that, where the two have no others in common.
    Raises Unprintable with all the problems.
    """
    files = Files(folder)
    language, content, label_tree = _read_files(folder, code, files)
    office = read_office(folder, files, language)
    facts, epoch = _dated(_as_ever(content.facts), epoch)
    source = None if alone else _source(content, files)
    whole, problems = _reviewed(replace(content, facts=facts), source, files, label_tree.text("stale") or "")
    labels, wrong_labels = _labels(whole, label_tree, content, language)
    if whole is None:
        raise Unprintable([*problems, *wrong_labels])
    whole = with_ids_of(read_content(later, code).tree(), whole) if later else whole
    declaring = Context(language, markings=office.markings)
    selected = select(whole, folder, declaring, labels, overrides or Overrides())
    tree = selected.tree
    library = read_library(tree, folder, files)
    tree, wrong_works = library.shelved(tree)
    numbers = numbers_of(selected.full, labels.dossier.letters if labels else ascii_uppercase)
    references = references_to(tree, numbers, labels.numbers if labels else NumberLabels())
    references = replace(references, left_out=selected.lost)
    sources, values = source_ids(tree) | library.works.keys(), selected.values
    context = Context(language, sources, page_ids(tree), markings=office.markings, references=references, values=values)
    brief, wrong_values = validate(content.declarations.model, tree, context)
    specs, wrong_charts = read_specs(tree, folder, files)
    full = None
    if selected.full is not selected.tree:
        full, others = _in_full(selected.full, library, content, context)
        specs = {**others, **specs}
    problems += [*wrong_labels, *wrong_works, *wrong_values, *wrong_charts, *selected.problems]
    problems += [*_checked(tree, folder, source), *unused_abbreviations(whole, label_tree), *office.warnings]
    problems += content.declarations.problems
    places = {**label_tree.places("labels"), **content.declarations.places, **office.places, **tree.places()}
    marking = office.markings.named(brief.marking) if brief else None
    if brief and labels:
        problems += [*compare_sources(brief, tree), *links_to_namesakes(brief, tree), *links_to_blocks(brief, tree)]
        problems += office.problems(brief.marking, language, tree.nearest("marking").position)
        # Now with the values that they name.
        labels = overridden(with_marking(labels, marking), brief.labels)
        problems += check_labels(brief, labels, references.kinds, label_tree.position.file, places)
        problems += [] if errors(problems) else check_places(brief, language, places)
    brief, labels = _complete(brief, labels, problems)
    return Edition(
        brief,
        labels,
        replace(language, names=labels.countries, months=labels.months),
        folder,
        tuple(language_of(folder / f"{other}.yaml") for other in listed(folder)),
        files,
        marking,
        in_order(problems),
        specs,
        library.items(source.id for source in brief.sources),
        epoch,
        places,
        section_texts(tree),
        numbering(tree, numbers, references, labels),
        full,
        selected.left_out,
        selected.has_private_sources,
        _is_as_ever(content.facts),
    )


def _in_full(tree: Part, library: Library, content: Content, context: Context) -> tuple[Brief | None, dict[str, Spec]]:
    """The brief in its full layout, and the specifications of its charts; what is wrong with it is told of that."""
    tree, _ = library.shelved(tree)
    sources = source_ids(tree) | library.works.keys()
    brief, _ = validate(
        content.declarations.model, tree, replace(context, sources=sources, ids=page_ids(tree), warnings=[])
    )
    specs, _ = read_specs(tree, content.folder, content.files)
    return brief, specs


def _complete(brief: Brief | None, labels: Labels | None, problems: list[Problem]) -> tuple[Brief, Labels]:
    """What an edition is made of; raises Unprintable with all problems where one of them stops the press."""
    if errors(problems) or brief is None or labels is None:
        raise Unprintable(problems)
    return brief, labels


def _labels(
    tree: Part | None, house: Node, content: Content, language: Language
) -> tuple[Labels | None, list[Problem]]:
    """The labels of an edition, from those of the house, and what is wrong with either."""
    labels, problems = read_file(Labels, house, Context(language), "labels")
    if labels is None or tree is None:
        return labels, problems
    if tree.get("origin") is None and not _is_as_ever(content.facts):
        labels = without_origin(labels)
    labels, wrong_labels = with_own_labels(labels, tree, language)
    return labels, [*problems, *wrong_labels]


def _source(content: Content, files: Files) -> Content | None:
    """The content that this is translated from; None of what is no translation."""
    code = _source_code(content.facts, languages(content.folder))
    return None if code in (None, content.language) else read_content(content.folder, str(code), files)


def _reviewed(content: Content, source: Content | None, files: Files, mark: str) -> tuple[Part | None, list[Problem]]:
    """The content as a tree, read against its source, and what is wrong; in drafts `mark` is before what is stale."""
    tree, problems = content.merged()
    if tree is None or source is None:
        return tree, problems
    reviewed = review(content.folder, source, content, files)
    is_draft, mark = content.facts.text("status") == "draft", tree.text("labels", "stale") or mark
    # The mark of a value would stand in every sentence that prints it.
    stale = frozenset(path for path in reviewed.stale if path.partition(".")[0] not in Declarations.model_fields)
    return marked(tree, stale, mark) if is_draft else tree, [*problems, *reviewed.problems]


def _checked(tree: Part, folder: Path, source: Content | None) -> Iterator[Problem]:
    """What is wrong with a brief as a whole, whether or not its values are right."""
    yield from check(tree, folder, source)
    yield from misplaced_annexes(tree)
    yield from links_by_place(tree)
    yield from suspects(tree)
    yield from unread(folder)


def _dated(facts: Node, epoch: int | None) -> tuple[Node, int | None]:
    """The facts with the day of `epoch` as their date, and `epoch`; it is None where it gave no date."""
    if epoch is None or not isinstance(facts.value, dict) or "date" in facts.value:
        return facts, None
    return _with_defaults(facts, {"date": datetime.fromtimestamp(epoch, UTC).date().isoformat()}), epoch


def _is_as_ever(facts: Node) -> bool:
    """Whether the words of a brief stand in manuscripts alone."""
    return isinstance(facts.value, dict) and "title" not in facts.value


def _as_ever(facts: Node) -> Node:
    """The facts of a brief, which has contents and a first version where its words stand in manuscripts alone."""
    return _with_defaults(facts, {"contents": True, "version": "1"}) if _is_as_ever(facts) else facts


def _with_defaults(facts: Node, defaults: dict[str, Any]) -> Node:
    """The facts, and what is to stand for those of them that are not given."""
    nodes = {name: Node(value, facts.position) for name, value in defaults.items()}
    values: Any = facts.value
    return replace(facts, value=nodes | values, keys=dict.fromkeys(nodes, facts.position) | facts.keys)


def _source_code(facts: Node, codes: list[str]) -> str | None:
    """The language that the other editions are translated from; raises Unprintable where it has no manuscript."""
    node = facts.get("language")
    if node and node.value not in codes:
        message = f"the brief has no manuscript in {node.shown()}"
        raise Unprintable([Problem("unknown-language", message, node.position, f"languages: {', '.join(codes)}")])
    return node.text() if node else None


def _read_labels(folder: Path, code: str, files: Files) -> tuple[Node | None, Sequence[Problem]]:
    """The labels of the house in a language, or what is wrong where there are none."""
    path = LABELS / f"{code}.yaml"
    if is_there(path):
        return read_tree(path, files)
    hint = f"run `{command('new-edition', name_of(folder), code)}`: it writes them, to be filled in"
    return None, [Problem("missing-file", f"the house has no labels in `{code}`", Position(path), hint)]


def _read_files(folder: Path, code: str, files: Files) -> tuple[Language, Content, Node]:
    """The language, the content of the brief in it, and the labels; raises Unprintable with what is wrong with each."""
    labels, problems = _read_labels(folder, code, files) if is_language(code) else (None, [])
    try:
        content = read_content(folder, code, files)
    except Unprintable as unprintable:
        raise Unprintable([*unprintable.problems, *problems]) from None
    language = _language(content, folder)
    if labels is None:
        raise Unprintable(problems)
    return language, content, labels


def _language(content: Content, folder: Path) -> Language:
    """The language of the content; raises Unprintable where CLDR does not know it."""
    if content.manuscript is None and not is_language(content.language):
        node = content.facts.nearest("language")
        hint = "write the code of a language: `en`, `fr`, `pt-BR`"
        raise Unprintable([Problem("unknown-language", f"there is no language {node.shown()}", node.position, hint)])
    return language_of(folder / f"{content.language}.yaml")

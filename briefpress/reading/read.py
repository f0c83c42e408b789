"""The first stage: YAML → Edition, with every problem at its file, line and column.

brief.yaml holds the facts, the order of things and, if it is so written, the words of its own language; a manuscript
holds words alone, keyed by the ids of brief.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from string import ascii_uppercase

from briefpress.core.design import Overrides
from briefpress.core.problems import Problem, Unprintable, errors, in_order
from briefpress.core.project import languages, listed, unread
from briefpress.core.yamltree import Node
from briefpress.graphics.charts.spec import Spec
from briefpress.language.locale import Language, language_of
from briefpress.reading.anchors import links_by_place, links_to_blocks, links_to_namesakes
from briefpress.reading.checks import check, page_ids, read_specs, unused_abbreviations
from briefpress.reading.content import Content, read_content
from briefpress.reading.ids import section_texts
from briefpress.reading.inputs import Inputs, read_inputs
from briefpress.reading.label_checks import check_labels
from briefpress.reading.library import Library, read_library
from briefpress.reading.maps import check_places
from briefpress.reading.merge import Part
from briefpress.reading.numbers import cross_references, misplaced_annexes, numbering, numbers_of
from briefpress.reading.own_labels import with_own_labels
from briefpress.reading.review import marked, review
from briefpress.reading.selection import Selected, select
from briefpress.reading.sources import compare_sources, source_ids
from briefpress.reading.suspects import suspects
from briefpress.reading.validation import Context, read_file, validate
from briefpress.reading.versions import with_ids_of
from briefpress.schema.brief import Brief
from briefpress.schema.edition import Edition
from briefpress.schema.labels import Labels
from briefpress.schema.numbering import NumberLabels
from briefpress.schema.own_labels import overridden, with_marking, without_origin
from briefpress.schema.values import Variants


def read(
    folder: Path,
    code: str,
    epoch: int | None = None,
    overrides: Overrides | None = None,
    *,
    alone: bool = False,
    unmarked: bool = False,
    later: Path | None = None,
) -> Edition:
    """Read the edition of the brief in `folder` in the language of this code.

    The layout, the audience and the recipient of `overrides` say which parts it has. `epoch` (SOURCE_DATE_EPOCH,
    seconds) gives the date of a brief whose brief.yaml gives none. An edition that is read `alone` is not reviewed
    against the wording that it was translated from; in one that is read `unmarked`, no mark stands before what is
    stale, as in other drafts. One of a brief of which the folder `later` holds a newer version has the ids of that,
    where the two have no others in common.
    Raises Unprintable with all the problems.
    """
    inputs = read_inputs(folder, code, epoch)
    content = inputs.content
    source = None if alone else source_of(content)
    whole, problems = _reviewed(content, source, None if unmarked else inputs.labels.text("stale") or "")
    labels, wrong_labels = _labels(whole, inputs)
    problems += wrong_labels
    if whole is None:
        raise Unprintable(problems)
    whole = with_ids_of(read_content(later, code).tree(), whole) if later else whole
    problems += [*unused_abbreviations(whole, inputs.labels), *inputs.office.warnings, *content.declarations.problems]
    declaring = Context(inputs.language, markings=inputs.office.markings)
    selected = select(whole, folder, declaring, labels, overrides or Overrides())
    return _edition(inputs, selected, labels, source, problems)


def _edition(
    inputs: Inputs, selected: Selected, labels: Labels | None, source: Content | None, problems: list[Problem]
) -> Edition:
    """The edition that has this of a brief; raises Unprintable with what is wrong with it, and these problems."""
    language, content, office = inputs.language, inputs.content, inputs.office
    numbers = numbers_of(selected, labels.dossier.letters if labels else ascii_uppercase)
    references = cross_references(selected, numbers, labels.numbers if labels else NumberLabels())
    context = Context(language, markings=office.markings, references=references, values=selected.values)
    library = read_library(selected.tree, content.folder, content.files)
    own = _validated(selected.tree, library, content, context)
    full = own if selected.full is selected.tree else _validated(selected.full, library, content, context)
    problems += [*own.problems, *selected.problems, *_checked(own.tree, content.folder, source)]
    places = {**inputs.labels.places("labels"), **content.declarations.places, **office.places, **own.tree.places()}
    marking = office.markings.named(own.brief.marking) if own.brief else None
    if own.brief and labels:
        problems += office.problems(own.brief.marking, language, own.tree.nearest("marking").position)
        # Now with the values that they name.
        labels = overridden(with_marking(labels, marking), own.brief.labels)
        problems += check_labels(own.brief, labels, references.kinds, inputs.labels.position.file, places)
        problems += [] if errors(problems) else check_places(own.brief, language, places)
    brief, labels = _complete(own.brief, labels, problems)
    return Edition(
        brief=brief,
        labels=labels,
        language=replace(language, names=labels.countries, months=labels.months),
        folder=content.folder,
        languages=tuple(language_of(content.folder / f"{other}.yaml") for other in listed(content.folder)),
        files=content.files,
        marking=marking,
        warnings=in_order(problems),
        specs={**full.specs, **own.specs},
        items=library.items(source.id for source in brief.sources),
        epoch=inputs.epoch,
        places=places,
        texts=section_texts(own.tree),
        numbering=numbering(selected, numbers, references, labels),
        full=None if full is own else full.brief,
        left_out=selected.left_out,
        has_private_sources=selected.has_private_sources,
        is_searched=inputs.has_words_apart,
    )


@dataclass(frozen=True)
class _Validated:
    """A tree with the works that it cites, the brief that it is, the specifications of its charts, and its problems."""

    tree: Part
    brief: Brief | None
    specs: Mapping[str, Spec]
    problems: Sequence[Problem]


def _validated(tree: Part, library: Library, content: Content, context: Context) -> _Validated:
    """A tree as a brief, read in this context."""
    tree, wrong_works = library.shelved(tree)
    sources = source_ids(tree) | library.works.keys()
    context = replace(context, sources=sources, ids=page_ids(tree), warnings=[])
    brief, problems = validate(content.declarations.model, tree, context)
    specs, wrong_charts = read_specs(tree, content.folder, content.files)
    problems += [*wrong_works, *wrong_charts]
    if brief:
        problems += [*compare_sources(brief, tree), *links_to_namesakes(brief, tree), *links_to_blocks(brief, tree)]
    return _Validated(tree, brief, specs, problems)


def _complete(brief: Brief | None, labels: Labels | None, problems: list[Problem]) -> tuple[Brief, Labels]:
    """What an edition is made of; raises Unprintable with all problems where one of them stops the press."""
    if errors(problems) or brief is None or labels is None:
        raise Unprintable(problems)
    return brief, labels


def _labels(tree: Part | None, inputs: Inputs) -> tuple[Labels | None, list[Problem]]:
    """The labels of an edition, from those of the house, and what is wrong with either."""
    labels, problems = _house_labels(inputs.labels, inputs.language.code)
    if labels is None or tree is None:
        return labels, [*problems]
    if tree.get("origin") is None and not inputs.has_words_apart:
        labels = without_origin(labels)
    labels, wrong_labels = with_own_labels(labels, tree, inputs.language)
    return labels, [*problems, *wrong_labels]


@lru_cache(maxsize=16)
def _house_labels(tree: Node, code: str) -> tuple[Labels | None, Sequence[Problem]]:
    """The labels of the house in a language, and what is wrong with them: the same for all editions of a press."""
    return read_file(Labels, tree, Context(Language(code)), "labels")


def source_of(content: Content) -> Content | None:
    """The content that this is translated from; None of what is no translation."""
    code = _source_code(content.facts, languages(content.folder))
    return None if code in (None, content.language) else read_content(content.folder, str(code), content.files)


def _reviewed(content: Content, source: Content | None, mark: str | None) -> tuple[Part | None, list[Problem]]:
    """The content as a tree, read against its source, and what is wrong.

    In drafts `mark` is before what is stale, but where it is None.
    """
    tree, problems = content.merged()
    if tree is None or source is None:
        return tree, problems
    reviewed = review(content.folder, source, content, content.files)
    problems += reviewed.problems
    if mark is None or content.facts.text("status") != "draft":
        return tree, problems
    # The mark of a value would stand in every sentence that prints it.
    stale = frozenset(path for path in reviewed.stale if path.partition(".")[0] not in Variants.model_fields)
    return marked(tree, stale, tree.text("labels", "stale") or mark), problems


def _checked(tree: Part, folder: Path, source: Content | None) -> Iterator[Problem]:
    """What is wrong with a brief as a whole, whether or not its values are right."""
    yield from check(tree, folder, source)
    yield from misplaced_annexes(tree)
    yield from links_by_place(tree)
    yield from suspects(tree)
    yield from unread(folder)


def _source_code(facts: Node, codes: list[str]) -> str | None:
    """The language that the other editions are translated from; raises Unprintable where it has no manuscript."""
    node = facts.get("language")
    if node and node.value not in codes:
        message = f"the brief has no manuscript in {node.shown()}"
        raise Unprintable([Problem("unknown-language", message, node.position, f"languages: {', '.join(codes)}")])
    return node.text() if node else None

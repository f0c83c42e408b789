"""The first stage: YAML → Edition, with every problem at its file, line and column.

brief.yaml holds the facts and the order of things; a manuscript holds words alone, keyed by the ids of brief.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefpress.core.command import command
from briefpress.core.files import Files, is_there
from briefpress.core.paths import LABELS
from briefpress.core.problems import Position, Problem, Unprintable, errors, in_order
from briefpress.core.project import FACTS, languages, listed, name_of, unread
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.language.locale import language_of
from briefpress.reading.checks import check, read_specs, source_ids, unused_abbreviations
from briefpress.reading.merge import merge
from briefpress.reading.review import Review, marked, review
from briefpress.reading.suspects import suspects
from briefpress.reading.validation import Context, read_file, validate
from briefpress.schema.edition import Brief, Edition
from briefpress.schema.labels import Labels


def read(folder: Path, code: str, epoch: int | None = None, *, alone: bool = False) -> Edition:
    """Read the edition of the brief in `folder` in the language of this code.

    `epoch` (SOURCE_DATE_EPOCH, seconds) gives the date of a brief whose brief.yaml gives none. An edition that is read
    `alone` is not reviewed against the wording that it was translated from.
    Raises Unprintable with all the problems.
    """
    files = Files(folder)
    codes = languages(folder)
    language = language_of(folder / f"{code}.yaml")
    paths = folder / FACTS, folder / f"{code}.yaml", LABELS / f"{code}.yaml"
    missing = _missing_labels(folder, code)
    facts, words, label_tree = _read_all(paths[:2] if missing else paths, files, missing)
    source = None if alone else _source_code(facts, codes)
    reviewed = Review(frozenset(), ())
    if source and source != code:
        reviewed = review(folder, code, read_yaml(folder / f"{source}.yaml", files), words, files)
        if facts.text("status") == "draft":
            words = marked(words, reviewed.stale, label_tree.text("stale") or "")
    facts, epoch = _dated(_as_ever(facts), epoch)
    tree, problems = merge(Brief, facts, words)
    labels, wrong_labels = read_file(Labels, label_tree, Context(language), "labels")
    if tree is None:
        raise Unprintable([*problems, *wrong_labels, *reviewed.problems])
    brief, wrong_values = validate(Brief, tree, Context(language, source_ids(tree)))
    specs, wrong_charts = read_specs(tree, folder, files)
    problems += [*wrong_labels, *wrong_values, *wrong_charts, *check(tree, folder)]
    problems += [*unused_abbreviations(words, label_tree), *suspects(tree), *unread(folder), *reviewed.problems]
    if errors(problems) or brief is None or labels is None:
        raise Unprintable(problems)
    return Edition(
        brief,
        labels,
        replace(language, names=labels.countries, months=labels.months),
        folder,
        tuple(language_of(folder / f"{other}.yaml") for other in listed(folder)),
        files,
        in_order(problems),
        specs,
        epoch,
        {**tree.places(), **label_tree.places("labels")},
    )


def _dated(facts: Node, epoch: int | None) -> tuple[Node, int | None]:
    """The facts with the day of `epoch` as their date, and `epoch`; it is None where it gave no date."""
    if epoch is None or not isinstance(facts.value, dict) or "date" in facts.value:
        return facts, None
    return _with_defaults(facts, {"date": datetime.fromtimestamp(epoch, UTC).date().isoformat()}), epoch


def _as_ever(facts: Node) -> Node:
    """The facts of a brief whose words stand in manuscripts alone: it has contents and a first version, as ever."""
    is_wordless = isinstance(facts.value, dict) and "title" not in facts.value
    return _with_defaults(facts, {"contents": True, "version": "1"}) if is_wordless else facts


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


def _missing_labels(folder: Path, code: str) -> list[Problem]:
    """A problem where the house has no labels in a language."""
    path = LABELS / f"{code}.yaml"
    if is_there(path):
        return []
    hint = f"run `{command('new-edition', name_of(folder), code)}`: it writes them, to be filled in"
    return [Problem("missing-file", f"the house has no labels in `{code}`", Position(path), hint)]


def _read_all(paths: Iterable[Path], files: Files, problems: list[Problem]) -> list[Node]:
    """The trees of these files; raises Unprintable with the problems of all of them, and with `problems`."""
    trees: list[Node] = []
    for path in paths:
        try:
            trees.append(read_yaml(path, files))
        except Unprintable as unprintable:
            problems += unprintable.problems
    if problems:
        raise Unprintable(problems)
    return trees

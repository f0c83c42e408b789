"""The first stage: YAML → Edition, with every problem at its file, line and column.

brief.yaml holds the facts and the order of things; a manuscript holds words alone, keyed by the ids of brief.yaml.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefpress.briefs import FACTS, languages
from briefpress.edition import Brief, Edition
from briefpress.house import LABELS
from briefpress.labels import Labels
from briefpress.language import Language, language_of
from briefpress.nodes import Node, read_yaml
from briefpress.problems import Problem, Unprintable, errors
from briefpress.translation import Review, marked, review
from briefpress.weaving import Context, Weaver, as_entry


def read(folder: Path, language: str, epoch: int | None = None) -> Edition:
    """Read the edition of the brief in `folder` in one language.

    `epoch` (SOURCE_DATE_EPOCH, seconds) gives the date of a brief whose brief.yaml gives none.
    Raises Unprintable with all the problems found.
    """
    codes = languages(folder)
    tongue = language_of(folder / f"{language}.yaml")
    trees, problems = _read_all(folder / FACTS, folder / f"{language}.yaml", LABELS / f"{language}.yaml")
    if problems:
        raise Unprintable(problems)
    facts, words, labels_tree = trees
    source = _source_language(facts)
    reviewed = Review(frozenset(), ())
    if source and source != language:
        reviewed = review(folder, language, read_yaml(folder / f"{source}.yaml"), words)
        if facts.get("status") and facts.find(["status"]).value == "draft":
            words = marked(words, reviewed.stale, str(labels_tree.find(["stale"]).value))
    if epoch is not None and isinstance(facts.value, dict) and "date" not in facts.value:
        day = datetime.fromtimestamp(epoch, UTC).date().isoformat()
        facts.value["date"] = Node(day, facts.position)
    context = Context(tongue, _source_ids(facts))
    weaver = Weaver(context, f"{language}.yaml")
    brief = weaver.weave(Brief, facts, words)
    labels = Weaver(context, f"{language}.yaml", weaver.problems).weave(Labels, None, labels_tree)
    weaver.problems += _uncited(facts, context)
    weaver.problems += _missing_pictures(facts, folder)
    if weaver.problems or errors(reviewed.problems) or brief is None or labels is None:
        raise Unprintable([*weaver.problems, *reviewed.problems])
    tongue = replace(tongue, names=labels.countries, months=labels.months)
    return Edition(brief, labels, tongue, folder, tuple(map(Language, codes)), reviewed.problems)


def _source_language(facts: Node) -> str | None:
    language = facts.get("language")
    return str(language.value) if language else None


def _read_all(*paths: Path) -> tuple[list[Node], list[Problem]]:
    trees: list[Node] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            trees.append(read_yaml(path))
        except Unprintable as unprintable:
            problems += unprintable.problems
    return trees, problems


def _source_ids(facts: Node) -> frozenset[str]:
    listed = facts.get("sources")
    ids = [entry.get("id") for entry in map(as_entry, listed.items())] if listed else []
    return frozenset(str(node.value) for node in ids if node)


def _uncited(facts: Node, context: Context) -> list[Problem]:
    listed = facts.get("sources")
    ids = [as_entry(node).get("id") for node in listed.items()] if listed else []
    hint = "cite it under `sources:` of what it proves, or remove it"
    return [
        Problem("uncited-source", f"the source `{node.value}` is listed and never cited", node.position, hint)
        for node in ids
        if node and node.value not in context.cited
    ]


def _missing_pictures(facts: Node, folder: Path) -> list[Problem]:
    found = []
    for node in _figures(facts):
        if not (folder / str(node.value)).is_file():
            hint = f"pictures stand in the brief's own folder, {folder.name}/, and are named from there"
            found.append(Problem("missing-image", f"there is no picture `{node.value}`", node.position, hint))
    return found


def _figures(node: Node) -> list[Node]:
    inner = node.value.values() if isinstance(node.value, dict) else node.items()
    files = [file for file in [node.get("file")] if file]
    return files + [figure for child in inner for figure in _figures(child)]

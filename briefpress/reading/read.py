"""The first stage: YAML → Edition, with every problem at its file, line and column.

brief.yaml holds the facts and the order of things; a manuscript holds words alone, keyed by the ids of brief.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefpress.core.files import Files, inside, is_there
from briefpress.core.paths import LABELS
from briefpress.core.problems import Problem, Unprintable, errors, near
from briefpress.core.project import FACTS, languages, listed
from briefpress.core.yamltree import Node, read_yaml
from briefpress.graphics.charts.spec import read_specs
from briefpress.language.glossary import abbreviations
from briefpress.language.locale import language_of
from briefpress.reading.pairs import Strands, as_entry
from briefpress.reading.review import Review, entries, marked, review
from briefpress.reading.weaving import Context, Weaver
from briefpress.schema.edition import Brief, Edition
from briefpress.schema.labels import Labels
from briefpress.schema.regions import wrong_maps


def read(folder: Path, language: str, epoch: int | None = None, *, alone: bool = False) -> Edition:
    """Read the edition of the brief in `folder` in one language.

    `epoch` (SOURCE_DATE_EPOCH, seconds) gives the date of a brief whose brief.yaml gives none. An edition that is read
    `alone` is not reviewed against the wording that it was translated from.
    Raises Unprintable with all the problems found.
    """
    files = Files(folder)
    codes = languages(folder)
    tongue = language_of(folder / f"{language}.yaml")
    paths = folder / FACTS, folder / f"{language}.yaml", LABELS / f"{language}.yaml"
    trees, problems = _read_all(paths, files)
    if problems:
        raise Unprintable(problems)
    facts, words, labels_tree = trees
    source = None if alone else _source_language(facts, codes)
    reviewed = Review(frozenset(), ())
    if source and source != language:
        reviewed = review(folder, language, read_yaml(folder / f"{source}.yaml", files), words, files)
        if facts.text("status") == "draft":
            words = marked(words, reviewed.stale, labels_tree.text("stale") or "")
    if not isinstance(facts.value, dict) or "date" in facts.value:
        epoch = None
    elif epoch is not None:
        day = datetime.fromtimestamp(epoch, UTC).date().isoformat()
        facts.value["date"] = Node(day, facts.position)
    context = Context(tongue, _source_ids(facts))
    weaver = Weaver(context, f"{language}.yaml", problems)
    brief = weaver.weave(Brief, Strands(facts, words, words))
    labels = weaver.weave(Labels, Strands(None, labels_tree, labels_tree, path="labels"))
    problems += [*_uncited(facts), *_uncounted(facts), *_missing_pictures(facts, folder)]
    problems += _idle_abbreviations(words, labels_tree)
    specs, wrong = read_specs(facts, words, folder, files)
    problems += [*wrong, *wrong_maps(facts)]
    if problems or errors(reviewed.problems) or brief is None or labels is None:
        raise Unprintable([*problems, *reviewed.problems])
    tongue = replace(tongue, names=labels.countries, months=labels.months)
    tongues = tuple(language_of(folder / f"{code}.yaml") for code in listed(folder))
    return Edition(brief, labels, tongue, folder, tongues, files, reviewed.problems, specs, epoch, weaver.places)


def _source_language(facts: Node, codes: list[str]) -> str | None:
    """The language that the other editions are translated from; raises Unprintable where it has no manuscript."""
    node = facts.get("language")
    if node and node.value not in codes:
        message = f"the brief has no manuscript in {node.shown()}"
        raise Unprintable([Problem("unknown-language", message, node.position, f"languages: {', '.join(codes)}")])
    return str(node.value) if node else None


def _read_all(paths: Iterable[Path], files: Files) -> tuple[list[Node], list[Problem]]:
    trees: list[Node] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            trees.append(read_yaml(path, files))
        except Unprintable as unprintable:
            problems += unprintable.problems
    return trees, problems


def _source_ids(facts: Node) -> frozenset[str]:
    listed = facts.get("sources")
    ids = [entry.get("id") for entry in map(as_entry, listed.items())] if listed else []
    return frozenset(node.value for node in ids if node and isinstance(node.value, str))


def _uncited(facts: Node) -> list[Problem]:
    listed = facts.get("sources")
    if listed is None or facts.get("sections") is None:
        return []
    ids = [as_entry(node).get("id") for node in listed.items()]
    cited = set(_cited(facts.nearest("sections")))
    # One whose id was mistyped where it is cited is told there.
    mistyped = cited - _source_ids(facts)
    hint = "cite it under `sources:` of what it proves, or remove it"
    return [
        Problem("uncited-source", f"the source `{node.value}` is listed and never cited", node.position, hint)
        for node in ids
        if node and isinstance(node.value, str) and node.value not in cited and not near(node.value, mistyped)
    ]


def _cited(node: Node) -> Iterator[str]:
    """The ids of the sources that are cited anywhere under a node."""
    for name, inner in node.value.items() if isinstance(node.value, dict) else ():
        if name == "sources":
            yield from (str(item.value) for item in (inner, *inner.items()))
        else:
            yield from _cited(inner)
    for inner in node.items():
        yield from _cited(inner)


def _uncounted(facts: Node) -> list[Problem]:
    """The measure `opened` needs a section that tells when its office was."""
    glance, sections = facts.get("glance"), facts.get("sections")
    if glance is None or sections is None or any(section.get("opened") for section in sections.items()):
        return []
    measures = [measure.get("of") for measure in glance.items()]
    hint = "add `opened:` to a section of kind `mandate`, or remove the measure"
    return [
        Problem("empty-measure", "no section tells when its office was opened", node.position, hint)
        for node in measures
        if node and node.value == "opened"
    ]


def _idle_abbreviations(words: Node, labels: Node) -> Iterator[Problem]:
    """The glossary is for those who hear the brief: what it explains must be said."""
    glossary = words.get("glossary")
    said = [node for name, node in entries(words).items() if not name.startswith("glossary.")]
    text = "\n".join(str(node.value) for node in (*said, *entries(labels).values()))
    for word, place in glossary.keys.items() if glossary else ():
        if not abbreviations([word]).search(text):
            message = f"`{word}` stands in the glossary and nowhere else"
            yield Problem("idle-abbreviation", message, place, "remove it, or write it as it stands in the texts")


def _missing_pictures(facts: Node, folder: Path) -> list[Problem]:
    found = []
    for node in _figures(facts):
        path = inside(folder, str(node.value))
        if path is None or not is_there(path):
            hint = f"pictures stand in the brief's own folder, {folder.name}/, and are named from there"
            found.append(Problem("missing-image", f"there is no picture `{node.value}`", node.position, hint))
    return found


def _figures(node: Node) -> list[Node]:
    inner = node.value.values() if isinstance(node.value, dict) else node.items()
    if node.text("type") == "chart":
        return []
    files = [file for file in [node.get("file")] if file]
    return files + [figure for child in inner for figure in _figures(child)]

"""The numbers of what a brief may refer to, counted in its tree, before its texts are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.language.references import CrossReferences, Referent
from briefpress.reading.anchors import anchors
from briefpress.reading.merge import Part
from briefpress.reading.selection import Selected
from briefpress.schema.base import Entry
from briefpress.schema.labels import Labels
from briefpress.schema.numbering import (
    ANNEX,
    FIGURE,
    NUMBER,
    SECTION,
    TABLE,
    Numbered,
    Numbering,
    NumberLabels,
    listed,
    numbered,
)


def numbers_of(selected: Selected, letters: str) -> dict[str, Numbered]:
    """The numbers of the parts of a brief, by their paths; annexes have these letters.

    They are counted in the full edition. What only this one has comes after that, but for sections: it numbers none.
    """
    kinds = dict(_kinds(selected.full))
    own = {path: kind for path, kind in _kinds(selected.tree) if path not in kinds and kind != SECTION}
    return numbered((kinds | own).items(), letters)


def _kinds(tree: Part) -> list[tuple[str, str]]:
    """What has a number, by its path, in the order in which it is printed, and what it is counted as."""
    numbered = sorted(_numbered(tree), key=lambda each: not each[2])
    return [(path, kind) for path, kind, _ in numbered]


def _numbered(tree: Part) -> Iterator[tuple[str, str, bool]]:
    """What has a number, by its path, what it is counted as, and whether it opens the brief, before all others."""
    for section in tree.items("sections"):
        path, own = f"sections.{section.text('id')}", _choice(section, "numbered")
        is_annex = _choice(section, "annex")
        if own if own is not None else is_annex or _choice(tree, "numbered") is not False:
            yield path, ANNEX if is_annex else SECTION, False
        for inner, part in section.walk(path):
            if isinstance(part, Part) and issubclass(part.model, Entry) and part.model.numbered_as:
                yield inner, part.model.numbered_as, _choice(part, "opening") is True


def _counts(selected: Selected) -> Counter[str]:
    """How many of each kind are printed: on a sheet those that are chosen for it."""
    if not selected.is_sheet:
        return Counter(kind for _, kind in _kinds(selected.full))
    sections = [(f"sections.{section.text('id')}", section) for section in selected.tree.items("sections")]
    parts = (part for start, section in sections for part in section.walk(start))
    chosen = {path for path, part in parts if _choice(part, "onepager")}
    return Counter(kind for path, kind in _kinds(selected.tree) if path in chosen)


def _choice(node: Node, key: str) -> bool | None:
    value = inner.value if (inner := node.get(key)) else None
    return value if isinstance(value, bool) else None


def cross_references(selected: Selected, numbers: Mapping[str, Numbered], labels: NumberLabels) -> CrossReferences:
    """What the texts of an edition may refer to by these numbers, and how the labels call it."""
    by_kind = labels.by_kind
    referents = {}
    for name, path in _targets(selected.tree, numbers):
        kind, number = numbers[path].kind, numbers[path].number
        referents[name] = Referent(kind, number, by_kind[kind].reference_to(number) if kind in by_kind else number)
    names = {kind: label.names for kind, label in by_kind.items()}
    return CrossReferences(referents, names, listed(labels.determiners), selected.lost)


def _targets(tree: Part, numbers: Mapping[str, Numbered]) -> Iterator[tuple[str, str]]:
    """What has a number, by its id on the page and its path. A single section has one only in contents."""
    fixed = {name for name, _, _ in anchors(tree)}
    is_single = len(list(tree.items("sections"))) == 1 and not _choice(tree, "contents")
    for path, part in numbers.items():
        name = path.rpartition(".")[2]
        is_bare = is_single and part.kind == SECTION
        # Of two that have one id, reading/anchors.py tells.
        if not is_bare and (part.kind in (SECTION, ANNEX) or name not in fixed):
            yield name, path


def numbering(
    selected: Selected, numbers: Mapping[str, Numbered], references: CrossReferences, labels: Labels
) -> Numbering:
    """The numbers, and what is printed of them in a brief whose texts have made these references.

    Where several figures or several tables are printed, both have their numbers: people can name one in a meeting.
    """
    captions = {kind: label.caption for kind, label in labels.numbers.by_kind.items() if label.caption}
    captions = {ANNEX: labels.dossier.annex.replace("{tab}", NUMBER), **captions, SECTION: NUMBER}
    counts, choice = _counts(selected), _choice(selected.tree, "numbered")
    several = {FIGURE, TABLE} if max(counts[FIGURE], counts[TABLE]) > 1 else set()
    chosen = {True: {part.kind for part in numbers.values()}, False: set(), None: several}[choice]
    printed = {SECTION, ANNEX, *references.kinds, *chosen}
    numerals = {
        path: captions.get(part.kind, f"{NUMBER}.").replace(NUMBER, part.number)
        for path, part in numbers.items()
        if part.kind in printed
    }
    return Numbering(numbers, numerals)


def misplaced_annexes(tree: Part) -> Iterator[Problem]:
    """Annexes before a section that is none."""
    sections = list(tree.items("sections"))
    while sections and _choice(sections[-1], "annex"):
        sections.pop()
    for section in (section for section in sections if _choice(section, "annex")):
        message = f"the annex `{section.text('id')}` stands before a section that is no annex"
        hint = "move it to the end of `sections:`; annexes stand after all others"
        yield Problem("misplaced-annex", message, section.nearest("annex").position, hint)

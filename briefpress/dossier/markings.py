"""How a dossier is marked: as severely as any of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefpress.core.problems import Problem, Severity, choices
from briefpress.core.yamltree import Node
from briefpress.dossier.model import BriefPart, FilePart
from briefpress.language.locale import Language
from briefpress.reading.markings import Office
from briefpress.schema.markings import UNMARKED

Parts = Sequence[BriefPart | FilePart]


def wrong_markings(tree: Node, parts: Parts, office: Office, language: Language) -> Iterator[Problem]:
    """What is wrong with the marking of a dossier of this YAML beside those of its parts."""
    yield from _unknown(parts, office)
    known = [part for part in parts if office.markings.named(part.marking)]
    node = tree.get("marking")
    severest = office.markings.severest(str(part.marking) for part in known)
    if node:
        yield from _low(node, known, office)
    elif len(severest) > 1:
        named = " and ".join(f"{part.marking} (line {part.position.line})" for part in _firsts(known, severest))
        message = f"its parts are marked {named}, and no list says which of them prevails"
        hint = "write `marking:` and what the dossier is to be marked; or list all of them in markings.yaml"
        yield Problem("unlike-markings", message, tree.position, hint)
    own = None if node and node.value == UNMARKED else (node and node.text()) or next(iter(severest), None)
    yield from office.problems(own, language, tree.nearest("marking").position)


def _unknown(parts: Parts, office: Office) -> Iterator[Problem]:
    for part in parts:
        if part.marking and not office.markings.named(part.marking):
            message = f"the part is marked `{part.marking}`, which is no marking here"
            known = choices(part.marking, office.markings.names, "markings")
            yield Problem("wrong-choice", message, part.named, f"declare it in the markings of the dossier; {known}")


def _low(node: Node, parts: Parts, office: Office) -> Iterator[Problem]:
    own = str(node.value)
    for part in parts:
        if own == UNMARKED or office.markings.is_above(str(part.marking), own):
            message = f"the dossier is marked {own}, its part on line {part.position.line} {part.marking}"
            yield Problem("low-marking", message, node.position, f"mark the dossier {part.marking}")
        elif office.markings.may_be_above(str(part.marking), own):
            message = (
                f"the dossier is marked {own}, the most open, its part on line {part.position.line} {part.marking}"
            )
            hint = f"mark the dossier {part.marking}; or list both in markings.yaml, in the order of their severity"
            yield Problem("low-marking", message, node.position, hint, Severity.WARNING)


def _firsts(parts: Parts, names: Sequence[str]) -> Iterator[BriefPart | FilePart]:
    """The first part of each marking."""
    return (next(part for part in parts if part.marking == name) for name in names)

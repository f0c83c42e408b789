"""What a brief declares: the values that its texts print by name, and the readers of its editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from briefpress.core.design import Overrides
from briefpress.core.files import Files
from briefpress.core.problems import Problem, Severity, Unprintable, choices
from briefpress.core.project import FACTS, languages
from briefpress.core.yamltree import Node
from briefpress.language.placeholders import NamedValues, names_in
from briefpress.reading.merge import Part
from briefpress.reading.validation import Context, validate
from briefpress.reading.words import texts
from briefpress.schema.labels import Labels
from briefpress.schema.markings import UNMARKED, Markings
from briefpress.schema.printed_values import Values
from briefpress.schema.values import Value, Variants

#: Stands for what cannot be printed, as something is wrong with it that is reported.
_UNKNOWN = "…"


def parted(tree: Part) -> tuple[Part, Part]:
    """What a tree declares, and the tree without it."""
    declared = {name: node for name, node in tree.inside() if name in Variants.model_fields}
    others = {name: node for name, node in tree.inside() if name not in declared}
    return replace(tree, value=declared, model=Variants), replace(tree, value=others)


def named_values(
    tree: Part, context: Context, labels: Labels | None, overrides: Overrides
) -> tuple[NamedValues, list[Problem]]:
    """What the texts of an edition print by name, of what a tree declares, and what is wrong with that."""
    declared, problems = validate(Variants, tree, replace(context, values=NamedValues(are_values=True)))
    if declared is None or labels is None:
        nodes = (node for _, node in tree.walk() if isinstance(node, Part) and node.model is Value)
        return NamedValues({str(node.text("id")): _UNKNOWN for node in nodes}), problems
    printer = Values(replace(context.language, months=labels.months), labels)
    values = declared.values_for(overrides.audience, overrides.recipient)
    printed = {name: value.printed(printer) for name, value in values.items()}
    return NamedValues(printed, declared.names - printed.keys()), problems


def with_marking(tree: Part, declared: Part, markings: Markings, overrides: Overrides) -> tuple[Part, list[Problem]]:
    """A tree with the marking that it has for the chosen readers, and what is wrong where they have two."""
    nodes = markings_for(declared, markings, overrides.audience, overrides.recipient)
    problems = []
    if len(nodes) > 1:
        named = " and ".join(f"{node.value} (line {node.position.line})" for node in nodes)
        message = f"the audience and the recipient are marked {named}, and no list says which of them prevails"
        hint = "list both in markings.yaml in the order of their severity, or mark both alike"
        problems = [Problem("unlike-markings", message, nodes[0].position, hint)]
    return replace(tree, value={**dict(tree.inside()), "marking": nodes[0]}) if nodes else tree, problems


def markings_for(facts: Node, markings: Markings, audience: str | None, recipient: str | None) -> list[Node]:
    """The marking that the readers of an edition have; several where no order holds for those of both."""
    chosen = (("audiences", audience), ("recipients", recipient))
    readers = [each for key, name in chosen for each in facts.items(key) if name and each.text("id") == name]
    nodes = {str(node.value): node for each in readers if (node := each.get("marking"))}
    names = [name for name in nodes if name != UNMARKED] or [*nodes]
    return [nodes[name] for name in markings.severest(names)]


def has_private_parts(tree: Part, overrides: Overrides) -> bool:
    """Whether a tree declares what is not for everybody: who gets an edition, and values of other audiences."""
    others = (node for node in tree.items("audiences") if node.text("id") != overrides.audience)
    return any(tree.items("recipients")) or any(any(node.items("values")) for node in others)


def check_variants(tree: Part, whole: Part, folder: Path, overrides: Overrides) -> Iterator[Problem]:
    """What is wrong with what a tree declares, and with the readers that were chosen."""
    yield from _unknown_readers(tree, overrides)
    yield from _same_names(whole)
    values = [node for _, node in tree.walk() if isinstance(node, Part) and node.model is Value]
    used = {name for text in _all_texts(whole, folder) for name in names_in(text)} if values else set()
    for node in values:
        if (name := node.text("id")) and name not in used:
            hint = f"write `{{{{{name}}}}}` in a text, or remove it"
            yield Problem("idle-value", f"no text prints the value `{name}`", node.position, hint, Severity.WARNING)


def _unknown_readers(tree: Part, overrides: Overrides) -> Iterator[Problem]:
    for key, name in (("audience", overrides.audience), ("recipient", overrides.recipient)):
        known = [str(each.text("id")) for each in tree.items(f"{key}s")]
        if name is not None and name not in known:
            yield Problem("unknown-id", f"`{name}` is no {key} of this brief", None, choices(name, known, f"{key}s"))


def _same_names(tree: Part) -> Iterator[Problem]:
    """Audiences, recipients and layouts of one name: the files of their editions would have one name, too."""
    taken = {"all": "the word for each of them"} | {
        name: "a layout" for each in tree.items("layouts") if (name := each.text())
    }
    for key in ("audience", "recipient"):
        for node in tree.items(f"{key}s"):
            name = str(node.text("id"))
            if name in taken:
                message, hint = f"`{name}` is {taken[name]} as well", "take another word: files are named by it"
                yield Problem("duplicate-id", message, node.nearest("id").position, hint)
            taken.setdefault(name, f"an {key}" if key == "audience" else f"a {key}")


def _all_texts(whole: Part, folder: Path) -> Iterator[str]:
    """What may name values: the texts of a tree, and the files of a brief in all languages, as far as they are read."""
    yield from (str(node.value) for node in texts(whole).values())
    files = Files(folder)
    for name in (FACTS, *(f"{code}.yaml" for code in languages(folder))):
        with suppress(Unprintable):
            yield files.text(folder / name)

"""What only the whole of a brief shows, at its place in the YAML.

Sources that nothing cites, abbreviations that nothing uses, pictures that are not there, what maps cannot show, and
what a chart needs words for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefpress.core.files import Files, inside, is_there
from briefpress.core.problems import Problem, Severity, Unprintable, choices, near
from briefpress.core.yamltree import Node, joined
from briefpress.graphics.charts.highlight import highlightable
from briefpress.graphics.charts.spec import Spec, read_spec
from briefpress.language.glossary import abbreviations
from briefpress.reading.anchors import anchors
from briefpress.reading.content import Content
from briefpress.reading.maps import wrong_groups
from briefpress.reading.merge import Part
from briefpress.reading.review import entries
from briefpress.reading.sources import check_sources
from briefpress.reading.words import texts
from briefpress.schema.anchors import OWN_PARTS
from briefpress.schema.blocks import Map
from briefpress.schema.cards import Card
from briefpress.schema.fields import is_picture
from briefpress.schema.glance import Measure
from briefpress.schema.results import Result
from briefpress.schema.sections import Domains, Mandate, Projects, Section

#: The endings of pictures.
_PICTURES = (".png", ".jpg", ".jpeg", ".svg")


def check(tree: Part, folder: Path, source: Content | None) -> Iterator[Problem]:
    """What is wrong with the facts of a brief, wherever pydantic cannot see it; `source` is what it translates."""
    yield from check_sources(tree, source)
    yield from _uncounted_measures(tree)
    for part in (node for _, node in tree.walk() if isinstance(node, Part)):
        yield from _missing_pictures(part, folder)
        if part.model is Map:
            yield from wrong_groups(part, [each for each in tree.items("sections") if _may_be(each, Projects, Domains)])
        elif part.model in (Card, Measure, Result):
            yield from _lost_plus(part)


def page_ids(tree: Node) -> set[str]:
    """The ids that sections and entries have on the page, and those of the press's own parts."""
    return {*OWN_PARTS, *(name for name, _, _ in anchors(tree))}


def unused_abbreviations(tree: Part, labels: Node) -> Iterator[Problem]:
    """The glossary is for those who hear the brief: what it explains must be in its texts."""
    glossary = tree.get("glossary")
    nodes = [node for name, node in texts(tree).items() if not name.startswith("glossary.")]
    text = "\n".join(str(node.value) for node in (*nodes, *entries(labels).values()))
    for word, place in glossary.keys.items() if glossary else ():
        if not abbreviations([word]).search(text):
            message = f"`{word}` is in the glossary and nowhere else"
            yield Problem("idle-abbreviation", message, place, "remove it, or write it as it is written in the texts")


def read_specs(tree: Node, folder: Path, files: Files) -> tuple[dict[str, Spec], list[Problem]]:
    """The specifications of all charts, by the ids of section and block, and what is wrong with them or their words."""
    specs: dict[str, Spec] = {}
    problems: list[Problem] = []
    for section in tree.items("sections"):
        for block in (block for block in section.items("blocks") if block.text("type") == "chart"):
            outer, inner = section.text("id"), block.text("id")
            try:
                spec = specs[f"{outer}.{inner}"] = read_spec(block, folder, files)
            except Unprintable as unprintable:
                problems += unprintable.problems
                continue
            problems += spec.warnings
            if isinstance(block, Part):
                problems += _wrong_words(block, spec, f"sections.{outer}.blocks.{inner}.words")
            problems += _wrong_highlight(block, spec)
    return specs, problems


def _wrong_words(block: Part, spec: Spec, path: str) -> Iterator[Problem]:
    """Fields and categories of a chart that the manuscript does not name, and names of what is not there."""
    words = block.get("words") or Node({}, block.words)
    ids = spec.ids
    for name in spec.nameless if not block.is_wordless else ():
        if name not in words.keys:
            hint = f"add it under `words:`; {spec.place.file.name}:{spec.place.line} asks for it"
            message = f"there are no words for `{joined(path, name)}`"
            yield Problem("missing-words", message, words.position, hint)
    for name, place in words.keys.items():
        # What has no value at all is reported by the model.
        if name not in ids and name not in words.valueless:
            message = f"the chart has no field or category `{joined(path, name)}`"
            yield Problem("unknown-id", message, place, choices(name, ids, "ids"))


def _wrong_highlight(block: Node, spec: Spec) -> Iterator[Problem]:
    """Categories to highlight that no axis and no legend of a chart names."""
    names = highlightable(spec)
    for node in filter(None, (block.get("highlight"), *block.items("highlight"))):
        if not isinstance(node.value, tuple) and str(node.value) not in names:
            message = f"the chart has no category `{node.value}` on an axis or in a legend"
            yield Problem("unknown-id", message, node.position, choices(str(node.value), names, "categories"))


def _uncounted_measures(tree: Part) -> Iterator[Problem]:
    """Measures of what no section has: they would be printed as 0."""
    sections = list(tree.items("sections"))
    for node in (measure.get("of") for measure in tree.items("glance") if sections):
        of = node.text() if node else None
        if node and of in _MEASURED and not any(_has(section, of) for section in sections):
            lack, remedy = _MEASURED[of]
            yield Problem("empty-measure", f"no section {lack}", node.position, f"{remedy}, or remove the measure")


def _lost_plus(figure: Part) -> Iterator[Problem]:
    """A figure that was typed as a change, with a plus, and is printed as an amount."""
    value = figure.nearest("value")
    if plus := next((node for node in (value, *value.items()) if node.has_plus), None):
        hint = "remove it; if the figure is a change, say so in the text beside it: `text: points more than in 2025`"
        message = f"the plus before {plus.value} is not printed"
        yield Problem("wrong-measure", message, plus.position, hint, Severity.WARNING)


def _has(section: Node, of: str) -> bool:
    """Whether a section has something that a measure counts."""
    if of == "countries":
        return _may_be(section, Projects) and any(project.get("countries") for project in section.items("projects"))
    if of == "opened":
        return _may_be(section, Mandate) and section.get("opened") is not None
    return any(section.items(of))


def _may_be(section: Node, *kinds: type[Section]) -> bool:
    """Whether a section is of one of these kinds, as far as it is of any: others may use the same keys otherwise."""
    return not isinstance(section, Part) or issubclass(section.model, kinds)


#: What a brief lacks in which a measure would count nothing, and what to do.
_MEASURED = {
    "opened": ("says when its office was opened", "add `opened:` to a section of kind `mandate`"),
    "objectives": ("has objectives", "add a section of kind `mandate`"),
    "domains": ("has domains", "add a section of kind `domains`"),
    "projects": ("has projects", "add a section of kind `projects`"),
    "partners": ("has partners", "add a section of kind `partners`"),
    "countries": ("has projects with countries", "add `countries:` to a project"),
}


def _missing_pictures(part: Part, folder: Path) -> Iterator[Problem]:
    named = (part.get(name) for name, info in part.model.model_fields.items() if is_picture(info))
    for node in filter(None, named):
        path = inside(folder, str(node.value))
        if path is None or not is_there(path):
            question = "".join(f"did you mean `{name}`? " for name in _similar(str(node.value), folder))
            hint = f"{question}pictures are in the folder of the brief, {folder.name}/, and are named from there"
            yield Problem("missing-image", f"there is no picture `{node.value}`", node.position, hint)


def _similar(name: str, folder: Path) -> list[str]:
    """The picture in a folder that was probably meant: one of the same name but for its capitals or its folder."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in _PICTURES)
    names = sorted(path.as_posix() for path in paths)
    last = name.rpartition("/")[2].casefold()
    same = [each for each in names if each.rpartition("/")[2].casefold() == last]
    return same[:1] or near(name, names)

"""Where links may lead, and links that may be meant otherwise.

What has no id but its place in a list is another once an entry is put before it; a heading may have the words of
another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefpress.core.problems import Position, Problem, Severity
from briefpress.core.yamltree import Node
from briefpress.language.commonmark import MARKDOWN
from briefpress.language.text_headings import headings_of, name_headings
from briefpress.reading.ids import has_place_id
from briefpress.reading.merge import Part
from briefpress.reading.words import texts
from briefpress.schema.anchors import LINK_WITHIN, fixed_anchors
from briefpress.schema.base import Entry
from briefpress.schema.brief import Brief


def anchors(tree: Node) -> Iterator[tuple[str, Node, Node | None]]:
    """The ids that sections, and the domains and projects in them, have on the page, in order; each with the two."""
    for section in tree.items("sections"):
        name = str(section.text("id"))
        yield name, section, None
        for entry in (entry for key in ("domains", "projects") for entry in section.items(key)):
            yield f"{name}-{entry.text('id')}", section, entry


def links_by_place(tree: Part) -> Iterator[Problem]:
    """Links, maps and timelines that name sections, domains or projects by their places."""
    places = _places(tree)
    for node in texts(tree).values() if places else ():
        # A heading has two hyphens between its section and its words.
        for name in dict.fromkeys(link.partition("--")[0] for link in LINK_WITHIN.findall(str(node.value))):
            if entry := places.get(name):
                yield _problem(name, entry, node)
    for part in (node for _, node in tree.walk() if isinstance(node, Part)) if places else ():
        of = part.get("of")
        if of and (entry := places.get(str(of.value))):
            yield _problem(str(of.value), entry, of)


def _places(tree: Part) -> dict[str, Node]:
    """What is named by its place, by what a link would call it."""
    places: dict[str, Node] = {}
    for name, section, entry in anchors(tree):
        if unnamed := next((node for node in (entry, section) if node and has_place_id(node)), None):
            places[name] = unnamed
    return places


def links_to_blocks(brief: Brief, tree: Part) -> Iterator[Problem]:
    """Links to an id that several blocks have, or to a block that is named by its place; also to what is counted."""
    blocks: dict[str, list[Node]] = {}
    for block in (block for section in tree.items("sections") for block in section.items("blocks")):
        for _, part in block.walk():
            if part is block or (isinstance(part, Part) and issubclass(part.model, Entry) and part.model.numbered_as):
                blocks.setdefault(str(part.text("id")), []).append(part)
    fixed = fixed_anchors(brief.sections)
    for node in texts(tree).values():
        for name in dict.fromkeys(LINK_WITHIN.findall(str(node.value))):
            namesakes = blocks.get(name, []) if name not in fixed else []
            if len(namesakes) > 1:
                lines = ", ".join(str(block.position.line) for block in namesakes)
                message = f"`{name}` is the id of {len(namesakes)} entries"
                hint = f"they are on the lines {lines} of {namesakes[0].position.file.name}: give the one that is meant"
                hint += " an `id:` of its own, and link to that"
                yield Problem("broken-link", message, node.seek(rf"#{name}(?![\w-])"), hint)
            elif namesakes and has_place_id(namesakes[0]):
                yield _problem(name, namesakes[0], node)


def _problem(name: str, entry: Node, node: Node) -> Problem:
    message = f"`{name}` only says where in its list something stands"
    place = entry.position
    hint = f"give the entry on line {place.line} of {place.file.name} an `id:` of its own, and write that here"
    return Problem("broken-link", message, node.seek(rf"#?{name}"), hint)


def left_out_targets(tree: Part, full: Part, whole: Part) -> dict[str, Node]:
    """What only the whole brief has of what links may lead to, by its id; what the full edition has, is mere words."""
    known = {*_targets(tree), *_targets(full)}
    return {name: node for name, node in _targets(whole).items() if name not in known}


def links_to_left_out(tree: Part, lost: Mapping[str, Node]) -> Iterator[Problem]:
    """Links from the tree of an edition, and maps and timelines in it, to what it is without."""
    for node in texts(tree).values() if lost else ():
        for name in dict.fromkeys(LINK_WITHIN.findall(str(node.value))):
            if name in lost:
                yield _left_out(name, lost[name], node.seek(rf"#{name}(?![\w-])"))
    for part in (node for _, node in tree.walk() if isinstance(node, Part)) if lost else ():
        if (of := part.get("of")) and of.text() in lost:
            yield _left_out(str(of.value), lost[str(of.value)], of.position)


def _targets(tree: Part) -> dict[str, Node]:
    """What links may lead to, by its id: parts, and texts with headings."""
    sections = tree.nearest("sections").walk()
    targets: dict[str, Node] = {
        name: node for _, node in sections if isinstance(node, Part) and (name := node.text("id"))
    }
    targets |= {name: entry or section for name, section, entry in anchors(tree)}
    for path, node in texts(tree).items():
        if path.startswith("sections.") and "###" in str(node.value):
            tokens = MARKDOWN.parse(str(node.value), {})
            list(name_headings(tokens, path.split(".")[1], set()))
            targets |= {str(heading.attrs["id"]): node for heading, _ in headings_of(tokens)}
    return targets


def _left_out(name: str, target: Node, place: Position) -> Problem:
    message = f"`{name}` is not in this edition: an `if:` leaves it out"
    there = f"{target.position.file.name}:{target.position.line}"
    hint = f"remove the link, or give what holds it the condition that {there} has, or one that is narrower"
    return Problem("broken-link", message, place, hint)


def links_to_namesakes(brief: Brief, tree: Part) -> Iterator[Problem]:
    """Links to a heading by its words, which another one in its section has as well."""
    headings = {heading.id: heading.plain for section in brief.sections for heading in section.subheadings}
    firsts = {name for name, words in headings.items() if headings.get(f"{name}-2") == words}
    for node in texts(tree).values() if firsts else ():
        for name in dict.fromkeys(LINK_WITHIN.findall(str(node.value))):
            if name in firsts:
                message = f"several headings of the section are called “{headings[name]}”, and this leads to the first"
                hint = "give the one that is meant an id of its own, as in `### Costs {#costs}`, and link to that"
                yield Problem("broken-link", message, node.seek(rf"#{name}(?![\w-])"), hint, Severity.WARNING)

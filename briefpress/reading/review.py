"""Translations: which source wording each entry stands for, and what is to be looked at again.

`translations.yaml`, beside brief.yaml, keeps for each language and entry a short digest of the source wording that was
translated; the verb `translate --accept` writes it (reading/acceptance.py). An entry whose source wording has changed
since is stale.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from briefpress.core.command import command
from briefpress.core.files import Files, is_there
from briefpress.core.problems import Position, Problem, Severity
from briefpress.core.project import name_of
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node, joined
from briefpress.reading.comparison import CODES, ITEM, differences, is_untranslated, same_language
from briefpress.reading.content import Content
from briefpress.reading.words import section_text_paths
from briefpress.schema.names import is_rather_institution

AnyNode = TypeVar("AnyNode", bound=Node)

ACCEPTED = "translations.yaml"

#: So many entries are named in one message.
_LISTED = 5
_WAIVER = re.compile(r"#\s*waive\s+(?P<code>[a-z-]+)\s*:\s*(?P<reason>\S.*)")


def entries(words: Node) -> dict[str, Node]:
    """The texts of a manuscript by their paths, such as `sections.bureau.intro`, in its order.

    A text alone stands for an entry whose only words are its `text`.
    """
    texts = ((path, node) for path, node in words.walk() if not isinstance(node.value, dict | tuple | None))
    return {path.removesuffix(".text"): node for path, node in texts}


def digest(node: Node) -> str:
    """A short digest of a wording; spaces and line breaks do not count."""
    text = " ".join(unicodedata.normalize("NFC", str(node.value)).split())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def accepted(folder: Path, language: str, files: Files | None = None) -> dict[str, str]:
    """The digests that were accepted for one language, by path; raises Unprintable."""
    path = folder / ACCEPTED
    if not is_there(path):
        return {}
    digests = read_yaml(path, files).get(language)
    return {name: str(node.value) for name, node in digests.inside()} if digests else {}


@dataclass(frozen=True)
class Review:
    """A manuscript read against the source: its stale entries, and all problems."""

    stale: frozenset[str]
    problems: tuple[Problem, ...]


def review(folder: Path, source: Content, translation: Content, files: Files | None = None) -> Review:
    """Read the words of a brief in one language against those in the language of the source."""
    origin, target, language = source.texts(), translation.texts(), translation.language
    ledger, typed = accepted(folder, language, files), section_text_paths(source.tree())
    # An entry whose title is all its words used to be named by its id alone.
    paths = {name: name if name in ledger else name.removesuffix(".title") for name in origin}
    digests = {name: ledger[path] for name, path in paths.items() if path in ledger}
    shared = [name for name, node in target.items() if name in origin and str(node.value).strip()]
    changed = [name for name in shared if digests.get(name, digest(origin[name])) != digest(origin[name])]
    fresh = [name for name in shared if name not in digests]
    waivers = _Waivers(translation.place)
    different = [
        problem
        for name in shared
        for problem in differences(typed.get(name, name), origin[name], target[name])
        if not waivers.waive(problem.code, target[name])
    ]
    identical = [
        name
        for name in shared
        if is_untranslated(name, origin[name], target[name]) and not waivers.waive("untranslated-text", target[name])
    ]
    accept_all = ["translate", "--accept", language, "--brief", name_of(folder)]
    problems = [
        *(_stale(typed.get(name, name), origin[name], target[name], accept_all) for name in changed),
        *_unaccepted({typed.get(name, name): target[name] for name in fresh}, accept_all, are_all=not digests),
    ]
    if not same_language(source.language, language):
        problems += [
            *_untranslated({typed.get(name, name): target[name] for name in identical}, source),
            *_untranslated_authors(translation.facts, language),
        ]
    return Review(frozenset((*changed, *fresh)), (*problems, *different, *waivers.unused()))


def marked(node: AnyNode, stale: frozenset[str], mark: str, path: str = "") -> AnyNode:
    """A tree with `mark` before the words of its stale entries, for drafts."""
    inner = {step: marked(each, stale, mark, joined(path, step)) for step, each in node.inside()}
    if isinstance(node.value, dict):
        return replace(node, value=inner)
    if isinstance(node.value, tuple):
        return replace(node, value=tuple(inner.values()))
    if path.removesuffix(".text") not in stale or not isinstance(node.value, str):
        return node
    # A list, a quotation, a heading or a table at the beginning would be none after a mark on its first line.
    start = f"\\[{mark}\\]\n\n" if re.match(rf"{ITEM}|\s*[>#|]", node.value) else f"[{mark}] "
    return replace(node, value=start + node.value)


def _stale(name: str, source: Node, target: Node, accept_all: Sequence[str]) -> Problem:
    message = f"the source wording of `{name}` is not the one that was translated"
    wordings = f"source ({source.position}): “{_short(source)}”; here: “{_short(target)}”"
    hint = f"{wordings}; read it again, then run `{command(*accept_all, name)}`"
    return Problem("stale-translation", message, target.position, hint, Severity.WARNING)


def _unaccepted(nodes: Mapping[str, Node], accept_all: Sequence[str], *, are_all: bool) -> Iterator[Problem]:
    """Entries that nobody has accepted yet, at the first of them: a fresh translation has hundreds."""
    if nodes:
        names = list(nodes)
        message = f"{_counted(names, 'translation')} not yet accepted: {_enumerated(names)}"
        accepting = command(*accept_all, *(() if are_all or len(names) >= _LISTED else names))
        hint = f"when all entries have been read against the source, run `{accepting}`"
        yield Problem("stale-translation", message, nodes[names[0]].position, hint, Severity.WARNING)


def _untranslated(nodes: Mapping[str, Node], source: Content) -> Iterator[Problem]:
    """Entries that are their source, word for word, at the first of them."""
    if nodes:
        names = list(nodes)
        counted, file = _counted(names, "entry", "entries"), source.place.file.name
        message = f"{counted} word for word what {file} says: {_enumerated(names)}"
        hint = "translate it, or write `# waive untranslated-text: why` on the line above each that is meant to stay"
        yield Problem("untranslated-text", message, nodes[names[0]].position, hint, Severity.WARNING)


def _untranslated_authors(facts: Node, language: str) -> Iterator[Problem]:
    """Offices among the authors whose one name, a fact, is printed in all languages."""
    author = facts.get("author")
    for node in (author, *author.items()) if author else ():
        name = node.text() or node.text("literal") or ""
        if is_rather_institution(name, "") and "{{" not in name:
            message = f"the author `{name}` has this name in `{language}` as well"
            hint = f"""write `"{{{{office}}}}"` in its place, and `values: [{{id: office, text: {name}}}]`; """
            hint += f"then {language}.yaml has the words of its language, as `values: {{office: …}}`"
            yield Problem("untranslated-text", message, node.position, hint, Severity.WARNING)


def _counted(names: Sequence[str], one: str, many: str = "") -> str:
    return f"1 {one} is" if len(names) == 1 else f"{len(names)} {many or f'{one}s'} are"


def _enumerated(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:_LISTED]) + (" …" if len(names) > _LISTED else "")


class _Waivers:
    """The waivers of a file: comments on the line above an entry, or on its own line, each with a reason."""

    def __init__(self, start: Position) -> None:
        lines = enumerate((start.text or "").splitlines(), start=1)
        self.start = start
        self.matches = {number: match for number, line in lines if (match := _WAIVER.search(line))}
        self.used: set[int] = set()

    def waive(self, code: str, node: Node) -> bool:
        """Whether the entry at `node` waives the problem `code`."""
        line = node.position.line or 1
        # The value may begin on the line after its key.
        numbers = (number for number in (line, line - 1, line - 2) if number in self.matches)
        number = next((number for number in numbers if self.matches[number]["code"] == code), None)
        self.used |= {number} if number else set()
        return number is not None

    def unused(self) -> list[Problem]:
        """A problem for each waiver that waives nothing."""
        hint = f"remove it; codes: {', '.join(CODES)}"
        columns = {number: match.string.index("#") + 1 for number, match in self.matches.items()}
        return [
            Problem("idle-waiver", "this waives nothing", replace(self.start, line=line, column=column, length=1), hint)
            for line, column in columns.items()
            if line not in self.used
        ]


def _short(node: Node) -> str:
    text = " ".join(str(node.value).split())
    return text if len(text) <= 100 else text[:97] + "…"

"""The verb `translate --accept`: entries of a translation are noted as those of the source wording of now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.files import is_there
from briefpress.core.output import write
from briefpress.core.problems import Position, Problem, WrongUsage, near
from briefpress.core.project import FACTS
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.reading.content import read_content
from briefpress.reading.review import ACCEPTED, accepted, digest
from briefpress.reading.words import section_text_paths

_HEAD = """\
# Which source wording each translated entry stands for: digests, written by `build.py translate --accept`.
# Do not edit by hand; accept an entry when its translation has been read against the source.
"""


def translate(folder: Path, language: str, ids: Sequence[str]) -> int:
    """Accept the translations of the entries of these ids, or of all; returns how many.

    Raises Unprintable where a file is broken, WrongUsage where an id or a language is not there.
    """
    number, data = read(
        partial(_accepted, folder, language, ids),
        lambda reply: (int(reply.values["number"]), reply.files[ACCEPTED]),
        reads=(folder,),
        name=folder.name,
        place=Position(folder / FACTS),
        hint="make the brief shorter, or undo its last change",
        limits=LIMITS,
    )
    write(folder / ACCEPTED, data)
    return number


def _accepted(folder: Path, language: str, ids: Sequence[str], _progress: Progress) -> Reply:
    source_language = read_yaml(folder / FACTS).text("language")
    if source_language is None or source_language == language:
        hint = "`language:` in brief.yaml names the language that the others are translated from"
        raise WrongUsage([Problem("unknown-language", f"`{language}` is not a translation", None, hint)])
    contents = [read_content(folder, each) for each in (source_language, language)]
    source, target = (content.texts() for content in contents)
    shared = {path: node for path, node in target.items() if path in source}
    typed = section_text_paths(contents[0].tree())
    # An id means an entry, or all under it.
    matches = {
        name: [path for path in shared if f"{path}.".startswith(f"{name}.") or typed.get(path) == name] for name in ids
    }
    known = [typed.get(path, path) for path in shared]
    if unknown := [_unknown(name, known) for name, paths in matches.items() if not paths]:
        raise WrongUsage(unknown)
    chosen = [path for name in ids for path in matches[name]] if ids else list(shared)
    data = _ledger(folder, language, source, chosen).encode()
    return Reply({"number": len(chosen)}, {ACCEPTED: data})


def _unknown(name: str, known: Iterable[str]) -> Problem:
    hint = "".join(f"did you mean `{each}`?" for each in near(name, known))
    hint = hint or "entries are named by their keys: sections.bureau.intro"
    return Problem("unknown-id", f"`{name}` is not an entry", None, hint)


def _ledger(folder: Path, language: str, source: Mapping[str, Node], paths: Iterable[str]) -> str:
    """translations.yaml: the translations at `paths` stand for the source wording of now; what is gone is forgotten."""
    path = folder / ACCEPTED
    codes = list(read_yaml(path).keys) if is_there(path) else []
    ledger = {code: accepted(folder, code) for code in sorted({*codes, language})}
    ledger[language] |= {name: digest(source[name]) for name in paths}
    lines = [_HEAD]
    for code, digests in ledger.items():
        lines += [f"{code}:\n", *(f"  {name}: '{digests[name]}'\n" for name in sorted(digests) if name in source)]
    return "".join(lines)

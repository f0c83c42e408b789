"""The verb `translate`: accept translations as standing for the source wording of now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefpress.core.problems import Problem, WrongUsage
from briefpress.core.project import FACTS
from briefpress.core.yamltree import read_yaml
from briefpress.reading.review import accept, choose, entries


def translate(folder: Path, language: str, ids: Sequence[str]) -> int:
    """Accept the entries of these ids, or all; returns how many.

    Raises Unprintable where a file is broken, WrongUsage where an id or a language is not there.
    """
    named = read_yaml(folder / FACTS).get("language")
    source_language = str(named.value) if named else ""
    if not source_language or source_language == language:
        hint = "`language:` in brief.yaml names the language that the others are translated from"
        raise WrongUsage([Problem("unknown-language", f"`{language}` is no translation", None, hint)])
    source = entries(read_yaml(folder / f"{source_language}.yaml"))
    target = entries(read_yaml(folder / f"{language}.yaml"))
    shared = {name: node for name, node in target.items() if name in source}
    chosen, unknown = choose(ids, shared) if ids else (list(shared), [])
    if unknown:
        raise WrongUsage([Problem("unknown-id", f"`{name}` is no entry", None, hint) for name, hint in unknown])
    accept(folder, language, source, chosen)
    return len(chosen)

"""Which briefs there are and in which languages, by the names of their files alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.core.filenames import canonical, misnamed, rename_hint
from briefpress.core.files import Files, is_there
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Position, Problem, Severity, Unprintable, WrongUsage, choices

if TYPE_CHECKING:
    from briefpress.core.yamltree import Node

FACTS = "brief.yaml"
#: What an edition was made from, in its PDF and in the folder that is taken out of it; see pdf/manifest.py.
MANIFEST = "briefpress.json"
CONTENT = Path("content")
#: Built only when it is named: it shows what the house can do.
SPECIMEN = "specimen"
#: The layout of a brief that names none.
LAYOUT = "brief"
#: The layouts of the house that print what is chosen by `onepager: true`.
SHEETS = frozenset({"onepager", "plate"})
#: How brief.yaml names its language, as nearly all do; other forms are read as YAML.
_LANGUAGE = re.compile(r"^language:[ \t]*([\"']?)(?P<code>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)\1[ \t]*\r?$", re.MULTILINE)


def find(names: Sequence[str]) -> list[Path]:
    """The folders of the briefs of these names, or of all but the specimen; raises WrongUsage."""
    if names:
        return [_folder(name) for name in names]
    folders = sorted(path.parent for path in CONTENT.glob(f"*/{FACTS}") if path.parent.name != SPECIMEN)
    for folder in sorted(CONTENT.glob("*/")):
        if folder not in folders and (hint := _facts_hint(folder)):
            raise WrongUsage([Problem("missing-file", f"there is no `{FACTS}` in it", Position(folder), hint)])
    if not folders:
        hint = f"run the command where `{CONTENT}/` is, or name the folder of a brief"
        raise WrongUsage([Problem("missing-folder", "there are no briefs here", Position(CONTENT), hint)])
    return folders


def name_of(folder: Path) -> str:
    """The name by which `find` finds the folder of a brief from here: its own under content/, or else its path."""
    is_content = is_there(CONTENT / folder.name / FACTS) and (CONTENT / folder.name).samefile(folder)
    return folder.name if is_content else str(folder)


def is_code(name: str) -> bool:
    """Whether a file of this name can be a manuscript: CLDR alone would also take `DE` and `../de`."""
    return bool(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", name))


def languages(folder: Path) -> list[str]:
    """The codes of the languages in which a brief has words, in alphabetical order; raises Unprintable.

    They stand in its manuscripts, and those of its own language may stand in brief.yaml.
    """
    codes = _manuscripts(folder)
    own = _own_language(folder, codes)
    if not codes and not own:
        hints = [rename_hint(path, name) for path, name in misnamed(folder).items() if name != FACTS]
        hint = (
            "; ".join(hints)
            or f"write its words in {FACTS}, which then says `language: en`, or in a manuscript: en.yaml"
        )
        raise Unprintable([Problem("missing-file", "the brief has no manuscript", Position(folder), hint)])
    return sorted({*codes, *([own] if own else [])})


def first_language(folder: Path) -> str:
    """The language that a brief says it is written in, or else the first that it has; raises Unprintable."""
    codes = languages(folder)
    match = _LANGUAGE.search(Files(folder).text(folder / FACTS)) if is_there(folder / FACTS) else None
    return match["code"] if match and match["code"] in codes else codes[0]


def _manuscripts(folder: Path) -> list[str]:
    """The codes of the languages in which a brief has a manuscript, in alphabetical order."""
    stems = (path.stem for path in folder.glob("*.yaml"))
    return sorted(stem for stem in stems if is_code(stem) and stem == canonical(stem))


def _own_language(folder: Path, codes: Sequence[str]) -> str | None:
    """The language of the words in brief.yaml, of which there is no manuscript; None where it has no words.

    Raises Unprintable where nothing else has words and it does not name a language.
    """
    match = None
    try:
        text = Files(folder).text(folder / FACTS)
        match = _LANGUAGE.search(text)
        if codes and ("language" not in text or (match and match["code"] in codes)):
            return None
        # Imported here: most briefs have a manuscript in their own language, and what has not changed needs no YAML.
        from briefpress.core.yamlreader import read_yaml

        return _named_language(read_yaml(folder / FACTS), codes)
    except Unprintable:
        # What is wrong in a file is reported when an edition is read.
        if codes:
            return None
        if match:
            return match["code"]
        raise


def _named_language(tree: Node, codes: Sequence[str]) -> str | None:
    titles = [node for each in (tree, *tree.items("sections")) if (node := each.get("title"))]
    language = tree.get("language")
    if language is None and titles and not codes:
        message = "brief.yaml has words and does not name their language"
        raise Unprintable([Problem("missing-key", message, titles[0].position, "add `language: en`, or another code")])
    name = language.text() if language and (titles or not codes) else None
    if language and not codes and not (name and is_code(name) and name == canonical(name)):
        meant = canonical(name or "")
        hint = f"write `{meant}`" if is_code(meant) and len(meant) < 4 else "write its code: `en`, `fr`, `pt-BR`"
        message = f"there is no language {language.shown()}"
        raise Unprintable([Problem("unknown-language", message, language.position, hint)])
    return name if name and is_code(name) and name not in codes else None


def listed(folder: Path) -> list[str]:
    """The codes of the languages that the imprint lists: those in which the brief has words.

    A folder that was taken out of a PDF has the words of that edition alone; its manifest names the others.
    """
    try:
        codes = json.loads(Files(folder).text(folder / MANIFEST))["languages"]
    except (Unprintable, ValueError, KeyError, TypeError, RecursionError):
        codes = []
    others = [code for code in codes if isinstance(code, str) and is_code(code)] if isinstance(codes, list) else []
    return sorted({*languages(folder), *others})


def layouts(folder: Path) -> list[str]:
    """The layouts of a brief, the first its own; what is wrong with them is reported when the brief is read."""
    files = Files(folder)
    try:
        if b"layouts" not in files.read(folder / FACTS):
            return [LAYOUT]
        # Imported here: most briefs name no layouts, and an edition that has not changed needs no YAML.
        from briefpress.core.yamlreader import read_yaml

        names = [str(node.value) for node in read_yaml(folder / FACTS, files).items("layouts")]
    except Unprintable:
        return [LAYOUT]
    return names or [LAYOUT]


def readers(folder: Path, key: str) -> list[str] | None:
    """The ids of the `audiences` or the `recipients` of a brief; None where it cannot be read: it says so itself."""
    files = Files(folder)
    try:
        if key.encode() not in files.read(folder / FACTS):
            return []
        # Imported here, as above.
        from briefpress.core.yamlreader import read_yaml

        nodes = read_yaml(folder / FACTS, files).items(key)
    except Unprintable:
        return None
    return [name for node in nodes if (name := node.text() or node.text("id"))]


def known_layouts(folder: Path) -> set[str]:
    """The layouts that a brief may have: the templates of whole pages, of the house and of its own."""
    templates = {path.stem for root in (TEMPLATES, folder / "templates") for path in root.glob("*.html")}
    return templates - {"base", "macros", "mail"}


def unread(folder: Path) -> list[Problem]:
    """A warning for each file of a brief that is not read, as its name is not quite right."""
    return [
        Problem("unread-file", f"`{path.name}` is not read", Position(path), rename_hint(path, name), Severity.WARNING)
        for path, name in misnamed(folder).items()
    ]


def _facts_hint(folder: Path) -> str:
    """What to do about a folder whose brief.yaml has another name; "" where it has none at all."""
    if is_there(folder / FACTS):
        return ""
    return next((rename_hint(path, name) for path, name in misnamed(folder).items() if name == FACTS), "")


def _folder(name: str) -> Path:
    for folder in (CONTENT / name, Path(name)):
        if is_there(folder / FACTS):
            return folder
    for folder in (CONTENT / name, Path(name)):
        if is_there(folder) and folder.is_dir():
            hint = _facts_hint(folder) or "a brief is a folder with that file"
            raise WrongUsage([Problem("missing-file", f"there is no `{FACTS}` in it", Position(folder), hint)])
    known = [path.parent.name for path in CONTENT.glob(f"*/{FACTS}")]
    raise WrongUsage([Problem("missing-folder", f"there is no brief `{name}`", None, choices(name, known, "briefs"))])

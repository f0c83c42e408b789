"""The first stage of a dossier: YAML → Dossier, with every problem at its file, line and column.

The files of a dossier stand in its folder: no `..`, absolute path or symbolic link leads out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefpress.core.files import Files
from briefpress.core.paths import LABELS
from briefpress.core.problems import Position, Problem, Unprintable, choices, errors
from briefpress.core.project import CONTENT, FACTS, languages
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.dossier.examined import MAX_BYTES
from briefpress.dossier.markings import wrong_markings
from briefpress.dossier.model import BINDABLE, ENCLOSABLE, BriefPart, Dossier, DossierFacts, FilePart
from briefpress.language.locale import Language
from briefpress.reading.markings import read_office
from briefpress.reading.validation import Context, read_file
from briefpress.schema.labels import Labels


def read_dossier(path: Path) -> Dossier:
    """Read a dossier; raises Unprintable with all the problems found."""
    if not path.exists():
        hint = "a dossier is named by the path of its file from the current folder"
        raise Unprintable([Problem("missing-file", f"there is no file `{path.name}`", Position(path), hint)])
    tree = read_yaml(path)
    language = _language(tree)
    words = read_yaml(LABELS / f"{language.code}.yaml")
    office = read_office(path.parent, Files(path.parent), language)
    facts, problems = read_file(DossierFacts, tree, Context(language, markings=office.markings))
    labels, label_problems = read_file(Labels, words, Context(language), "labels")
    parts, part_problems = _parts(tree, path.parent, Context(language, markings=office.markings))
    problems += [*label_problems, *part_problems, *office.warnings, *wrong_markings(tree, parts, office, language)]
    if errors(problems) or facts is None or labels is None:
        raise Unprintable(problems)
    language = replace(language, names=labels.countries, months=labels.months)
    places = {**tree.places(), **words.places("labels"), **office.places}
    return Dossier(facts, labels, language, path, parts, office.markings, places, tuple(problems))


def _language(tree: Node) -> Language:
    """The language of cover and stamps, for which the house has labels."""
    node = tree.get("language")
    known = sorted(path.stem for path in LABELS.glob("*.yaml"))
    if node is None:
        # The missing key is reported with all the others.
        return Language(known[0])
    if node.value not in known:
        hint = choices(str(node.value), known, "languages")
        raise Unprintable([Problem("unknown-language", f"there are no labels in {node.shown()}", node.position, hint)])
    return Language(str(node.value))


def _parts(tree: Node, folder: Path, context: Context) -> tuple[tuple[BriefPart | FilePart, ...], list[Problem]]:
    """The parts with what they name, and the problems of those that cannot be used."""
    parts: list[BriefPart | FilePart] = []
    problems: list[Problem] = []
    for index, node in enumerate(tree.items("parts")):
        part, part_problems = _part(node, f"parts.{index}", context)
        if isinstance(part, BriefPart):
            part = part.resolved(node, (CONTENT if _is_in_content(part.brief) else folder) / part.brief)
            part_problems += _brief_problems(part, folder, context.language)
        elif part:
            part = part.resolved(node, folder / part.file)
            part_problems += _file_problems(part, folder)
        problems += part_problems
        parts += [part] if part and not errors(part_problems) else []
    return tuple(parts), problems


def _part(node: Node, path: str, context: Context) -> tuple[BriefPart | FilePart | None, list[Problem]]:
    """A part as it is written."""
    kinds = [kind for kind in (BriefPart, FilePart) if node.get(kind.source)]
    if len(kinds) != 1 and isinstance(node.value, dict):
        hint = "write `brief:` and the name of a brief, or `file:` and the path of a PDF or picture"
        message = "a part is a brief and a file at once" if kinds else "this part names neither a brief nor a file"
        return None, [Problem("wrong-part", message, node.position, hint)]
    if kinds == [BriefPart]:
        return read_file(BriefPart, node, context, path)
    return read_file(FilePart, node, context, path)


def _is_in_content(name: str) -> bool:
    """Whether a brief is a folder of content/ by its name; others are inside the dossier's folder by their path."""
    return Path(name).name == name and "\0" not in name and (CONTENT / name / FACTS).is_file()


def _is_inside(path: Path, folder: Path) -> bool:
    return "\0" not in str(path) and path.resolve().is_relative_to(folder.resolve())


def _brief_problems(part: BriefPart, folder: Path, language: Language) -> Iterator[Problem]:
    if not _is_in_content(part.brief) and not _is_inside(part.path, folder):
        yield _outside(part, part.brief)
    elif not (part.path / FACTS).is_file():
        known = [path.parent.name for root in (CONTENT, folder) for path in root.glob(f"*/{FACTS}")]
        yield part.problem("missing-folder", f"there is no brief `{part.brief}`", choices(part.brief, known, "briefs"))
    elif (part.lang or language.code) not in languages(part.path):
        message = f"`{part.brief}` has no manuscript in `{part.lang or language.code}`"
        hint = f"write `lang:` and one of {', '.join(languages(part.path))}"
        yield part.problem("unknown-language", message, hint, "lang" if part.lang else None)


def _file_problems(part: FilePart, folder: Path) -> Iterator[Problem]:
    suffixes = ENCLOSABLE if part.enclose else BINDABLE
    if not _is_inside(part.path, folder):
        yield _outside(part, part.file)
    elif not part.path.is_file():
        hint = f"files are named from the folder of the dossier, {folder.name or '.'}/"
        yield part.problem("missing-file", f"there is no file `{part.file}`", hint)
    elif part.path.suffix.lower() not in suffixes:
        message = f"a dossier cannot {'enclose' if part.enclose else 'bind'} a file such as `{part.file}`"
        hint = f"kinds: {', '.join(sorted(suffixes))}" + ("" if part.enclose else "; others can be enclosed")
        yield part.problem("refused-file", message, hint)
    elif part.path.stat().st_size > MAX_BYTES:
        message = f"`{part.path.name}` is larger than {MAX_BYTES // 1_000_000} MB"
        yield part.problem("huge-file", message, "save it in a smaller size, or bind only some of its pages")
    elif part.is_image and not part.enclose and part.alt is None:
        message = f"the picture `{part.file}` has no alternative text"
        yield part.problem("missing-alt", message, "write in `alt:` what it shows")


def _outside(part: BriefPart | FilePart, name: str) -> Problem:
    hint = "copy it into the folder of the dossier; neither `..` nor a link may lead out of it"
    return part.problem("refused-address", f"`{name}` lies outside of the dossier's folder", hint)

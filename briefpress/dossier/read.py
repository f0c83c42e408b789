"""The first stage of a dossier: YAML → Volume, with every problem at its file, line and column.

The files of a dossier stand in its folder: no `..`, absolute path or symbolic link leads out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefpress.core.paths import LABELS
from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.core.project import CONTENT, FACTS, languages
from briefpress.core.yamltree import Node, read_yaml
from briefpress.dossier.model import ENCLOSED, KINDS, MARKINGS, PICTURES, BriefPart, Dossier, FilePart, Piece, Volume
from briefpress.language.locale import Language
from briefpress.reading.pairs import Strands
from briefpress.reading.weaving import Context, Weaver
from briefpress.schema.labels import Labels


def read_dossier(path: Path) -> Volume:
    """Read a dossier; raises Unprintable with all the problems found."""
    if not path.exists():
        hint = "a dossier is named by the path of its file from the current folder"
        raise Unprintable([Problem("missing-file", f"there is no file `{path.name}`", Position(path), hint)])
    tree = read_yaml(path)
    tongue = _tongue(tree)
    problems: list[Problem] = []
    weaver = Weaver(Context(tongue, frozenset()), path.name, problems, path.name)
    dossier = weaver.weave(Dossier, Strands(tree, None, None))
    words = read_yaml(LABELS / f"{tongue.code}.yaml")
    labels = weaver.weave(Labels, Strands(None, words, words, path="labels"))
    listed = tree.get("parts")
    woven = [_piece(node, path.parent, weaver, tongue) for node in (listed.items() if listed else ())]
    pieces = tuple(piece for piece in woven if piece)
    problems += _low_marking(tree, pieces)
    if problems or dossier is None or labels is None:
        raise Unprintable(problems)
    tongue = replace(tongue, names=labels.countries, months=labels.months)
    return Volume(dossier, labels, tongue, path, pieces)


def _tongue(tree: Node) -> Language:
    """The language of cover and stamps, for which the house has labels."""
    node = tree.get("language")
    known = sorted(path.stem for path in LABELS.glob("*.yaml"))
    if node is None:
        # The missing key is told with all the others.
        return Language(known[0])
    if node.value not in known:
        hint = choices(str(node.value), known, "languages")
        raise Unprintable([Problem("unknown-language", f"there are no labels in {node.shown()}", node.position, hint)])
    return Language(str(node.value))


def _piece(node: Node, folder: Path, weaver: Weaver, tongue: Language) -> Piece | None:
    kinds = [kind for key, kind in (("brief", BriefPart), ("file", FilePart)) if node.get(key)]
    if len(kinds) != 1 and isinstance(node.value, dict):
        hint = "write `brief:` and the name of a brief, or `file:` and the path of a PDF or picture"
        message = "a part is a brief and a file at once" if kinds else "it is not said what this part is"
        weaver.problems.append(Problem("wrong-part", message, node.position, hint))
        return None
    strands = Strands(node, None, None)
    part = weaver.weave(BriefPart, strands) if kinds == [BriefPart] else weaver.weave(FilePart, strands)
    if part is None:
        return None
    if isinstance(part, BriefPart):
        piece = Piece(part, node, _brief(part.brief, folder))
        found = list(_wrong_brief(piece, part, folder, tongue))
    else:
        piece = Piece(part, node, folder / part.file)
        found = list(_wrong_file(piece, part, folder))
    weaver.problems += found
    return None if found else piece


def _brief(name: str, folder: Path) -> Path:
    """A folder of content/ by its name, or one inside the dossier's folder by its path."""
    return CONTENT / name if _is_in_content(name) else folder / name


def _is_in_content(name: str) -> bool:
    return Path(name).name == name and "\0" not in name and (CONTENT / name / FACTS).is_file()


def _is_inside(path: Path, folder: Path) -> bool:
    return "\0" not in str(path) and path.resolve().is_relative_to(folder.resolve())


def _wrong_brief(piece: Piece, part: BriefPart, folder: Path, tongue: Language) -> Iterator[Problem]:
    if not _is_in_content(part.brief) and not _is_inside(piece.path, folder):
        yield _outside(piece, part.brief)
    elif not (piece.path / FACTS).is_file():
        known = [path.parent.name for root in (CONTENT, folder) for path in root.glob(f"*/{FACTS}")]
        yield piece.problem("missing-folder", f"there is no brief `{part.brief}`", choices(part.brief, known, "briefs"))
    elif (part.lang or tongue.code) not in languages(piece.path):
        message = f"`{part.brief}` has no manuscript in `{part.lang or tongue.code}`"
        hint = f"write `lang:` and one of {', '.join(languages(piece.path))}"
        yield piece.problem("unknown-language", message, hint, "lang" if part.lang else None)


def _wrong_file(piece: Piece, part: FilePart, folder: Path) -> Iterator[Problem]:
    kinds = ENCLOSED if part.enclose else KINDS
    if not _is_inside(piece.path, folder):
        yield _outside(piece, part.file)
    elif not piece.path.is_file():
        hint = f"files are named from the folder of the dossier, {folder.name or '.'}/"
        yield piece.problem("missing-file", f"there is no file `{part.file}`", hint)
    elif piece.path.suffix.lower() not in kinds:
        message = f"`{part.file}` is no kind of file that a dossier {'encloses' if part.enclose else 'binds'}"
        hint = f"kinds: {', '.join(sorted(kinds))}" + ("" if part.enclose else "; others can be enclosed")
        yield piece.problem("refused-file", message, hint)
    elif piece.path.suffix.lower() in PICTURES and not part.enclose and part.alt is None:
        message = f"the picture `{part.file}` has no alternative text"
        yield piece.problem("missing-alt", message, "say in `alt:` what it shows")


def _outside(piece: Piece, name: str) -> Problem:
    hint = "copy it into the folder of the dossier; neither `..` nor a link leads out of it"
    return piece.problem("refused-address", f"`{name}` lies outside of the dossier's folder", hint)


def _low_marking(tree: Node, pieces: tuple[Piece, ...]) -> Iterator[Problem]:
    """A dossier is marked as closely as the closest of its parts (TLP 2.0)."""
    node = tree.nearest("marking")
    for piece in pieces if node.value in MARKINGS else ():
        if MARKINGS.index(piece.marking) > MARKINGS.index(str(node.value)):
            message = (
                f"the dossier is marked {node.value}, and its part on line {piece.node.position.line} {piece.marking}"
            )
            yield Problem("low-marking", message, node.position, f"mark the dossier {piece.marking}")

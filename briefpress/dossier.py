"""A dossier: briefs and outside files that are bound into one PDF, read from its own YAML file.

The files of a dossier stand in its folder: no `..`, absolute path or symbolic link leads out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from briefpress.briefs import CONTENT, FACTS, languages, layouts
from briefpress.house import LABELS
from briefpress.labels import Labels
from briefpress.language import Language
from briefpress.model import Date, Frozen, Marking
from briefpress.nodes import Node, read_yaml
from briefpress.problems import Problem, Unprintable, choices
from briefpress.text import Wording, is_language
from briefpress.weaving import Context, Strands, Weaver

#: The markings of TLP 2.0, the most open first.
MARKINGS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
PICTURES = (".png", ".jpg", ".jpeg")
#: What can be bound, and what can be enclosed besides, with its media type (IANA).
KINDS = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
ENCLOSED = KINDS | {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}


def _known_language(code: str) -> str:
    if not is_language(code):
        hint = "write the code of the language in small letters: fr, ar, pt-BR"
        raise PydanticCustomError("unknown-language", "there is no language `{code}`", {"code": code, "hint": hint})
    return code


LanguageCode = Annotated[str, AfterValidator(_known_language)]


class Part(Frozen):
    """What is bound or, with `enclose`, attached."""

    enclose: bool = False

    @classmethod
    def word(cls) -> str:
        """All parts are called so, whatever they are made of."""
        return "part"


class BriefPart(Part):
    """An edition of a brief: that of the dossier's language, in the brief's own layout, where nothing else is said."""

    brief: str
    lang: str | None = None
    layout: str | None = None


class FilePart(Part):
    """A file of the dossier's folder."""

    file: str
    title: Wording
    #: That of its title and text; None is what the file says, or the dossier's.
    language: LanguageCode | None = None
    #: What it is marked, as an outside file does not say so itself.
    marking: Marking | None = None
    #: What a picture shows.
    alt: Wording | None = None


class Dossier(Frozen):
    """What is said of a dossier as a whole."""

    title: Wording
    language: str
    date: Date
    marking: Marking
    parts: tuple[Any, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Piece:
    """A part, where the YAML names it, and the file or folder that it means."""

    part: BriefPart | FilePart
    node: Node
    path: Path

    def problem(self, code: str, message: str, hint: str, key: str | None = None) -> Problem:
        """A problem of this part, at the value of `key` or where it names its file or brief."""
        named = key or ("brief" if isinstance(self.part, BriefPart) else "file")
        return Problem(code, message, self.node.find([named]).position, hint)


@dataclass(frozen=True)
class Volume:
    """A dossier with all that is needed to bind it."""

    dossier: Dossier
    labels: Labels
    language: Language
    path: Path
    tree: Node
    pieces: tuple[Piece, ...]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.path.parent

    @property
    def bound(self) -> list[Piece]:
        """The parts that are bound; the others are enclosed."""
        return [piece for piece in self.pieces if not piece.part.enclose]


def read_dossier(path: Path) -> Volume:
    """Read a dossier; raises Unprintable with all the problems found."""
    tree = read_yaml(path)
    tongue = _tongue(tree)
    problems: list[Problem] = []
    weaver = Weaver(Context(tongue, frozenset()), path.name, problems, path.name)
    dossier = weaver.weave(Dossier, Strands(tree, None, None))
    words = read_yaml(LABELS / f"{tongue.code}.yaml")
    labels = weaver.weave(Labels, Strands(None, words, words))
    listed = tree.get("parts")
    pieces = [_piece(node, path.parent, weaver, tongue) for node in (listed.items() if listed else ())]
    if problems or dossier is None or labels is None:
        raise Unprintable(problems)
    tongue = replace(tongue, names=labels.countries, months=labels.months)
    return Volume(dossier, labels, tongue, path, tree, tuple(piece for piece in pieces if piece))


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
    part = weaver.weave(kinds[0] if kinds else FilePart, Strands(node, None, None))
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
    named = CONTENT / name
    return named if Path(name).name == name and (named / FACTS).is_file() else folder / name


def _is_inside(path: Path, folder: Path) -> bool:
    return "\0" not in str(path) and path.resolve().is_relative_to(folder.resolve())


def _wrong_brief(piece: Piece, part: BriefPart, folder: Path, tongue: Language) -> Iterator[Problem]:
    if piece.path != CONTENT / part.brief and not _is_inside(piece.path, folder):
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


def own_layout(folder: Path, layout: str | None) -> str | None:
    """The layout as an order names it: None for the brief's own."""
    return None if layout == layouts(folder)[0] else layout

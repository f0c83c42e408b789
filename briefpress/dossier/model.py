"""A dossier: briefs and outside files that are bound into one PDF, and others that are enclosed in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StrictBool
from pydantic_core import PydanticCustomError

from briefpress.core.problems import Problem
from briefpress.core.project import FACTS
from briefpress.core.yamltree import Node, read_yaml
from briefpress.language.locale import Language
from briefpress.language.markdown import Wording, is_language
from briefpress.schema.base import Date, Frozen, Marking
from briefpress.schema.labels import Labels

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

    enclose: StrictBool = False

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

    @property
    def marking(self) -> str:
        """How it is marked; a file that is not said to be marked has the most open marking."""
        if isinstance(self.part, FilePart):
            return self.part.marking or MARKINGS[0]
        marking = read_yaml(self.path / FACTS).text("marking")
        return marking if marking in MARKINGS else MARKINGS[0]

    def problem(self, code: str, message: str, hint: str, key: str | None = None) -> Problem:
        """A problem of this part, at the value of `key` or where it names its file or brief."""
        named = key or ("brief" if isinstance(self.part, BriefPart) else "file")
        return Problem(code, message, self.node.nearest(named).position, hint)


@dataclass(frozen=True)
class Volume:
    """A dossier with all that is needed to bind it."""

    dossier: Dossier
    labels: Labels
    language: Language
    path: Path
    pieces: tuple[Piece, ...]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.path.parent

    @property
    def bound(self) -> list[Piece]:
        """The parts that are bound; the others are enclosed."""
        return [piece for piece in self.pieces if not piece.part.enclose]

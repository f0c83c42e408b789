"""A dossier: briefs and foreign files that are bound into one PDF, and others that are enclosed in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

import pikepdf
from pydantic import AfterValidator, Field, PrivateAttr, StrictBool
from pydantic_core import PydanticCustomError

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem, Severity, Unprintable
from briefpress.core.project import FACTS
from briefpress.core.yamlreader import read_yaml
from briefpress.core.yamltree import Node
from briefpress.dossier.comparison import Original
from briefpress.language.locale import Language, is_language
from briefpress.language.markdown import Wording
from briefpress.reading.markings import read_office
from briefpress.reading.values import markings_for
from briefpress.schema.base import Frozen, NotEmpty
from briefpress.schema.labels import Labels
from briefpress.schema.markings import UNMARKED, Marking, MarkingName, Markings
from briefpress.schema.periods import Date

#: What can be bound, and what can be enclosed besides.
IMAGES = (".png", ".jpg", ".jpeg")
BINDABLE = (".pdf", *IMAGES)
ENCLOSABLE = (*BINDABLE, ".csv", ".docx", ".json", ".ods", ".odt", ".pptx", ".txt", ".xlsx", ".xml", ".yaml")


def _known_language(code: str) -> str:
    if not is_language(code):
        hint = "write the code of the language in small letters: fr, ar, pt-BR"
        raise PydanticCustomError("unknown-language", "there is no language `{code}`", {"code": code, "hint": hint})
    return code


LanguageCode = Annotated[str, AfterValidator(_known_language)]


class Part(Frozen):
    """A part as it is written: what is bound or, with `enclose`, attached."""

    enclose: StrictBool = False
    """`true` encloses it instead of binding it. A file is then enclosed byte for byte, and may also be CSV, text, or of
    an office program.
    """

    #: The key that names what the part is made of.
    source: ClassVar[str]
    _node: Node = PrivateAttr()
    _path: Path = PrivateAttr()

    @classmethod
    def word(cls) -> str:
        """All parts are called so, whatever they are made of."""
        return "part"

    def resolved(self, node: Node, path: Path) -> Self:
        """The part with the YAML that it was read from, and the file or folder that it names."""
        part = self.model_copy()
        part._node, part._path = node, path
        return part

    @property
    def path(self) -> Path:
        """The file or folder that it names."""
        return self._path

    @property
    def position(self) -> Position:
        """Where it begins in the YAML."""
        return self._node.position

    @property
    def named(self) -> Position:
        """Where it names its file or brief."""
        return self._node.nearest(self.source).position

    def problem(self, code: str, message: str, hint: str, key: str | None = None) -> Problem:
        """A problem of this part, at the value of `key` or where it names its file or brief."""
        return Problem(code, message, self._node.nearest(key or self.source).position, hint)

    def warning(self, code: str, message: str, hint: str) -> Problem:
        """The same as a warning."""
        return Problem(code, message, self.named, hint, Severity.WARNING)


class BriefPart(Part):
    """An edition of a brief; by default in the language of the dossier and in the brief's own layout."""

    source: ClassVar[str] = "brief"

    brief: str
    """Its name in `content/`, or the path of its folder inside the dossier's own."""
    lang: str | None = None
    """The code of its language; that of the dossier if not given."""
    layout: str | None = None
    """Its layout; its own if not given."""
    audience: str | None = None
    """The [audience](conditions.md) that it is for; nobody in particular if not given."""
    recipient: str | None = None
    """The recipient whom it is for; nobody in particular if not given."""

    @cached_property
    def marking(self) -> str | None:
        """The name of the marking of the brief for these readers, if it has one."""
        facts, markings = read_yaml(self.path / FACTS), Markings()
        # What is wrong with the markings of its house is told when the brief is read.
        with suppress(Unprintable):
            markings = read_office(self.path, Files(self.path), Language("en")).markings
        node = next(iter(markings_for(facts, markings, self.audience, self.recipient)), facts.get("marking"))
        name = node.text() if node else None
        return None if name == UNMARKED else name


class FilePart(Part):
    """A file of the dossier's folder."""

    source: ClassVar[str] = "file"

    file: str
    """Its path, from the folder of the dossier: a PDF, or a PNG or JPEG picture, which becomes a page."""
    title: Wording
    """What it is called in contents, bookmarks and tags."""
    language: LanguageCode | None = None
    """The code of the language of its title and text; if not given, what the file says, or that of the dossier."""
    marking: MarkingName | None = None
    """How it is marked, which a file does not say by itself."""
    alt: Wording | None = None
    """Of a picture, what it shows."""
    comments: Literal["keep", "remove"] | None = None
    """Of a PDF with [comments of reviewers](#comments-of-reviewers): `remove` leaves them out, `keep` says that they
    are meant to go out. If not given, they are told.
    """

    @property
    def is_image(self) -> bool:
        """Whether it becomes a page of its own."""
        return self.path.suffix.lower() in IMAGES


@dataclass(frozen=True)
class BoundPart:
    """A part as it is bound: its pages, how the dossier calls it, and where it begins."""

    part: BriefPart | FilePart
    #: Its pages; merging it into the dossier uses them up.
    file: pikepdf.Pdf
    #: What its names in the dossier begin with: `b`, `aa`.
    key: str
    #: How it is called: Annexe B.
    label: str
    title: str
    language: str
    #: Whether its pages bear the dossier's marking by themselves, or there is none.
    is_marked: bool
    #: How it was, where it is somebody else's.
    original: Original | None = None
    #: What it is for, in one line, if it says so.
    purpose: str = ""
    #: The number of its first page in the dossier; 0 until there is a cover.
    first_page: int = 0

    @property
    def prefix(self) -> str:
        """What its names begin with, and what parts them from the key."""
        return f"{self.key}."

    @property
    def bookmark(self) -> str:
        """Its label and title, as in bookmarks and tags."""
        return f"{self.label} – {self.title}"

    @property
    def pages(self) -> str:
        """Its pages in the contents: 4, or 4–9 as ranges are written."""
        last = self.first_page + len(self.file.pages) - 1
        return str(self.first_page) if self.first_page == last else f"{self.first_page}–{last}"


class DossierFacts(Frozen):
    """A dossier as it is written."""

    @classmethod
    def word(cls) -> str:
        """What it is called."""
        return "dossier"

    title: Wording
    """Its title, on the cover and in the properties of the file."""
    language: str
    """The code of the language of cover, contents and stamps: one for which [content/labels](../content/labels) has a
    file.
    """
    date: Date
    """Its date, on the cover."""
    meeting: Wording | None = None
    """What it is for, under the title: the meeting, its place and time, in one line."""
    marking: Annotated[MarkingName | None, NotEmpty()] = None
    """Its [marking](#what-comes-of-it), on the cover and on every page. If not given, the most severe of its parts'; if
    none of them is marked, there is none.
    """
    parts: tuple[Any, ...] = Field(min_length=1)
    """The annexes in their order, at least one, each a brief or a file."""


@dataclass(frozen=True)
class Dossier:
    """A dossier with all that is needed to bind it."""

    facts: DossierFacts
    labels: Labels
    language: Language
    path: Path
    parts: tuple[BriefPart | FilePart, ...]
    markings: Markings
    #: Where each value stands, by its path: `parts.0.title`, `labels.contents`.
    places: Mapping[str, Position]
    #: The problems of reading that do not stop the press.
    warnings: tuple[Problem, ...] = ()

    @property
    def marking(self) -> Marking | None:
        """Its own marking, or the most severe of its parts'; None where nothing is marked."""
        severest = self.markings.severest(part.marking for part in self.parts if part.marking)
        return self.markings.named(self.facts.marking or next(iter(severest), None))

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.path.parent

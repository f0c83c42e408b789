"""What a finished file was made from: its manifest, which it encloses beside its sources.

The manifest lists the choices, the files of the brief and of the house with their digests, the press itself and the
versions of what it stands on; no path of a machine, no clock. With it a file can be taken apart, made again and
compared. One that is read from a PDF is not to be trusted: names and values that could do harm are refused, and
whatever else the press does not write.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from briefpress import __version__
from briefpress.core import record
from briefpress.core.design import STANDARDS, Design, Overrides
from briefpress.core.files import Files, digest
from briefpress.core.paths import HOUSE, MARKINGS, PACKAGE, SHARED
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import FACTS, MANIFEST
from briefpress.schema.edition import Edition

#: What is not a valid name of a file on one system or another: characters with a meaning of their own, devices.
_UNSAFE = re.compile(r'[\\/:*?"<>|]|^[.~-]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)

#: The distribution that brings pandoc.
PANDOC = "pypandoc-binary"
#: The categories of characters that a terminal does not show as they are.
_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _name(name: str) -> str:
    """The name of one file or folder, safe to be written on any system and shown on any terminal."""
    is_visible = not any(unicodedata.category(character) in _CONTROLS for character in name)
    if not name or len(name.encode()) > 200 or _UNSAFE.search(name) or not is_visible:
        raise ValueError("not a valid name on every system")
    return name


def _path(path: str) -> str:
    """A path inside a folder, its parts joined by `/`."""
    if path == MANIFEST or len(path) > 1000:
        raise ValueError("not a valid path of a file of a brief")
    return "/".join(map(_name, path.split("/")))


_Name = Annotated[str, AfterValidator(_name)]
_Files = dict[Annotated[str, AfterValidator(_path)], Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]
_Code = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=40)]


_Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Choices(_Strict):
    """What was chosen for an edition, settled: by the command or by its brief.yaml."""

    language: _Code
    layout: _Name
    theme: _Name | None
    standard: Annotated[str, Field(pattern=f"^({'|'.join(map(re.escape, STANDARDS))})$")]
    #: For whom it is, if for somebody in particular.
    audience: _Id | None = None
    recipient: _Id | None = None
    #: SOURCE_DATE_EPOCH, where it gave the date of the brief.
    epoch: Annotated[int, Field(ge=0, lt=253_402_300_800)] | None

    @property
    def overrides(self) -> Overrides:
        """The choices as an order has them."""
        standard = STANDARDS[self.standard]
        return Overrides(self.layout, self.theme, standard, audience=self.audience, recipient=self.recipient)


class Manifest(_Strict):
    """All that went into a file."""

    #: The name of the brief's folder.
    brief: _Name
    choices: Choices
    #: The languages that the imprint lists.
    languages: tuple[_Code, ...]
    #: The files of the brief, by their paths in its folder, and those of the house and of the press: SHA-256. Of what
    #: holds private parts no files are listed.
    sources: _Files
    house: _Files
    #: The versions of Python, of its distributions and of the libraries outside it, by name.
    versions: dict[Annotated[str, Field(pattern=r"^[\w.-]{1,80}$")], Annotated[str, Field(pattern=r"^[\w.+!-]{1,80}$")]]

    def written(self) -> bytes:
        """The manifest as the file encloses it: JSON, sorted."""
        return (json.dumps(self.model_dump(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def today(self) -> dict[str, str]:
        """The digests that the listed files of the house have now, of those that are there."""
        paths = {name: (PACKAGE.parent if name.startswith("briefpress/") else HOUSE) / name for name in self.house}
        return {name: digest(data) for name, path in paths.items() if (data := _content(path)) is not None}


def _content(path: Path) -> bytes | None:
    """The bytes of a file of the house; None where it is not there, or where a child may not read it."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def sources_of(edition: Edition, files: Files) -> dict[str, bytes]:
    """The files of a brief by their paths in its folder; the markings of its house are taken along under their name.

    There are none that its edition could enclose where they hold what is for other readers.
    """
    if edition.has_private_sources:
        return {}
    own = files.under(edition.folder)
    return {MARKINGS.name: files.read(MARKINGS), **own} if MARKINGS in files else own


def manifest_of(edition: Edition, design: Design, files: Files) -> Manifest:
    """The manifest of an edition that was made from these files; raises Unprintable for names that are not safe."""
    shared = [(folder / name, data) for folder in SHARED for name, data in files.under(folder).items()]
    house = {path.relative_to(HOUSE).as_posix(): digest(data) for path, data in shared}
    press = {path.relative_to(PACKAGE.parent).as_posix(): digest(path.read_bytes()) for path in record.stages()}
    try:
        return Manifest(
            brief=edition.folder.absolute().name,
            choices=Choices(
                language=edition.language.code,
                layout=design.layout,
                theme=design.theme,
                standard=design.standard.name,
                audience=design.audience,
                recipient=design.recipient,
                epoch=edition.epoch,
            ),
            languages=tuple(language.code for language in edition.languages),
            sources={name: digest(data) for name, data in sources_of(edition, files).items()},
            house=house | press,
            versions=versions(with_pandoc=edition.needs_pandoc),
        )
    except ValidationError as error:
        raise Unprintable(_unsafe(str(each["input"]), edition) for each in error.errors()) from None


def _unsafe(name: str, edition: Edition) -> Problem:
    message = f"`{name}` is not a valid name of a file on every system"
    hint = f"letters, digits, hyphens and full stops are safe; `{MANIFEST}` is taken"
    facts = edition.folder / FACTS
    lines = edition.files.text(facts).splitlines()
    # Whichever key names it.
    for place in edition.places.values():
        start = (place.column or 1) - 1
        if place.file == facts and lines[(place.line or 1) - 1][start : start + place.length].strip("\"'") == name:
            return Problem("unsafe-name", message, place, hint)
    return Problem("unsafe-name", message, Position(facts), hint)


def versions(*, with_pandoc: bool) -> dict[str, str]:
    """The versions of all that a page is made with, by name; pandoc has a part in few pages."""
    pandoc = record.version_of(PANDOC) if with_pandoc else None
    return {
        "briefpress": __version__,
        **record.machine(),
        **record.distributions(),
        **({PANDOC: pandoc} if pandoc else {}),
    }

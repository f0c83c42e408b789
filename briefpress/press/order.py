"""What is to be printed, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefpress.confined.limits import USUAL, Limits
from briefpress.core import project, record
from briefpress.core.design import Finish, Overrides
from briefpress.core.problems import Problem

#: Called with the name of each stage as it begins.
Progress = Callable[[str], None]


def silent(_stage: str) -> None:
    """Show no progress."""


class State(StrEnum):
    """What became of an edition."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    CHECKED = "checked"
    #: Of two versions that were compared.
    CHANGED = "changed"
    #: Out of a PDF.
    EXTRACTED = "extracted"
    FAILED = "failed"
    #: A signal came first: its files, if it had any, are as they were.
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Order:
    """What is to be printed: a brief, a language, and what is wanted in place of its brief.yaml."""

    folder: Path
    language: str
    out: Path
    #: Without a layout it is the brief's own, whose files bear the plain name; see `chosen_layout`.
    overrides: Overrides = field(default_factory=Overrides)
    #: SOURCE_DATE_EPOCH: the date of a brief that gives none, in seconds since 1970.
    epoch: int | None = None
    #: Whether warnings stop the press as errors do.
    is_strict: bool = False
    #: Whether drawings that do not look as they should are kept beside the files, as printed and as drawn otherwise.
    keeps_pictures: bool = False
    #: The formats of the files; see formats/make.py.
    formats: tuple[str, ...] = ("pdf",)
    #: What its child may use at most.
    limits: Limits = USUAL

    @property
    def name(self) -> str:
        """The name of the edition."""
        chosen = self.overrides
        finish = None if chosen.finish is Finish.EDITION else chosen.finish
        name = self.folder.absolute().name
        parts = (name, chosen.layout, chosen.audience, chosen.recipient, self.language, finish)
        return ".".join(filter(None, parts))

    @property
    def pictures(self) -> Path:
        """The folder in which pictures that the press draws are kept for the next build."""
        return self.out / ".pictures"

    def target(self, suffix: str) -> Path:
        """The file of the edition with this suffix: a format, or a page and a format."""
        return self.out / f"{self.name}.{suffix}"

    def digest(self) -> str:
        """The digest of all that goes in: it takes a hundredth of a second."""
        return record.inputs_digest(self.folder, self.language, self.overrides, self.epoch)


def chosen_layout(folder: Path, layout: str | None) -> str | None:
    """The layout that an order names: None for the brief's own, also where that is named."""
    return layout if layout and layout != project.layouts(folder)[0] else None


@dataclass(frozen=True)
class Publication:
    """What became of an order: its state, its files and its problems."""

    name: str
    state: State
    paths: tuple[Path, ...] = ()
    pages: int | None = None
    problems: tuple[Problem, ...] = ()
    #: What only other editions of the brief have, by its path, and what its condition says: `audience staff`.
    left_out: Mapping[str, str] = field(default_factory=dict)

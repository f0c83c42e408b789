"""Whether a finished file comes out again, byte for byte, from what it encloses; and if not, why.

The file may be a stranger's, and with it the brief that is printed: all of it is done by a child.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from briefpress.archive.extract import DISTRUST, Archive, archive_of, read_file, withheld
from briefpress.confined.limits import USUAL
from briefpress.confined.reading import read
from briefpress.confined.reply import Reply, problem_of, values_of
from briefpress.core.command import command
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.pdf.manifest import PANDOC, Manifest, manifest_of, versions
from briefpress.press.make import make
from briefpress.press.order import Order, Progress

#: What the files of the house are called, by their folders.
_KINDS = {
    "briefpress/": "the press:",
    "content/labels/": "labels",
    "maps/": "map",
    "styles/fonts/": "font",
    "styles/": "style",
    "templates/": "template",
}


def verify(pdf: Path, progress: Progress) -> tuple[Problem, ...]:
    """What keeps a file from coming out again, or nothing; raises Unprintable for what the press did not make."""
    name, place = pdf.name, Position(pdf)
    return read(
        partial(_verify, read_file(pdf), pdf),
        lambda reply: tuple(map(problem_of, reply.values["problems"])),
        reads=(), name=name, place=place, hint=DISTRUST, limits=USUAL, progress=progress,
    )  # fmt: skip


def _verify(data: bytes, pdf: Path, progress: Progress) -> Reply:
    return Reply({"problems": [values_of(problem) for problem in _problems(data, pdf, progress)]})


def _problems(data: bytes, pdf: Path, progress: Progress) -> tuple[Problem, ...]:
    archive = archive_of(data, pdf)
    manifest = archive.manifest
    # The manifest explains most, and quickly; what has come since is known only when the file is made again.
    now = versions(with_pandoc=PANDOC in manifest.versions)
    if not archive.sources:
        return (*_house(pdf, manifest, manifest.today()), *_versions(pdf, manifest, now), withheld(pdf, manifest))
    if problems := (*_house(pdf, manifest, manifest.today()), *_versions(pdf, manifest, now)):
        return problems
    again, new = _make_again(archive, progress)
    if again == data:
        return ()
    extract = command("extract", str(pdf))
    hint = f"take the file from where it was published, or print it again from what `{extract}` writes"
    message = "everything it was made from is the same here, but other bytes come out: it was changed after it was made"
    return tuple(_house(pdf, manifest, new.house)) or (Problem("changed-file", message, Position(pdf), hint),)


def _make_again(archive: Archive, progress: Progress) -> tuple[bytes, Manifest]:
    choices = archive.manifest.choices
    with TemporaryDirectory() as place:
        folder = Path(place) / archive.manifest.brief
        try:
            archive.write(folder)
        except OSError as error:
            message, hint = f"what it encloses cannot be written: {error.strerror}", "make room on the disk"
            problem = Problem("unwritable", message, Position(folder), hint)
            raise Unprintable([problem]) from None
        edition, pdf = make(Order(folder, choices.language, Path(place), choices.overrides, choices.epoch), progress)
        return pdf.data, manifest_of(edition, pdf.design, pdf.files)


def _house(pdf: Path, manifest: Manifest, now: Mapping[str, str]) -> Iterator[Problem]:
    hint = "take the house as it was at that time, from its history"
    for name, old, new in _differences(manifest.house, now):
        kind = next((kind for start, kind in _KINDS.items() if name.startswith(start)), "file")
        message = f"{kind} `{name}` has changed: {_short(old)} then, {_short(new)} now"
        yield Problem("changed-house", message, Position(pdf), hint)


def _versions(pdf: Path, manifest: Manifest, now: Mapping[str, str]) -> Iterator[Problem]:
    hint = "install what the lock files of that time name"
    for name, old, new in _differences(manifest.versions, now):
        message = f"the version of `{name}` has changed: {old or 'none'} then, {new or 'none'} now"
        yield Problem("changed-version", message, Position(pdf), hint)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str | None, str | None]]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def _short(digest: str | None) -> str:
    return digest[:12] if digest else "not used"

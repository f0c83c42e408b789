"""The PDF as its own source: what it encloses, extracted, checked and written back.

The PDF may come from anywhere: nothing is written before all of it is read, and nothing outside of one new folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefpress.confined.reading import LIMITS, read
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress
from briefpress.core.command import command
from briefpress.core.files import MAX_ALL, MAX_PICTURE, MAX_TEXT, Files, digest, is_there
from briefpress.core.leftovers import sweep_folders
from briefpress.core.output import beside
from briefpress.core.problems import Position, Problem, Unprintable
from briefpress.core.project import MANIFEST
from briefpress.pdf.enclosures import enclosed, foreign
from briefpress.pdf.manifest import Choices, Manifest

DISTRUST = "take the file from where it was published; do not trust one that keeps the press busy, or breaks it"
_MOVE = "choose another folder with --out, or move this one away"


@dataclass(frozen=True)
class Archive:
    """What a finished file encloses: its manifest, and the files of its brief by their paths."""

    manifest: Manifest
    sources: dict[str, bytes]

    def write(self, folder: Path) -> None:
        """Write the brief's folder, which must not be there; raises OSError."""
        folder.mkdir(parents=True)
        for name, content in {**self.sources, MANIFEST: self.manifest.written()}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)


def read_file(pdf: Path) -> bytes:
    """The bytes of a finished file; raises Unprintable."""
    return Files(pdf.parent).read(pdf, MAX_ALL)


def archive_of(data: bytes, pdf: Path) -> Archive:
    """What a finished file of these bytes encloses; raises Unprintable where that is not what the press enclosed."""
    files = enclosed(data, pdf)
    try:
        if len(files[MANIFEST]) > MAX_TEXT:
            raise ValueError("no manifest is as large")
        manifest = Manifest.model_validate_json(files[MANIFEST])
    except KeyError:
        raise Unprintable([foreign(pdf, f"it encloses no `{MANIFEST}`")]) from None
    except ValueError:
        raise Unprintable([foreign(pdf, f"its `{MANIFEST}` is not one that this press writes")]) from None
    if problems := list(_changed(pdf, manifest, files)):
        raise Unprintable(problems)
    return Archive(manifest, {name: files[name] for name in manifest.sources})


def read_sources(pdf: Path) -> Archive:
    """What a finished file encloses, if its sources are there, by a child; raises Unprintable."""
    job, name, place = partial(_archive, read_file(pdf), pdf), pdf.name, Position(pdf)
    return read(job, _archive_in, reads=(), name=name, place=place, hint=DISTRUST, limits=LIMITS)


def _archive(data: bytes, pdf: Path, progress: Progress) -> Reply:
    progress("open")
    archive = archive_of(data, pdf)
    if not archive.sources:
        raise Unprintable([withheld(pdf, archive.manifest)])
    return Reply({"manifest": archive.manifest.model_dump()}, archive.sources)


def _archive_in(reply: Reply) -> Archive:
    """What a child has read; its manifest is held to be one again, and with it all names of files."""
    values = reply.values["manifest"]
    manifest = Manifest.model_validate({**values, "languages": tuple(values["languages"])})
    return Archive(manifest, {name: reply.files[name] for name in manifest.sources})


def withheld(pdf: Path, manifest: Manifest) -> Problem:
    """That a file encloses no sources."""
    command_line = again(Path(manifest.brief), manifest.choices)
    hint = f"ask those who have the brief; they print it by `{command_line}`"
    message = "it encloses no sources: the brief also holds what is for other audiences or recipients"
    return Problem("withheld-sources", message, Position(pdf), hint)


def extract(pdf: Path, out: Path) -> tuple[Path, Choices]:
    """Write back the folder that a file was made from, into `out`; returns it and the choices. Raises Unprintable.

    A folder of this name is replaced only where it was extracted before and not changed since.
    """
    archive = read_sources(pdf)
    folder = out / archive.manifest.brief
    if is_there(folder) and not _is_as_extracted(folder):
        message = "there is a folder of this name, and it is not as `extract` wrote it"
        raise Unprintable([Problem("existing-folder", message, Position(folder), _MOVE)])
    draft, old = beside(folder), beside(folder)
    try:
        archive.write(draft)
        if folder.exists():
            folder.replace(old)
        draft.replace(folder)
    except OSError as error:
        hint = "choose another folder with --out"
        problem = Problem("unwritable", f"the folder cannot be written: {error.strerror}", Position(folder), hint)
        raise Unprintable([problem]) from None
    finally:
        if old.exists() and not folder.exists():
            old.replace(folder)
        for leftover in (draft, old):
            shutil.rmtree(leftover, ignore_errors=True)
        with suppress(OSError):
            sweep_folders(folder)
    return folder, archive.manifest.choices


def again(folder: Path, choices: Choices) -> str:
    """The command that prints an edition from its folder, with the same choices."""
    values = choices.model_dump()
    epoch, language = values.pop("epoch"), values.pop("language")
    options = [part for name, value in values.items() if value for part in (f"--{name}", value)]
    line = command("build", str(folder), "--lang", language, *options)
    return f"SOURCE_DATE_EPOCH={epoch} {line}" if epoch is not None else line


def _changed(pdf: Path, manifest: Manifest, files: dict[str, bytes]) -> Iterator[Problem]:
    hint = "somebody has changed the file since it was made: ask for it where it comes from"
    for name, listed in manifest.sources.items():
        enclosed_digest = digest(files[name]) if name in files else None
        if enclosed_digest != listed:
            state = f"is {enclosed_digest[:12]}" if enclosed_digest else "is missing"
            message = f"content `{name}`, which it encloses, {state}; its manifest lists {listed[:12]}"
            yield Problem("changed-source", message, Position(pdf), hint)


def _is_as_extracted(folder: Path) -> bool:
    """Whether a folder holds what its manifest lists and nothing else; a child looks, as it may be anybody's."""
    name, place = folder.name, Position(folder)
    job = partial(_looked_at, folder)
    return read(job, _is_true, reads=(folder,), name=name, place=place, hint=_MOVE, limits=LIMITS)


def _looked_at(folder: Path, _progress: Progress) -> Reply:
    return Reply({"is as extracted": _is_untouched(folder)})


def _is_true(reply: Reply) -> bool:
    return reply.values["is as extracted"] is True


def _is_untouched(folder: Path) -> bool:
    """Whether a folder holds what its manifest lists and nothing else."""
    files = Files(folder)
    with suppress(Unprintable, OSError, ValueError):
        listed = Manifest.model_validate_json(files.read(folder / MANIFEST)).sources
        paths = [path for path in (folder, *folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
        names = {path.relative_to(folder).as_posix() for path in paths} - {MANIFEST}
        return {name: digest(files.read(folder / name, MAX_PICTURE)) for name in names} == listed
    return False

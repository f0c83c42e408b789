"""The PDF as its own source: what it encloses, taken out, looked over and written back.

The PDF may come from anywhere: nothing is written before all of it is read, and nothing outside of one new folder.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefpress.core.files import digest
from briefpress.core.output import beside
from briefpress.core.problems import COMMAND, Position, Problem, Unprintable
from briefpress.core.project import MANIFEST
from briefpress.pdf.attachments import enclosed, foreign
from briefpress.pdf.manifest import Choices, Manifest, read_manifest


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


def read_archive(pdf: Path) -> Archive:
    """What a finished file encloses; raises Unprintable where that is not what the press enclosed."""
    files = enclosed(pdf)
    try:
        manifest = read_manifest(files[MANIFEST])
    except KeyError:
        raise Unprintable([foreign(pdf, f"it encloses no `{MANIFEST}`")]) from None
    except ValueError:
        raise Unprintable([foreign(pdf, f"its `{MANIFEST}` is not one that this press writes")]) from None
    if problems := list(_changed(pdf, manifest, files)):
        raise Unprintable(problems)
    return Archive(manifest, {name: files[name] for name in manifest.sources})


def extract(pdf: Path, out: Path) -> tuple[Path, Choices]:
    """Write back the folder that a file was made from, into `out`; returns it and what was chosen. Raises Unprintable.

    A folder that is there is replaced only where it was extracted before and not touched since.
    """
    archive = read_archive(pdf)
    folder = out / archive.manifest.brief
    if os.path.lexists(folder) and not _is_untouched(folder):
        hint = "choose another folder with --out, or move this one away"
        message = "it is there already, and is not as `extract` wrote it"
        raise Unprintable([Problem("existing-folder", message, Position(folder), hint)])
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
        for rest in (draft, old):
            shutil.rmtree(rest, ignore_errors=True)
    return folder, archive.manifest.choices


def again(folder: Path, choices: Choices) -> str:
    """The command that prints an edition from its folder, with the same choices."""
    given = choices.model_dump()
    epoch, language = given.pop("epoch"), given.pop("language")
    chosen = [f"--{name} {shlex.quote(value)}" for name, value in given.items() if value]
    command = " ".join([f"{COMMAND} build", shlex.quote(str(folder)), f"--lang {language}", *chosen])
    return f"SOURCE_DATE_EPOCH={epoch} {command}" if epoch is not None else command


def _changed(pdf: Path, manifest: Manifest, files: dict[str, bytes]) -> Iterator[Problem]:
    hint = "somebody has changed the file since it was made: ask for it where it comes from"
    for name, listed in manifest.sources.items():
        now = digest(files[name]) if name in files else None
        if now != listed:
            said = f"is {now[:12]}" if now else "is not there"
            message = f"content `{name}`, which it encloses, {said}; its manifest lists {listed[:12]}"
            yield Problem("changed-source", message, Position(pdf), hint)


def _is_untouched(folder: Path) -> bool:
    """Whether a folder holds what its manifest lists and nothing else."""
    with suppress(OSError, ValueError):
        listed = read_manifest((folder / MANIFEST).read_bytes()).sources
        paths = [folder, *folder.rglob("*")]
        found = {path.relative_to(folder).as_posix(): path for path in paths if not path.is_dir()}
        return (
            not any(path.is_symlink() for path in paths)
            and found.keys() == {*listed, MANIFEST}
            and all(digest((folder / name).read_bytes()) == listed[name] for name in listed)
        )
    return False

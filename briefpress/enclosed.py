"""The sources that a PDF of the press encloses."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pikepdf

from briefpress.problems import Position, Problem, WrongUsage

#: The most that is unpacked of one file, in bytes.
MAX_BYTES = 20_000_000


def enclosed(pdf: Path) -> dict[PurePosixPath, bytes]:
    """The enclosed files by their names; raises WrongUsage where this is no PDF."""
    try:
        with pikepdf.open(pdf) as file:
            return {
                PurePosixPath(name): spec.get_file().read_bytes()
                for name, spec in file.attachments.items()
                if spec.get_file().size <= MAX_BYTES
            }
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError) as error:
        hint = "name a PDF that the press has made: it encloses its sources"
        message = f"`{pdf.name}` is no PDF that can be read: {error}"
        raise WrongUsage([Problem("unreadable-file", message, Position(pdf), hint)]) from None

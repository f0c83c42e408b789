"""The one door to pandoc, which turns documents and bibliographies of one form into those of another.

Pandoc is the extra `office` of pyproject.toml. It takes bytes and returns bytes; in its sandbox it can neither read a
file that is not named on its command line nor reach a host, whatever stands in the document.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec

from briefpress.core.problems import Position, Problem, Unprintable

#: How long it may work, in seconds: far more than a document of the largest size takes.
_SECONDS = 120


class PandocError(Exception):
    """Raised where pandoc does not understand what it is to read; says why, in pandoc's words."""


def pandoc(data: bytes, *arguments: str, place: Position | None = None) -> bytes:
    """What pandoc makes of the data, which is asked for at `place`.

    Raises Unprintable where the extra is not installed, PandocError for what pandoc cannot read.
    """
    if find_spec("pypandoc") is None:
        hint = "install the extra `office`, or do without docx, md and txt, BibTeX and styles of CSL"
        raise Unprintable([Problem("missing-pandoc", "pandoc is needed for this, and is not installed", place, hint)])
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments]
    try:
        run = subprocess.run(command, input=data, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 (from the wheel)
    except subprocess.CalledProcessError as error:
        raise PandocError(error.stderr.decode("utf-8", "replace")) from error
    except subprocess.TimeoutExpired as error:
        raise PandocError(f"it takes longer than {_SECONDS} seconds") from error
    return run.stdout

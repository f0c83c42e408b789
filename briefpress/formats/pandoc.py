"""The one door to pandoc, which turns documents into documents. It is the extra `office` of pyproject.toml.

Pandoc is given bytes and gives bytes. In its sandbox it can neither read a file that is not named on its command line
nor reach a host, whatever stands in the document.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec

from briefpress.core.problems import Problem, Unprintable


def pandoc(data: bytes, *arguments: str) -> bytes:
    """What pandoc makes of the data; raises Unprintable where the extra is not installed."""
    if find_spec("pypandoc") is None:
        hint = "install the extra `office`, or leave the formats docx, md and txt out"
        message = "these formats are written by pandoc, which is not installed"
        raise Unprintable([Problem("missing-pandoc", message, None, hint)])
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--sandbox", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout  # noqa: S603 (from the wheel)

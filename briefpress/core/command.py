"""How the command of the press is called: on usage lines, in files, and in hints that can be pasted."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

#: The name of the command, for usage lines and for what is kept in files.
COMMAND = "python build.py" if Path(*sys.argv[:1]).name == "build.py" else "briefpress"


def command(*arguments: str) -> str:
    """A command line of the press as it can be pasted: the command is called as the user has called it."""
    return shlex.join([*_call(), *arguments])


def _call() -> list[str]:
    script = next(iter(sys.argv), "")
    match Path(script).name:
        case "build.py":
            return [sys.orig_argv[0], script]
        case "__main__.py" if Path(script).parent.name == "briefpress":
            return [sys.orig_argv[0], "-m", "briefpress"]
        case "briefpress" | "briefpress.exe" if shutil.which("briefpress") != script:
            return [script]
        case _:
            return ["briefpress"]

"""WeasyPrint's libraries are found without a program being started to search for them."""

from __future__ import annotations

import subprocess
import sys

import pytest

_STARTED = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event in {"subprocess.Popen", "os.posix_spawn"} else None)
import briefpress.press.pipeline
print(started)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems search by programs of Python's own choice")
def test_loading_the_press_starts_no_program() -> None:
    run = subprocess.run([sys.executable, "-c", _STARTED], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
    assert run.stderr == ""

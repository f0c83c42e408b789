"""What builds cost in two checkouts of the press, in turns in one run: seconds of the processor, and their ratio.

    .venv/bin/python benchmarks/pairs.py BEFORE AFTER [ROUNDS [ARGUMENTS OF build …]]

Counted is all that a build starts, whoever ends it: this process takes the orphans of its children (Linux). Turns make
the ratio worth more than the seconds, on a machine that is busy as well.
"""

import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import suppress
from resource import RUSAGE_CHILDREN, getrusage

_PR_SET_CHILD_SUBREAPER = 36


def seconds(checkout: str, arguments: list[str]) -> float:
    """User and system time of a build, and of all that it has started."""
    before = getrusage(RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as out:
        build = [sys.executable, "build.py", "build", *arguments, "--force", "--out", out]
        subprocess.run(build, cwd=checkout, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(ChildProcessError):
            while True:
                os.wait()
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(before: str, after: str, rounds: str = "3", *arguments: str) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    pairs = [(seconds(before, [*arguments]), seconds(after, [*arguments])) for _ in range(int(rounds))]
    for old, new in pairs:
        print(f"{old:7.2f} s  {new:7.2f} s  {new / old:5.2f}")
    print(f"median ratio {statistics.median(new / old for old, new in pairs):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

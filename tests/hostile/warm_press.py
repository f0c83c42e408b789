"""A press that is warm and waits: for each request, a line of JSON, it forks, runs a command and says how it ended.

It is a program of its own: what other tests have started in their process, as threads of V8 and of Java, does not live
on in a fork. A command that takes too long is ended with all that it has started.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
#: What a command may use: more than a child of the press may, which is to be ended by the press itself.
_MEMORY = 3_000_000_000


def serve() -> None:
    """Answer the requests of the standard input until it ends."""
    _warm_up()
    for line in sys.stdin:
        print(json.dumps(_attempted(json.loads(line))), flush=True)


def _warm_up() -> None:
    """Import what a build imports, and print a brief of the house once."""
    from briefpress.core.record import distributions, stages
    from briefpress.press.order import Order, silent
    from briefpress.press.pipeline import in_formats, press

    with TemporaryDirectory() as folder:
        order = Order(ROOT / "tests" / "data" / "small", "fr", Path(folder), formats=("html",))
        in_formats(press(order, silent), order, silent)
    distributions()
    stages()


def _attempted(request: dict[str, object]) -> dict[str, object]:
    """Run a command, and say its exit code (None: too slow), and the seconds of the processor that it took."""
    pid = os.fork()
    if pid == 0:
        _run(request)
    end = time.monotonic() + float(str(request["seconds"]))
    gone = 0
    while not gone and time.monotonic() < end:
        gone, status, usage = os.wait4(pid, os.WNOHANG)
        time.sleep(0.004)
    is_slow = not gone
    if is_slow:
        os.killpg(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
    code = None if is_slow else os.waitstatus_to_exitcode(status)
    return {"code": code, "processor": usage.ru_utime + usage.ru_stime}


def _run(request: dict[str, object]) -> NoReturn:
    """Run the command as a user does, with its streams in files."""
    os.setsid()
    for descriptor, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(str(request[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(str(request["folder"]))
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    code = 3
    try:
        from briefpress.cli.main import main

        main([str(argument) for argument in request["arguments"]])  # type: ignore[attr-defined]
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    serve()

"""What a process is started with: its streams, which may be missing, full or of few characters, and its mask.

Printing never fails. That results were not taken is told at the end; messages have nowhere else to go.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import sys
from typing import Any, TextIO

from briefpress.core.problems import Problem, Unprintable


class _Stream(io.FileIO):
    """An open file that seems to take all that is written to it."""

    #: Why something was not written, the last time.
    error: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write what can be written, and remember why the rest cannot."""
        try:
            return super().write(data)
        except OSError as error:
            self.error = error
            return memoryview(data).nbytes


def settle() -> None:
    """Make the streams of this process such that printing never fails, and its mask such that it can read its files."""
    # A descriptor that is closed would be given to the next file, which would get what is meant for the stream.
    while (null := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(null, True)
    os.close(null)
    # What somebody else has put in their place stays.
    if sys.stdout is sys.__stdout__:
        sys.stdout = _settled(sys.stdout, 1)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _settled(sys.stderr, 2)
    os.umask(os.umask(0) & ~stat.S_IRWXU)
    # Who ignores the end of children is not told how they ended (wait(2)), and hands that down.
    if hasattr(signal, "SIGCHLD") and signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _settled(stream: TextIO | None, descriptor: int) -> TextIO:
    # The console of Windows takes no bytes.
    if stream and not isinstance(getattr(stream.buffer, "raw", stream.buffer), io.FileIO):
        return stream
    file = _Stream(descriptor, "w", closefd=False)
    encoding = stream.encoding if stream else "utf-8"
    is_by_line = file.isatty() or descriptor == 2
    return io.TextIOWrapper(io.BufferedWriter(file), encoding, "backslashreplace", line_buffering=is_by_line)


def check_results() -> None:
    """Raise Unprintable where results could not be printed; that nobody reads them any more is no failure."""
    sys.stdout.flush()
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, _Stream) and raw.error and raw.error.errno != errno.EPIPE:
        hint = "what was made is there all the same: print the results elsewhere"
        message = f"the results cannot be printed: {raw.error.strerror}"
        raise Unprintable([Problem("unwritable", message, None, hint)])

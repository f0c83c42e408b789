"""The locks of a child: what it is put behind before it touches anything, and which of them this machine has."""

from __future__ import annotations

import ctypes
import mimetypes
import os
import signal
import site
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from briefpress.confined import landlock, seccomp
from briefpress.confined.limits import Limits
from briefpress.core.paths import MARKINGS, PACKAGE, SHARED

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
#: What Python, the libraries and the programs that they start need of the machine.
_MACHINE = (
    "/usr", "/lib", "/lib64", "/bin", "/opt", "/nix/store", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts",
    "/etc/alternatives", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom",
    "/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/filesystems", "/proc/sys/vm", "/proc/sys/kernel",
    "/proc/self", *mimetypes.knownfiles, "/sys/devices/system", "/sys/kernel/mm", "/sys/fs/cgroup",
)  # fmt: skip
#: The variables that they need, apart from those of the locale.
_VARIABLES = ("PATH", "LANG", "LANGUAGE", "TZ", "FONTCONFIG_FILE", "LD_LIBRARY_PATH", "PYPANDOC_PANDOC", "SYSTEMROOT")
#: What they write apart from the private folder.
_SINKS = (Path("/dev/null"),)


def lock(parent: int, folder: Path, reads: Iterable[Path], limits: Limits) -> None:
    """Put this process behind all locks that the machine has; raises OSError where one of them fails.

    `parent` is the process with which it is to end, `folder` the one that it may write.
    """
    python = _python()
    _part_with_environment(folder)
    # Python asks for it once, and it was asked before the fork.
    tempfile.tempdir = str(folder)
    limits.impose()
    if sys.platform.startswith("linux"):
        _control(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            # It has died before it was to be told.
            os._exit(1)
        _control(_PR_SET_NO_NEW_PRIVS, 1)
        landlock.restrict([*python, *SHARED, MARKINGS, PACKAGE, *map(Path, _MACHINE), *reads], [folder, *_SINKS])
        seccomp.refuse()


def absent() -> tuple[str, ...]:
    """The locks that this machine lacks, in words; empty where it has the full set."""
    return tuple(words for words, is_on in _set().items() if not is_on)


def described() -> str:
    """Which locks are on and which are not, in one line."""
    on = ", ".join(words for words, is_on in _set().items() if is_on) or "none"
    off = ", ".join(absent())
    return f"locks: {on}" + (f"; not on this machine: {off}" if off else "")


def _set() -> dict[str, bool]:
    """The full set of locks in words, and whether this machine has each."""
    is_linux, abi = sys.platform.startswith("linux"), landlock.abi()
    return {
        "processes of their own": hasattr(os, "fork"),
        "limits of time, memory and files": os.name == "posix",
        "no new privileges": is_linux,
        "end with the press": is_linux,
        f"no files outside (Landlock {abi})" if abi else "no files outside (Landlock)": abi > 0,
        "no network by TCP": abi >= landlock.NETWORK,
        "no sockets, no sessions (seccomp)": seccomp.is_there(),
    }


def _python() -> list[Path]:
    """The folders of Python and of the libraries; those of the press alone, where it was installed by itself."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values(), *site.getsitepackages()}
    own = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return [Path(folder) for folder in sorted({*folders, *filter(None, own)})]


def _part_with_environment(folder: Path) -> None:
    """Part with the variables that may be secrets; home and temporary folders are this one."""
    kept = {name: value for name, value in os.environ.items() if name in _VARIABLES or name.startswith("LC_")}
    os.environ.clear()
    os.environ.update(kept | dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder)))
    # (The child of a child may not look there, and has none.)
    with suppress(OSError):
        # Where they stood when this program began, /proc/self/environ still has them: env_start, env_end (proc(5)).
        start, end = map(int, Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()[47:49])
        ctypes.memset(start, 0, end - start)


def _control(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

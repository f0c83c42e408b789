"""Landlock: a process of Linux gives up what it does not need, for good, and for all that it starts.

The interface is that of the kernel's documentation (userspace-api/landlock.rst); what a kernel knows is told by the
number of its ABI. There is no library for it in Python, and no C function: these are system calls.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1
#: LANDLOCK_ACCESS_FS_*: how many of these rights each ABI knows.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
_READING = _EXECUTE | _READ_FILE | _READ_DIR
#: What can be allowed of something that is no folder.
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
#: From this ABI on, to bind and connect by TCP can be refused; and sockets without a name and signals outside.
NETWORK, _SCOPES = 4, 6


@cache
def abi() -> int:
    """The number of the kernel's ABI; 0 where it has none, or where it is switched off."""
    if not sys.platform.startswith("linux"):
        return 0
    with suppress(OSError):
        return _call(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    return 0


def restrict(reads: Iterable[Path], writes: Iterable[Path]) -> None:
    """Leave this process nothing but to read some paths and to write others, and no TCP.

    A path that is not there is passed by. Where the kernel has no Landlock, nothing is done. It asks for no_new_privs
    first. Raises OSError.
    """
    if not abi():
        return
    known = (1 << _RIGHTS.get(abi(), max(_RIGHTS.values()))) - 1
    attributes = struct.pack("QQQ", known, 3, 3)[: 24 if abi() >= _SCOPES else 16 if abi() >= NETWORK else 8]
    ruleset = _call(_CREATE_RULESET, attributes, len(attributes), 0)
    try:
        for paths, rights in ((reads, _READING), (writes, known & ~_EXECUTE)):
            for path in paths:
                _allow(ruleset, path, rights)
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = rights if path.is_dir() else rights & _OF_FILES
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", allowed, handle), 0)
    finally:
        os.close(handle)


def _call(number: int, *arguments: int | bytes | None) -> int:
    """A system call; raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result

"""Seccomp: a process of Linux, and all that it starts, is refused the system calls that it has no use for.

The filter is a program of classic BPF (the kernel's documentation, userspace-api/seccomp_filter.rst): it looks at the
number of a call and answers EPERM, as if rights were lacking. It closes what Landlock leaves open: sockets of every
kind, other sessions and groups of processes, in which a child of a child would outlive it, and the newer and rarer
doors of the kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Sequence

_PR_SET_SECCOMP, _PR_GET_SECCOMP, _MODE_FILTER = 22, 21, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
#: BPF: load a word of the data; jump where it is this, or at least this; return.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
#: Where the number and the architecture stand in struct seccomp_data.
_NUMBER, _ARCHITECTURE = 0, 4
#: Numbers from here on are those of x32, by which any call could be made otherwise.
_X32 = 0x40000000

#: AUDIT_ARCH_*, and the refused calls, whose numbers differ up to 423.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CALLS = {
    "x86_64": {
        "socket": 41, "setsid": 112, "setpgid": 109, "ptrace": 101, "unshare": 272, "setns": 308, "mount": 165,
        "umount2": 166, "pivot_root": 155, "chroot": 161, "process_vm_readv": 310, "process_vm_writev": 311,
        "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "add_key": 248, "request_key": 249, "keyctl": 250,
        "kexec_load": 246, "init_module": 175, "finit_module": 313, "open_by_handle_at": 304,
    },
    "aarch64": {
        "socket": 198, "setsid": 157, "setpgid": 154, "ptrace": 117, "unshare": 97, "setns": 268, "mount": 40,
        "umount2": 39, "pivot_root": 41, "chroot": 51, "process_vm_readv": 270, "process_vm_writev": 271,
        "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "add_key": 217, "request_key": 218, "keyctl": 219,
        "kexec_load": 104, "init_module": 105, "finit_module": 273, "open_by_handle_at": 265,
    },
}  # fmt: skip
#: io_uring, by which sockets are made without their call; pidfd_getfd; the newer ways to mount.
_SHARED = (425, 426, 427, 438, 428, 429, 430, 432, 433, 442)


def is_there() -> bool:
    """Whether this machine has it, and its calls are known here."""
    if not sys.platform.startswith("linux") or platform.machine() not in _CALLS:
        return False
    return int(_libc().prctl(_PR_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def refuse() -> None:
    """Refuse this process the calls that it has no use for; raises OSError. It asks for no_new_privs first."""
    if not is_there():
        return
    machine = platform.machine()
    code = _program(_ARCHITECTURES[machine], (*_CALLS[machine].values(), *_SHARED))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    if _libc().prctl(_PR_SET_SECCOMP, _MODE_FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _program(architecture: int, calls: Sequence[int]) -> bytes:
    """The filter: calls of another architecture and of x32 are refused, and those of these numbers."""
    count = len(calls)
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, count + 3, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, count + 1, 0, _X32),
        # From each to the last line, which refuses.
        *((_IF_EQUAL, count - place, 0, number) for place, number in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

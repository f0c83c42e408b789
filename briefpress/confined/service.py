"""A child that answers several others, one after another: for an engine that takes long to start.

It is asked over a socket in its private folder, by bytes, and answers by bytes. It ends with the block that it serves.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path

from briefpress.confined.children import Child, Progress, Task
from briefpress.confined.limits import Limits
from briefpress.confined.reply import Reply

#: How long it may take to listen, in seconds.
_START = 5.0
_READY = "ready"
_SOCKET = "socket"


@contextmanager
def service(name: str, answer: Callable[[bytes], bytes], limits: Limits) -> Iterator[str | None]:
    """The address of a child that answers requests, while the block runs; None where there are no such sockets."""
    if os.name != "posix":
        yield None
        return
    child = Child(Task(name, partial(_serve, answer, limits.answer), (), limits), lambda _, __: None)
    try:
        yield str(child.folder / _SOCKET) if child.pipe.poll(_START) else None
    finally:
        child.end()


def ask(address: str, request: bytes, limit: int) -> bytes | None:
    """The answer to a request, of so many bytes at most; None where the service has died of it, or of another."""
    with suppress(OSError, EOFError), Client(address, "AF_UNIX") as client:
        client.send_bytes(request)
        return client.recv_bytes(limit)
    return None


def _serve(answer: Callable[[bytes], bytes], limit: int, progress: Progress) -> Reply:
    with Listener(str(Path(tempfile.gettempdir(), _SOCKET)), "AF_UNIX", backlog=64) as listener:
        progress(_READY)
        while True:
            # Who has asked may have died since.
            with suppress(OSError, EOFError), listener.accept() as client:
                _respond(client, answer, limit)


def _respond(client: Connection, answer: Callable[[bytes], bytes], limit: int) -> None:
    client.send_bytes(answer(client.recv_bytes(limit)))

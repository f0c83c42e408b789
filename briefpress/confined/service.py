"""A child that answers several requests, one after another: for an engine that takes long to start.

Who asks has a socket to it that was made before the locks; there is no name by which others could reach it. A request
is bytes, and so is its answer; one of no bytes has no answer, and lets the engine start while who will ask is still at
work. It ends with who has started it.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context, reduction
from multiprocessing.connection import Connection, wait

from briefpress.confined import ends
from briefpress.confined.children import Child
from briefpress.confined.limits import Limits
from briefpress.confined.reply import Reply
from briefpress.confined.tasks import Progress, Task

#: The services of a process, by its number and their names: a fork has none yet.
_own: dict[tuple[int, str], Service] = {}


class Service:
    """A child at the service of this process, and of others that are given a connection; its limits are of requests."""

    def __init__(self, name: str, answer: Callable[[bytes], bytes], limits: Limits) -> None:
        self._limits = replace(limits.here(), is_for_each=True)
        self._own, first = get_context("spawn").Pipe()
        self._control, others = get_context("spawn").Pipe()
        job = partial(_serve, answer, self._limits, first, others)
        self._child = Child(Task(name, job, (), self._limits, (first, others)), lambda _name, _stage: None)

    def prepare(self) -> None:
        """Let the engine start."""
        prepare(self._own)

    def connect(self) -> Connection:
        """A connection for another process (POSIX)."""
        own, other = get_context("spawn").Pipe()
        # Where it is dead, who asks is not answered.
        with suppress(OSError):
            reduction.send_handle(self._control, other.fileno(), None)
        other.close()
        return own

    def ask(self, request: bytes) -> bytes | ends.End:
        """The answer to a request, or how the child has ended of it; then it is of no more use."""
        try:
            return _answer(self._own, request, self._limits)
        except TimeoutError:
            end = ends.limit("clock", self._limits)
        except (OSError, EOFError):
            end = self._child.status()
        self.end()
        return end

    def end(self) -> None:
        """End the child."""
        self._child.end()
        self._own.close()
        self._control.close()


def ask_own(name: str, answer: Callable[[bytes], bytes], request: bytes, limits: Limits) -> bytes | ends.End:
    """The answer of this process's own service of this name, or how it has ended of the request.

    It starts with the first request, and anew after one that it has ended of.
    """
    reply = _own_service(name, answer, limits).ask(request)
    if isinstance(reply, ends.End):
        del _own[os.getpid(), name]
    return reply


def prepare_own(name: str, answer: Callable[[bytes], bytes], limits: Limits) -> None:
    """Let the engine of this process's own service of this name start."""
    _own_service(name, answer, limits).prepare()


def _own_service(name: str, answer: Callable[[bytes], bytes], limits: Limits) -> Service:
    key = os.getpid(), name
    if key not in _own:
        _own[key] = Service(name, answer, limits)
    return _own[key]


@atexit.register
def _end_own() -> None:
    """End the services of this process: it would wait for those that are not its forks, and leave all their folders."""
    for (number, _), own in _own.items():
        if number == os.getpid():
            own.end()


@contextmanager
def service(name: str, answer: Callable[[bytes], bytes], limits: Limits) -> Iterator[Service | None]:
    """A service while the block runs; None where connections cannot be given to others."""
    if os.name != "posix":
        yield None
        return
    served = Service(name, answer, limits)
    try:
        yield served
    finally:
        served.end()


def ask(connection: Connection, request: bytes, limits: Limits) -> bytes | None:
    """The answer of a service; None where it has died of this request, or of another."""
    with suppress(OSError, EOFError):
        return _answer(connection, request, limits.here())
    return None


def prepare(connection: Connection) -> None:
    """Let the engine of a service start; one that has died is told of when it is asked."""
    with suppress(OSError):
        connection.send_bytes(b"")


def _answer(connection: Connection, request: bytes, limits: Limits) -> bytes:
    """The answer of a service; raises EOFError or OSError, of which TimeoutError is one."""
    connection.send_bytes(request)
    if not connection.poll(limits.clock):
        raise TimeoutError
    return connection.recv_bytes(limits.answer)


def _serve(
    answer: Callable[[bytes], bytes], limits: Limits, first: Connection, others: Connection, _progress: Progress
) -> Reply:
    clients = [first]
    while True:
        ready = wait([*clients, others])
        for client in [each for each in clients if each in ready]:
            try:
                limits.renew()
                request = client.recv_bytes(limits.answer)
                reply = answer(request)
                if request:
                    client.send_bytes(reply)
            except (OSError, EOFError):
                # Who has asked has died since.
                clients.remove(client)
                client.close()
        if others in ready:
            clients.append(Connection(reduction.recv_handle(others)))

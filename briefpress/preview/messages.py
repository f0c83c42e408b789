"""What the press and the server of a preview say to each other: values as JSON and, after a line end, bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any, NamedTuple


class Message(NamedTuple):
    """What it is about, as `kind`, and more; and bytes, where there are any."""

    values: Mapping[str, Any]
    data: bytes = b""


def send(pipe: Connection, kind: str, data: bytes = b"", **values: object) -> None:
    """Send a message; raises OSError where nobody is at the other end."""
    pipe.send_bytes(json.dumps({"kind": kind, **values}).encode() + b"\n" + data)


def receive(pipe: Connection) -> Message:
    """The next message; raises OSError or EOFError where no more will come."""
    head, _, data = pipe.recv_bytes().partition(b"\n")
    return Message(json.loads(head), data)

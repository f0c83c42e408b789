"""Where a preview is found: its port and token, which it keeps, so that a page that is open finds it again.

They stand in a file beside the finished files that only its owner can read.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

from briefpress.core.delivered import own_folder
from briefpress.core.files import Files
from briefpress.core.problems import Unprintable

_TOKEN = re.compile(r"[\w-]{32,64}")
#: How long a preview that is there may take to answer, in seconds.
_PATIENCE = 5


class Address(NamedTuple):
    """The address of a preview on this machine."""

    port: int
    token: str

    @property
    def url(self) -> str:
        """As a browser opens it."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def go_to(self, file: Path, line: int) -> bool:
        """Let the pages that are open show where a line is printed; whether a preview is there."""
        return self._is_answered("POST", "at", json.dumps({"path": str(file.absolute()), "line": line}))

    def is_answered(self) -> bool:
        """Whether a preview is there."""
        return self._is_answered("GET", "problems.html")

    def _is_answered(self, method: str, name: str, body: str | None = None) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request(method, f"/{self.token}/{name}", body)
            return connection.getresponse().status < 300
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def last_address(out: Path) -> Address | None:
    """The address of the last preview of this folder of finished files; None where there was none."""
    try:
        values = json.loads(Files(out).read(_file(out)))
        address = Address(values["port"], values["token"])
    except (Unprintable, OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    is_right = type(address.port) is int and 0 < address.port < 65_536 and isinstance(address.token, str)
    return address if is_right and _TOKEN.fullmatch(address.token) else None


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def keep_address(out: Path, address: Address) -> None:
    """Keep an address for the next preview; where it cannot be kept, that has another one."""
    file = _file(out)
    with suppress(OSError):
        out.mkdir(parents=True, exist_ok=True)
        own_folder(file.parent)
        draft = file.with_name(f".{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, json.dumps(address._asdict()).encode())
        finally:
            os.close(handle)
        draft.replace(file)


def _file(out: Path) -> Path:
    return out / ".preview" / "address.json"

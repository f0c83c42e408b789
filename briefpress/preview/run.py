"""The verb `preview`: a press and a server, until a signal comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from socket import socket

from briefpress.confined.limits import USUAL
from briefpress.confined.service import service
from briefpress.core.paths import MARKINGS, SHARED
from briefpress.core.problems import Problem, Unprintable, WrongUsage
from briefpress.core.project import CONTENT
from briefpress.pdf.validator import serve as validate
from briefpress.press.warm import warm
from briefpress.preview.address import Address, keep_address, last_address, new_token
from briefpress.preview.choices import Shelf
from briefpress.preview.messages import send
from briefpress.preview.press import Press

_NEEDED = ("starlette", "uvicorn", "watchfiles")
#: How long the server may take to end, in seconds.
_GRACE = 5


@dataclass(frozen=True)
class Preview:
    """What is shown, and how."""

    #: The briefs by their names; none for all that there are.
    names: Sequence[str]
    out: Path
    epoch: int | None = None
    #: The editor that sources are opened in; one of EDITORS (preview/editors.py).
    editor: str = "none"
    #: The port that it is served at; 0 for any.
    port: int = 0
    #: A line of a file that is shown first.
    at: tuple[Path, int] | None = None


def preview(wanted: Preview, begun: Callable[[Address], None]) -> None:
    """Show editions in a browser until a signal comes; `begun` is called with the address once it is served.

    Raises Unprintable where it cannot be served, and KeyboardInterrupt at a signal.
    """
    if not all(map(find_spec, _NEEDED)):
        hint = "install the extra `preview`: pip install 'briefpress[preview]'"
        raise Unprintable([Problem("missing-server", "what serves a preview is not installed", None, hint)])
    from briefpress.preview.server import listener, serve

    shelf = Shelf(wanted.names, wanted.out, wanted.epoch)
    address, own = _listening(wanted, listener)
    pipe, press = get_context("spawn").Pipe()
    folders = [
        *(shelf.folders.values() if wanted.names else [CONTENT]),
        *SHARED,
        *([MARKINGS] if MARKINGS.is_file() else []),
    ]
    arguments = (press, own, address.token, [folder.absolute() for folder in folders])
    server = get_context("spawn").Process(target=serve, args=arguments, daemon=True)
    server.start()
    own.close()
    press.close()
    try:
        # A page that is opened now is shown as one that starts.
        begun(address)
        warm()
        with service("validator", validate, USUAL) as validator:
            if validator:
                validator.prepare()
            at = (str(wanted.at[0].absolute()), wanted.at[1]) if wanted.at else None
            Press(shelf, pipe, validator, wanted.editor, at).run()
    except (EOFError, OSError) as error:
        hint = "start it again; if it ends again, see CONTRIBUTING.md"
        raise Unprintable([Problem("stage-failed", "the server of the preview has ended", None, hint)]) from error
    finally:
        with suppress(OSError):
            send(pipe, "stop")
        server.join(_GRACE)
        server.kill()


def _listening(wanted: Preview, listener: Callable[[int], socket]) -> tuple[Address, socket]:
    """The address of a preview and the socket that listens there: those of the last one, where they are free."""
    last = last_address(wanted.out)
    if wanted.port:
        try:
            own = listener(wanted.port)
        except OSError as error:
            hint = "leave out --port, or name another one"
            message = f"the port {wanted.port} cannot be had: {error.strerror}"
            raise WrongUsage([Problem("busy-port", message, None, hint)]) from None
    else:
        try:
            own = listener(last.port if last else 0)
        except OSError:
            own = listener(0)
    port = own.getsockname()[1]
    address = Address(port, last.token if last and last.port == port else new_token())
    if not (last and last != address and last.is_answered()):
        # Another preview that is still open goes on by its own.
        keep_address(wanted.out, address)
    return address, own

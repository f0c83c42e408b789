"""The server of a preview, a process of its own: it answers browsers, and tells the press what was saved.

It reads no file of a brief. What it serves is made by children of the press, and goes through it as bytes.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from briefpress.core import signals
from briefpress.preview.documentation import problem_page
from briefpress.preview.guard import Guard
from briefpress.preview.messages import Message, receive, send
from briefpress.preview.streams import Streams
from briefpress.preview.watch import saves

_PAGE = Path(__file__).parent / "page"
_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_WIDEST = 4000
#: How long the last answers may take once the preview ends, in seconds.
_GRACE = 2


def listener(port: int) -> socket.socket:
    """A socket of this machine alone, at this port or, for 0, at a free one; raises OSError."""
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        own.bind(("127.0.0.1", port))
        # Who comes before the server has started waits for it.
        own.listen()
    except OSError:
        own.close()
        raise
    return own


def serve(press: Connection, own: socket.socket, token: str, folders: Sequence[Path]) -> None:
    """Serve until the press ends, or says so."""
    # The press is told of them, and tells this process.
    for number in signals.NUMBERS:
        signal.signal(number, signal.SIG_IGN)
    server = _Server(press, folders)
    guard = Guard(server.application, own.getsockname()[1], token)
    config = uvicorn.Config(
        guard, lifespan="on", log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE
    )
    server.run(_Uvicorn(config), own)


class _Uvicorn(uvicorn.Server):
    """A server that leaves signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class _Server:
    """The application, and what it asks the press."""

    def __init__(self, press: Connection, folders: Sequence[Path]) -> None:
        self._press, self._folders = press, folders
        self._streams = Streams()
        self._numbers = count(1)
        self._questions: dict[int, asyncio.Future[Message]] = {}
        routes = [
            Route("/", self._index),
            Route("/events", self._events),
            Route("/pages/{key}.png", self._drawing),
            Route("/layers/{key}.json", self._layer),
            Route("/source", self._source),
            Route("/download", self._download),
            Route("/problems.html", self._problems),
            Route("/view", self._view, methods=["POST"]),
            Route("/at", self._at, methods=["POST"]),
            Mount("/page", StaticFiles(directory=_PAGE)),
        ]
        self.application = Starlette(routes=routes, lifespan=self._lifespan)

    def run(self, server: uvicorn.Server, own: socket.socket) -> None:
        """Serve on a socket until the press ends."""
        self._server = server
        server.run(sockets=[own])

    @asynccontextmanager
    async def _lifespan(self, _application: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        hearing = threading.Thread(target=self._listen, args=(loop,), daemon=True)
        hearing.start()
        watching = asyncio.create_task(self._watch())
        yield
        watching.cancel()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear the press, in a thread of its own: it must never wait for this process."""
        with suppress(OSError, EOFError, RuntimeError):
            while True:
                loop.call_soon_threadsafe(self._hear, receive(self._press))
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._stop)

    def _hear(self, message: Message) -> None:
        values = message.values
        if values["kind"] == "event":
            self._streams.tell(values["clients"], values["event"], values["values"])
        elif values["kind"] == "got":
            question = self._questions.pop(values["number"], None)
            if question and not question.done():
                question.set_result(message)
        else:
            self._stop()

    def _stop(self) -> None:
        self._streams.tell_all("stopped")
        self._streams.close()
        self._server.should_exit = True

    async def _watch(self) -> None:
        async for _ in saves(self._folders):
            send(self._press, "changed")

    async def _ask(self, what: str, **values: Any) -> Message:
        """What the press has of an edition; raises HTTPException where it has it not."""
        number = next(self._numbers)
        self._questions[number] = asyncio.get_running_loop().create_future()
        send(self._press, "get", number=number, what=what, **values)
        answer = await self._questions[number]
        if answer.values["status"] == 404:
            raise HTTPException(404)
        return answer

    async def _index(self, _request: Request) -> Response:
        return FileResponse(_PAGE / "index.html")

    async def _events(self, request: Request) -> Response:
        name, events = self._streams.open()

        async def written() -> AsyncIterator[str]:
            try:
                async for event in events:
                    yield event
            finally:
                with suppress(OSError):
                    send(self._press, "leave", client=name)

        send(self._press, "show", client=name, query=dict(request.query_params))
        return StreamingResponse(written(), media_type="text/event-stream")

    async def _drawing(self, request: Request) -> Response:
        width = request.query_params.get("width", "")
        if not (width.isascii() and width.isdecimal() and 0 < int(width[:5]) <= _WIDEST):
            raise HTTPException(400, f"width is a number of pixels, at most {_WIDEST}")
        answer = await self._ask("page", key=request.path_params["key"], width=int(width))
        return Response(answer.data, media_type="image/png", headers=_FOR_EVER)

    async def _layer(self, request: Request) -> Response:
        answer = await self._ask("layer", key=request.path_params["key"])
        return Response(answer.data, media_type="application/json", headers=_FOR_EVER)

    async def _source(self, request: Request) -> Response:
        path = request.query_params.get("path", "")
        answer = await self._ask("source", key=path)
        return _json({"file": path, "text": answer.data.decode("utf-8-sig", "replace")})

    async def _download(self, request: Request) -> Response:
        query = dict(request.query_params)
        answer = await self._ask("download", query=query, format=query.pop("format", "pdf"))
        if answer.values["status"] != 200:
            return Response(answer.data, answer.values["status"], media_type="application/json")
        name = quote(answer.values["name"])
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(answer.data, media_type="application/octet-stream", headers=headers)

    async def _problems(self, _request: Request) -> Response:
        return Response(problem_page(), media_type="text/html")

    async def _view(self, request: Request) -> Response:
        values = await _sent(request)
        pages, width = values.get("pages"), values.get("width")
        if not (
            isinstance(pages, list) and all(type(page) is int and page >= 0 for page in pages) and type(width) is int
        ):
            raise HTTPException(400, "pages are numbers from 0, width is a number of pixels")
        if not 0 <= width <= _WIDEST:
            raise HTTPException(400, f"width is at most {_WIDEST}")
        send(self._press, "view", client=str(values.get("client")), pages=pages[:50], width=width)
        return Response(status_code=204)

    async def _at(self, request: Request) -> Response:
        values = await _sent(request)
        path, line = values.get("path"), values.get("line")
        if not (isinstance(path, str) and type(line) is int):
            raise HTTPException(400, "path is that of a file, line a number from 1")
        send(self._press, "at", path=path, line=line)
        return Response(status_code=204)


async def _sent(request: Request) -> Mapping[str, object]:
    """What a request has sent as JSON; raises HTTPException."""
    try:
        values = await request.json()
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise HTTPException(400, "an object of JSON is wanted")
    return values


def _json(values: Mapping[str, object]) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(values)

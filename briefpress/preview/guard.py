"""Who is answered: the browser that was given the address, and no page of anybody else.

A page on the web can make a browser ask this machine for whatever it likes. So an address holds a token that cannot be
guessed; a request must name this machine as its host, or a name on the web that leads here would do (DNS rebinding);
and one that another page has caused says so (Fetch Metadata, W3C; Origin, RFC 6454).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What every answer says: nothing is loaded from elsewhere, no page frames this one, no address leaks.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
#: How a browser says that the page itself, or its user, has caused a request.
_OWN_SITES = frozenset({"same-origin", "none"})


class Guard:
    """An application behind its guard: it sees the rest of an address after the token."""

    def __init__(self, application: ASGIApp, port: int, token: str) -> None:
        self._application, self._token = application, token
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            # The beginning and the end of the application.
            await self._application(scope, receive, send)
            return
        status = self._refusal(scope)
        if status:
            refusal = PlainTextResponse("Not here.\n", status, headers=HEADERS)
            await refusal(scope, receive, send)
            return
        prefix = f"/{self._token}"
        inner = {**scope, "path": scope["path"].removeprefix(prefix), "raw_path": b"", "root_path": ""}

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(each for each in more if each[0] not in own)]
            await send(message)

        await self._application(inner, receive, send_guarded)

    def _refusal(self, scope: Scope) -> int:
        """The status with which a request is refused; 0 for one that is answered."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("host") not in self._hosts or not _is_own(headers):
            return 403
        token = scope["path"].split("/")[1]
        return 0 if secrets.compare_digest(token.encode(), self._token.encode()) else 404


def _is_own(headers: Mapping[str, str]) -> bool:
    """Whether no other page has caused a request."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    return origin in (None, f"http://{headers['host']}") and (site is None or site in _OWN_SITES)

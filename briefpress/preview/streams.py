"""What browsers are told: to each a stream of events, of which it gets the newest of each kind.

A browser that lags is not sent what has been outdated since: a frame is whole, and the last one is enough.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from itertools import count

#: How long a browser waits before it asks again, in milliseconds; and what keeps a stream open that is silent, seconds.
_RETRY = 1000
_SILENCE = 15.0
#: Events of which each counts.
_EACH = frozenset({"at"})


class Streams:
    """The streams of all browsers, by the names that they are given."""

    def __init__(self) -> None:
        self._streams: dict[str, _Stream] = {}
        self._names = map(str, count(1))

    def open(self) -> tuple[str, AsyncIterator[str]]:
        """A new stream: its name, and what is written into it (HTML, 9.2: server-sent events)."""
        name = next(self._names)
        self._streams[name] = _Stream()
        return name, self._written(name)

    def tell(self, names: Iterable[str], event: str, values: Mapping[str, object]) -> None:
        """Tell browsers an event."""
        for name in names:
            if stream := self._streams.get(name):
                stream.put(event, values)

    def tell_all(self, event: str) -> None:
        """Tell all of them an event that says all by its name."""
        self.tell([*self._streams], event, {})

    def close(self) -> None:
        """End all streams, once what they hold is written."""
        for stream in self._streams.values():
            stream.close()

    async def _written(self, name: str) -> AsyncIterator[str]:
        stream = self._streams[name]
        try:
            yield f"retry: {_RETRY}\n\n"
            while not stream.is_over:
                for event, values in await stream.take():
                    yield f"event: {event}\ndata: {json.dumps(values)}\n\n"
        finally:
            del self._streams[name]


class _Stream:
    """What one browser has not been sent yet."""

    def __init__(self) -> None:
        self._events: dict[str, list[Mapping[str, object]]] = {}
        self._has_news = asyncio.Event()
        self._is_closed = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self._is_closed and not self._events

    def put(self, event: str, values: Mapping[str, object]) -> None:
        before = self._events.pop(event, [])
        self._events[event] = [*before, values] if event in _EACH else [values]
        self._has_news.set()

    def close(self) -> None:
        self._is_closed = True
        self._has_news.set()

    async def take(self) -> list[tuple[str, Mapping[str, object]]]:
        """What has come, once something has; a sign of life after a silence."""
        try:
            await asyncio.wait_for(self._has_news.wait(), _SILENCE)
        except TimeoutError:
            return [("alive", {})]
        self._has_news.clear()
        events, self._events = self._events, {}
        return [(event, values) for event, each in events.items() for values in each]

"""The press of a preview: it hears what was saved and what browsers ask, orders children, and tells what they answer.

It runs one thread, as it forks. Whatever takes long is done by a child.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from briefpress.confined.service import Service
from briefpress.preview.choices import Choice, Shelf
from briefpress.preview.errands import Errands
from briefpress.preview.jobs import Wanted
from briefpress.preview.messages import Message, receive, send
from briefpress.preview.spots import spots
from briefpress.preview.work import Work

#: So many editions have a child that stays for their next version: the last that were on a screen.
_STAYING = 3
#: So many editions are kept that nobody looks at.
_KEPT = 16


class Press:
    """The editions that are on screens, and those that may be next."""

    def __init__(
        self, shelf: Shelf, server: Connection, validator: Service | None, editor: str, at: tuple[str, int] | None
    ) -> None:
        self._shelf, self._server, self._validator, self._editor = shelf, server, validator, editor
        self._works: dict[Choice, Work] = {}
        #: What each browser shows, the last that chose at the end.
        self._clients: dict[str, Choice] = {}
        #: What their addresses say, which may mean something else once files have come or gone.
        self._queries: dict[str, Mapping[str, str]] = {}
        #: The editions that were on a screen, the last at the end.
        self._recent: list[Choice] = []
        self._errands = Errands(server)
        #: How often something was saved, and what of that each edition knows.
        self._saves = 0
        self._known: dict[Choice, int] = {}
        #: Of which of these a child was to stay.
        self._prepared: dict[Choice, int] = {}
        #: Where browsers are to go that are not there yet.
        self._at = at

    def run(self) -> None:
        """Work until a signal comes; raises EOFError or OSError where the server has ended."""
        for name in self._shelf.folders:
            self._shelf.look(name)
        try:
            while True:
                self._go_on()
                settings = [setting for work in self._works.values() for setting in work.settings]
                waiting = [each for setting in settings for each in setting.waits_for]
                deadlines = [*(setting.deadline for setting in settings), *self._errands.deadlines]
                seconds = min(deadlines, default=float("inf")) - time.monotonic()
                ready = wait([self._server, *waiting, *self._errands.waits_for], min(max(seconds, 0.0), 3600.0))
                if self._server in ready:
                    self._hear(receive(self._server))
                for work in list(self._works.values()):
                    work.hear(ready)
                self._errands.hear(ready)
        finally:
            for work in self._works.values():
                work.end()
            self._errands.end()

    def _hear(self, message: Message) -> None:
        values = message.values
        hear: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
            "show": self._show,
            "leave": lambda each: self._leave(each["client"]),
            "view": self._view,
            "changed": self._changed,
            "at": self._go_to,
            "get": self._get,
        }
        hear[values["kind"]](values)

    def _show(self, values: Mapping[str, Any]) -> None:
        """A browser shows an edition, or another one than it did."""
        client, choice = values["client"], self._shelf.choice(values["query"])
        self._queries[client] = values["query"]
        self._clients.pop(client, None)
        is_new = choice not in self._clients.values()
        self._clients[client] = choice
        self._recent = [*(each for each in self._recent if each != choice), choice]
        work = self._work(choice)
        self._tell("hello", [client], client=client, editor=self._editor)
        self._tell("offers", [client], **self._shelf.offered())
        self._renew(work)
        if is_new and not work.is_told:
            # What was wrong when it was looked at last is of no interest any more.
            work.live.expect()
        self._tell("frame", [client], **work.live.frame())
        self._send_all([client])

    def _leave(self, client: str) -> None:
        self._clients.pop(client, None)
        self._queries.pop(client, None)

    def _view(self, values: Mapping[str, Any]) -> None:
        """A browser says which pages are looked at."""
        if choice := self._clients.get(values["client"]):
            self._work(choice).live.view = Wanted((), values["pages"], values["width"])

    def _changed(self, _values: Mapping[str, Any]) -> None:
        """Something was saved."""
        self._saves += 1
        self._shelf.change()
        on_screen = self._on_screen()
        for choice, work in self._works.items():
            if choice not in on_screen:
                work.stop()
        for choice in on_screen:
            self._renew(self._work(choice))
        before = self._shelf.offered()
        known = {choice.brief for choice in self._works}
        for name in known | set(self._shelf.problems) | self._shelf.unknown:
            self._shelf.look(name)
        if (offered := self._shelf.offered()) != before:
            self._tell("offers", [*self._clients], **offered)
        for client, query in list(self._queries.items()):
            if self._shelf.choice(query) != self._clients[client]:
                self._show({"client": client, "query": query})

    def _go_to(self, values: Mapping[str, Any]) -> None:
        """Somebody asks where a line is printed."""
        self._at = (values["path"], values["line"])
        self._send_all([*self._clients])

    def _send_all(self, clients: list[str]) -> None:
        """Let browsers show the line that was asked for, unless that is done."""
        if self._at and [client for client in clients if self._send_to(client, *self._at)]:
            self._at = None

    def _send_to(self, client: str, path: str, line: int) -> bool:
        """Tell a browser where a line is printed, or which edition prints it; whether it is told where."""
        choice, words = self._clients[client], self._shelf.words_in(Path(path))
        if words and (choice.brief, choice.language) != (words["brief"], words["language"]):
            self._tell("choose", [client], **words)
            return False
        live = self._work(choice).live
        layers = live.layers()
        if layers:
            self._tell("at", [client], file=Path(path).name, line=line, places=spots(layers, path, line))
        return bool(layers)

    def _get(self, values: Mapping[str, Any]) -> None:
        """A browser asks for something of an edition."""
        number, what = values["number"], values["what"]
        if what == "download":
            choice = self._shelf.choice(values["query"])
            order = self._shelf.order(choice, (values["format"],))
            self._errands.download(number, order, self._validator)
        elif what == "page":
            self._draw(number, values["key"], values["width"])
        else:
            kept = (getattr(work.live, what)(values["key"]) for work in self._works.values())
            data = next((each for each in kept if each is not None), None)
            send(self._server, "got", data or b"", number=number, status=404 if data is None else 200)

    def _draw(self, number: int, key: str, width: int) -> None:
        live = next((work.live for work in self._works.values() if key in work.live.keys), None)
        if live is None:
            send(self._server, "got", number=number, status=404)
        elif data := live.drawing(key, width):
            send(self._server, "got", data, number=number, status=200)
        else:
            self._errands.draw(number, live, key, width)

    def _work(self, choice: Choice) -> Work:
        if choice not in self._works:
            display = partial(self._display, choice)
            self._works[choice] = Work(choice, self._shelf.order(choice), self._validator, self._show_work, display)
        return self._works[choice]

    def _renew(self, work: Work, *, stays: bool = True) -> None:
        """Set an edition as it is now, or tell why there is none."""
        if not work.order.language:
            work.live.fail(self._shelf.problems.get(work.choice.brief, ()))
            self._show_work(work)
            return
        self._known[work.choice] = self._saves
        work.renew(stays=stays)

    def _show_work(self, work: Work) -> None:
        """Show an edition to those who look at it."""
        clients = self._looking_at(work.choice)
        if clients:
            self._tell("frame", clients, **work.live.frame())
            if not work.is_busy:
                self._tell("progress", clients, stage=None)
            self._send_all(clients)

    def _display(self, choice: Choice, _name: str, stage: str) -> None:
        if clients := self._looking_at(choice):
            self._tell("progress", clients, stage=stage)

    def _go_on(self) -> None:
        """Set what may be looked at next, where nothing else is to be done."""
        self._let_go()
        if self._errands.is_busy or any(work.is_busy for work in self._works.values()):
            return
        on_screen = self._on_screen()
        alone = [
            each for each in on_screen if not self._work(each).is_ready and self._prepared.get(each) != self._saves
        ]
        others = [other for each in on_screen[-1:] for other in self._shelf.others(each)[:_KEPT]]
        unknown = [each for each in others if self._known.get(each) != self._saves]
        for choice in alone[:1]:
            self._prepared[choice] = self._saves
            self._renew(self._work(choice))
        for choice in unknown[:1] if not alone else ():
            self._renew(self._work(choice), stays=False)

    def _let_go(self) -> None:
        """Let go of the children of editions that were on no screen lately, and of some of very many editions."""
        on_screen = self._on_screen()
        self._recent = [each for each in self._recent if each in self._works][-_STAYING:]
        for choice, work in self._works.items():
            if choice not in on_screen and choice not in self._recent:
                work.release()
        kept = [choice for choice in self._works if choice not in on_screen]
        for choice in kept[: max(len(kept) - _KEPT, 0)]:
            self._works.pop(choice).end()

    def _on_screen(self) -> list[Choice]:
        """The editions that are looked at, those last that were chosen first."""
        return list(dict.fromkeys(self._clients.values()))

    def _looking_at(self, choice: Choice) -> list[str]:
        return [client for client, shown in self._clients.items() if shown == choice]

    def _tell(self, event: str, clients: list[str], **values: object) -> None:
        send(self._server, "event", event=event, clients=clients, values=values)

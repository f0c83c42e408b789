"""What browsers ask for that a child has to make: drawings of pages, and the files that `build` would write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from io import BytesIO
from multiprocessing.connection import Connection
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from briefpress.confined.children import Child
from briefpress.confined.limits import USUAL
from briefpress.confined.reply import MALFORMED, Fallen, Reply
from briefpress.confined.service import Service
from briefpress.confined.tasks import Task
from briefpress.core.problems import Position, Problem, Unprintable, stopping
from briefpress.core.project import FACTS
from briefpress.press.jobs import answer_of, malformed, print_edition
from briefpress.press.order import Order
from briefpress.preview.jobs import draw_pages
from briefpress.preview.live import Live, as_json
from briefpress.preview.messages import send


class Errands:
    """What is being made, and for which of the server's questions."""

    def __init__(self, server: Connection) -> None:
        self._server = server
        self._downloads: list[tuple[Child, Order, int]] = []
        #: The pages that are wanted: of which edition, their digests and widths, and who asks.
        self._wanted: list[tuple[Live, str, int, int]] = []
        self._drawing: tuple[Child, list[tuple[Live, str, int, int]]] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return bool(self._downloads or self._drawing or self._wanted)

    @property
    def waits_for(self) -> list[Connection | int]:
        """What is ready when a child has something to say."""
        return [each for child in self._children for each in child.waits_for]

    @property
    def deadlines(self) -> list[float]:
        """When the time of each child is over, by the monotonic clock."""
        return [child.deadline for child in self._children]

    @property
    def _children(self) -> list[Child]:
        return [*(child for child, _, _ in self._downloads), *([self._drawing[0]] if self._drawing else [])]

    def draw(self, number: int, live: Live, key: str, width: int) -> None:
        """Draw a page of an edition, by its digest, so many pixels wide, and answer a question with it."""
        self._wanted.append((live, key, width, number))
        self._draw_next()

    def download(self, number: int, order: Order, validator: Service | None) -> None:
        """Make the files of an order, and answer a question with them."""
        connection = validator.connect() if validator else None
        reads = (order.folder.absolute(), order.pictures.absolute())
        job = partial(print_edition, order, connection)
        task = Task(order.name, job, reads, order.limits.here(), (connection,) if connection else ())
        self._downloads.append((Child(task, lambda _name, _stage: None), order, number))

    def hear(self, ready: Sequence[object]) -> None:
        """Take in what the children have said, and answer."""
        for download in list(self._downloads):
            child, order, number = download
            if child.hear(is_ready=child.pipe in ready):
                self._downloads.remove(download)
                self._answer(number, child.outcome, order)
        if self._drawing:
            child, pages = self._drawing
            if child.hear(is_ready=child.pipe in ready):
                self._drawing = None
                self._show(child.outcome, pages)
        self._draw_next()

    def end(self) -> None:
        """End all children."""
        for child in self._children:
            child.end()

    def _draw_next(self) -> None:
        """Draw what is wanted of one edition, where nothing else is being drawn."""
        if self._drawing or not self._wanted:
            return
        # (One of a draft is drawn when it is written.)
        ready = [page for page in self._wanted if page[1] not in page[0].keys or page[1] in page[0].written]
        if not ready:
            return
        live = ready[0][0]
        pages = [page for page in ready if page[0] is live]
        self._wanted = [page for page in self._wanted if page not in pages]
        numbered = [(live.written.index(key), key, width) for _, key, width, _ in pages if key in live.written]
        task = Task("pages", partial(draw_pages, live.pdf, numbered), (), USUAL.here())
        self._drawing = Child(task, lambda _name, _stage: None), pages

    def _show(self, outcome: Reply | Fallen, pages: Iterable[tuple[Live, str, int, int]]) -> None:
        files = outcome.files if isinstance(outcome, Reply) else {}
        for live, key, width, number in pages:
            data = files.get(f"page/{key}/{width}")
            if data and key in live.keys:
                live.keep(key, width, data)
            send(self._server, "got", data or b"", number=number, status=200 if data else 404)

    def _answer(self, number: int, outcome: Reply | Fallen, order: Order) -> None:
        place = Position(order.folder / FACTS)
        try:
            if isinstance(outcome, Fallen):
                raise Unprintable([outcome.problem.at(place)])
            answer = answer_of(outcome, order)
            if stopping(answer.problems, is_strict=order.is_strict):
                raise Unprintable(answer.problems)
        except MALFORMED:
            self._refuse(number, [malformed(order)])
        except Unprintable as unprintable:
            self._refuse(number, unprintable.problems)
        else:
            name, data = _one(order, answer.files)
            send(self._server, "got", data, number=number, status=200, name=name)

    def _refuse(self, number: int, problems: Iterable[Problem]) -> None:
        told = json.dumps({"problems": [as_json(problem) for problem in problems]}).encode()
        send(self._server, "got", told, number=number, status=409)


def _one(order: Order, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """One file to be kept, and its name: of several, the archive that holds them."""
    if len(files) == 1:
        ((suffix, data),) = files.items()
        return order.target(suffix).name, data
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for suffix, data in files.items():
            archive.writestr(ZipInfo(order.target(suffix).name), data)
    return f"{order.name}.zip", packed.getvalue()

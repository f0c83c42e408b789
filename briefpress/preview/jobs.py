"""What children do for a preview: set the pages of an edition, draw pages, make the files of a download.

An edition is told of in parts, as they come: a draft of the pages that are looked at, if it is on a screen; all of its
pages; its layers and what preflight finds; what a screen reader says and what the validator proves. A part is a reply;
which one it is stands in it as `part`.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2

from briefpress.confined.reply import Reply, values_of
from briefpress.confined.staying import stay
from briefpress.confined.tasks import Task
from briefpress.core.files import Files, digest
from briefpress.core.paths import SHARED
from briefpress.core.problems import Problem, Unprintable
from briefpress.formats.transcript import utterances_on_pages
from briefpress.layout.kept import another_expected
from briefpress.layout.typeset import Pages, Pdf
from briefpress.markup.render import render
from briefpress.pdf.page_digests import page_digests
from briefpress.pdf.preflight import nonconforming, preflight
from briefpress.pdf.validator import ask_at
from briefpress.press.drawn import noting
from briefpress.press.make import archive, pages_of, read_order
from briefpress.press.order import Order, Progress
from briefpress.preview.clock import Clock
from briefpress.preview.layers import layers, outline, place_of
from briefpress.reading.stale_entries import stale_entries
from briefpress.schema.edition import Edition

#: PNG is written fast, and not as small as it could be: it travels within one machine.
_COMPRESSION = 1
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
#: Files that a place can be in.
_TEXTS = (".yaml", ".html", ".css", ".json", ".csv", ".bib")


@dataclass(frozen=True)
class Wanted:
    """Which pages of an edition are drawn at once: those that somebody looks at and that have changed."""

    #: The digests of pages that are drawn already.
    known: Sequence[str] = ()
    #: The pages that are looked at, from 0, and how many pixels wide they are drawn.
    pages: Sequence[int] = (0, 1)
    width: int = 0

    def written(self) -> bytes:
        """As a request."""
        return json.dumps(vars(self)).encode()


def set_edition(
    order: Order,
    wanted: Wanted,
    validator: Connection | None,
    requests: Connection | None,
    reads: tuple[Path, ...],
    progress: Progress,
) -> Iterator[Reply]:
    """The parts of an edition; then those of each newer version that is asked for, without the last.

    The request for a newer version is a `Wanted`; the fork that sets it finds in its memory what this one has parsed
    and measured.
    """
    if requests is None and hasattr(os, "nice"):
        # Nobody waits for it: who writes comes first, and their browser.
        os.nice(10)
    ask_at(validator, order.limits)
    is_set = False
    for part in _parts(order, wanted, progress, is_whole=True):
        is_set = part.values["part"] == "proof"
        yield part
    if requests is not None and is_set:
        yield Reply({"part": "stays"})
        yield from stay(requests, partial(_again, order, reads), progress)


def _again(order: Order, reads: tuple[Path, ...], request: bytes) -> Task:
    job = partial(_parts, order, Wanted(**json.loads(request)), is_whole=False)
    # (The fonts that this one has loaded stand in its own folder.)
    return Task(order.name, job, (*reads, Path(tempfile.gettempdir())), order.limits)


def _parts(order: Order, wanted: Wanted, progress: Progress, *, is_whole: bool) -> Iterator[Reply]:
    """The parts of an edition; where it cannot be printed, the problems are the only one, or the last."""
    clock = Clock(progress)
    try:
        edition, design = read_order(order, clock)
        drawn: dict[str, bytes] = {}
        page = noting(partial(render, edition, cache=order.pictures), drawn)
        with another_expected(), pages_of(page, design, clock) as pages:
            numbers = [number for number in wanted.pages if number < pages.number]
            if wanted.known and numbers and not pages.is_written:
                yield _draft(pages, numbers, edition, wanted, clock)
            pdf = pages.written()
        yield _pages(pdf, edition, wanted, drawn, clock)
        pdf = archive(pdf, edition, clock)
        clock("preflight")
        problems = preflight(pdf, edition)
        yield _layers(pdf, edition, problems, clock)
        if is_whole:
            clock("validate")
            yield _proved(pdf, edition, problems, clock)
    except Unprintable as unprintable:
        yield Reply({"part": "problems", "problems": _written(unprintable.problems)})


def _draft(pages: Pages, numbers: Sequence[int], edition: Edition, wanted: Wanted, clock: Clock) -> Reply:
    """The pages that somebody looks at, by their numbers from 0, before all are written."""
    clock("draw")
    data = pages.draft(numbers)
    keys = page_digests(data, _fonts(pages.files, edition))
    values = {"part": "draft", "number": pages.number, "pages": dict(zip(numbers, keys, strict=True))}
    return Reply(values, _new(data, keys, range(len(keys)), wanted))


def _pages(pdf: Pdf, edition: Edition, wanted: Wanted, drawn: Mapping[str, bytes], clock: Clock) -> Reply:
    clock("draw")
    keys = page_digests(pdf.data, _fonts(pdf.files, edition))
    pictures = _new(pdf.data, keys, wanted.pages, wanted)
    values = {
        "part": "pages",
        "pages": [{"key": key, "width": w, "height": h} for key, (w, h) in zip(keys, _sizes(pdf.data), strict=True)],
        "outline": outline(pdf),
        "title": pdf.origins.root.findtext("head/title"),
        "direction": edition.language.direction,
        "standards": ", ".join(pdf.design.standard.titles),
        "times": clock.times(),
    }
    return Reply(values, {"pdf": pdf.data, **pictures, **{f"picture/{name}": data for name, data in drawn.items()}})


def _new(data: bytes, keys: Sequence[str], numbers: Iterable[int], wanted: Wanted) -> dict[str, bytes]:
    """Those of the pages of a PDF, by their numbers from 0, that have not been drawn yet."""
    new = [(number, keys[number]) for number in numbers if number < len(keys) and keys[number] not in wanted.known]
    return dict(_drawn(data, [(number, key, wanted.width) for number, key in new if wanted.width]))


def _layers(pdf: Pdf, edition: Edition, problems: Iterable[Problem], clock: Clock) -> Reply:
    clock("layers")
    written = layers(pdf, edition)
    keys = [digest(layer)[:32] for layer in written]
    sources = {f"source/{path}": data for path, data in _files(pdf.files, edition, _TEXTS)}
    values = {
        "part": "layers",
        "layers": keys,
        "problems": _written(problems),
        "translations": [
            {
                "entry": each.path,
                "source": {"text": str(each.source.value), **place_of(each.source.position)},
                "here": {"text": str(each.translation.value), **place_of(each.translation.position)},
            }
            for each in stale_entries(edition)
        ],
        "size": len(pdf.data),
        "times": clock.times(),
    }
    files = {f"layer/{key}": layer for key, layer in zip(keys, written, strict=True)}
    return Reply(values, files | sources)


def _fonts(files: Files, edition: Edition) -> list[bytes]:
    return [data for _, data in _files(files, edition, _FONTS)]


def _files(files: Files, edition: Edition, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, bytes]]:
    """The files of these suffixes that an edition was made from."""
    for folder in (edition.folder.absolute(), *SHARED):
        for name, data in files.under(folder).items():
            if name.endswith(suffixes):
                yield folder / name, data


def _proved(pdf: Pdf, edition: Edition, problems: Sequence[Problem], clock: Clock) -> Reply:
    spoken = utterances_on_pages(pdf.data, edition.labels.speech, edition.language)
    speech = [{"page": max(page - 1, 0), "text": text} for page, text in spoken]
    try:
        failures = nonconforming(pdf, edition)
    except Unprintable as unprintable:
        # There is no validator, or this file was too much for it.
        failures = unprintable.problems
    values = {
        "part": "proof",
        "speech": speech,
        "is_proved": not failures,
        "problems": _written([*problems, *failures]),
        "times": clock.times(),
    }
    return Reply(values)


def draw_pages(data: bytes, pages: Sequence[tuple[int, str, int]], _progress: Progress) -> Reply:
    """Pages of a PDF as PNG: each by its number from 0, its digest and its width in pixels."""
    return Reply(files=dict(_drawn(data, pages)))


def _drawn(data: bytes, pages: Sequence[tuple[int, str, int]]) -> Iterator[tuple[str, bytes]]:
    with pypdfium2.PdfDocument(data) as document:
        for number, key, width in pages:
            page = document[number]
            png = BytesIO()
            image = page.render(scale=width / page.get_width()).to_pil()
            image.save(png, "PNG", compress_level=_COMPRESSION)
            yield f"page/{key}/{width}", png.getvalue()


def _sizes(data: bytes) -> list[tuple[float, float]]:
    """The width and height of each page, in CSS pixels."""
    with pypdfium2.PdfDocument(data) as document:
        sizes = map(document.get_page_size, range(len(document)))
        return [(round(width * 96 / 72, 2), round(height * 96 / 72, 2)) for width, height in sizes]


def _written(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [values_of(problem) for problem in problems]

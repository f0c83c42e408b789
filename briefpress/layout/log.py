"""What WeasyPrint logs while it lays out a page: every line becomes a remark."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urljoin

import tinycss2

from briefpress.core.problems import Position, Problem, near
from briefpress.layout.fetcher import Fetcher, Refused
from briefpress.layout.messages import Message, message_of
from briefpress.layout.proof import Proof, Remark
from briefpress.markup.origin_marks import letters
from briefpress.markup.origins import Origins
from briefpress.markup.stylesheets import BRIEF, Stylesheet

_PAGE = re.compile(r"Step 5 - Creating layout - Page (\d+)")


@contextmanager
def listening(fetcher: Fetcher, begun: Callable[[str], None] | None = None) -> Iterator[Log]:
    """Gather what WeasyPrint logs; `begun` is called with the number of each page that it begins."""
    log = Log(fetcher, begun)
    loggers = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(log)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield log
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(log)
            logger.setLevel(level)
            logger.propagate = propagate


class Log(logging.Handler):
    """Turns log records into messages; the progress log tells which stylesheets are read and which pages begun."""

    def __init__(self, fetcher: Fetcher, begun: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.fetcher = fetcher
        self._begun = begun
        self.messages: list[Message] = []
        #: The URLs of the stylesheets so far, the last one first. One that imports another goes on after it.
        self._urls: list[str] = []

    def clear(self) -> None:
        """Forget what was logged: the page is laid out again."""
        self.messages.clear()
        self._urls.clear()

    def sheets(self) -> list[Stylesheet]:
        """The stylesheets that were loaded, the last one first."""
        return loaded(self._urls, self.fetcher)

    def emit(self, record: logging.LogRecord) -> None:
        """Take in what was logged."""
        text = record.getMessage()
        if record.name == "weasyprint.progress":
            if text.startswith("Step 2 - "):
                self._urls.insert(0, text.rpartition(" - ")[2])
            elif self._begun and (page := _PAGE.fullmatch(text)):
                self._begun(page[1])
        # What was refused is told once, by the fetcher, and more exactly.
        elif not re.search(Refused.__name__, text) and not self._is_refused_font(text):
            message = message_of(text)
            if message is not None:
                problem = message.problem.at(self._in_sheet(message))
                self.messages.append(replace(message, problem=problem))

    def _is_refused_font(self, text: str) -> bool:
        return text.startswith("Font-face") and any(
            problem.code == "missing-face" for problem in self.fetcher.refusals.values()
        )

    def _is_in_drawing(self, char: str, proof: Proof) -> bool:
        """Whether a character stands in drawings alone, where it is told at its place."""
        problems = (problem for problems in self.fetcher.remarks.values() for problem in problems)
        is_reported = any(problem.code == "missing-glyph" and char in problem.message for problem in problems)
        return is_reported and not any(char in run.text for run in proof.runs)

    def _in_sheet(self, message: Message) -> Position | None:
        """Where the CSS in question stands, in the last stylesheet that has it there."""
        if message.css:
            return next((place for sheet in self.sheets() if (place := sheet.first(message.css))), None)
        if message.problem.code != "css-ignored":
            return None
        line, column = message.place
        if not line:
            return next((position for sheet in self.sheets() for position in sheet.selectors(message.subject)), None)
        name = re.split(r"[\s:({]", message.subject)[0]
        sheet = next((each for each in self.sheets() if name in "".join(each.text.splitlines()[line - 1 : line])), None)
        return Position(sheet.path, line, column, max(1, len(name)), text=sheet.text) if sheet else None

    def remarks(self, root: Any, origins: Origins, proof: Proof) -> Iterator[Remark]:
        """All that is to be told of a page with this root element, each with its origin."""
        sheets = self.sheets()
        for sheet in sheets:
            if place := sheet.unclosed():
                problem = Problem("css-ignored", "a brace is opened here and never closed", place, "close it by `}`")
                yield Remark(problem)
        for message in self.messages:
            if message.problem.code == "missing-glyph" and self._is_in_drawing(message.subject, proof):
                continue
            yield _taken(message, root, origins) or Remark(
                _with_near_id(message, root), _origin(message, root, origins, proof), message.subject
            )
        yield from refusals(self.fetcher, root, origins, sheets)


def _with_near_id(message: Message, root: Any) -> Problem:
    """The problem of a message, which names the id that was probably meant where there is none of that name."""
    if message.problem.code != "broken-link":
        return message.problem
    names = near(message.subject, {each.get("id", "") for each in root.iter()} - {""})
    hint = "".join(f"did you mean `#{name}`? " for name in names)
    return replace(message.problem, hint=f"{hint}{message.problem.hint}")


def _origin(message: Message, root: Any, origins: Origins, proof: Proof) -> str:
    """The origin of what a message speaks of."""
    code, subject = message.problem.code, message.subject
    if message.problem.position:
        return ""
    if code == "missing-glyph":
        runs = ((run, len(letters(run.text.partition(subject)[0]))) for run in proof.runs if subject in run.text)
        return next((origin for run, start in runs for at, origin in reversed(run.origins) if at <= start), "")
    if code == "css-ignored":
        styled = (each for each in root.iter() if _declares(each.get("style", ""), subject, message.place))
        return next(map(origins.line, styled), "")
    name, value = _ATTRIBUTES.get(code, ("", ""))
    elements = [each for each in root.iter() if name and _names(each.get(name), value.format(subject))]
    # Of two elements with one id, that which a template has made up is one too many.
    made_up = [each for each in elements if not origins.path(each, name)]
    return origins.attribute((made_up or elements)[0], name) if elements else ""


def _taken(message: Message, root: Any, origins: Origins) -> Remark | None:
    """What is wrong with an id of a brief that the press has given already; None for any other message."""
    if message.problem.code != "typesetting" or not message.subject:
        return None
    elements = [each for each in root.iter() if each.get("id") == message.subject]
    own = [path for each in elements if (path := origins.path(each, "id"))]
    if not own or not any(origins.is_of_house(each) for each in elements if not origins.path(each, "id")):
        return None
    hint = f"take another id, such as `the-{message.subject}`"
    problem = Problem("duplicate-id", f"`{message.subject}` is an id of the press's own", None, hint)
    return Remark(problem, own[0], message.subject)


#: The attribute that a message speaks of, and its value.
_ATTRIBUTES = {"broken-link": ("href", "#{}"), "missing-image": ("src", "{}"), "typesetting": ("id", "{}")}


def _names(value: str | None, url: str) -> bool:
    return value is not None and unquote(url) in (unquote(value), unquote(urljoin(BRIEF, value)))


def _declares(style: str, css: str, place: tuple[int, int]) -> bool:
    """Whether an attribute `style` has this declaration at this place."""
    names = [each for each in tinycss2.parse_blocks_contents(style) if each.type == "declaration"]
    return any((each.source_line, each.source_column) == place and css.startswith(each.name) for each in names)


def loaded(urls: Iterable[str], fetcher: Fetcher) -> list[Stylesheet]:
    """The stylesheets of these URLs, without those that were not loaded."""
    paths = ((url, fetcher.path(url)) for url in urls)
    return [Stylesheet(url, path, fetcher.files.text(path)) for url, path in paths if path and path in fetcher.files]


def refusals(fetcher: Fetcher, root: Any, origins: Origins, sheets: Iterable[Stylesheet]) -> Iterator[Remark]:
    """What the fetcher refused or remarked, each at the stylesheet or the element that names it, or in a drawing."""
    remarks = [(url, problem) for url, problems in fetcher.remarks.items() for problem in problems]
    for url, problem in [*fetcher.refusals.items(), *remarks]:
        place = next((place for sheet in sheets for place in sheet.urls(url)), None)
        elements = [(each, name) for each in root.iter() for name in ("src", "href") if _names(each.get(name), url)]
        origin = origins.attribute(*elements[0]) if elements else ""
        written = elements[0][0].get(elements[0][1], "") if elements else ""
        yield Remark(problem if problem.position else problem.at(place), origin, written)

"""What WeasyPrint says while it sets a page: every line that it logs becomes a remark."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from briefpress.core.files import position_of
from briefpress.core.locate import locate
from briefpress.core.problems import Position, Problem
from briefpress.layout.fetcher import Fetcher, Refused
from briefpress.markup.stylesheets import BRIEF


@dataclass(frozen=True)
class Remark:
    """A problem met while setting, and the text or address by which its place can be found in the brief."""

    problem: Problem
    subject: str = ""
    is_address: bool = False


@contextmanager
def listening(fetcher: Fetcher) -> Iterator[list[Remark]]:
    """Gather what WeasyPrint logs."""
    listener = _Listener(fetcher)
    loggers = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield listener.remarks
        for stylesheet in listener.stylesheets:
            listener.remarks += unclosed(stylesheet, fetcher.files.text(stylesheet))
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)
            logger.propagate = propagate


def refusals(fetcher: Fetcher) -> list[Remark]:
    """What the fetcher refused, by the addresses as they may stand in the brief."""
    shown = {url: unquote(re.sub(rf"^{BRIEF}(styles/)?", "", url)) for url in fetcher.refusals}
    return [Remark(problem, shown[url], is_address=True) for url, problem in fetcher.refusals.items()]


def unclosed(stylesheet: Path, text: str) -> Iterator[Remark]:
    """The brace that a stylesheet opens and never closes; CSS takes all that follows as part of its rule."""
    open_at: list[int] = []
    content = _NOT_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in re.finditer(r"[{}]", content):
        if found[0] == "{":
            open_at.append(found.start())
        elif open_at:
            open_at.pop()
    for start in open_at[:1]:
        message = "a brace is opened here and never closed"
        yield Remark(Problem("css-ignored", message, position_of(stylesheet, text, start), "close it by `}`"))


_NOT_CODE = re.compile(r"""/\*.*?\*/|"[^"\n]*"|'[^'\n]*'""", re.DOTALL)


class _Listener(logging.Handler):
    """Turns log records into remarks; the progress log tells which stylesheets are being read."""

    def __init__(self, fetcher: Fetcher) -> None:
        super().__init__()
        self.fetcher = fetcher
        self.remarks: list[Remark] = []
        #: The stylesheets so far, the last one first. One that imports another goes on after it.
        self._stylesheets: list[Path] = []

    @property
    def stylesheets(self) -> list[Path]:
        """Those that were loaded."""
        return [path for path in self._stylesheets if path in self.fetcher.files]

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.name == "weasyprint.progress":
            if message.startswith("Step 2 - ") and (path := self.fetcher.path(message.rpartition(" - ")[2])):
                self._stylesheets.insert(0, path)
        # What was refused is remarked once, by the fetcher, and more exactly.
        # Preflight looks at alternative texts itself.
        elif not re.search(rf"{Refused.__name__}|has no required alt", message) and not self._is_refused_face(message):
            self.remarks.append(self._remark(message))

    def _is_refused_face(self, message: str) -> bool:
        return message.startswith("Font-face") and any(
            problem.code == "missing-face" for problem in self.fetcher.refusals.values()
        )

    def _remark(self, message: str) -> Remark:
        code, found, hint = next(
            (code, found, hint) for code, pattern, hint in _SAYINGS if (found := re.search(pattern, message, re.DOTALL))
        )
        said = found.groupdict()
        subject = (said.get("subject") or "").removeprefix(BRIEF)
        shown = " ".join((said.get("message") or message).replace(BRIEF, "").split()).rstrip(".")
        place = self._in_stylesheet(said) if code == "css-ignored" else None
        return Remark(Problem(code, shown[:1].lower() + shown[1:], place, hint), subject)

    def _in_stylesheet(self, said: dict[str, str | None]) -> Position | None:
        """Where the CSS in question stands, in the last stylesheet that has it there."""
        if said.get("line") is None:
            return locate(said.get("css") or "", self.stylesheets, self.fetcher.files)
        line, column = int(said["line"] or 0), int(said["column"] or 0)
        word = re.split(r"[\s:({]", said.get("css") or "")[0]
        for sheet in self.stylesheets:
            text = self.fetcher.files.text(sheet)
            lines = text.splitlines()
            if line <= len(lines) and word in lines[line - 1]:
                return Position(sheet, line, column, max(1, len(word)), text=text)
        return None


_CSS = "docs/styling.md says which CSS is printed"
#: What WeasyPrint says: our code, a pattern that may name the message, a piece of CSS and its place, and a subject to
#: look for in the brief; and a hint.
_SAYINGS = (
    ("css-ignored", r"(?P<message>Ignored `(?P<css>[^`]*)`.*?) at (?P<line>\d+):(?P<column>\d+)\b", _CSS),
    ("css-ignored", r"(?P<message>.*?) at (?P<line>\d+):(?P<column>\d+)\b", _CSS),
    ("css-ignored", r"Invalid or unsupported selector, (?:'|\")(?P<css>.*)(?:'|\")", _CSS),
    ("css-ignored", r"Ignored `(?P<css>[^`]*)`", _CSS),
    (
        "missing-image",
        r"Failed to load (inline SVG|image)( at '(?P<subject>[^']*)')?",
        "a picture is a PNG, JPEG or SVG file of the brief's folder",
    ),
    ("missing-image", r"Failed to render SVG image (?P<subject>\S+)", "open it in a drawing program and save it anew"),
    (
        "missing-glyph",
        r'\.notdef glyph .*: "(?P<subject>.)"',
        "no face has this character: write it otherwise, or add a face that has it",
    ),
    ("broken-link", r"No anchor #(?P<subject>\S+) for internal URI", "link to the id of a section or an entry"),
    ("missing-face", r"Font-face .* cannot be loaded", "fonts stand in styles/fonts"),
    ("typesetting", r"", "this is what WeasyPrint said; search its documentation for the words"),
)

"""The third stage: Html → Pdf, through WeasyPrint behind a locked fetcher.

This module, fetcher.py, proof.py and tagging.py are the only ones that know WeasyPrint. Every line that it logs becomes
a problem.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from briefpress.fetcher import Fetcher
from briefpress.problems import Position, Problem, Unprintable
from briefpress.proof import Proof, draw_proof
from briefpress.render import BRIEF, Html
from briefpress.tagging import mark_languages

mark_languages()

#: Pictures with more pixels are refused rather than unpacked.
Image.MAX_IMAGE_PIXELS = 50_000_000


@dataclass(frozen=True)
class Remark:
    """A problem met while setting, and the text by which its place can be found in the manuscript."""

    problem: Problem
    subject: str = ""


@dataclass(frozen=True)
class Pdf:
    """A set edition: the file's bytes, its proof, and what was remarked on the way."""

    data: bytes
    proof: Proof
    remarks: tuple[Remark, ...]
    #: The families that were really used.
    families: frozenset[str]


def typeset(html: Html) -> Pdf:
    """Set a page; raises Unprintable where WeasyPrint cannot go on at all."""
    fetcher = Fetcher(html.folders)
    with _listening(fetcher) as remarks:
        try:
            page = weasyprint.HTML(string=html.markup, base_url=BRIEF, url_fetcher=fetcher)
            document = page.render(font_config=FontConfiguration())
            data = document.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=False, pdf_tags=True)
        except (ArithmeticError, TypeError, RecursionError, ValueError, KeyError, IndexError) as error:
            message = f"WeasyPrint cannot set this page: {type(error).__name__}: {error}"
            hint = "undo the last change of a template or stylesheet, then make it again in smaller steps"
            raise Unprintable(
                [remark.problem for remark in remarks] + [Problem("unsettable", message, None, hint)]
            ) from error
    remarks += [Remark(problem, problem.message.split("`")[1]) for problem in fetcher.refusals.values()]
    families = frozenset(font.family for font in document.fonts.values())
    return Pdf(data, draw_proof(document, page.etree_element), tuple(remarks), families)


@contextmanager
def _listening(fetcher: Fetcher) -> Iterator[list[Remark]]:
    """Gather what WeasyPrint logs as remarks."""
    listener = _Listener(fetcher)
    loggers = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    try:
        yield listener.remarks
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.setLevel(level)
            logger.propagate = propagate


class _Listener(logging.Handler):
    """Turns log records into remarks; the progress log tells which stylesheet is being read."""

    def __init__(self, fetcher: Fetcher) -> None:
        super().__init__()
        self.fetcher = fetcher
        self.remarks: list[Remark] = []
        self.stylesheet: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.name == "weasyprint.progress":
            self._follow(message)
        else:
            self.remarks.append(self._remark(message))

    def _follow(self, message: str) -> None:
        if message.startswith("Step 2 - "):
            self.stylesheet = self.fetcher.path(message.rpartition(" - ")[2])
        elif message.startswith("Step 3 - "):
            self.stylesheet = None

    def _remark(self, message: str) -> Remark:
        for code, pattern, hint in _SAYINGS:
            if found := re.search(pattern, message):
                said = found.groupdict()
                subject = (said.get("subject") or "").removeprefix(BRIEF)
                place = None
                if self.stylesheet and said.get("line"):
                    place = Position(self.stylesheet, int(said["line"]), int(said["column"]))
                shown = (said.get("message") or message).replace(BRIEF, "").rstrip(".")
                return Remark(Problem(code, shown[:1].lower() + shown[1:], place, hint), subject)
        raise AssertionError  # pragma: no cover (the last saying matches everything)


#: What WeasyPrint says: our code, a pattern that may name the message, a place in the stylesheet and a subject to
#: look for in the manuscript, and a hint.
_SAYINGS = (
    (
        "css-ignored",
        r"(?P<message>.*?) at (?P<line>\d+):(?P<column>\d+)\b",
        "docs/styling.md says which CSS is printed",
    ),
    ("css-ignored", r"Invalid or unsupported selector", "docs/styling.md says which CSS is printed"),
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
    ("missing-stylesheet", r"Failed to load stylesheet at (?P<subject>\S+)", "stylesheets are linked, not imported"),
    ("missing-alt", r'Image "(?P<subject>[^"]*)" has no required alt', "say in `alt:` what the picture shows"),
    ("typesetting", r"", "this is what WeasyPrint said; search its documentation for the words"),
)

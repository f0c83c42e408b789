"""The stylesheets of a page, read once.

WeasyPrint reads all stylesheets anew, and registers their fonts, each time that a page is laid out. Here the ones that
a page names are read when they are new or have changed in one of their bytes; what was logged of them is told again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import weasyprint.css
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError, fetch

from briefpress.layout.kept import Kept

_find = weasyprint.css.find_stylesheets


class Sheets:
    """The stylesheets of a page as they were read, with the fonts that they name."""

    def __init__(self, page: Any) -> None:
        self.fonts = FontConfiguration()
        self.css: list[Any] = []
        self._counters = CounterStyle()
        self._colours: dict[str, Any] = {}
        self._process = os.getpid()
        #: The digests of what was loaded for them, by its URL; None of what was refused.
        self._loaded: dict[str, bytes | None] = {}
        page_rules: list[Any] = []
        layers: list[str] = []
        with _recorded() as self._records:
            own = self.fonts, self._counters, self._colours, page_rules, layers
            found = _find(page.wrapper_element, page.media_type, self._load(page.url_fetcher), page.base_url, *own)
            self.css = [*found]

    def is_lasting(self) -> bool:
        """Whether they may serve another document: a colour profile knows the file that it was written into."""
        return not self._colours

    def are_same(self, page: Any) -> bool:
        """Whether a page that names them would load the same now, and their fonts can still be read here."""
        is_same = all(_digest(page.url_fetcher, url) == digest for url, digest in self._loaded.items())
        # (The fonts of the parent may be behind the locks of this process.)
        return is_same and (self.fonts._folder is None or _is_readable(self.fonts._folder))

    def tell(self) -> None:
        """Log again what was logged of them."""
        for record in self._records:
            logging.getLogger(record.name).handle(record)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Have a page laid out with them."""

        def find(*given: Any) -> list[Any]:
            counters, colours = given[5:7]
            counters.update(self._counters)
            colours.update(self._colours)
            return self.css

        weasyprint.css.find_stylesheets = find
        try:
            yield
        finally:
            weasyprint.css.find_stylesheets = _find

    def _load(self, fetcher: Any) -> Any:
        """A fetcher that takes down what it loads."""

        def load(url: str) -> Any:
            self._loaded[url] = _digest(fetcher, url)
            return fetcher(url)

        load._fail_on_errors = False  # type: ignore[attr-defined]
        return load

    def __del__(self) -> None:
        # The fonts of the parent are the parent's.
        if self._process != os.getpid():
            self.fonts._folder = None


_kept: Kept[tuple[object, ...], Sheets] = Kept()


def sheets_of(page: Any) -> Sheets:
    """The stylesheets that a page names."""
    named = [each for each in page.etree_element.iter() if each.tag in ("link", "style")]
    key = tuple((each.tag, tuple(each.attrib.items()), each.text) for each in named)
    sheets = _kept.get(key)
    if sheets and sheets.are_same(page):
        sheets.tell()
        return sheets
    sheets = Sheets(page)
    return _kept.keep(key, sheets) if sheets.is_lasting() else sheets


def _digest(fetcher: Any, url: str) -> bytes | None:
    """The digest of what a URL names; None where that is refused."""
    with suppress(URLFetchingError), fetch(fetcher, url) as response:
        return sha256(response.read()).digest()
    return None


def _is_readable(folder: Path) -> bool:
    with suppress(OSError):
        for path in folder.iterdir():
            path.open("rb").close()
        return True
    return False


class _Records(logging.Handler):
    """All that is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _recorded() -> Iterator[list[logging.LogRecord]]:
    """All that WeasyPrint logs, while it is logged."""
    handler = _Records()
    loggers = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        for logger in loggers:
            logger.removeHandler(handler)

"""A press that is warm: what the children of several orders would each do by themselves is done before the fork.

That is not only to import: models are completed, templates compiled, stylesheets parsed when they are first used. So
a page is printed, which shows what most briefs use and is of the house: nothing of a stranger is in it. It has no
chart and is not validated, as neither V8 nor Java lives on in a fork.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from briefpress.core.project import FACTS
from briefpress.press.order import Order, silent

_PAGE = """\
language: en
date: 2026-01-01
status: draft
title: A page
purpose: What most briefs use.
glance: [{value: 40, unit: "%", text: is a figure, sources: [book]}]
sections:
  - title: A section
    text: |
      A sentence with *two* words, a source [@book, p. 2] and a note.[^note]

      - An item.

      [^note]: The note.
    blocks:
      - {type: callout, text: A remark.}
      - {type: table, caption: Numbers, columns: [Year, Amount], rows: [["2015", 310], ["2025", 355]]}
sources: [{id: book, type: report, title: A report, date: 2026}]
"""


@cache
def warm() -> None:
    """Print a page and keep nothing of it but what it leaves in memory."""
    from briefpress.press.pipeline import press

    # What is wrong with the house is told of each edition.
    with suppress(Exception), TemporaryDirectory(prefix="briefpress-") as folder:
        Path(folder, FACTS).write_text(_PAGE, "utf-8")
        press(Order(Path(folder), "en", Path(folder)), silent)

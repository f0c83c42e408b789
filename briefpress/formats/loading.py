"""What a page for screens loads into its file, by the fetcher of paper: what that refuses is told at its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefpress.core.problems import Position, Unprintable
from briefpress.layout.fetcher import Fetcher, Refused
from briefpress.layout.log import loaded, refusals
from briefpress.markup.origins import Origins, Source
from briefpress.markup.render import Html
from briefpress.markup.tree import parse
from briefpress.pdf.preflight import located
from briefpress.schema.edition import Edition


@contextmanager
def loading(html: Html, edition: Edition) -> Iterator[Fetcher]:
    """A fetcher for a page; raises Unprintable where it is asked for what is not loaded."""
    fetcher = Fetcher(html)
    try:
        yield fetcher
    except Refused:
        root = parse(html.markup)
        sheets = loaded((link.get("href", "") for link in root.iter("link")), fetcher)
        source = Source(edition.places, edition.folder, edition.files, sheets)
        remarks = refusals(fetcher, root, Origins(root), sheets)
        raise Unprintable(located(remark, source, Position(edition.manuscript)) for remark in remarks) from None

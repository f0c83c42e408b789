"""Where the data of charts stand: beside the picture, below it, or, where they are long, in an annex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefpress.core.files import is_there
from briefpress.core.project import LAYOUT
from briefpress.graphics.charts.table import DataTable, Tabulation
from briefpress.schema.blocks import Chart
from briefpress.schema.edition import Edition

#: How many rows stand with a picture at most.
_ROWS = 12
#: The id of the annex. No heading of a text has one with two pairs of hyphens.
ANNEX = "charts--data--annex"
#: The templates that print the annex, or lead to it. Those of older houses, which know of none, have all data in place.
_TEMPLATES = ("blocks/chart.html", "parts/sources.html")


@dataclass(frozen=True)
class ChartData:
    """The data of a chart as a table, and where that stands."""

    block: Chart
    #: The path of the block, from which what is printed of its data comes.
    path: str
    table: DataTable
    place: Literal["side", "below", "annex"]
    #: The ids of the table, where it stands in the annex, and of what leads there.
    anchor: str
    origin: str


def chart_data(edition: Edition, layout: str) -> Iterator[ChartData]:
    """The data of the charts of an edition, in their order."""
    own = (edition.folder / "templates" / name for name in _TEMPLATES)
    has_annex = layout == LAYOUT and not any(map(is_there, own))
    for section in edition.brief.sections:
        for block in section.blocks:
            spec = edition.specs.get(f"{section.id}.{block.id}")
            if spec is not None and isinstance(block, Chart):
                table = Tabulation(spec, block.words, edition.language).table()
                name = f"{section.id}--{block.id}"
                path = f"sections.{section.id}.blocks.{block.id}"
                yield ChartData(block, path, table, _place(block, table, has_annex), f"{name}--data", f"{name}--chart")


def _place(block: Chart, table: DataTable, has_annex: bool) -> Literal["side", "below", "annex"]:
    is_beside = block.width != "full"
    if has_annex and (len(table.rows) > _ROWS or (is_beside and not table.fits(block.width))):
        return "annex"
    is_small = len(table.rows) <= _ROWS and table.is_narrow and not is_beside
    return "side" if is_small else "below"

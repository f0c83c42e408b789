"""What stands above and below a figure or a table, of whatever type it is (templates/parts/frame.html)."""

from __future__ import annotations

from pydantic import StrictBool

from briefpress.language.markdown import Line
from briefpress.schema.base import Sourced


class Captioned(Sourced):
    """A figure or a table: its message above it, its sources and who made it below."""

    caption: Line
    """What it says, best as a sentence: it stands above, after the number."""
    opening: StrictBool = False
    """`true` prints it on page one, under the figures at a glance, and not where it stands; one figure of a brief."""
    unit: Line | None = None
    """The unit of what it shows, in parentheses after the caption: `km³ a year`, `per cent of exports`."""
    credit: Line | None = None
    """Who made it, in words: `Photo: the river office`, `Map by the editors`. It stands below, after its sources."""

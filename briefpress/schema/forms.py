"""The plural forms of a wording."""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen


class Forms(Frozen):
    """The forms of a wording by the plural categories of CLDR; `other` stands in for those that are not given."""

    zero: Line | None = None
    """For no things, in languages that have a form for it: Arabic."""
    one: Line | None = None
    """For one thing."""
    two: Line | None = None
    """For two things, in languages that have a form for it: Arabic."""
    few: Line | None = None
    """For few things, in languages that have a form for it: Arabic, Czech, Polish."""
    many: Line | None = None
    """For many things, in languages that have a form for it: Arabic, Polish; French for millions."""
    other: Line
    """For all other numbers."""

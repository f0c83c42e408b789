"""The plural forms of a wording."""

from __future__ import annotations

from briefpress.language.markdown import Line
from briefpress.schema.base import Frozen


class Forms(Frozen):
    """The forms of a wording by the plural categories of CLDR; `other` stands in for those that are not given."""

    zero: Line | None = None
    one: Line | None = None
    two: Line | None = None
    few: Line | None = None
    many: Line | None = None
    other: Line

"""The figures of page one."""

from __future__ import annotations

from typing import Literal

from briefpress.language.markdown import Line
from briefpress.schema.base import Entry


class Measure(Entry):
    """A figure of the strip "at a glance", counted from the content and never typed."""

    #: What is counted: the entries of that name in all sections, the countries of all projects, or the year in
    #: which the office was `opened`.
    of: Literal["objectives", "domains", "projects", "partners", "countries", "opened"]
    text: Line

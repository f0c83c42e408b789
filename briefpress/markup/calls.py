"""The calls of a text, for sources and footnotes, as templates print them: calls/citation.html, calls/footnote.html."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2.runtime import Context
from markupsafe import Markup

from briefpress.core.located import LocatedMarkup
from briefpress.core.marks import SPELT, STOP, spell
from briefpress.language.calls import CALL, Cite, Note, called
from briefpress.language.figures import JOINER
from briefpress.markup.citations import Citations

#: A citation where numbers would stand, and the end of the sentence before it, which may be an abbreviation's too.
_CITED = re.compile(f"(?<![.!?…{JOINER}])([.!?…]*+)({JOINER}*+)({CALL}{spell('[')}{SPELT}{STOP})")
#: The name of what prints them among those of a page; no template can write it.
CALLS = "calls of texts"


def section_of(names: Mapping[str, Any] | Context) -> str:
    """The id of the section that a template with these names prints; "" for what is in none."""
    return str(getattr(names.get("section"), "id", ""))


def _before_stop(cited: re.Match[str]) -> str:
    """A citation before the end of its sentence."""
    end, joiners, citation = cited.groups()
    return f"{end} {citation}." if len(joiners) > 1 else f" {citation}{end}"


@dataclass(frozen=True)
class Footnote:
    """A footnote where it is called for: its place among all of the page, from 1 on, and its paragraphs.

    Where it is called for again, it has none, and `call` is not 1.
    """

    place: int
    call: int
    paragraphs: tuple[Markup, ...]


@dataclass(frozen=True)
class Calls:
    """Prints each call where its text is printed, and so in reading order."""

    citations: Citations
    #: Renders a template with these names besides those of the page.
    render: Callable[[str, Mapping[str, Any]], str]
    #: How often each footnote was called for so far.
    footnotes: list[int] = field(default_factory=list)

    def printed(self, html: Markup, path: str, context: Context) -> Markup:
        """The HTML of the text at a path with its calls."""
        if CALL not in html:
            return html
        names = {"section": context.get("section")}
        if self.citations.styled:
            # Words are a part of the sentence.
            html = Markup(_CITED.sub(_before_stop, html))  # noqa: S704 (escaped)
        text = called(html, partial(self._citation, names), partial(self._footnote, names, path, {}))
        return Markup(text)  # noqa: S704 (templates escape)

    def _citation(self, names: Mapping[str, Any], cites: list[Cite]) -> str:
        citation = self.citations.cite(cites, section_of(names))
        return self.render("calls/citation.html", {**names, "citation": citation})

    def _footnote(self, names: Mapping[str, Any], path: str, places: dict[int, int], note: Note) -> str:
        """A footnote; `places` are those of the notes of the text so far, by their numbers in it."""
        is_first = note.number not in places
        if is_first:
            self.footnotes.append(0)
            places[note.number] = len(self.footnotes)
        place = places[note.number]
        self.footnotes[place - 1] += 1
        # WeasyPrint breaks a line of a footnote where the text has a line end.
        paragraphs = tuple(LocatedMarkup(each.replace("\n", " "), path) for each in note.paragraphs) if is_first else ()
        footnote = Footnote(place, self.footnotes[place - 1], paragraphs)
        return self.render("calls/footnote.html", {**names, "footnote": footnote})

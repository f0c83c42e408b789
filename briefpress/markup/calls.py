"""The calls of a text, for sources and footnotes, as templates print them: calls/citation.html, calls/footnote.html."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup

from briefpress.language.calls import CALL, Note, called
from briefpress.language.locale import LocatedMarkup
from briefpress.markup.citations import Citations

#: The name of what prints them among those of a page; no template can write it.
CALLS = "calls of texts"


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

    def printed(self, html: Markup, path: str) -> Markup:
        """The HTML of the text at a path with its calls."""
        if CALL not in html:
            return html
        text = called(html, self._citation, partial(self._footnote, path, {}))
        return Markup(text)  # noqa: S704 (templates escape)

    def _citation(self, cites: list[Any]) -> str:
        return self.render("calls/citation.html", {"citation": self.citations.cite(cites)})

    def _footnote(self, path: str, places: dict[int, int], note: Note) -> str:
        """A footnote; `places` are those of the notes of the text so far, by their numbers in it."""
        is_first = note.number not in places
        if is_first:
            self.footnotes.append(0)
            places[note.number] = len(self.footnotes)
        place = places[note.number]
        self.footnotes[place - 1] += 1
        paragraphs = tuple(LocatedMarkup(each, path) for each in note.paragraphs) if is_first else ()
        footnote = Footnote(place, self.footnotes[place - 1], paragraphs)
        return self.render("calls/footnote.html", {"footnote": footnote})

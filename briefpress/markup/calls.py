"""The calls of a text, for sources and footnotes, as templates print them: calls/citation.html."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefpress.language.calls import called
from briefpress.markup.citations import Citations

#: The name of what prints them among those of a page; no template can write it.
CALLS = "calls of texts"


@dataclass(frozen=True)
class Calls:
    """Prints each call where its text is printed, and so in reading order."""

    citations: Citations
    #: Renders a template with these names besides those of the page.
    render: Callable[[str, Mapping[str, Any]], str]

    def printed(self, html: Markup) -> Markup:
        """The HTML of a text with its calls."""
        return Markup(called(html, lambda cites: self._part("citation", citation=self.citations.cite(cites))))  # noqa: S704

    def _part(self, name: str, **names: Any) -> str:
        return self.render(f"calls/{name}.html", names)

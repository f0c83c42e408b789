"""CommonMark as a text takes it: the parser and its plugins.

Raw HTML is not read. What CommonMark knows and a text does not take is told by text_findings.py; the HTML of what it
takes is written by text_html.py.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin

from briefpress.language.citations import citation_plugin


class _Markdown(MarkdownIt):
    """CommonMark that lets every URL through to text_findings.py, which says what is wrong with it."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's own name)
        return True


def _markdown() -> MarkdownIt:
    """The parser: CommonMark, and what its plugins add."""
    parser = _Markdown("commonmark", {"html": False})
    # A target that no link leads to would be taken out of the text, and what was escaped is to be told from markup.
    parser.disable(["reference", "text_join"])
    parser.use(citation_plugin)
    return parser.use(attrs_plugin, spans=True, after=(), allowed=["lang"])


MARKDOWN = _markdown()

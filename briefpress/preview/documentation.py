"""What the codes of problems mean, as a page: docs/problems.md, which the press has with it."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefpress.core.paths import HOUSE

_FILE = HOUSE / "docs" / "problems.md"
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Problems by their code – briefpress</title>
<link rel="stylesheet" href="page/problems.css">
<main>
{}
</main>
</html>
"""


@cache
def problem_page() -> str:
    """The page, in which each code is the id of its heading."""
    tokens = MarkdownIt().parse(_FILE.read_text("utf-8"))
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", tokens[number + 1].content.strip("`"))
        if token.children:
            # Other documents are not here.
            token.children = [each for each in token.children if not _is_link_out(each)]
    return _PAGE.format(MarkdownIt().renderer.render(tokens, MarkdownIt().options, {}))


def _is_link_out(token: Token) -> bool:
    return token.type in ("link_open", "link_close")

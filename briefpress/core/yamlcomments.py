"""Comments behind a value: those that are meant, and those that were the rest of a text.

To YAML ` #` ends a text wherever it stands. A comment that is meant has a line of its own, or two spaces before its `#`
and one after it, as style guides of YAML ask for.
"""

from __future__ import annotations

import re

#: What to do about a comment that may have been meant as text.
COMMENT_HINT = (
    'to print it, put quotation marks around the whole text, "like #this"; '
    "for a comment, type two spaces before # and one after it, or give it a line of its own"
)
_COMMENT = re.compile(r"(?P<space>[ \t]+)(?P<comment>(?P<hash>#)[^\r\n]*)")
_MEANT = re.compile(r"#+(?:[ \t]|$)")


def comment_in(text: str, end: int, *, plain: bool = True) -> re.Match[str] | None:
    """The comment behind a value that ends at `end`, where it may have been meant as its rest; None otherwise.

    After a text without quotation marks (`plain`) it takes two spaces to show that it is not.
    """
    comment = _COMMENT.match(text, end)
    if not comment:
        return None
    is_apart = not plain or comment["space"].endswith("  ")
    is_comment = is_apart and _MEANT.match(text, comment.start("hash"))
    return None if is_comment else comment

"""What is to be done about a file that is not YAML, or not the YAML that was meant."""

from __future__ import annotations

#: What PyYAML says, and what a policy officer needs to hear.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a text that holds `: ` must be quoted, or begin on the next line after `|`",
    ),
    ("cannot start any token", "indent with spaces, not tabs; quote a text that begins with one of @ ` % &"),
    ("expected <block end>", "the lines of one list or mapping must begin in the same column"),
    (
        "could not find expected ':'",
        "a key is followed by `: `; quote a text of several lines, or begin it with `|`",
    ),
    ("found unexpected end of stream", "a quotation mark is opened and never closed"),
    (
        "undefined alias",
        "an alias (`*name`) needs an anchor (`&name`) above it; quote a text that begins with `*`",
    ),
    ("but found another document", "one file holds one document: remove the line `---`"),
    ("did not find expected", "quote a text that begins with one of [ { & * ! | > % @"),
)

_AT_LAST = "quote the text, or look for a bracket or a quotation mark too many or too few"


def on_syntax(said: str) -> str:
    """The hint for what PyYAML said of a file."""
    return next((advice for sign, advice in _SYNTAX if sign in said), _AT_LAST)


def on_bare(key: str) -> str:
    """The hint for a key in braces that has neither a colon nor a value: as a rule, a comma made it."""
    if key.isdigit():
        return "a comma parts two keys: write a number without separators, as in 2400000"
    return "a comma parts two keys: a text that holds one stands in quotation marks"

"""YAML as the press takes it, composed by PyYAML: the scalars of YAML 1.2's core schema, and anchors that are used.

`no` is Norway, `12:30` is no number, dates stay text, and so does `007`, which would lose its zeros.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from briefpress.core.files import position_of
from briefpress.core.problems import Problem

_TEXT_HINT = "put quotation marks around the whole text: at its beginning, & and the word after it name an anchor"


class Loader(yaml.SafeLoader):
    """SafeLoader with the scalars of the YAML 1.2 core schema; it remembers the anchors that no alias uses."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        #: Where each begins, and what to do with it.
        self.idle: dict[str, tuple[yaml.Mark, str]] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose the next node."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            self.idle.pop(str(event.anchor), None)
        elif event.anchor:
            is_key = index is None and parent is not None
            is_text = isinstance(event, yaml.ScalarEvent) and not event.style and not is_key
            hint = _TEXT_HINT if is_text else f"remove `&{event.anchor}`: no `*{event.anchor}` repeats what it names"
            self.idle[event.anchor] = event.start_mark, hint
        return super().compose_node(parent, index)


_WHOLE = "(0|[1-9][0-9]*)"
Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", rf"[-+]?{_WHOLE}|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", rf"[-+]?(\.[0-9]+|{_WHOLE}(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def composed(path: Path, text: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The root of PyYAML's nodes, and a problem for each anchor that nothing uses: it may have been meant as text."""
    loader = Loader(text)
    try:
        root = loader.get_single_node()
    finally:
        loader.dispose()
    return root, [
        Problem("yaml-syntax", f"`&{name}` is not printed", position_of(path, text, mark.index), hint)
        for name, (mark, hint) in loader.idle.items()
    ]

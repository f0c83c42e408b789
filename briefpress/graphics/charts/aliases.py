"""Names of fields that Vega-Lite would take for a path or an expression, and what it is given in their place.

`a.b` is the field b of a, and `v [kt]` an element of v; a quotation mark ends an expression that Vega-Lite writes;
`constructor` is a part of any object. Such a field is drawn under an alias wherever its name stands: in channels,
transformations, lists of fields, and behind `datum` in an expression.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

#: What a name must not contain.
_SYNTAX = re.compile(r"[.\[\]\\'\"`\n]")
#: What every object of JavaScript has.
_MEMBERS = frozenset(["constructor", "hasOwnProperty", "isPrototypeOf", "toLocaleString", "toString", "valueOf"])
#: The keys whose values, or lists of values, are names of fields.
_NAMING = {
    *("field", "groupby", "fold", "flatten", "pivot", "value", "key", "on", "regression", "loess", "density"),
    *("quantile", "extent", "impute", "stack", "bin", "as", "sort", "repeat", "row", "column", "layer", "domain"),
    *("oneOf", "equal", "argmax", "argmin"),
}


def aliases(names: Iterable[str]) -> dict[str, str]:
    """The fields that need another name, with that name."""
    known = set(names)
    awkward = sorted(name for name in known if _SYNTAX.search(name) or name in _MEMBERS)
    free = (alias for alias in map("field{}".format, range(1, len(known) + len(awkward) + 1)) if alias not in known)
    return dict(zip(awkward, free, strict=False))


def made(tree: object) -> list[str]:
    """The names of the fields that transformations make."""
    if isinstance(tree, list):
        return [name for inner in tree for name in made(inner)]
    if not isinstance(tree, dict):
        return []
    own = tree.get("as", [])
    names = [name for name in (own if isinstance(own, list) else [own]) if isinstance(name, str)]
    return names + [name for inner in tree.values() for name in made(inner)]


def aliased(tree: Any, names: dict[str, str], key: str = "") -> Any:
    """A specification in which the names are replaced by their aliases."""
    if isinstance(tree, dict):
        return {inner: aliased(value, names, inner) for inner, value in tree.items()}
    if isinstance(tree, list):
        return [aliased(value, names, key) for value in tree]
    if not isinstance(tree, str):
        return tree
    if key in _NAMING:
        return names.get(tree) or names.get(re.sub(r"\\(.)", r"\1", tree), tree)
    for name, alias in names.items() if "datum" in tree else ():
        for quoted in (
            json.dumps(name, ensure_ascii=False),
            "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'",
        ):
            tree = tree.replace(f"datum[{quoted}]", f"datum.{alias}")
    return tree

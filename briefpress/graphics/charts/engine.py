"""The engine that draws charts, V8 with Vega, in a process of its own.

What it draws is a program as well as a picture: it is given little time and memory, and what becomes of it is told of
the chart that it was drawing. It starts when the first chart is drawn, in a third of a second, and draws all others of
this process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from briefpress.confined.ends import End
from briefpress.confined.limits import Limits, Use
from briefpress.confined.service import ask_own

#: For each run: most take a twentieth of a second.
LIMITS = Limits(
    processor=10,
    clock=100,
    memory=1_000_000_000,
    answer=50_000_000,
    use=Use("less than 1 s", "less than 2 s", "200 MB"),
)


def svg_of(tree: Mapping[str, Any], settings: Mapping[str, Any]) -> str | End:
    """The SVG of a specification, or how the engine has ended of it; raises ValueError where Vega cannot draw it.

    The settings are those of vl_convert.vegalite_to_svg.
    """
    request = json.dumps([tree, settings], default=float).encode()
    answer = ask_own("charts", _answer, request, LIMITS)
    if isinstance(answer, End):
        return answer
    kind, _, words = answer.decode().partition("\n")
    if kind == "error":
        raise ValueError(words)
    return words


def _answer(request: bytes) -> bytes:
    """The SVG of a request below a line `svg`, or what is wrong below a line `error`; in the process of the engine."""
    # It keeps the time zone that it starts in, and charts have none.
    os.environ["TZ"] = "UTC"
    # It is imported where it is to run: the process that asks is the better for not having it.
    import vl_convert

    tree, settings = json.loads(request)
    try:
        svg = vl_convert.vegalite_to_svg(json.dumps(tree), allowed_base_urls=[], **settings)
    except ValueError as error:
        return f"error\n{error}".encode()
    return f"svg\n{svg}".encode()

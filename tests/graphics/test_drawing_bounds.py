"""A drawing that would draw more than anybody can see is told before it is drawn."""

from __future__ import annotations

import pytest
from test_drawings import drawn

from briefpress.core.problems import Unprintable


def told(body: str) -> str:
    with pytest.raises(Unprintable) as raised:
        drawn(body)
    (problem,) = raised.value.problems
    assert problem.position is not None
    assert problem.position.line
    assert problem.hint
    return problem.code


def bomb(part: str, levels: int, times: int = 10) -> str:
    """Parts that each draw the one before some times, `part` being how they name it."""
    inner = "".join(f'<g id="a{level + 1}">{part.format(f"#a{level}") * times}</g>' for level in range(levels))
    return f'<defs><g id="a0"><path d="M0 0h1"/></g>{inner}</defs>{part.format(f"#a{levels}")}'


PATH = '<path d="M0 0h9v9z"/>'
MARKER = '<marker id="m{0}"><path d="{1}" style="marker-mid: url(#m{2})"/></marker>'
PATTERN = '<pattern id="p{0}" width="9" height="9">{1}</pattern>'

#: What draws its parts too often.
BOMBS = {
    "use": bomb('<use xlink:href="{}"/>', 5),
    "use, by href": bomb('<use href="{}"/>', 5),
    "use of use": bomb('<g><use href="{}"/></g>', 5),
    "patterns": "".join(PATTERN.format(n + 1, f'<path d="M0 0h9" fill="url(#p{n})"/>' * 10) for n in range(6))
    + '<path d="M0 0h9" fill="url(#p6)"/>',
    "patterns by a style sheet": "<style>"
    + "".join(f".f{n} {{ fill: url('#p{n}') }}" for n in range(7))
    + "</style>"
    + "".join(PATTERN.format(n + 1, f'<path d="M0 0h9v9z" class="f{n}"/>' * 10) for n in range(6))
    + '<path d="M0 0h9v9z" class="f6"/>',
    "markers": "".join(MARKER.format(n + 1, "M0 0" + "h1 " * 40, n) for n in range(5))
    + '<path d="M0 0h1h1" marker-mid="url(#m5)"/>',
    "markers at many points": '<marker id="m"><g>' + "<path d='M0 0h1'/>" * 50 + "</g></marker>"
    "<path marker-mid='url(#m)' d='M0 0" + " 1 1" * 9000 + "'/>",
    "markers at both ends": "".join(
        f'<marker id="m{n}"><path d="M0 0h1" marker-start="url(#m{n + 1})" marker-end="url(#m{n + 1})"/></marker>'
        for n in range(30)
    )
    + '<path d="M0 0h1" marker-start="url(#m0)"/>',
    "markers of a style": '<marker id="m">' + "<path d='M0 0h1'/>" * 50 + "</marker>"
    "<path style='fill: none; marker: url(#m)' d='M0 0" + " 1 1" * 9000 + "'/>",
    "patterns that are inherited": "".join(
        PATTERN.format(n + 1, f'<g fill="url(#p{n})">{PATH * 10}</g>') for n in range(6)
    )
    + '<path d="M0 0h9v9z" fill="url(#p6)"/>',
    "use of itself": '<g id="a"><use href="#a"/><use href="#a"/></g>',
    "a pattern of itself": '<pattern id="p" width="9" height="9"><path d="M0 0h1" fill="url(#p)"/></pattern>',
    "a long chain": '<path id="a0" d="M0 0"/>' + "".join(f'<use id="a{n + 1}" href="#a{n}"/>' for n in range(200)),
    "elements": "<path d='M0 0'/>" * 20_000,
    "deep": "<g>" * 100 + "</g>" * 100,
    "very deep": "<g>" * 9000 + "</g>" * 9000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_drawings_that_draw_too_much(name: str) -> None:
    assert told(BOMBS[name]) == "too-much"


@pytest.mark.parametrize(
    "body",
    [
        bomb('<use href="{}"/>', 3),
        "<path d='M0 0h1'/>" * 900,
        "<g>" * 60 + "<path d='M0 0h1'/>" + "</g>" * 60,
        '<g id="a"><a href="#a"><path d="M0 0h1"/></a></g>',
    ],
)
def test_drawings_of_usual_size_are_drawn(body: str) -> None:
    assert b"<path" in drawn(body).svg

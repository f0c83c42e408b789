"""Draw docs/rooms.svg, the picture of the rooms in docs/architecture.md, from the imports of the code.

Run by `make picture`. An arrow is an import; one that follows from others is left out. A room stands right below the
lowest room that imports it, and says what the first line of its docstring says.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from html import escape
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "briefpress"
#: In pixels: a room, and the distance from one to the next.
WIDTH, HEIGHT = 250, 58
STEP_X, STEP_Y = 282, 88

Graph = dict[str, set[str]]


def imports() -> Graph:
    """The rooms that each room imports."""
    rooms = {path.parent.name: path.parent for path in PACKAGE.glob("*/__init__.py")}
    modules = {
        name: [ast.parse(file.read_text("utf-8")) for file in folder.rglob("*.py")] for name, folder in rooms.items()
    }
    return {
        name: {
            node.module.split(".")[1]
            for module in trees
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefpress.")
        }
        - {name}
        for name, trees in modules.items()
    }


def reachable(graph: Graph, start: str) -> set[str]:
    """The rooms that `start` stands on, at any remove."""
    return graph[start].union(*(reachable(graph, room) for room in graph[start]))


def reduced(graph: Graph) -> Graph:
    """The graph without the arrows that follow from others."""
    return {
        room: {other for other in others if not any(other in reachable(graph, between) for between in others)}
        for room, others in graph.items()
    }


def levels(graph: Graph) -> list[list[str]]:
    """The rooms from top to bottom, each right below the lowest that imports it."""

    def depth(room: str) -> int:
        return 1 + max((depth(other) for other, others in graph.items() if room in others), default=-1)

    depths = {room: depth(room) for room in graph}
    # Those with the longest way down stand outside, where their arrows pass the others.
    order = sorted(graph, key=lambda room: (-min((depths[other] for other in graph[room]), default=0), room))
    return [[room for room in order if depths[room] == level] for level in range(max(depths.values()) + 1)]


def drawing() -> str:
    """The picture, as SVG."""
    arrows = reduced(imports())
    rows = levels(arrows)
    wide = max(map(len, rows))
    place = {
        room: (round((wide - len(row)) * STEP_X / 2) + column * STEP_X + 16, level * STEP_Y + 16)
        for level, row in enumerate(rows)
        for column, room in enumerate(row)
    }
    parts = [_arrow(place[room], place[other]) for room in place for other in sorted(arrows[room])]
    parts += [_room(room, *place[room]) for room in place]
    width, height = (wide - 1) * STEP_X + WIDTH + 32, (len(rows) - 1) * STEP_Y + HEIGHT + 32
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"',
            '     font-family="sans-serif" role="img">',
            "<title>The rooms of briefpress, and which imports which</title>",
            '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">',
            '<path d="M0 0 8 4 0 8z" fill="#5b6b7f"/></marker></defs>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _room(name: str, x: int, y: int) -> str:
    docstring = ast.get_docstring(ast.parse((PACKAGE / name / "__init__.py").read_text("utf-8"))) or ""
    lines = textwrap.wrap(docstring.partition("\n")[0], 38)
    texts = [
        f'<text x="{x + 12}" y="{y + 36 + 14 * number}" font-size="11" fill="#333">{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]
    return "\n".join(
        [
            f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="4" fill="#f2f5f9" stroke="#5b6b7f"/>',
            f'<text x="{x + 12}" y="{y + 20}" font-size="14" font-weight="bold" fill="#16324f">{name}</text>',
            *texts,
        ]
    )


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x, y), (to_x, to_y) = start, end
    middle = WIDTH // 2
    path = f"M{x + middle} {y + HEIGHT}V{to_y - STEP_Y + HEIGHT}L{to_x + middle} {to_y}"
    return f'<path d="{path}" fill="none" stroke="#5b6b7f" marker-end="url(#tip)"/>'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(drawing(), "utf-8")

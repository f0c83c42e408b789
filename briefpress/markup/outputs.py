"""What templates print: that it is there, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.runtime import Context
from markupsafe import Markup, escape

from briefpress.language.calls import without_calls
from briefpress.markup.bounds import check_text
from briefpress.markup.calls import CALLS
from briefpress.markup.origin_marks import UNKNOWN, marked
from briefpress.schema.base import Frozen


def roots(node: nodes.Node) -> Iterator[nodes.Expr]:
    """What an expression is made of: its names, each with the fields that are read of it."""
    fields: list[Any] = []
    inner: nodes.Node = node
    while isinstance(inner, nodes.Getattr | nodes.Getitem):
        step = inner.attr if isinstance(inner, nodes.Getattr) else getattr(inner.arg, "value", None)
        if not isinstance(step, str):
            break
        fields.insert(0, step)
        inner = inner.node
    if isinstance(inner, nodes.Name):
        yield nodes.Tuple([nodes.Name(inner.name, "load"), nodes.Const(tuple(fields))], "load")
        return
    # What is called is no part of what is printed, nor is a condition.
    left_out = node.node if isinstance(node, nodes.Call) else node.test if isinstance(node, nodes.CondExpr) else None
    for child in node.iter_child_nodes():
        if child is not left_out:
            yield from roots(child)


def dotted(node: nodes.Node) -> str:
    """The name of what is printed, as the template has it; "" for what is more than a name."""
    if isinstance(node, nodes.Name):
        return node.name
    around = dotted(node.node) if isinstance(node, nodes.Getattr) else ""
    return f"{around}.{node.attr}" if isinstance(node, nodes.Getattr) and around else ""


def present(value: Any, name: str) -> Any:
    """What is printed: what a brief leaves out would be printed as `None`, and a function as an address in memory."""
    if value is None:
        raise ValueError(no_value(name))
    check_text(value, name)
    return value


def no_value(name: str = "") -> str:
    """What is wrong where a template prints a name without a value; and, on a line of its own, what to do."""
    what = f"`{name}`" if name else "what is printed here"
    return f"{what} has no value\nprint it only where it has one: {{% if {name or '…'} %}}…{{% endif %}}"


def located(paths: Mapping[int, str], context: Context, value: Any, *roots: tuple[Any, Sequence[str]]) -> Any:
    """What is printed, marked with its path: that of the text itself, or of the first part that it was made of."""
    if isinstance(value, Undefined):
        return value
    html = escape(value)
    path = _path(value) or next(filter(None, (_follow(paths, *root) for root in roots)), "")
    if not hasattr(value, "__html__"):
        html = without_calls(html)
    # A macro that was imported without context leaves its calls to the template that prints what it returns.
    elif (calls := context.get(CALLS)) is not None:
        html = calls.printed(html, path, context)
    if not html or not (path or not isinstance(value, Markup)):
        return html
    return marked(html, path or UNKNOWN)


def _follow(paths: Mapping[int, str], value: Any, fields: Sequence[str]) -> str:
    """The path of a field of a field … of a value; "" where none is known."""
    path, rest = paths.get(id(value), _path(value) or None), fields
    for number, name in enumerate(fields, start=1):
        # A text and what is made of it know their own.
        if not isinstance(value, Frozen) and not is_dataclass(value):
            break
        value = getattr(value, name, None)
        if own := _path(value) or paths.get(id(value)):
            path, rest = own, fields[number:]
    return _path(value) or ("" if path is None else ".".join(filter(None, [path, *rest])))


def _path(value: Any) -> str:
    path = getattr(value, "path", "") if not isinstance(value, Frozen | Undefined) else ""
    return path if isinstance(path, str) else ""

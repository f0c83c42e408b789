"""The sandbox in which templates are run: fields can be read, and nothing else can be reached.

A brief's own templates are looked up before the house's; `house/` in front of a name means the house's own, so that
a brief can extend a template and override one named block of it. What goes wrong is reported by template_problems.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    Undefined,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from briefpress.core.files import Files, inside, is_there
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Unprintable, choices
from briefpress.markup.origin_marks import HOUSE, UNKNOWN, marked, marked_tags, unmarked
from briefpress.markup.template_problems import template_problem
from briefpress.schema.base import Frozen


class Templates:
    """The templates of a brief and of the house.

    What they print is marked with its origin (markup/origin_marks.py); `paths` are those of the parts of the model, by
    their identity.
    """

    def __init__(self, own: Path, files: Files, paths: Mapping[int, str] | None = None) -> None:
        self._files = files
        house = _Loader(TEMPLATES, files)
        self._environment = _Sandbox(
            loader=ChoiceLoader([_Loader(own, files), house, PrefixLoader({"house": house})]),
            undefined=_Unknown,
            autoescape=_is_html,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.clear()
        for name in _TAKING_APART:
            self._environment.filters[name] = _of_unmarked(self._environment.filters[name])
        self._environment.filters |= {"located": partial(_located, paths or {}), "unmarked": unmarked}

    def render(self, name: str, names: Mapping[str, Any]) -> str:
        """The text of a template; raises Unprintable with the template and line of what is wrong."""
        try:
            return self._environment.get_template(name).render(names)
        except Unprintable:
            raise
        except Exception as error:  # (whatever a template provokes is the template's)
            raise Unprintable([template_problem(error, self._files)]) from error


def _is_html(name: str | None) -> bool:
    return not (name or "").endswith(".txt")


class _Compiled(BytecodeCache):
    """The templates that this process has compiled, each as its file was last."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()

#: Filters that measure a text or take it apart.
_TAKING_APART = (
    *("capitalize", "center", "count", "first", "last", "length", "list", "reverse", "title", "truncate"),
    *("urlencode", "wordcount", "wordwrap"),
)


def _of_unmarked(change: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is not to see marks."""

    @wraps(change)
    def changed(*arguments: Any, **named: Any) -> Any:
        return change(*map(unmarked, arguments), **named)

    return changed


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which the fields of a model can be read and its methods cannot be called."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A template in which all that is printed says where it comes from, and what is compared bears no marks."""
        tree = super()._parse(source, name, filename)
        if name is None or filename is None or not _is_html(name):
            return tree
        in_house = filename.removeprefix(f"{TEMPLATES}/")
        origin = name if in_house == filename else HOUSE + in_house
        for text in tree.find_all(nodes.TemplateData):
            text.data = marked_tags(text.data, origin, text.lineno)
        comparisons: list[Any] = list(tree.find_all((nodes.Compare, nodes.Operand)))
        for side in comparisons:
            side.expr = self._filter(side.expr, "unmarked")
        for output in list(tree.find_all(nodes.Output)):
            output.nodes = [
                child if isinstance(child, nodes.TemplateData) else self._filter(child, "located", _roots(child))
                for child in output.nodes
            ]
        return tree

    def _filter(self, node: nodes.Expr, name: str, arguments: Iterable[nodes.Expr] = ()) -> nodes.Expr:
        changed = nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)
        changed.set_environment(self)
        return changed

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Frozen) and callable(value):
            return False
        return not isinstance(value, Path) and super().is_safe_attribute(obj, attr, value)


class _Loader(BaseLoader):
    """The templates of one folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._folder = folder
        self._files = files

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = inside(self._folder, template)
        if path is None or not is_there(path):
            raise TemplateNotFound(template)
        return self._files.text(path), str(path), lambda: True


def _roots(node: nodes.Node) -> Iterator[nodes.Expr]:
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
            yield from _roots(child)


def _located(paths: Mapping[int, str], value: Any, *roots: tuple[Any, Sequence[str]]) -> Any:
    """What is printed, marked with its path: that of the text itself, or of the first part that it was made of."""
    if isinstance(value, Undefined):
        return value
    html = escape(value)
    path = _path(value) or next(filter(None, (_follow(paths, *root) for root in roots)), "")
    if not html or not (path or not isinstance(value, Markup)):
        return html
    return marked(html, path or UNKNOWN)


def _follow(paths: Mapping[int, str], value: Any, fields: Sequence[str]) -> str:
    """The path of a field of a field … of a value; "" where none is known."""
    path, rest = paths.get(id(value)), fields
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


class _Unknown(StrictUndefined):
    """An undefined name whose message ends with a line that says what was probably meant."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if isinstance(self._undefined_obj, Frozen):
            cls = type(self._undefined_obj)
            return f"`{cls.word()}` has no `{name}`\n{choices(name, cls.model_fields, 'fields')}"
        what = "there is nothing called" if self._undefined_obj is missing else "this has no"
        return f"{what} `{name}`\nsee templates/README.md for the names that a template may use"

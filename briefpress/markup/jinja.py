"""The sandbox in which templates are run: fields can be read, and nothing else can be reached.

A brief's own templates are looked up before the house's; `house/` in front of a name means the house's own, so that
a brief can extend a template and override one named block of it. What goes wrong is reported by template_problems.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    nodes,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefpress.core.files import Files, inside, is_there
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Unprintable, choices
from briefpress.markup.calls import CALLS, Calls
from briefpress.markup.citations import Citations
from briefpress.markup.origin_marks import HOUSE, anchored, captioned, marked_tags, unmarked
from briefpress.markup.outputs import dotted, located, present, roots
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
        self._environment.filters |= {
            "located": pass_context(partial(located, paths or {})),
            "present": present,
            "anchored": anchored,
            "captioned": captioned,
            "unmarked": unmarked,
        }

    def render(self, name: str, names: Mapping[str, Any], citations: Citations | None = None) -> str:
        """The text of a template, whose texts cite by `citations`, or do not, where a page has no list of sources.

        Raises Unprintable with the template and line of what is wrong.
        """
        calls = citations and Calls(citations, lambda part, more: self._text(part, {**names, **more, CALLS: calls}))
        return self._text(name, {**names, CALLS: calls, "footnotes": calls.footnotes if calls else ()})

    def _text(self, name: str, names: Mapping[str, Any]) -> str:
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


#: What prints a block, with all that its partial does not know of.
_BLOCK = "parts/block.html"


def _is_any_partial(template: nodes.Expr) -> bool:
    """Whether a template includes the partial of whatever block there is: `"blocks/" ~ block.type ~ ".html"`."""
    first = template.nodes[0] if isinstance(template, nodes.Concat) else None
    return isinstance(first, nodes.Const) and first.value == "blocks/"


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which the fields of a model can be read and its methods cannot be called."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A template in which all that is printed says where it comes from, and what is compared bears no marks."""
        tree = super()._parse(source, name, filename)
        is_html = _is_html(name)
        # Templates of older houses and briefs know of partials alone, and not of the titles and notes around them.
        for include in tree.find_all(nodes.Include) if not str(name).endswith(_BLOCK) else ():
            if _is_any_partial(include.template):
                include.template = nodes.Const(_BLOCK, lineno=include.lineno)
        for output in list(tree.find_all(nodes.Output)):
            output.nodes = [self._output(child, is_html=is_html) for child in output.nodes]
        if name is None or filename is None or not is_html:
            return tree
        in_house = filename.removeprefix(f"{TEMPLATES}/")
        origin = name if in_house == filename else HOUSE + in_house
        for text in tree.find_all(nodes.TemplateData):
            text.data = marked_tags(text.data, origin, text.lineno)
        comparisons: list[Any] = list(tree.find_all((nodes.Compare, nodes.Operand)))
        for side in comparisons:
            side.expr = self._filter(side.expr, "unmarked")
        return tree

    def _output(self, node: Any, *, is_html: bool) -> nodes.Expr:
        """What a template prints, which must be there and, on a page, says where it comes from."""
        if isinstance(node, nodes.TemplateData):
            return node
        present = self._filter(node, "present", [nodes.Const(dotted(node))])
        return self._filter(present, "located", roots(node)) if is_html else present

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

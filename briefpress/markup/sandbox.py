"""The sandbox of templates: fields can be read, nothing else can be reached, and all work is counted (bounds.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, wraps
from pathlib import Path
from typing import Any

from jinja2 import nodes, pass_eval_context
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefpress.core.paths import TEMPLATES
from briefpress.markup.bounds import DRAWING, REFUSED, Work, check_text, check_width, length_of
from briefpress.markup.origin_marks import HOUSE, marked_tags, unmarked
from briefpress.markup.outputs import dotted, roots
from briefpress.schema.base import Frozen

#: Functions that draw.
_DRAWING = frozenset(["draw", "narrow", "qr"])
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


def _bounded(name: str, change: Callable[..., Any], work: Work) -> Callable[..., Any]:
    """A filter that makes no more than a page has room for."""
    first = 1 if hasattr(change, "jinja_pass_arg") else 0

    @wraps(change)
    def changed(*arguments: Any, **named: Any) -> Any:
        work.check(name, arguments[first:], named)
        made = change(*arguments, **named)
        if isinstance(made, str | list):
            work.make(len(made))
        return made

    return changed


def _joined(
    work: Work, context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    """The filter `join`, of texts; `d` stands between them."""
    items = [*(value if attribute is None else map(make_attrgetter(context.environment, attribute), value))]
    for item in items:
        check_text(item)
    work.make(len(items) * len(d) + sum(map(length_of, items)))
    return sync_do_join(context, items, d)


def _concatenated(work: Work, context: EvalContext, items: list[Any]) -> str:
    """What `~` puts together."""
    for item in items:
        check_text(item)
    work.make(sum(map(length_of, items)))
    return (markup_join if context.autoescape else str_join)(items)


#: What prints a block, with all that its partial does not know of.
_BLOCK = "parts/block.html"


def _is_any_partial(template: nodes.Expr) -> bool:
    """Whether a template includes the partial of whatever block there is: `"blocks/" ~ block.type ~ ".html"`."""
    first = template.nodes[0] if isinstance(template, nodes.Concat) else None
    return isinstance(first, nodes.Const) and first.value == "blocks/"


def is_html(name: str | None) -> bool:
    """Whether a template of this name makes HTML."""
    return not (name or "").endswith(".txt")


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which the fields of a model can be read, its methods cannot be called, and all work is counted."""

    intercepted_binops = frozenset(["*", "**", "%", "+"])

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.work = Work()
        self.concat = self.work.joined  # type: ignore[method-assign]
        self.policies["json.dumps_function"] = self.work.dumped
        # The same brief gives the same bytes.
        del self.filters["random"]
        for name in _TAKING_APART:
            self.filters[name] = _of_unmarked(self.filters[name])
        for name, change in self.filters.items():
            self.filters[name] = _bounded(name, change, self.work)
        self.filters |= {
            "turns": self.work.turns,
            "join": pass_eval_context(partial(_joined, self.work)),
            "concatenated": pass_eval_context(partial(_concatenated, self.work)),
        }

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A template in which all that is printed says where it comes from, and what is compared bears no marks."""
        tree = super()._parse(source, name, filename)
        is_page = is_html(name)
        # Templates of older houses and briefs know of partials alone, and not of the titles and notes around them.
        for include in tree.find_all(nodes.Include) if not str(name).endswith(_BLOCK) else ():
            if _is_any_partial(include.template):
                include.template = nodes.Const(_BLOCK, lineno=include.lineno)
        self._count(tree)
        for output in list(tree.find_all(nodes.Output)):
            output.nodes = [self._output(child, is_page=is_page) for child in output.nodes]
        if name is None or filename is None or not is_page:
            return tree
        in_house = filename.removeprefix(f"{TEMPLATES}/")
        origin = name if in_house == filename else HOUSE + in_house
        for text in tree.find_all(nodes.TemplateData):
            text.data = marked_tags(text.data, origin, text.lineno)
        comparisons: list[Any] = list(tree.find_all((nodes.Compare, nodes.Operand)))
        for side in comparisons:
            side.expr = self._filter(side.expr, "unmarked")
        return tree

    def _count(self, tree: nodes.Template) -> None:
        """Have the turns of loops counted, and what `~` puts together."""
        loops: list[Any] = list(tree.find_all(nodes.For))
        for loop in loops:
            loop.iter = self._filter(loop.iter, "turns")
        for concat in list(tree.find_all(nodes.Concat)):
            concat.nodes = [self._filter(nodes.List(concat.nodes, lineno=concat.lineno), "concatenated")]

    def _output(self, node: Any, *, is_page: bool) -> nodes.Expr:
        """What a template prints, which must be there and, on a page, says where it comes from."""
        if isinstance(node, nodes.TemplateData):
            return node
        present = self._filter(node, "present", [nodes.Const(dotted(node))])
        return self._filter(present, "located", roots(node)) if is_page else present

    def _filter(self, node: nodes.Expr, name: str, arguments: Iterable[nodes.Expr] = ()) -> nodes.Expr:
        changed = nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)
        changed.set_environment(self)
        return changed

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """What an operator makes of two values."""
        self.work.operate(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The method `format` of a text, where it is that."""
        form = super().wrap_str_format(value)
        if form is None:
            return None

        def formatted(*arguments: Any, **named: Any) -> str:
            self.work.check("format", (value.__self__, *arguments), named)
            return form(*arguments, **named)

        return formatted

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one includes, extends or imports."""
        self.work.turn()
        return super().join_path(template, parent)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """What a function, a macro or a method returns."""
        name, owner = getattr(__obj, "__name__", ""), getattr(__obj, "__self__", None)
        __self.work.turn(DRAWING if name in _DRAWING else 1)
        check_width("decimals", kwargs.get("decimals"))
        if isinstance(__obj, LoopContext):
            args = tuple(map(__self.work.turns, args))
        if isinstance(owner, str):
            args = (list(args[0]),) if name == "join" and args else args
            __self.work.check(name, (owner, *args), kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        if callable(value) and (isinstance(obj, Frozen) or attr in REFUSED):
            return False
        return not isinstance(value, Path) and super().is_safe_attribute(obj, attr, value)

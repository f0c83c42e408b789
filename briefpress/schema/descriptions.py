"""What the keys of a model are: the docstrings below its fields.

They are for documents and editors. Nothing that prints needs them, so they are read from the source when they are asked
for, and not by pydantic while the press starts.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from briefpress.schema.base import Frozen


def description(model: type[Frozen], name: str) -> str:
    """What a field is, in Markdown; "" where nothing says so."""
    own = model.model_fields[name].description
    inherited = (_docstrings(cls.__module__).get(f"{cls.__name__}.{name}") for cls in model.__mro__)
    return own or next(filter(None, inherited), "")


def summary(model: type[Frozen]) -> str:
    """What a class is: the first paragraph of its docstring, in Markdown."""
    return inspect.cleandoc(model.__doc__ or "").partition("\n\n")[0]


@cache
def _docstrings(module: str) -> Mapping[str, str]:
    """The docstrings below the fields of the classes of a module, by `Class.field`."""
    if not hasattr(sys.modules[module], "__file__"):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        f"{cls.name}.{field.target.id}": inspect.cleandoc(text.value.value)
        for cls in tree.body
        if isinstance(cls, ast.ClassDef)
        for field, text in pairwise(cls.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }

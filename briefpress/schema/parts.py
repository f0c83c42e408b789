"""A model taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefpress.schema.base import Frozen


def parts(part: object, path: str = "") -> Iterator[tuple[str, Frozen]]:
    """All parts of a part, each under its path: the keys that lead to it, and the ids or indices of what is listed."""
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(part, Frozen):
        yield path, part
        inner = ((name, getattr(part, name)) for name in type(part).model_fields)
    elif isinstance(part, tuple):
        inner = ((getattr(each, "id", index), each) for index, each in enumerate(part))
    for step, each in inner:
        yield from parts(each, f"{path}.{step}" if path else str(step))

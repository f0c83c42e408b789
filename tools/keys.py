"""Write the tables of keys in the documents, from the models and the docstrings below their fields.

Run by `make docs`. A table stands right below a comment that names the class that it is of:

    <!-- keys: schema.money.Money -->

A part that has no table of its own is in that of what it is a part of, as `items.text`. What a class has from one that
has a table of its own stands there. The table of a class that has a single file, as labels have, does not say where its
keys stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, get_args

from pydantic.fields import FieldInfo

from briefpress.language.markdown import Body, Passage, Phrase, Statement
from briefpress.schema.base import Frozen, Tagged
from briefpress.schema.brief import Brief
from briefpress.schema.descriptions import description
from briefpress.schema.fields import is_words
from briefpress.schema.own_labels import OwnLabels

DOCUMENTS = [*(Path(__file__).resolve().parent.parent / "docs").glob("*.md")]
#: A comment that names a class, and the table below it.
TABLE = re.compile(r"(?<=^<!-- keys: )([\w.]+)( -->\n)((?:\|.*\n)*)", re.MULTILINE)
#: What the types of words are called; those of one line have none.
TEXTS = {get_args(text)[0]: name for text, name in ((Phrase, "phrase"), (Passage, "passage"), (Body, "body"))}
TEXTS[get_args(Statement)[0]] = "passage"


@dataclass(frozen=True)
class Key:
    """A key of a table: the class that it is of, and the name of its field."""

    path: str
    model: type[Frozen]
    name: str

    @property
    def info(self) -> FieldInfo:
        """Its field."""
        return self.model.model_fields[self.name]

    @property
    def owner(self) -> type[Frozen]:
        """The class that declares it."""
        return next(cls for cls in self.model.__mro__ if self.name in vars(cls).get("__annotations__", {}))


def models(info: FieldInfo) -> list[type[Frozen]]:
    """The classes of what a field holds: those of the members, where it is a family."""
    found = [piece for piece in pieces(info.annotation) if isinstance(piece, type) and issubclass(piece, Frozen)]
    return [member for model in found for member in (model, *(model.members().values() if _is_family(model) else ()))]


def _is_family(model: type[Frozen]) -> bool:
    return issubclass(model, Tagged) and "tag" in vars(model)


def pieces(annotation: Any) -> Iterator[Any]:
    """The types and values that an annotation is made of."""
    inner = get_args(annotation)
    yield from (piece for each in inner for piece in pieces(each)) if inner else (annotation,)


def reached(*classes: type[Frozen]) -> set[type[Frozen]]:
    """Classes and all that their fields are made of; the labels of a brief have the keys of the house's."""
    found: set[type[Frozen]] = set()
    waiting = [*classes]
    while waiting:
        model = waiting.pop()
        found.add(model)
        waiting += {inner for info in model.model_fields.values() for inner in models(info)} - found - {OwnLabels}
    return found


def documented() -> set[type[Frozen]]:
    """The classes that have tables of their own."""
    names = (match[1] for path in DOCUMENTS for match in TABLE.finditer(path.read_text("utf-8")))
    return {resolve_name(f"briefpress.{name}") for name in names}


def keys(model: type[Frozen], apart: set[type[Frozen]], path: str = "") -> Iterator[Key]:
    """The keys of the table of a class, or of a part in it; `apart` are those that have tables of their own."""
    # Its own first, then those of its bases.
    names = sorted(model.model_fields, key=lambda name: model.__mro__.index(Key("", model, name).owner))
    for key in (Key(f"{path}{name}", model, name) for name in names):
        is_tag = key.name == getattr(model, "tag", "") and not _is_family(model)
        elsewhere = apart.intersection(model.__mro__) - {model}
        if is_tag or any(key.owner in base.__mro__ for base in elsewhere):
            continue
        yield key
        for inner in models(key.info):
            if inner not in apart | {OwnLabels} and not issubclass(inner, Tagged):
                yield from keys(inner, apart, f"{key.path}.")


def home(info: FieldInfo) -> str:
    """Where the value of a field stands: among the facts, among the words, or parts of it among both."""
    if is_words(info):
        return f"manuscript: {text(info)}"
    homes = {home(field) for model in models(info) for field in model.model_fields.values()}
    return "both" if homes - {"brief.yaml"} else "brief.yaml"


def text(info: FieldInfo) -> str:
    """What the words of a field are."""
    return next((TEXTS[piece] for piece in pieces(info.annotation) if piece in TEXTS), "line")


def table(model: type[Frozen], apart: set[type[Frozen]]) -> str:
    """The table of a class."""
    family = model.__base__.word() if issubclass(model, Tagged) and not _is_family(model) and model.__base__ else ""
    rows = [[f"`{f'{family} {model.word()}'.strip()}`", "Stands in", "Required", "What it is"]]
    for key in keys(model, apart):
        # What has no id, kind or type is given one as it is read.
        is_required = key.info.is_required() and key.name not in ("id", getattr(model, "tag", ""))
        what = " ".join(description(key.model, key.name).replace("|", "\\|").split())
        rows.append([f"`{key.path}`", home(key.info), "yes" if is_required else "no", what])
    has_two_files = any(model in inner.__mro__ for inner in reached(Brief))
    cells = rows if has_two_files else [[row[0], *row[2:]] for row in rows]
    head, *lines = [f"| {' | '.join(row)} |\n" for row in cells]
    return f"{head}{'|---' * len(cells[0])}|\n{''.join(lines)}"


def written(document: str, apart: set[type[Frozen]]) -> str:
    """A document with its tables as the models are."""
    return TABLE.sub(
        lambda match: f"{match[1]}{match[2]}{table(resolve_name(f'briefpress.{match[1]}'), apart)}", document
    )


if __name__ == "__main__":
    classes = documented()
    for path in DOCUMENTS:
        path.write_text(written(path.read_text("utf-8"), classes), "utf-8")

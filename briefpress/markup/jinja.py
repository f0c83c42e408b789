"""The sandbox in which templates are run: fields can be read, and nothing else can be reached.

A brief's own templates are looked up before the house's; `house/` in front of a name means the house's own, so that
a brief can extend a template and override one named block of it. This is the only module that knows Jinja.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefpress.core.files import Files, inside, is_there
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.schema.base import Frozen


class Templates:
    """The templates of a brief and of the house."""

    def __init__(self, own: Path, files: Files) -> None:
        self._files = files
        self._loaders = (_Loader(own, files), _Loader(TEMPLATES, files))
        house: BaseLoader = self._loaders[1]
        self._environment = _Sandbox(
            loader=ChoiceLoader([*self._loaders, PrefixLoader({"house": house})]),
            undefined=_Unknown,
            autoescape=lambda name: not (name or "").endswith(".txt"),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.clear()

    def render(self, name: str, names: Mapping[str, Any]) -> str:
        """The text of a template; raises Unprintable with the template and line of what is wrong."""
        try:
            return self._environment.get_template(name).render(names)
        except Unprintable:
            raise
        except Exception as error:  # (whatever a template provokes is the template's)
            raise Unprintable([_problem(error, self._files)]) from error

    def has(self, name: str) -> bool:
        """Whether there is a template of this name."""
        for loader in self._loaders:
            with suppress(TemplateNotFound):
                loader.get_source(self._environment, name)
                return True
        return False


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which the fields of a model can be read and its methods cannot be called."""

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


def _problem(error: Exception, files: Files) -> Problem:
    if isinstance(error, TemplateSyntaxError):
        place = _line(error.filename, error.lineno, files) if error.filename else None
        hint = "tags are {% … %} and close in the order in which they open; names are {{ … }}"
        return Problem("template-syntax", f"the template is not well formed: {error.message}", place, hint)
    place = _place(error, files)
    if isinstance(error, TemplateNotFound):
        hint = "a part, a kind of section and a type of block each have a template of their own name"
        return Problem(
            "missing-template", f"there is no template `{error.name}`", _narrow(place, str(error.name)), hint
        )
    message, _, hint = _said(error).partition("\n")
    name = message.rsplit("`", 2)[1] if "`" in message else ""
    code = "undefined-name" if hint else "template-error"
    return Problem(code, message, _narrow(place, name), hint or "templates/README.md says what a template may do")


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template includes itself without end"
    return f"there is no {error}" if isinstance(error, KeyError) else str(error) or type(error).__name__


def _place(error: Exception, files: Files) -> Position | None:
    """The innermost line of a template in the traceback: Jinja rewrites its frames to the template's own lines."""
    lines = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    places = [_line(name, line, files) for name, line in lines if name.endswith((".html", ".txt"))]
    return places[-1] if places else None


def _line(name: str, line: int, files: Files) -> Position:
    return Position(Path(name), line, text=files.text(Path(name)))


def _narrow(place: Position | None, name: str) -> Position | None:
    """The column of `name` in the line, where it can be told."""
    if place is None or place.line is None or place.text is None or not name:
        return place
    column = place.text.splitlines()[place.line - 1].find(name)
    return replace(place, column=column + 1, length=len(name)) if column >= 0 else place

"""What Jinja raises for a template, as problems at the template's own line."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from briefpress.core.files import Files
from briefpress.core.problems import Position, Problem
from briefpress.markup.bounds import Textless, TooMuch
from briefpress.markup.outputs import no_value


def template_problem(error: Exception, files: Files) -> Problem:
    """What an error in a template is to those who write it, at the template's line."""
    if isinstance(error, TemplateSyntaxError):
        # Of a comment that never ends, Jinja gives the file as the name of the template.
        name = error.filename or error.name
        place = _line(name, error.lineno, files) if name else None
        hint = "tags are {% … %} and close in the order in which they open; names are {{ … }}"
        return Problem("template-syntax", f"the template is not well formed: {error.message}", place, hint)
    place = _place(error, files)
    if isinstance(error, TemplateNotFound):
        hint = "a part, a kind of section and a type of block each have a template of their own name"
        return Problem(
            "missing-template", f"there is no template `{error.name}`", _narrow(place, str(error.name)), hint
        )
    message, _, hint = _text(error).partition("\n")
    name = message.rsplit("`", 2)[1] if "`" in message else ""
    code = error.code if isinstance(error, TooMuch | Textless) else "undefined-name" if hint else "template-error"
    return Problem(code, message, _narrow(place, name), hint or "templates/README.md says what a template may do")


def _text(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template includes itself without end"
    # Only the name of its type says in an error of Python's that a value was None.
    if isinstance(error, AttributeError | TypeError) and type(None).__name__ in str(error):
        return no_value()
    return f"there is no {error}" if isinstance(error, KeyError) else str(error) or type(error).__name__


def _place(error: Exception, files: Files) -> Position | None:
    """The innermost line of a template in the traceback: Jinja rewrites its frames to the template's own lines."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    lines = [(name, line) for name, line in frames if name.endswith((".html", ".txt"))]
    return _line(*lines[-1], files) if lines else None


def _line(name: str, line: int, files: Files) -> Position:
    return Position(Path(name), line, text=files.text(Path(name)))


def _narrow(place: Position | None, name: str) -> Position | None:
    """The column of `name` in the line, where it can be seen."""
    if place is None or place.line is None or place.text is None or not name:
        return place
    column = place.text.splitlines()[place.line - 1].find(name)
    return replace(place, column=column + 1, length=len(name)) if column >= 0 else place

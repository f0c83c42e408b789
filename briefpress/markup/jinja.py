"""The templates of a brief and of the house, as they are found and run.

A brief's own templates are looked up before the house's; `house/` in front of a name means the house's own, so that
a brief can extend a template and override one named block of it. What goes wrong is reported by template_problems.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
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
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.utils import missing

from briefpress.core.files import Files, inside, is_there, position_of
from briefpress.core.paths import TEMPLATES
from briefpress.core.problems import Position, Problem, Unprintable, choices
from briefpress.markup.bounds import TooMuch
from briefpress.markup.calls import CALLS, Calls
from briefpress.markup.citations import Citations
from briefpress.markup.origin_marks import anchored, captioned, unmarked
from briefpress.markup.outputs import located, present
from briefpress.markup.sandbox import Sandbox, is_html
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
        self._environment = Sandbox(
            loader=ChoiceLoader([_Loader(own, files), house, PrefixLoader({"house": house})]),
            undefined=_Unknown,
            autoescape=is_html,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.clear()
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
        self._environment.work.begin()
        calls = citations and Calls(citations, lambda part, more: self._text(part, {**names, **more, CALLS: calls}))
        return self._text(name, {**names, CALLS: calls, "footnotes": calls.footnotes if calls else ()})

    def _text(self, name: str, names: Mapping[str, Any]) -> str:
        try:
            return self._environment.get_template(name).render(names)
        except Unprintable:
            raise
        except Exception as error:  # (whatever a template provokes is the template's)
            problem = template_problem(error, self._files)
            if isinstance(error, TooMuch) and problem.position is None:
                # Only all of it is too much.
                file = Path(str(self._environment.get_template(name).filename))
                problem = problem.at(Position(file, 1, text=self._files.text(file)))
            raise Unprintable([problem]) from error


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


class _Loader(BaseLoader):
    """The templates of one folder."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._folder = folder
        self._files = files

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = inside(self._folder, template)
        if path is None or not is_there(path):
            raise TemplateNotFound(template)
        text = self._files.text(path)
        if is_html(template):
            _check_comments(path, text)
        return text, str(path), lambda: True


def _check_comments(file: Path, text: str) -> None:
    """A comment without an end would hide the rest of the page; raises Unprintable."""
    start = text.rfind("<!--")
    if start >= 0 and "-->" not in text[start:]:
        hint = "end it with `-->`; of what stands after it, nothing is printed"
        place = position_of(file, text, start, start + 4)
        raise Unprintable([Problem("template-syntax", "this comment has no end", place, hint)])


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

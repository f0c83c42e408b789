"""However long a text is, it is set in time that grows as it does: a pass that is quadratic would take minutes here."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from briefpress.language.call_setting import set_calls
from briefpress.language.line_ends import doubtful_breaks
from briefpress.language.locale import Language

_LONG = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u00a0" * _LONG + "b",
        "«" + " \u202f" * _LONG + "x",
        "1-2 " * 5000,
        '"x ' * 9000 + ' a"' * 9000,
        "a\n" * _LONG,
    ],
)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_setting(language: str, text: str) -> None:
    assert Language(language).typography.set(text)


@pytest.mark.parametrize("text", ["a" + "\u00a0" * _LONG + "b", "[a](b" * 40_000, "a" * _LONG + " "])
def test_looking(text: str) -> None:
    assert set_calls(text, Language("fr"), "")
    assert list(doubtful_breaks(Token("inline", "", 0, content=text))) == []

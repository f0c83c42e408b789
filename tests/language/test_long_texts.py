"""However long a text is, it is set in time that grows as it does: a pass that is quadratic would take minutes here."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from briefpress.language.call_setting import set_calls
from briefpress.language.line_ends import doubtful_breaks
from briefpress.language.locale import Language
from briefpress.language.placeholders import names_in, without_placeholders
from briefpress.markup.origin_marks import settled

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


@pytest.mark.parametrize("text", ["{" * _LONG, "{{" * _LONG + "a", r"\{" * _LONG, "{{a" * _LONG])
def test_rows_of_braces_name_no_value(text: str) -> None:
    assert names_in(text) == []
    assert without_placeholders(text) == text


def test_values_are_found_in_braces_as_before() -> None:
    assert names_in(r"{{a}} {{{b}}} \{{c}} \{{{d}}} x{{ e }}") == ["a", "b", "e"]


@pytest.mark.parametrize(
    "row", ["<a", "<!--", "<a '", '<a b="', "<a b='c'", "<caption ", "<a " + "x" * _LONG, "<a b" + " " * _LONG]
)
def test_tags_of_a_page_that_never_end(row: str) -> None:
    assert settled(f"<p>x</p>{row * (_LONG // len(row))}").startswith('<p data-at="@0">x</p>')


@pytest.mark.parametrize("row", ["\u00a0", ".", "{", "(", "<", "[", "-", "](", "[^", " :", "\n"])
def test_a_text_of_one_sign_is_read(row: str) -> None:
    """Whatever comes of it."""
    text = "a" + row * (_LONG // len(row)) + "b"
    before, after = Language("fr").before_call(text)
    assert len(before) + len(after) >= len(text)

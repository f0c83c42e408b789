"""However long a text is, it is set in time that grows as it does: a pass that is quadratic would take minutes here."""

from __future__ import annotations

import pytest

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

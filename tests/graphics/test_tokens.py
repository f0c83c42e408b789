"""The design tokens that hold for what is drawn: those of the stylesheets of an edition, by the cascade of CSS."""

from __future__ import annotations

import pytest

from briefpress.graphics.tokens import read_tokens


@pytest.mark.parametrize(
    ("css", "structure"),
    [
        (":root { --structure: #111111 }", "#111111"),
        (":root { --structure: #111111 } :root { --structure: #222222 }", "#222222"),
        ("html { --structure: #111111 } :root { --structure: #222222 } html { --structure: #333333 }", "#222222"),
        ("/* :root { --structure: #111111 } */", "#000000"),
        (":root { --structure: #111111; --note: 'a } b' ; } :root { --structure: #222222 }", "#222222"),
        (":root { --structure: var(--ink); --ink: #444444 }", "#444444"),
        # What holds on a screen alone, or for a part of the page, does not hold for what is drawn.
        (":root { --structure: #111111 } @media screen { :root { --structure: #222222 } }", "#111111"),
        ("@media screen { :root { --structure: #222222 } }", "#000000"),
        (":root { --structure: #111111 } @media screen, print { :root { --structure: #222222 } }", "#222222"),
        (":root { --structure: #111111 } @media all { :root { --structure: #222222 } }", "#222222"),
        (":root { --structure: #111111 } :root .note { --structure: #222222 }", "#111111"),
        (":root { --structure: #111111 } :root::before { --structure: #222222 }", "#111111"),
        (":root { --structure: #111111 !important } :root { --structure: #222222 }", "#111111"),
        ("@layer house { :root { --structure: #111111 } } :root { --structure: #222222 }", "#222222"),
        (":root { --structure: #111111 } @layer house { :root { --structure: #222222 } }", "#111111"),
        # A value for a language wins over one for all, wherever it stands.
        (":root:lang(pt) { --structure: #111111 } :root { --structure: #222222 }", "#111111"),
        (":root:is(:lang(ar), :lang(pt-BR)) { --structure: #111111 } :root { --structure: #222222 }", "#111111"),
        (":root:lang(ar) { --structure: #111111 } :root { --structure: #222222 }", "#222222"),
        (":root, :root:lang(ar) { --structure: #111111 } :root:lang(fr) { --structure: #222222 }", "#111111"),
        (":root:not(:lang(ar)) { --structure: #111111 } :root { --structure: #222222 }", "#111111"),
        (":root { --structure: #111111 } :root:nonsense(2) { --structure: #222222 }", "#111111"),
    ],
)
def test_a_token_has_the_value_that_the_root_element_has_in_print(css: str, structure: str) -> None:
    assert read_tokens([css], "pt-BR").mix("structure") == structure


def test_a_later_stylesheet_wins() -> None:
    sheets = [f":root {{ --structure: {colour} }}" for colour in ("#111111", "#222222")]
    assert read_tokens(sheets, "fr").mix("structure") == "#222222"
    assert read_tokens(sheets[::-1], "fr").mix("structure") == "#111111"

"""Numbers as people type them: what they can mean, and what to write in their place."""

from __future__ import annotations

import pytest

from briefpress.core.numbers import number_hint, typed_number


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("11,6", "write 11.6"),
        ("1 000 000", "write 1000000"),
        ("18 500 000.50", "write 18500000.50"),
        ("1_000", "write 1000"),
        ("1,468.0", "write 1468.0"),
        ("1.468,0", "write 1468.0"),
        ("1,468", "write 1468, or 1.468 if its comma stands before decimals"),
        ("2.400.000", "write 2400000"),
        ("12,34,567.50", "write 1234567.50"),
        ("1'234.5", "write 1234.5"),
        ("−5", "write -5"),
        ("(1 250)", "write -1250"),
        ("5-", "write -5"),
        ("+5,25", "write 5.25"),
        ("12 %", "write 12, and say in words what `%` says"),
        ("1.5 million", "write 1.5, and say in words what `million` says"),
        ("€ 5", "write 5, and say in words what `€` says"),
        ("007", "write 7"),
        ("0,125", "write 0.125"),
        (",5", "write 0.5"),
        ("١٢٣", "write 123"),
        ("640", "write 640, without quotation marks"),
        ("1.2.3", "write its digits without separators"),
        ("9" * 41, "a number has 40 digits at most"),
        ("1e999", "a number has 40 digits at most"),
        ("5-7", "write digits alone"),
        ("n/a", "write digits alone"),
        ("", "write digits alone"),
        (".inf", "write digits alone"),
    ],
)
def test_the_hint_says_what_to_write(typed: str, hint: str) -> None:
    assert number_hint(typed).startswith(hint)


@pytest.mark.parametrize("typed", ["5-7", "1/3", "n/a", "-", ""])
def test_what_is_not_one_figure(typed: str) -> None:
    assert typed_number(typed) is None

"""What running text takes besides paragraphs: headings, tables, definitions, small letters; and what looks like it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markupsafe import escape
from pydantic import TypeAdapter, ValidationError

from briefpress.language.locale import Language
from briefpress.language.markdown import Body, Line, Passage, Phrase, Statement
from briefpress.reading.validation import Context

BODY: TypeAdapter[Any] = TypeAdapter(Body)


SWALLOWED = "this line is printed as a part of the item above it"
SHALLOW = "this item is indented, and does not stand under the one above it"


def told(text: str, kind: Any = BODY, language: str = "en") -> list[str]:
    """What is told of a text: the code, the message and the hint of each problem."""
    context = Context(Language(language))
    try:
        kind.validate_python(text, context=context)
        findings = [finding for _, finding in context.warnings]
    except ValidationError as error:
        findings = error.errors()[0]["ctx"]["findings"]
    return [f"{finding.code}: {finding.message} / {finding.hint}" for finding in findings]


def html(text: str, kind: Any = BODY, language: str = "en") -> str:
    """The HTML of a text of which nothing is told, without the ends of its lines."""
    context = Context(Language(language))
    value = kind.validate_python(text, context=context)
    assert context.warnings == []
    return re.sub(r"\n", "", str(getattr(value, "html", value)))


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<tr>{''.join(cells)}</tr>"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("CO~2~, H~2~SO~4~", "CO<sub>2</sub>, H<sub>2</sub>SO<sub>4</sub>"),
        ("10^-3^ m^2^, 1^er^, ^14^C", "10<sup>−3</sup> m<sup>2</sup>, 1<sup>er</sup>, <sup>14</sup>C"),
        (r"x~max\ 2~", "x<sub>max 2</sub>"),
        ("**CO~2~**", "<strong>CO<sub>2</sub></strong>"),
        # None of these is a small letter.
        ("5^3, 10^6^5 and x^2+y^2 = 1", "5^3, 10^6^5 and x^2+y^2 = 1"),
        ("~100 km, ~ 5 %, ~5 to ~10", "~100\u00a0km, ~ 5\u00a0%, ~5 to ~10"),
        ("100~200, /~anna/~ben/", "100~200, /~anna/~ben/"),
        (r"CO\~2\~", "CO~2~"),
    ],
)
def test_small_letters_stand_between_two_marks(typed: str, page: str) -> None:
    assert html(typed, TypeAdapter(Phrase)) == page


def test_small_figures_are_characters_where_lines_run_from_the_right() -> None:
    assert html("و10^6^ CO~2~", TypeAdapter(Phrase), "ar") == "و10⁶ CO₂"


@pytest.mark.parametrize("end", ["", ".", ")", "،"])
def test_an_address_keeps_its_order_where_lines_run_from_the_right(end: str) -> None:
    """Its last stroke too, where it is broken, and figures with which the next line begins; what follows is outside."""
    printed = html(f"و https://a.example/2026(INI){end}", TypeAdapter(Phrase), "ar")
    assert (
        printed.replace("\u2060", "") == f"و \u2066https:/\u200e/\u200ea.example/\u200e\u200b\u200e2026(INI)\u2069{end}"
    )
    (answer,) = told("x~max~", language="ar")
    assert answer.startswith("not-in-text: small letters cannot stand in a text that runs from the right: `~max~`")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("CO~2~ and 10^-3^", "CO₂ and 10⁻³"), ("x^2+y^2", "x^2+y^2"), ("~5~", "~5~"), ("2^n^", "2ⁿ")],
)
def test_a_line_has_small_figures_as_characters(typed: str, printed: str) -> None:
    assert html(typed, TypeAdapter(Line)) == printed


def test_a_table_knows_its_heads_and_its_numbers() -> None:
    page = html(
        "| Country   | Share | Left | Mid |\n|-----------|-------|:-----|:---:|\n"
        "| *Austria* | 1 250 | 3    | x   |\n|           | –     | 4    |     |"
    )
    head = row(
        '<th scope="col">Country</th>',
        '<th scope="col" class="number">Share</th>',
        '<th scope="col">Left</th>',
        '<th scope="col" class="center">Mid</th>',
    )
    first = row(
        '<th scope="row"><em>Austria</em></th>',
        '<td class="number">1\u00a0250</td>',
        "<td>3</td>",
        '<td class="center">x</td>',
    )
    second = row("<td></td>", '<td class="number">–</td>', "<td>4</td>", '<td class="center"></td>')
    assert page == f'<table class="table"><thead>{head}</thead><tbody>{first}{second}</tbody></table>'


@pytest.mark.parametrize(
    ("cells", "are_numbers"),
    [
        ("12 %, −3, +5", True), ("EUR 1 200, € 5, 7 000 €", True), ("10–20, ~30, <5", True), ("1 250*, n/a", True),
        ("١٢٫٥, ٣", True), ("12 [@a], 3", True), ("-12^[As [@a]], 3", True),
        ("(300), 5", True), ("–, …", False), ("12 agents, 5", False),
        ("2024-05-06, 12:30", False),        ("Art. 5, 6", False), ("3.2.1 Office, 4", False),
    ],
)  # fmt: skip
def test_a_column_of_numbers_is_aligned_as_one(cells: str, are_numbers: bool) -> None:
    rows = "".join(f"| x | {cell} |\n" for cell in cells.split(", "))
    context = Context(Language("en"), frozenset("a"))
    page = str(BODY.validate_python(f"| a | b |\n|---|---|\n{rows}", context=context))
    assert page.count('class="number"') == (len(cells.split(", ")) + 1 if are_numbers else 0)


def test_a_number_with_a_unit_of_its_own_has_no_room_for_decimals_before_it() -> None:
    page = html("| a | b |\n|---|---|\n| x | 1 |\n| y | 5 % |\n| z | 0.1 |")
    cells = [re.sub(r"\s", " ", cell) for cell in re.findall(r'<td class="number">(.*?)</td>', page)]
    assert ["missing" in cell for cell in cells] == [True, False, False]
    assert cells[1:] == ["5 %", "0.1"]


def test_lines_of_an_item_need_no_deep_indent() -> None:
    for text in ("- one\nline\n- two", "1. one\n2. two\n  line", "> - one\n>   line", "- one\n\n  line\n\n\nline"):
        assert told(text) == []


def test_a_hyphen_in_a_column_of_numbers_is_a_minus_or_a_dash() -> None:
    page = html("| a | b |\n|---|---|\n| x-y | -3 |\n| x | (-4) |\n| x | - |")
    cells = ["−3", "(−4)", "–"]
    assert re.findall(r'<td class="number">(.*?)</td>', page) == cells
    assert "x-y" in page


def test_terms_and_their_definitions_are_facts() -> None:
    page = html("Basin\n: All land.\n\nRegime\n: One.\n: Two.")
    assert page == (
        '<dl class="facts"><div><dt>Basin</dt><dd>All land.</dd></div>'
        "<div><dt>Regime</dt><dd>One.</dd><dd>Two.</dd></div></dl>"
    )


def test_headings_have_ids_from_their_words_or_their_own() -> None:
    text = "### Water\n\nText.\n\n#### CO~2~ *here*\n\nText.\n\n### Water\n\nText.\n\n### Costs {#costs}\n\nText."
    ids = ["--water", "--co2-here", "--water-2", "costs"]
    assert re.findall(r'<h[34] id="([^"]+)"', html(text)) == ids
    body = BODY.validate_python(text, context=Context(Language("en")))
    assert [(heading.id, heading.level) for heading in body.subheadings] == [*zip(ids, (3, 4, 3, 3), strict=True)]
    assert str(body.subheadings[1].html) == "CO₂ <em>here</em>"
    assert re.findall(r"<h\d|</h\d", str(escape(body.under(3)))) == [
        "<h4",
        "</h4",
        "<h5",
        "</h5",
        "<h4",
        "</h4",
        "<h4",
        "</h4",
    ]


def test_a_link_to_a_heading_may_be_typed_as_the_heading_is() -> None:
    assert 'href="#one--grosse-strasse"' in html("[dort](#one--Große-Straße)")
    assert 'href="#one--d%C3%A9bat"' in html("[ici](#one--Débat)")


def test_the_words_of_a_heading_in_contents_have_no_links() -> None:
    body = BODY.validate_python("### See [all](https://a.example)\n\nText.", context=Context(Language("en")))
    assert str(body.subheadings[0].html) == "See all"


def test_plain_text_says_where_figures_are_small() -> None:
    phrase: TypeAdapter[Any] = TypeAdapter(Phrase)
    value = phrase.validate_python("*10^6^* t of H~2~O, 1^er^ & x~max~", context=Context(Language("en")))
    assert value.plain == "10⁶ t of H₂O, 1er & xmax"


def test_one_paragraph_of_an_item_is_like_a_phrase() -> None:
    statement: TypeAdapter[Any] = TypeAdapter(Statement)
    assert html("*One* paragraph.", statement) == "<em>One</em> paragraph."
    assert html("Two:\n\n- items", statement) == "<p>Two:</p><ul><li>items</li></ul>"
    assert html("*One*.", TypeAdapter(Passage)) == "<p><em>One</em>.</p>"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("# One\n\nText", "not-in-text: a heading with `#` cannot stand in a text: `# One` / headings in a text"),
        ("###### Six\n\nText", "not-in-text: a heading with `######`"),
        ("Text\n---\n\nMore", "not-in-text: an underlined heading cannot stand in a text: `Text` / write `### Text`; "),
        ("###\n\nText", "not-in-text: a heading without words"),
        ("- ### One\n\n  Text", "not-in-text: a heading in a list, a quotation or a definition"),
        ("> ### One\n> Text", "not-in-text: a heading in a list, a quotation or a definition"),
        ("#### Four\n\nText", "skipped-heading: the heading `#### Four` skips a level / begin it with `###`"),
        ("### A\n\nText\n\n##### B\n\nText", "skipped-heading: the heading `##### B` skips a level / begin it with"),
        ("### A\n\n### B\n\nText", "empty-text: there are no words under the heading `A`"),
        ("### A {#a}\n\nText\n\n### B {#a}\n\nText", "duplicate-id: the id `a` is taken"),
        ("The office  \nis open", "line-break: two spaces end the line after `office`"),
        ("one\\\ntwo\\", "not-in-text: a backslash at the end of a paragraph breaks no line"),
        ("1. one\n  - two\n2. three", f"list-item: {SHALLOW}: `- two` / indent it by 3"),
        ("10. one\n   2. two\n11. three", f"list-item: {SHALLOW}: `2. two` / indent it by 4"),
        ("- one\n- two\nWe left\nit.", f"list-item: {SWALLOWED}: `We left` / put an empty line before it"),
        ("> - one\n>   - two\n>   not deep", f"list-item: {SWALLOWED}: `not deep`"),
        ("Deep ^[says who. And", "not-in-text: a footnote without its end cannot stand in a text: `^[says who. And`"),
        ("Deep [^one", "not-in-text: a footnote without its end cannot stand in a text: `[^one`"),
        ("A [^ a] b", "not-in-text: a footnote with a space in its label cannot stand in a text: `[^ a]` / write `[^n"),
        ("Term\n: one\n\n~ 5 % of it", "not-in-text: a definition begins with `:` and not with `~`: `~ 5 % of it`"),
        ("Sana`a and Ka`ba", "not-in-text: “`a and Ka`” would be taken as code"),
        ("`Ali and `Umar", "not-in-text: “`Ali and `” would be taken as code"),
        ("the `code of it", "not-in-text: a backtick is printed as it was typed: “`code”"),
    ],
)  # fmt: skip
def test_what_is_not_taken_or_not_meant_is_told(typed: str, message: str) -> None:
    (answer,) = told(typed)
    assert answer.startswith(message)


@pytest.mark.parametrize(
    "typed",
    [
        "### A\n\n#### B\n\nText\n\n##### C\n\nText\n\n### D\n\nText", "The office.  \nIt is open",
        "- one\n  - two\n    1. three\n    2. four",
        "1. one\n   - two\n     - three\n2. four", "- one\n - two", "About\n~ 5 % of it", "use `code` here, and Sana`a",
    ],
)  # fmt: skip
def test_what_is_meant_is_not_told(typed: str) -> None:
    assert told(typed) == []

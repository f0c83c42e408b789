"""What other programs take for markup is told, and what only looks like it is printed as it was typed."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from briefpress.core.problems import Severity
from briefpress.language.locale import Language
from briefpress.language.markdown import Line, Passage, Phrase
from briefpress.reading.validation import Context

KINDS: dict[str, TypeAdapter[Any]] = {
    "line": TypeAdapter(Line),
    "phrase": TypeAdapter(Phrase),
    "passage": TypeAdapter(Passage),
}


def read(kind: str, text: str, language: str = "en") -> tuple[str, list[str]]:
    """The HTML of a text, "" where it is refused, and what is told of it, warnings with a mark."""
    context = Context(Language(language), frozenset(("icpdr", "eea")))
    try:
        value = KINDS[kind].validate_python(text, context=context)
    except ValidationError as error:
        (wrong,) = error.errors()
        return "", [f"{finding.message} / {finding.hint}" for finding in wrong["ctx"]["findings"]]
    assert {finding.severity for _, finding in context.warnings} <= {Severity.WARNING}
    told = [f"warning: {finding.message} / {finding.hint}" for _, finding in context.warnings]
    return html.escape(value, quote=False) if kind == "line" else str(value.html), told


#: Kinds of text (a line, a phrase, a passage), what was typed, what is told.
TOLD = [
    ("l", "As shown[^1].", "a footnote cannot stand in a line: `[^1]`"),
    ("l", "As shown^[In a list].", "a footnote cannot stand in a line: `^[In a list]`"),
    ("px", "As shown[^1].", "the footnote `[^1]` has no words / write it after the paragraph as `[^1]: its words`"),
    ("px", "As shown^[].", "a footnote has no words: `^[]` / write its words between the brackets"),
    ("px", "As^[one] shown^[ ].", "a footnote has no words"),
    ("px", "[^note]: Its text.", "nothing calls for the footnote `[^note]`"),
    ("px", "Words[^a].\n\n[^a]: One.\n\n[^a]: Two.", "there are 2 footnotes `[^a]`"),
    ("px", "Words[^my note].", "a footnote with a space in its label"),
    ("px", "Words^[without an end.", "a footnote without its end cannot stand in a text: `^[without an end"),
    ("px", "Words [@eea without an end.", "`@eea` cites a source without brackets"),
    ("px", "Words [@eea, p. 3 [sic]].", "`@eea` cites a source without brackets"),
    ("px", "As [@eea: 3] says.", "a comma stands between a source and its page / write `@eea, p. 3`"),
    ("px", "As shown[^eea].", "the footnote `[^eea]` has no words / to cite the source `eea`, write `[@eea]`"),
    ("px", "As [@EEA] says.", "there is no source `EEA` / did you mean `eea`?"),
    ("px", "Words^[One^[two]].", "a footnote cannot stand in a footnote"),
    ("px", "[Words[^a]](https://x.example)\n\n[^a]: One.", "a link around a footnote or a citation cannot stand"),
    ("px", "[Words [@eea]](https://x.example)", "a link around a footnote or a citation cannot stand"),
    ("l", "[@weil2020, p. 3] says", "a citation key"),
    ("p", "| a | b |\n|---|---|\n| 1 | 2 |", "one paragraph without lists is expected here"),
    ("px", "| a | b | |---|---| | 1 | 2 |", "a table without the line under its head"),
    ("x", "Region    Deaths\nNorth     12", "a table cannot stand in a text: `Region Deaths`"),
    ("px", "###Heading", "a heading without its space cannot stand in a text: `###Heading`"),
    ("x", "| a | b |\n| 1 | 2 |", "under its first row write `|---|---|`"),
    ("x", "| a | b |\n|---|\n| 1 | 2 |", "a part for each column"),
    ("x", "| a | b |\n|---|---|", "a table without rows"),
    ("x", "| a | |\n|---|---|\n| 1 | 2 |", "a column of the table has no head: `| a | |` / write a head"),
    ("x", "| a | b |\n|---|---|\n| 1 |", "this row of a table has 1 cell, and its head has 2: `| 1 |` / add the cells"),
    ("x", "| a | b |\n|---|---|\n| 1 | 2 | 3 |", "has 3 cells, and its head has 2: `| 1 | 2 | 3 |` / remove a cell"),
    ("x", "| a | b |\n|---|---|\n| 1 | 2 |\nSource: Eurostat", "put an empty line between the table and the text"),
    ("x", "+---+---+\n| a | b |\n+---+---+", "a table"),
    ("x", "Country\tAgents\nFrance\t12", "a table cannot stand in a text: `Country Agents`"),
    ("lpx", "CO<sub>2</sub>", "`<sub>` / write `₂`"),
    ("lpx", "12 m<sup>2</sup>", "`<sup>` / write `²`"),
    ("px", "x<sub>max</sub>", "`<sub>` / write `~words~`"),
    ("px", "the <b>bold</b> word", "HTML cannot stand in a text: `<b>` / write `**words**`"),
    ("l", "the <b>bold</b> word", "HTML cannot stand in a line: `<b>`"),
    ("px", "one<br/>two", "`<br/>` / end the line with `\\`"),
    ("lpx", 'a <span style="color: red">word</span>', "HTML"),
    ("lpx", "<o:p></o:p>From Word", "HTML"),
    ("px", "a <!-- note --> word", "`<!--` / remove it: a comment in YAML"),
    ("l", "Ministry&nbsp;of Justice", "HTML cannot stand in a line: `&nbsp;` / write the character itself: U+00A0"),
    ("l", "R&amp;D", "`&amp;` / write the character itself: `&`"),
    ("l", "**Total**", "emphasis cannot stand in a line: `**Total**`"),
    ("l", "__Total__, _net_", "`_net_`"),
    ("l", "`code`", "code cannot stand in a line"),
    ("l", "[Office](https://office.example)", "a link cannot stand in a line: `[Office](https://office.example)`"),
    ("l", "see <https://office.example/_a_>", "a link cannot stand in a line"),
    ("l", "[reading order]{lang=en}", "marked words"),
    ("l", "![Plan](plan.png)", "a picture"),
    ("lpx", "**Total", "strong text without its end cannot stand in a"),
    ("px", "**Total ** of all", "strong text without its end"),
    ("x", "- [ ] ask\n- [x] wait", "a box of a task list cannot stand in a text: `[x]`"),
    ("lpx", "~~gone~~", "struck-out text"),
    ("lpx", "==new==", "highlighted text"),
    ("l", "x~max~", "a subscript cannot stand in a line: `~max~` / in a line only figures and signs are small"),
    ("l", "the 5^th^ of May", "a superscript cannot stand in a line: `^th^`"),
    ("px", "CO~2 and more", "a subscript without its end cannot stand in a text: `CO~2`"),
    ("px", "x^two words^ more", "a superscript with a space cannot stand in a text: `^two words^`"),
    ("px", "see [the office](https://office.example and more", "a link without its end"),
    ("px", "see [the office](", "a link without its end cannot stand in a text: `[the office](`"),
    ("x", "Basin and\nSub-basin\n: land", "a definition without its term cannot stand in a text: `: land`"),
    ("x", "- one\n        - two", "an item that is indented too far cannot stand in a text: `- two`"),
    ("x", "### Office\n\ntext", "a heading cannot stand in a text: `### Office` / make its words a paragraph"),
    ("lpx", "let $x$ be", "a formula of TeX"),
    ("lpx", "where $\\alpha_1$ holds", "a formula of TeX cannot stand in a"),
    ("lpx", "a \\textbf{word}", "a command of TeX"),
    ("lpx", "done :tada:", "an emoji code"),
    ("lpx", "{% office %}", "a command"),
    ("lpx", "{{ name }}", "there is no value `name`"),
    ("lpx", "see [[Office]]", "a link of a wiki"),
    ("lpx", "the ''new'' office", "emphasis of a wiki"),
    ("lpx", "the '''new''' office", "emphasis of a wiki"),
    ("lpx", "== Office ==", "a heading"),
    ("x", "= Office\n\nText", "a heading"),
    ("x", "h2. Office", "a heading"),
    ("x", "Office\n======", "a heading"),
    ("px", "see [the office][1]", "a reference link"),
    ("x", "[1]: https://office.example", "the target of a link"),
    ("lpx", "https://office.example[the office]", "a link of AsciiDoc"),
    ("x", "::: note\nText\n:::", "a fenced block"),
    ("x", "> [!NOTE]\n> Text", "an admonition"),
    ("x", "!!! note\n    Text", "an admonition"),
    ("lpx", "the [b]new[/b] office", "BBCode"),
    ("lpx", "Office {#office .new}", "attributes"),
    ("px", "the [new]{.underline} office", "words are marked with a language"),
    ("x", "• one\n• two", "a list of lines that run together cannot stand in a text: `• one`"),
    ("x", "\uf0b7 one", "a bullet of Word"),
    ("x", "– one\n– two", "run together"),
    ("x", "o\tone\no\ttwo", "run together"),
    ("lpx", "(a) one\n(b) two", "run together"),
    ("x", "(i) one\n(ii) two", "run together"),
    ("x", "1.1 one\n1.2 two", "run together"),
    ("l", "1) one\n2) two", "run together cannot stand in a line: `1) one`"),
    ("x", "The second part:\n3. train\n4. buy", "run together cannot stand in a text: `3. train`"),
    ("x", "i. one\nii. two", "run together"),
    ("x", "(@) one\n(@) two", "run together"),
    ("x", "#. one\n#. two", "run together"),
    ("x", "I. One\nII. Two", "run together cannot stand in a text: `I. One`"),
    ("x", "IV. Four\nV. Five\nVI. Six", "run together"),
    ("x", "I – Un\nII – Deux", "run together"),
    ("lpx", "§ 1 Scope\n§ 2 Terms", "run together"),
    ("x", "1º primero\n2º segundo", "run together"),
    ("x", "1.º primeiro\n2.º segundo", "run together"),
    ("x", "aa) first\nbb) second", "run together"),
    ("lpx", "1 - one\n2 - two", "run together"),
    ("x", "1/ one\n2/ two", "run together"),
    ("x", "أ) أول\nب) ثان", "run together"),
    ("x", "1.First\n2.Second", "run together"),
    ("x", "-one\n-two", "run together"),
    ("lpx", "•one\n•two", "run together"),
    ("px", "see [the office] (https://office.example)", "a link with a space cannot stand in a text: `[the office] (`"),
    ("px", "see (the office)[https://office.example]", "a link in reverse"),
    ("px", "see <https://office.example|the office>", "a link of a chat"),
    ("lpx", "First.\\nSecond: caf\\u00e9", "an escape of JSON cannot stand in a"),
    ("px", "the ** new** office", "strong text without its end"),
    ("px", "Kosovo (*) and Palestine (*) are", "`*) and Palestine (*`"),
    ("px", "3*4*5 offices", "write `×`"),
    ("px", "Dose 2*500 mg and 3*250 mg daily", "`*500 mg and 3*` would be taken as emphasis"),
    ("px", "net = gross*0.8 and tax = gross*0.2", "write `\\*` for each"),
    ("px", "5*10^3 cells and 7*10^3 cells", "write `×`"),
    ("px", "A=b*c and d=e*f", "write `\\*` for each"),
    ("px", "price*quantity*rate", "write `\\*` for each"),
    ("px", "2**3 and 3**2", "`**3 and 3**`"),
    ("px", "*Net of 2*500 mg", "`*Net of 2*`"),
    ("px", "Kolleg*innen und Bürger*innen", "write `\\*` for each"),
    ("px", "剂量2*500毫克和3*250毫克", "`*500毫克和3*`"),
    ("px", "doi:10.1002/abc*def*ghi", "write `\\*` for each"),
    ("px", "Edit __init__.py", "`__init__` would be taken as emphasis, and not be printed / write `\\_` for each"),
    ("px", "the __name__ of it", "write `\\_` for each"),
    ("px", "see _old_.zip", "write `\\_` for each"),
    ("px", r"in \\server\share", r"the backslashes of `\\server\share` would not all be printed"),
    ("px", r"in C:\_archive\*.pdf", r"the backslashes of `C:\_archive\*.pdf` would"),
    ("px", r"in C:\Program Files\_new\a", r"the backslashes of `C:\Program Files\_new\a` would"),
    ("px", r"in (D:\data\[2024])", "would not all be printed"),
    ("px", r"in C:\temp\.", "would not all be printed"),
    ("px", "www.office.example/_a_/b", "write the URL as `<https://…>`"),
    ("p", "1. First", "if it is no list, write `1\\.`"),
    ("p", "> 30 % more", "if it is no quotation, write `\\>`"),
    ("p", "* See page 3.", "if it is no list, write `\\*`"),
    ("x", "1986. That was the year.", "warning: `1986.` makes an item of a list"),
    ("x", "1. Alone.", "warning: `1.` makes an item of a list"),
    ("x", "* See page 3.", "warning: `*` makes an item of a list"),
    ("x", "- 3.2 % was the fall.", "warning: `-` makes an item of a list"),
    ("x", "+ 5 % in Paris\n+ 12 % in Rome", "`+ 12 % in Rome` / write `- +12` in a list, and `\\+` elsewhere"),
    ("x", "+ EUR 500 for travel", "write `- +EUR 500` in a list"),
    ("x", "- 5 °C in January\n- 12 °C in May", "warning: `-` makes an item of a list of this line: `- 5 °C"),
    ("x", "- 1 200 € for food\n- 300 € for rent", "warning: `-` makes an item"),
    ("x", "- 2.5 million EUR\n- 3 million EUR", "write `- −2.5`"),
    ("x", "- EUR 200 for meals", "warning: `-` makes an item"),
    ("x", "20261129. A file number.", "`20261129.` makes an item of a list"),
]  # fmt: skip
CASES = [
    ({"l": "line", "p": "phrase", "x": "passage"}[kind], typed, message)
    for kinds, typed, message in TOLD
    for kind in kinds
]


@pytest.mark.parametrize(("kind", "typed", "message"), CASES)
def test_markup_that_is_not_taken_is_told(kind: str, typed: str, message: str) -> None:
    page, told = read(kind, typed)
    assert any(message in each for each in told), (told, page)
    assert bool(page) == all(each.startswith("warning: ") for each in told)


@pytest.mark.parametrize("typed", [typed for kind, typed, _ in CASES if kind == "phrase" and "\n" not in typed])
def test_what_is_escaped_is_printed(typed: str) -> None:
    """So there is a way to print anything: a backslash before each mark."""
    page, told = read("phrase", re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", typed))
    assert told == []
    plain = str.maketrans({"’": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
    assert html.unescape(page).translate(plain) == typed


#: Nothing of this is markup.
AS_TYPED = [
    "Kosovo* and others*", "*Provisional figures", "** Provisional, *** estimated", "Total**", "5 * 3 = 15",
    "2**3 is eight", "a_b_c and file_name.txt", "C:\\Users and C:\\temp", "US$5 and $10 to $20", "$$–$$$", "[sic]",
    "as he said […] then", "p < 0.05", "<30 people", "a<b and c>d", "x < y > z", "<your name>", "Brief | Policy | 2026",
    "#4 of the committee", "~5 to ~10", "10^6 and m^2", "x^2+y^2", "R&D; next", "AT&T;", "12:30:45",
    "TLP:CLEAR: all", "a: b: c", "::", "[1] Weil", "[1][2]", "matrix[i][j]", "a = b == c", "Paris • Rome • Bonn",
    "■ 2023 □ 2024", "(a) only one", "Name: ____ Date: ____", "(*) see note", "{value} agents", "[x]", "C++ and C#",
    "->", "<3", "Stop!!! now", "!!! now", "100~200", "[Editor]: no change", "https://office.example/~anna/a_b_c",
    "I. Newton\nV. Hugo", "nach\n§ 5 Absatz 2 und\n§ 6 Absatz 3", "at 5\n5° C or\n6° C", "so\n5 - 3 = 2 and\n4 - 1 = 3",
    "@anna and @ben", "f(x)=x^2", "A. Weil\nB. Smith", "o vino\no birra", "Lines\nof one text",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", AS_TYPED)
def test_what_only_looks_like_markup_is_printed(kind: str, typed: str) -> None:
    page, told = read(kind, typed)
    assert told == []
    plain = html.unescape(re.sub(r"</?(?:p|a)\b[^>]*>", "", page)).replace("\u00a0", " ")
    assert plain == (typed.replace("\n", " ") if kind == "line" else typed)


@pytest.mark.parametrize(
    "typed",
    [
        "the *n*th and **5**th", "*Inter*pol and re*think*", "un**believ**able", "**Member State**s", "*H*0 and *t*(5)",
        "*Magyar Közlöny*ben", "**Article 5**bis", "这是*强调*文字", "**유럽 연합**은", "و**الكلمة الأولى** هنا",
        "__Important__ and _new_. Then",
    ],
)  # fmt: skip
def test_emphasis_of_a_part_of_a_word_is_taken(typed: str) -> None:
    page, told = read("phrase", typed)
    assert told == []
    assert "*" not in page
    assert "_" not in page


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        (r"`C:\_archive\*.pdf`", r"<code>C:\_archive\*.pdf</code>"),
        (r"C:\\_archive\\*.pdf", r"C:\_archive\*.pdf"),
        (r"\\\\server\\share", r"\\server\share"),
        (r"C:\Users and 100\%, a\_b", r"C:\Users and 100%, a_b"),
        (r"where \\alpha\_1 and see:\*", r"where \alpha_1 and see:*"),
    ],
)
def test_backslashes_of_a_path_are_printed(typed: str, page: str) -> None:
    assert read("phrase", typed) == (page, [])


@pytest.mark.parametrize(
    ("typed", "line", "column"),
    [
        ("see 2. of\nit\n\n2. \n\nend", 4, 1),
        ("2 * 3\n\n* \n\nend", 3, 1),
        ("As [@eea, p. 3] says; and (@eea).", 1, 28),
        ("A note*.\n\nSo 5*10^3 in\na *b*, 7*10^3", 3, 5),
    ],
)
def test_what_is_told_is_told_where_it_stands(typed: str, line: int, column: int) -> None:
    context = Context(Language("en"), frozenset(("eea",)))
    try:
        KINDS["passage"].validate_python(typed, context=context)
        (finding,) = (finding for _, finding in context.warnings)
    except ValidationError as error:
        (finding,) = error.errors()[0]["ctx"]["findings"]
    before = typed[: next(re.finditer(finding.pattern, typed, re.MULTILINE)).start()]
    assert (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1) == (line, column)


@pytest.mark.parametrize(
    "typed",
    [
        *("- 30 % for food\n- the rest", "- 30 people\n- 20 more", "+ one\n+ two", "- +5 %\n- −2 %"),
        *("+ ISO 9001\n+ ISO 27001", "- 30 NGO staff\n- 20 EU staff", "- 50°N\n- 60°N", "* 5 %\n* 6 %"),
    ],
)
def test_a_mark_before_a_number_is_that_of_an_item(typed: str) -> None:
    _, told = read("passage", typed)
    assert told == []


@pytest.mark.parametrize(
    ("language", "typed", "is_date"),
    [
        ("de", "9. Dezember 2026 tagen die Minister.", True),
        ("de", "Sie tagen am\n1. März 2026.", True),
        ("de", "1. Dezember\n2. Januar", True),
        ("cs", "9. prosince 2026 zasedají ministři.", True),
        ("en", "1. December figures\n2. January figures", False),
        ("de", "1. erstens\n2. zweitens", False),
    ],
)
def test_a_date_at_the_beginning_of_a_line_is_told(language: str, typed: str, is_date: bool) -> None:
    _, told = read("passage", typed, language)
    assert bool(told) == is_date
    _, told = read("passage", re.sub(r"(?m)^(\d+)\.", r"\1\\.", typed), language)
    assert told == []


@pytest.mark.parametrize(
    ("typed", "attributes"),
    [
        ("1. a\n2. b", ["", "", ""]),
        ("3. a\n4. b", [' start="3"', "", ""]),
        ("0) a\n1) b", [' start="0"', "", ""]),
        ("1. a\n2. b\n4. c", ["", "", "", ' value="4"']),
        ("3. a\n2. b\n1. c", [' start="3"', "", ' value="2"', ' value="1"']),
        ("7. a\n7. b\n7. c", [' start="7"', "", "", ""]),
        ("1. a\n1. b\n2. c", ["", "", ' value="1"', ""]),
        ("99. a\n100. b", [' start="99" class="long-numbers" style="--digits: 3"', "", ""]),
    ],
)
def test_items_keep_the_numbers_that_were_typed(typed: str, attributes: list[str]) -> None:
    page, told = read("passage", typed)
    assert told == []
    assert re.findall(r"<(?:ol|li)\b([^>]*)>", page) == attributes


@pytest.mark.parametrize(
    ("typed", "doubtful"),
    [
        ("1. a\n\nText\n\n2. b\n\nText\n\n3. c", []),
        ("1. a\n2. b\n\nText\n\n3. c", []),
        ("1. a\n2. b\n\nText\n\n4. c", ["4."]),
        ("1. a\n2. b\n1986. c", ["1986."]),
        ("- a", []),
        ("- a\n\n  5. b", ["5."]),
    ],
)
def test_an_item_that_stands_alone_is_told(typed: str, doubtful: list[str]) -> None:
    """It may be a sentence that begins with a number; lists that go on after a paragraph are none of these."""
    _, told = read("passage", typed)
    assert [each.split("`")[1] for each in told] == doubtful

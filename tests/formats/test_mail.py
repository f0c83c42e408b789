"""The draft of a mail: parsed by Python and by a parser that shares nothing with it, and impossible to be abused."""

from __future__ import annotations

import email
import re
import subprocess
import sys
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import BRIEFS, EDITIONS, ROOT, press
from fast_mail_parser import parse_email
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefpress.core.problems import Problem, WrongUsage
from briefpress.formats.addresses import addresses, header_text
from briefpress.formats.mail import Letter, compose, message
from briefpress.reading.read import read
from briefpress.schema.printed_values import Values

TO = "Zoë Weil <zoe@bücher.example>"


def parsed(data: bytes) -> EmailMessage:
    made = email.message_from_bytes(data, policy=default)
    assert isinstance(made, EmailMessage)
    return made


def bodies(data: bytes) -> tuple[str, str]:
    """The text and the HTML of a mail."""
    made = parsed(data)
    plain, html = made.get_body(("plain",)), made.get_body(("html",))
    assert plain
    assert html
    text, markup = (str(body.get_content()).replace("\r\n", "\n") for body in (plain, html))
    return text, markup


#: What is attached, with every byte there is: no part of a mail may change one.
PDF = b"%PDF-1.7\r\n" + bytes(range(256)) * 40


def composed(folder: Path, language: str = "fr") -> Letter:
    edition = read(folder, language)
    return compose(edition, edition.brief.design, f"{folder.name}.{language}.pdf", PDF)


@pytest.fixture(scope="module")
def drafts() -> dict[str, bytes]:
    """A draft of each edition, by name."""
    made = {}
    for brief in BRIEFS:
        for language in ("ar", "en", "es", "fr"):
            name = f"{brief}.{language}"
            letter = composed(ROOT / "content" / brief, language)
            made[name] = message(letter, addresses([TO]), addresses(["b@c.example"]))
    return made


# The command.


def test_the_command_writes_a_draft_beside_the_pdf_and_nothing_else(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = press("mail", small, "--lang", "fr", "--to", TO, "--to", "b@c.example, d@e.example", "--out", out)
    assert (run.code, run.out, run.err) == (0, f"{out / 'small.fr.eml'}\n", "small.fr: built, 1 page\n")
    assert {path.name for path in out.iterdir()} == {"small.fr.eml", "small.fr.pdf", ".records"}
    first = (out / "small.fr.eml").read_bytes()
    made = parsed(first)
    assert [str(address) for address in made["To"].addresses] == [
        "Zoë Weil <zoe@xn--bcher-kva.example>",
        "b@c.example",
        "d@e.example",
    ]
    assert made["Cc"] is None
    (attached,) = made.iter_attachments()
    assert attached.get_content() == (out / "small.fr.pdf").read_bytes()
    # What is unchanged is not printed again, and the same mail comes out.
    again = press("mail", small, "--lang", "fr", "--to", TO, "--to", "b@c.example, d@e.example", "--out", out)
    assert again.err == "small.fr: unchanged\n"
    assert (out / "small.fr.eml").read_bytes() == first


def test_a_brief_with_problems_gets_no_draft(small: Path, tmp_path: Path) -> None:
    (small / "fr.yaml").write_text("title: [", "utf-8")
    run = press("mail", small, "--to", "a@b.example", "--out", tmp_path / "out")
    assert (run.code, run.out) == (1, "")
    assert not (tmp_path / "out").exists()


def test_a_wrong_address_is_told_before_anything_is_printed(small: Path, tmp_path: Path) -> None:
    run = press("mail", small, "--to", "a@b.example\nBcc: c@d.example", "--cc", "nobody", "--out", tmp_path / "out")
    assert (run.code, run.out) == (2, "")
    assert r"`a@b.example\nBcc: c@d.example` is not a valid address" in run.err
    assert "[wrong-address]" in run.err
    assert "hint: write it as name@office.example" in run.err
    assert not (tmp_path / "out").exists()


def test_no_socket_is_opened(small: Path, tmp_path: Path) -> None:
    script = "import sys\nfrom briefpress.cli.main import main\n"
    script += (
        "sys.addaudithook(lambda event, _: event.startswith('socket.') and sys.exit(f'{event}!'))\nmain(sys.argv[1:])"
    )
    command = [sys.executable, "-c", script, "mail", str(small), "--to", "a@b.example", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "small.fr: built, 1 page\n")


def test_another_layout_is_attached_under_its_name(small: Path, tmp_path: Path) -> None:
    (small / "templates").mkdir()
    (small / "templates" / "leaflet.html").write_text('{% extends "house/brief.html" %}', "utf-8")
    run = press("mail", small, "--layout", "leaflet", "--to", "a@b.example", "--out", tmp_path)
    assert run.out == f"{tmp_path / 'small.leaflet.fr.eml'}\n", run.err
    (attached,) = parsed((tmp_path / "small.leaflet.fr.eml").read_bytes()).iter_attachments()
    assert attached.get_filename() == "small.leaflet.fr.pdf"


def test_a_standard_is_chosen_for_the_file_and_told_in_the_mail(small: Path, tmp_path: Path) -> None:
    facts = small / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").replace("status: draft", "status: final"), "utf-8")
    run = press("mail", small, "--standard", "a-4f+ua-2", "--to", "a@b.example", "--out", tmp_path)
    assert run.code == 0, run.err
    draft = (tmp_path / "small.fr.eml").read_bytes()
    (attached,) = parsed(draft).iter_attachments()
    assert attached.get_content().startswith(b"%PDF-2.0")
    assert "PDF/A-4f, PDF/UA-2 et WTPDF 1.0" in " ".join(bodies(draft)[0].split())


# What is in it.


@pytest.mark.parametrize("edition", EDITIONS)
def test_python_and_another_parser_read_the_same(edition: str, drafts: dict[str, bytes]) -> None:
    data = drafts[edition]
    made, other = parsed(data), parse_email(data)
    assert [defect for part in made.walk() for defect in part.defects] == []
    assert [defect for part in made.walk() for value in part.values() for defect in value.defects] == []  # type: ignore[attr-defined]
    assert made["Subject"] == other.subject
    assert other.headers["X-Unsent"] == ["1"]
    assert {name.lower() for name in other.headers} == {name.lower() for name in made.keys()}  # noqa: SIM118 (a message)
    # The other parser keeps the line ends of the file.
    assert [text.replace("\r\n", "\n") for text in (*other.text_plain, *other.text_html)] == list(bodies(data))
    (attached,), (theirs,) = made.iter_attachments(), other.attachments
    assert attached.get_content() == theirs.content == PDF
    assert attached.get_filename() == theirs.filename == f"{edition}.pdf"
    assert attached.get_content_type() == theirs.mimetype == "application/pdf"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_form_is_that_of_a_draft(edition: str, drafts: dict[str, bytes]) -> None:
    made = parsed(drafts[edition])
    kinds = [part.get_content_type() for part in made.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]
    assert made["X-Unsent"] == "1"
    assert [name for name in ("Date", "Message-ID", "From", "Bcc") if name in made] == []
    assert drafts[edition].count(b"\n") == drafts[edition].count(b"\r\n")
    assert max(map(len, drafts[edition].split(b"\r\n"))) <= 998
    assert drafts[edition].isascii()


@pytest.mark.parametrize("edition", EDITIONS)
def test_marking_and_summary_stand_in_subject_text_and_html(edition: str, drafts: dict[str, bytes]) -> None:
    name, _, language = edition.partition(".")
    told = read(ROOT / "content" / name, language)
    subject = parsed(drafts[edition])["Subject"]
    text, html = bodies(drafts[edition])
    assert f"[{told.brief.marking}]" in subject
    for body in (text, html):
        # TLP 2.0 asks for the marking before what it marks.
        assert body.count(told.brief.marking) >= 2
        start = max(body.find("<body"), 0)
        assert body.index(told.brief.marking, start) < body.index(told.brief.title, start)
    # What stands beside the number of a figure, in smaller type, is a part of it.
    words = " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?span[^>]*>", "", html)).replace("\u2060", "").split())
    values = Values(told.language, told.labels)
    for body in (" ".join(text.split()), words):
        said = [told.brief.title, told.brief.purpose.plain, told.labels.mail.attachment, f"{edition}.pdf"]
        said += [f"{values.quantity(measure).text} {measure.text}" for measure in told.glance]
        said += [section.title for section in told.brief.sections]
        assert [part for part in said if " ".join(part.replace("\u2060", "").split()) not in body] == []


class Page(HTMLParser):
    """The elements of a page, each with its attributes and its style."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_html_is_sound_for_those_who_listen_and_for_outlook(edition: str, drafts: dict[str, bytes]) -> None:
    language = edition.partition(".")[2]
    direction = "rtl" if language == "ar" else "ltr"
    found = Page(bodies(drafts[edition])[1]).found
    # Programs on the web take away html and body: the first element inside says it again.
    for wanted in ("html", "div"):
        attributes = next(attributes for tag, attributes in found if tag == wanted)
        assert (attributes["lang"], attributes["dir"]) == (language, direction)
    has_glance = bool(read(ROOT / "content" / edition.partition(".")[0], language).brief.glance)
    headings = ["h1", *["h2"] * (3 if has_glance else 2)]
    assert [tag for tag, _ in found if re.fullmatch("h[1-6]", tag)] == headings
    assert all(attributes["role"] == "presentation" for tag, attributes in found if tag == "table")
    assert {tag for tag, _ in found} & {"style", "script", "link", "img", "form"} == set()
    hrefs = [attributes["href"] or "" for tag, attributes in found if tag == "a"]
    assert all(re.match("https?://|mailto:", href) for href in hrefs)
    parts = [part for part in parsed(drafts[edition]).walk() if part.get_content_maintype() != "application"]
    assert [part["Content-Language"] for part in parts] == [language, None, language, language]


def test_the_colours_can_be_read(drafts: dict[str, bytes]) -> None:
    """WCAG 2.2, 1.4.3: each colour on its ground."""
    styles = [attributes.get("style") or "" for _, attributes in Page(bodies(drafts["interpol-eu.fr"])[1]).found]
    pairs = {
        (colour[1], ground[1] if (ground := re.search(r"background-color: (#\w{6})", style)) else "#ffffff")
        for style in styles
        if (colour := re.search(r"(?<!-)color: (#\w{6})", style))
    }
    assert len(pairs) >= 4
    for pair in pairs:
        light, dark = sorted(map(luminance, pair), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, pair


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_figures_stand_in_rows_of_cells_that_a_narrow_window_wraps() -> None:
    edition = read(ROOT / "examples" / "danube", "de")
    html = compose(edition, replace(edition.brief.design, contents=True), "danube.de.pdf", PDF).html
    rows = [row for row in html.split("<tr>") if "inline-block" in row]
    assert [row.count("<td ") for row in rows] == [3, 3]
    assert ">952,4<" in rows[0], "the number alone is large"
    assert html.count('align="right"') == 2, "the marking stands at the right, first and last"


def test_a_draft_brief_says_so(small: Path) -> None:
    letter = composed(small)
    assert letter.subject == "[TLP:CLEAR] Un bureau à Bruxelles (Projet)"
    assert "Note d’information · Projet" in letter.text
    assert "PDF/A" not in letter.text + letter.html


def test_a_brief_may_have_a_mail_of_its_own(small: Path) -> None:
    (small / "templates").mkdir()
    (small / "templates" / "mail.txt").write_text("{{ brief.title }} & {{ subject }}", "utf-8")
    letter = composed(small)
    assert letter.text == "Un bureau à Bruxelles & [TLP:CLEAR] Un bureau à Bruxelles (Projet)\n"


def test_links_into_the_pdf_become_words(small: Path) -> None:
    manuscript = small / "fr.yaml"
    purpose = "purpose: Voir [le *bureau*](#office) et [ici](https://example.org)."
    manuscript.write_text(manuscript.read_text("utf-8").replace("purpose: Ce que fait le bureau.", purpose), "utf-8")
    html = composed(small).html
    assert 'Voir le <em>bureau</em> et <a href="https://example.org">ici</a>.' in html


def test_words_that_name_a_file_are_words(small: Path) -> None:
    """The parser of HTML reads a short text that is the path of a file from there."""
    manuscript = small / "fr.yaml"
    words = f"purpose: {manuscript}\nlead: {manuscript}"
    manuscript.write_text(manuscript.read_text("utf-8").replace("purpose: Ce que fait le bureau.", words), "utf-8")
    letter = composed(small)
    assert f">{manuscript}</p>" in letter.html
    assert "sections:" not in letter.text + letter.html


# Nothing gets into a header but what belongs there.

LETTER = Letter("Objet", "texte\n", "<p>texte</p>\n", "fr", "a.fr.pdf", b"%PDF")
HEADERS = {"subject", "to", "x-unsent", "mime-version", "content-type", "content-language"}

#: Letters of all kinds, and often those that matter in a header.
LETTERS = st.one_of(
    st.characters(), st.sampled_from('\r\n\t\0 "\\<>,;:@().=?_\u200d\u202e\u2066\u2028\x85\u00ad\u00e9ß')
)
TYPED = st.one_of(
    st.text(LETTERS, max_size=80),
    st.builds(
        lambda name, end: f"{name} <a@b.example>{end}", st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=9)
    ),
    st.builds(lambda name: f'"{name}" <a@b.example>', st.text(LETTERS, max_size=200)),
    st.builds(lambda name, host: f"{name}@{host}.example", st.text(LETTERS, max_size=9), st.text(LETTERS, max_size=9)),
)


def recipients(found: tuple[Address, ...]) -> list[tuple[str, str]]:
    return [(" ".join(address.display_name.split()), address.addr_spec) for address in found]


def read_or_refused(typed: list[str]) -> tuple[tuple[Address, ...], tuple[Problem, ...]]:
    try:
        return addresses(typed), ()
    except WrongUsage as wrong:
        return (), wrong.problems


@settings(deadline=None)
@given(st.lists(TYPED, min_size=1, max_size=3))
@example(["a@b.example\r\nBcc: c@d.example"])
@example(['"x\r\n\r\n<p>" <a@b.example>'])
@example(["x\u202egpj <a@b.example>"])
@example(["=?utf-8?q?a=0ABcc=3A_c=40d=2Eexample?= <a@b.example>"])
@example(["=?utf-8?b?YQpCY2M6IGNAZC5leGFtcGxl?= <a@b.example>"])
@example(['"é, c@d.example" <a@b.example>'])
@example(["0 ¡¡<000@0.A>", "0 ¡¡<0000@0.A>"])
def test_whatever_is_typed_no_header_and_no_recipient_is_added(typed: list[str]) -> None:
    found, wrong = read_or_refused(typed)
    assert {problem.code for problem in wrong} <= {"wrong-address"}
    assert not any(set("\n\r\x1b\u202e") & set(problem.message) for problem in wrong)
    if wrong:
        return
    data = message(LETTER, found)
    head = data.partition(b"\r\n\r\n")[0]
    made, other = parsed(data), parse_email(data)
    assert {name.lower() for name in made.keys()} == HEADERS  # noqa: SIM118 (a message, not a mapping)
    assert {name.lower() for name in other.headers} == HEADERS
    # What is too long for the line of its name begins on the next one (RFC 5322, 2.2.3).
    assert all(re.match(rb"[A-Za-z-]+:( |$)|[ \t]", line) for line in head.split(b"\r\n"))
    assert [spec for _, spec in recipients(made["To"].addresses)] == [spec for _, spec in recipients(found)]
    assert [address.address for address in other.to] == [spec for _, spec in recipients(found)]


@settings(deadline=None)
@given(st.text(LETTERS, max_size=300))
def test_a_subject_is_one_line_of_what_can_be_seen(title: str) -> None:
    subject = header_text(title)
    assert "\n" not in subject
    data = message(Letter(subject, "t\n", "<p>t</p>\n", "fr", "a.pdf", b""), addresses(["a@b.example"]))
    assert {name.lower() for name in parsed(data).keys()} == HEADERS  # noqa: SIM118 (a message, not a mapping)
    assert parsed(data)["Subject"].strip() == subject


def test_items_of_a_list_keep_their_numbers_in_plain_words(small: Path) -> None:
    manuscript = small / "fr.yaml"
    lead = "lead: |\n  Le bureau va :\n\n  3. ouvrir\n     - vite\n  4. écrire\n  7. fermer\n"
    manuscript.write_text(manuscript.read_text("utf-8") + lead, "utf-8")
    plain = composed(small).text
    assert "\n\n3. ouvrir\n\n- vite\n\n4. écrire\n\n7. fermer\n" in plain


def test_rows_and_definitions_stand_each_on_a_line_of_plain_words(small: Path) -> None:
    manuscript = small / "fr.yaml"
    lead = "lead: |\n  | Pays | m^3^ |\n  |---|---|\n  | Autriche | 10^6^ |\n\n  Bassin\n  : Tout le pays.\n"
    manuscript.write_text(manuscript.read_text("utf-8") + lead, "utf-8")
    assert "\n\nPays · m³\n\nAutriche · 10⁶\n\nBassin · Tout le pays.\n" in composed(small).text


@pytest.mark.parametrize("text", ["--=_mixed\n", "--=_alternative--\n", "From a\n.\n"])
def test_no_text_ends_its_own_part(text: str) -> None:
    data = message(Letter("s", text, text, "fr", "a.pdf", b"--=_mixed--\n"), addresses(["a@b.example"]))
    assert bodies(data) == (text, text)
    assert [len(part) for part in (parse_email(data).text_plain, parse_email(data).attachments)] == [1, 1]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ("Zoë Weil <a@b.example>", [("Zoë Weil", "a@b.example")]),
        ('"Weil, Zoë" <a@b.example>, c@d.example', [("Weil, Zoë", "a@b.example"), ("", "c@d.example")]),
        ('"Anna (HR)" <a@b.example>', [("Anna (HR)", "a@b.example")]),
        ("مكتب <a@b.example>", [("مكتب", "a@b.example")]),
        ("a@Bücher.example", [("", "a@xn--bcher-kva.example")]),
        # IDNA 2008: in 2003, ß was ss, which is another domain today.
        ("a@straße.example", [("", "a@xn--strae-oqa.example")]),
        ("a@office.local", [("", "a@office.local")]),
        ("a" * 64 + "@b.example", [("", "a" * 64 + "@b.example")]),
        ("a@" + "b" * 63 + ".example", [("", "a@" + "b" * 63 + ".example")]),
        ("a@مثال.إختبار", [("", "a@xn--mgbh0fb.xn--kgbechtv")]),
        ("first.last+tag@b.example", [("", "first.last+tag@b.example")]),
    ],
)
def test_an_address_is_read(typed: str, read_as: list[tuple[str, str]]) -> None:
    found = addresses([typed])
    assert recipients(found) == read_as
    assert recipients(parsed(message(LETTER, found))["To"].addresses) == read_as


@pytest.mark.parametrize(
    "typed",
    ["", "nobody", "a@b", "a@", "@b.example", "a b@c.example", "Team: a@b.example;", "é@b.example",
     "a@-b.example", "a@b..example", "a@[127.0.0.1]", '"a b"@c.example', "a@b.example c@d.example",
     "a@" + "b" * 64 + ".example", "a" * 65 + "@b.example", "<a@b.example", "x\x00 <a@b.example>", "\udcff@b.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        addresses([typed])
    assert [problem.code for problem in wrong.value.problems] == ["wrong-address"]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("  ", "it is empty"),
        ("a@b.example;c@d.example", "separate addresses by commas, not semicolons"),
        ("Zoë <zoë@b.example>", "before the @, use letters without accents"),
        ("Weil, Zoë <a@b.example>", "it is not well formed"),
        ("a@b", "after the @, write the whole domain, such as office.example"),
        ("Anna (HR) <a@b.example>", "what is in parentheses would be left out"),
        ("a@b.example (Anna)", "what is in parentheses would be left out"),
        ("=?utf-8?B?QQ==?= <a@b.example>", "write the name in its own letters"),
        ("a@b.example, c@-d.example", "check `c@-d.example`: a character in it is not allowed"),
    ],
)
def test_the_reason_is_told_why_it_is_no_address(typed: str, reason: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        addresses([typed])
    (problem,) = wrong.value.problems
    assert reason in problem.message
    assert "put a name with a comma, a full stop or parentheses in quotation marks" in problem.hint

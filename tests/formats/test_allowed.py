"""What leaves in a file that is not printed: nothing that a browser, Word or a mail program would act on."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, press

from briefpress.core.design import Medium
from briefpress.core.problems import Unprintable
from briefpress.formats.docx import to_docx
from briefpress.formats.html import POLICY, to_html
from briefpress.formats.mail import compose
from briefpress.formats.plaintext import to_markdown, to_text
from briefpress.layout.typeset import typeset
from briefpress.markup.render import Html, render
from briefpress.markup.tree import parse
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

TITLE = "<h1>{{ brief.title }}</h1>"
FORMATS = (to_html, to_docx, to_markdown, to_text)


def on_screen(folder: Path, masthead: str = TITLE, styles: str = "") -> tuple[Html, Edition]:
    """The page for screens of a brief with this masthead and stylesheet."""
    for name, text in (("templates/parts/masthead.html", masthead), ("styles/own.css", styles)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    edition = read(folder, "fr")
    return render(edition, replace(edition.brief.design, medium=Medium.SCREEN)), edition


#: A line of a template, and what is told of it.
LINES = [
    ("<script>alert(1)</script>", "refused-markup"),
    ('<meta http-equiv="refresh" content="0; url=https://e.example">', "refused-markup"),
    ('<meta http-equiv="X-DNS-Prefetch-Control" content="on">', "refused-markup"),
    ('<meta charset="iso-2022-jp">', "refused-markup"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=iso-2022-jp">', "refused-markup"),
    ('<link rel="dns-prefetch" href="https://brief.invalid/">', "refused-markup"),
    ('<link rel="stylesheet" href="//e.example/x.css">', "refused-address"),
    ('<base href="https://e.example">', "refused-markup"),
    ('<iframe src="https://e.example"></iframe>', "refused-markup"),
    ('<object data="https://e.example"></object>', "refused-markup"),
    ('<video poster="https://e.example"></video>', "refused-markup"),
    ("<input autofocus>", "refused-markup"),
    ("<x-y>a</x-y>", "refused-markup"),
    ('<p onclick="alert(1)">a</p>', "refused-markup"),
    ("<p contenteditable>a</p>", "refused-markup"),
    ('<a href="https://a.example" ping="https://e.example">a</a>', "refused-markup"),
    ('<a href="https://a.example" rel="opener">a</a>', "refused-markup"),
    ('<a href="https://a.example" target="window">a</a>', "refused-markup"),
    ('<p hidden><a href="javascript:alert(1)">a</a></p>', "bad-link"),
    ('<p hidden><a href="java&#10;script:alert(2)">a</a></p>', "bad-link"),
    ('<p hidden><a href="&#1;javascript:alert(1)">a</a></p>', "bad-link"),
    ('<p hidden><a href="file:///etc/passwd">a</a></p>', "bad-link"),
    (r'<p hidden><a href="\\host\share">a</a></p>', "bad-link"),
    ('<p hidden><a href="//host/share">a</a></p>', "bad-link"),
    ('<p hidden><a href="ms-word:ofe|u|https://e.example">a</a></p>', "bad-link"),
    ('<blockquote cite="javascript:alert(1)">a</blockquote>', "bad-link"),
    ('<map name="m"><area href="javascript:alert(1)" shape="default" alt="a"></map>', "bad-link"),
    ('<svg viewBox="0 0 1 1"><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', "bad-link"),
    ('<svg viewBox="0 0 1 1"><style>&lt;img src=x onerror=alert(1)&gt;</style></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><set attributeName="href" to="javascript:alert(1)"/></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1" onload="alert(1)"></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><use href="https://e.example/x.svg#a"/></svg>', "refused-address"),
    ('<svg viewBox="0 0 1 1"><rect fill="url(https://e.example/x)"/></svg>', "refused-address"),
    ("<math><mtext>a</mtext></math>", "refused-markup"),
    ('<p style="background: url(https://e.example/x.png)">a</p>', "refused-address"),
    (r'<p style="background: u\72l(//e.example/x.png)">a</p>', "refused-address"),
    ("<p style='background: image-set(\"https://e.example/x.png\" 1x)'>a</p>", "refused-address"),
    ('<style>@import "https://e.example/x.css";</style>', "refused-address"),
    ('<img src="https://e.example/x.png" alt="a" hidden>', "refused-address"),
    ('<img src="data:image/svg+xml,%3Csvg/%3E" alt="a" hidden>', "refused-address"),
    ('<img src="x.png" srcset="https://e.example/x.png 2x" alt="a">', "refused-markup"),
    ('<picture><source srcset="https://e.example/x.png"></picture>', "refused-address"),
    ("<noscript><p>a</p></noscript>", "refused-markup"),
    ("<template><p>a</p></template>", "refused-markup"),
    ('<meta name="msapplication-config" content="https://e.example">', "refused-markup"),
    ('<meta name="apple-itunes-app" content="app-id=1">', "refused-markup"),
    ('<meta name="referrer" content="unsafe-url">', "refused-markup"),
    ('<meta http-equiv=" Refresh" content="0">', "refused-markup"),
    ('<meta http-equiv="x-ua-compatible" content="IE=7">', "refused-markup"),
    ('<meta http-equiv="Set-Cookie" content="a=b">', "refused-markup"),
    ('<link rel="preload" as="image" imagesrcset="https://e.example/x">', "refused-markup"),
    ('<link rel="alternate stylesheet" href="https://brief.invalid/x.css">', "refused-markup"),
    ('<link rel="stylesheet" href="https://brief.invalid@e.example/x.css">', "refused-address"),
    ("<link rel=\"stylesheet\" href=\"data:text/css,@import '//e.example'\">", "refused-address"),
    ('<button formaction="https://e.example">a</button>', "refused-markup"),
    ('<p formaction="https://e.example">a</p>', "refused-markup"),
    ('<p xlink:href="https://e.example">a</p>', "refused-markup"),
    ('<table background="https://e.example/x.png"><tr><td>a</table>', "refused-markup"),
    ('<div poster="https://e.example">a</div>', "refused-markup"),
    ('<p id="x" longdesc="https://e.example">a</p>', "refused-markup"),
    ('<a href="https://b.example" attributionsrc="https://e.example">a</a>', "refused-markup"),
    ('<a href="https://b.example" download>a</a>', "refused-markup"),
    ('<p is="x-y">a</p>', "refused-markup"),
    ("<p popover>a</p>", "refused-markup"),
    ('<math href="javascript:alert(1)">a</math>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><image xlink:href="https://e.example/x"/></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><script href="data:text/javascript,alert(1)"/></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><animate attributeName="href" values="javascript:alert(1)"/></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><rect xlink:href="https://e.example"/></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1" xml:base="https://e.example"></svg>', "refused-markup"),
    ('<svg viewBox="0 0 1 1"><use href="data:image/svg+xml,x#y"/></svg>', "refused-address"),
    ('<svg viewBox="0 0 1 1"><rect style="mask: url(https://e.example/m#a)"/></svg>', "refused-address"),
    ('<p style="-moz-binding: url(https://e.example/b#a)">a</p>', "refused-address"),
    ('<p style="--a: url(https://e.example/c); color: var(--a)">a</p>', "refused-address"),
    ("<p style=\"--a: 'https://e.example/d'; background: image-set(var(--a) 1x)\">a</p>", "refused-markup"),
    ('<p style="width: expression(alert(1))">a</p>', "refused-markup"),
    ("<style>@\\69mport 'https://e.example/e.css' layer(x);</style>", "refused-address"),
    ("<style>@media print { p { &:hover { background: url(https://e.example/f) } } }</style>", "refused-address"),
    ('<img src="//e.example/g.png" alt="a" hidden>', "refused-address"),
    (r'<img src="C:\g.png" alt="a" hidden>', "refused-address"),
    ('<img src="blob:https://e.example/h" alt="a" hidden>', "refused-address"),
    *(
        (f'<p hidden><a href="{url}">a</a></p>', "bad-link")
        for url in (
            "\ufeffjavascript:alert(3)", "\u2028javascript:alert(4)", "\xa0javascript:alert(5)",
            "JAVA\tscript:alert(6)", "vbscript:a", "data:text/html,a", "blob:https://e.example/1",
            "view-source:https://e.example", "FILE://host/a", r"C:\a.exe", r"\\?\C:\a", r"https:\\e.example\a",
            "https:///a", "/etc/passwd", "../a", "?a", "ms-msdt:/id", "search-ms:query=a", "ms-officecmd:{}",
            "shell:startup", "ldap://a", "ssh://-oProxyCommand=a", "intent://a#Intent", "feed:javascript:alert(7)",
            "mhtml:https://e.example", "tel:*21*1", "mailto:", "https://a.INVALID/b",
            "mailto:a@b.example?attach=/etc/passwd", "mailto:a@b.example?subject=a&amp;%61ttachment=/a",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("write", FORMATS)
def test_what_may_not_leave_is_told_at_its_line(write: Callable[[Html, Edition], bytes], small: Path) -> None:
    page = on_screen(small, "\n".join([TITLE, *(line for line, _ in LINES)]))
    with pytest.raises(Unprintable) as caught:
        write(*page)
    told = {(problem.position.line, problem.code) for problem in caught.value.problems if problem.position}
    assert told == {(number, code) for number, (_, code) in enumerate(LINES, start=2)}
    assert all(problem.hint for problem in caught.value.problems)
    assert {problem.position and problem.position.file.name for problem in caught.value.problems} == {"masthead.html"}


def test_what_stands_around_the_page_is_told_as_well(small: Path) -> None:
    base = (ROOT / "templates" / "base.html").read_text("utf-8")
    for before, after in (
        ("<!doctype html>", "<script>alert(1)</script><!doctype html>"),
        ("<head>", '<head><meta http-equiv="refresh" content="0">'),
        ("<body", '<body onload="alert(1)"'),
    ):
        base = base.replace(before, after, 1)
    (small / "templates").mkdir()
    (small / "templates" / "base.html").write_text(base, "utf-8")
    with pytest.raises(Unprintable) as caught:
        to_html(*on_screen(small))
    told = [(problem.code, problem.position and problem.position.line) for problem in caught.value.problems]
    lines = base.splitlines()
    wanted = ["<script>", "<head>", "<body"]
    assert told == [("refused-markup", next(n for n, line in enumerate(lines, 1) if each in line)) for each in wanted]


def test_what_does_nothing_may_leave(small: Path) -> None:
    Path(small / "dot.png").write_bytes((ROOT / "docs" / "pages.png").read_bytes())
    lines = [
        TITLE,
        '<a href="mailto:a@b.example">a</a> <a href="#office" tabindex="0">b</a> <a href=" https://ok.example ">c</a>',
        '<a href="tel:+322000">d</a>',
        '<center><font color="red" size="2">a</font></center>',
        '<details open><summary>a</summary><p translate="no" data-own="1" aria-label="b">b</p></details>',
        '<svg viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        '<g transform="scale(2)"><rect width="4" height="4" fill="url(#g)" stroke-width="1"/></g></svg>',
        '<p style="background: url(dot.png); color: red">a</p><img src="dot.png" alt="Un point">',
        "<style>h2 { background: url(dot.png) } /* a comment */</style>",
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="own" content="a">',
        '<a href="mailto:a@b.example?subject=R&amp;D&amp;body=100%25?">e</a> <a href="https://ok.example/?attach=1">f</a>',
        '<p style="--a: 1px; width: calc(var(--a) + 1px); background: linear-gradient(var(--b, red), blue)">g</p>',
        '<p itemscope itemtype="https://schema.example/A" accesskey="a">i</p>',
        '<p data-src="https://e.example" title=\'"onclick="alert(1)\'>h</p>',
    ]
    page = to_html(*on_screen(small, "\n".join(lines))).decode()
    assert page.count("data:image/png;base64,") == 3
    assert ".invalid" not in page
    assert "onclick" not in {name for element in parse(page).iter() for name in element.attrib}


@pytest.mark.parametrize("write", [to_html, to_docx])
def test_a_picture_that_is_not_there_is_told_at_its_line(write: Callable[[Html, Edition], bytes], small: Path) -> None:
    with pytest.raises(Unprintable) as caught:
        write(*on_screen(small, f'{TITLE}\n<p hidden><img src="none.png" alt="Rien"></p>'))
    (problem,) = caught.value.problems
    assert (problem.code, problem.position and problem.position.line) == ("missing-image", 2)


def test_the_policy_comes_first(small: Path) -> None:
    """What stands before it is not bound by it (Content Security Policy Level 3, 3.3)."""
    page = to_html(*on_screen(small)).decode()
    head = parse(page)[0]
    assert [dict(element.attrib) for element in head[:2]] == [
        {"http-equiv": "Content-Security-Policy", "content": POLICY},
        {"charset": "utf-8"},
    ]
    assert page.count("charset=") == 1
    assert re.match(r"<!doctype html>\n<html [^<>]*><head>\s*<meta http-equiv", page)


def test_the_name_of_a_font_is_a_name_in_html_and_in_drawings(small: Path) -> None:
    name = "</style><img src=x onerror=alert(1)>&amp;"
    styles = f'@font-face {{ font-family: "{name}"; src: url(https://house.invalid/styles/fonts/{font()}) }}\n'
    page = to_html(*on_screen(small, styles=styles)).decode()
    assert not parse(page).xpath("//img[@src='x']")
    assert "</style><img" not in page


def font() -> str:
    return max(path.name for path in (ROOT / "styles" / "fonts").glob("*.ttf"))


def test_a_font_of_which_no_part_can_be_taken(small: Path) -> None:
    data = bytearray((ROOT / "styles" / "fonts" / font()).read_bytes())
    tables = [data[start : start + 16] for start in range(12, 12 + 16 * int.from_bytes(data[4:6]), 16)]
    (head,) = (int.from_bytes(table[8:12]) for table in tables if table[:4] == b"head")
    data[head : head + 50] = bytes(50)
    (small / "styles").mkdir()
    (small / "styles" / "broken.ttf").write_bytes(data)
    with pytest.raises(Unprintable) as caught:
        to_html(*on_screen(small, styles="@font-face { font-family: Own; src: url(broken.ttf) }"))
    assert [problem.code for problem in caught.value.problems] == ["missing-face"]


#: Words of a template that stand beside brackets of the press, or are called what those are.
BRACKETS = """<p>Wien<span class="mark">a</span>(javascript:alert(1))</p>
<p><span class="mark">b</span>: javascript:alert(2)</p>
<p>!<span class="mark">c](javascript:alert(3)</span></p>
<p>x<span class="literal">[</span>d<span class="literal">](javascript:alert(4))</span></p>
<p><span class="literal">&lt;script&gt;alert(5)&lt;/script&gt;</span></p>
<p>\ue002e\ue003(javascript:alert(6))</p>
<p><img src="https://brief.invalid/none.png" alt="f](javascript:alert(7))"></p>
<p><span class="mark">g</span><span class="mark">h</span>[i]: javascript:alert(8)</p>
<p><a href="https://ok.example" title='"><script>alert(9)</script>&amp;lt;'>j</a></p>
<p><a href="https://ok.example" title="&#10;&#10;<script>alert(10)</script>\\">k</a></p>
"""


def test_no_words_become_a_link_or_an_element_in_markdown(small: Path) -> None:
    page = on_screen(small, f"{TITLE}\n{BRACKETS}")
    markdown = to_markdown(*page).decode()
    assert {number for number in range(1, 11) if f"alert({number})" in markdown} == set(range(1, 11)), "all is told"
    assert not re.search(r"(?<!\\)\](\(|: ?)javascript", markdown)
    assert not re.search(r"(?<!\\)<(?!https:)", markdown)
    assert "[a](javascript:alert(1))" in to_text(*page).decode()


def test_no_words_become_a_part_of_a_document_for_word(small: Path) -> None:
    words = """<h2><span class="number">9" w:evil="x</span> Titre</h2>
    <p>a<sup class="noteref"><a href='#x"/&gt;&lt;w:evil/&gt; \\h INCLUDEPICTURE'>b</a></sup></p>
    <p>c<sup class="citations">[<a href="#source-1">9"&gt;&lt;w:evil/&gt;</a>]</sup></p>"""
    with zipfile.ZipFile(BytesIO(to_docx(*on_screen(small, f"{TITLE}\n{words}")))) as file:
        document = file.read("word/document.xml").decode()
    assert not re.search(r"<w:evil|w:evil=\"x\"| INCLUDEPICTURE", document)


def test_no_words_become_a_change_or_a_comment_in_word(small: Path) -> None:
    """What pandoc makes of spans of these classes (its manual, "Track changes")."""
    dated = 'data-author="a" data-date="2026-01-01T00:00:00Z"'
    words = f"""<p>a<span class="deletion" {dated}>b</span><span class="insertion" {dated}>c</span></p>
    <p><span class="comment-start" id="1" {dated}>d</span>e<span class="comment-end" id="1"></span></p>"""
    with zipfile.ZipFile(BytesIO(to_docx(*on_screen(small, f"{TITLE}\n{words}")))) as file:
        document = file.read("word/document.xml").decode()
    assert not re.search(r"<w:(del|ins|comment\w*)\b", document)
    text = re.sub("<[^>]*>", "", document)
    assert "abc" in text
    assert "de" in text


#: What WeasyPrint prints, though HTML has it otherwise.
SHAPES = """<table></table><table><caption>Rien</caption></table><table><tr></tr><tr><td>a</td></tr></table>
<table><thead><tr><th>a<th>b<th>c<th>d</thead><tr><td>e</tr><tr><td>f<td>g<td>h<td>i<td>j</tr></table>
<table><tr><td colspan="x">a<td colspan="0" rowspan="9">b<td colspan="99999999999999999999">c</table>
<nav></nav><dl><dd>a</dd></dl><dl></dl><ol></ol><p lang="zz-zz" xml:lang="zz-zz">a <span lang="zz-zz">b</span></p>
<blockquote></blockquote>
"""


def test_unusual_markup_is_written_in_all_formats(small: Path) -> None:
    facts = small / "brief.yaml"
    facts.write_text(facts.read_text("utf-8").replace("date: 2026-11-23\n", "date: 9999-12-31\n", 1), "utf-8")
    page = on_screen(small, f"{TITLE}\n{SHAPES}")
    for write in FORMATS:
        assert write(*page)


def test_a_page_of_which_no_format_can_be_made_is_told(small: Path, tmp_path: Path) -> None:
    (small / "templates" / "parts").mkdir(parents=True)
    (small / "templates" / "parts" / "masthead.html").write_text(f"{TITLE}<div class='next-list'>a</div>", "utf-8")
    run = press("build", small, "--format", "md", "--out", tmp_path)
    assert (run.code, run.out) == (1, "")
    assert "this page cannot be made into `md`" in run.err
    assert "[unsettable]" in run.err


def test_a_style_that_brings_weasyprint_down_is_told(small: Path) -> None:
    on_screen(small, styles="h1 { background-image: attr(class url) }")
    with pytest.raises(Unprintable) as caught:
        typeset(render(read(small, "fr")))
    assert caught.value.problems[-1].code == "unsettable"


def test_the_name_of_a_font_is_a_name_in_the_pdf(small: Path, tmp_path: Path) -> None:
    family = '"</style> >> /Evil (1) % é"'
    face = f"@font-face {{ font-family: {family}; src: url(https://house.invalid/styles/fonts/{font()}) }}"
    on_screen(small, styles=f"{face}\nh1 {{ font-family: {family} }}")
    run = press("build", small, "--out", tmp_path)
    assert run.code == 0, run.err
    with pikepdf.open(tmp_path / "small.fr.pdf") as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each]
        assert not any("/Evil" in font for font in fonts)
        assert any("Evil" in str(font.BaseFont) for font in fonts)


#: A line of a brief's own mail, and what is told of it.
MAIL = [
    ('<img src="https://e.example/x.png" alt="">', "refused-address"),
    ('<img src="https://brief.invalid/x.png" alt="">', "refused-address"),
    ("<script>alert(1)</script>", "refused-markup"),
    ('<form action="https://e.example"></form>', "refused-markup"),
    ('<a href="javascript:alert(1)">a</a>', "bad-link"),
    ('<a href="file:///etc/passwd">a</a>', "bad-link"),
    ('<table background="https://e.example/x"><tr><td>a</table>', "refused-markup"),
    ('<p style="background: url(https://e.example/x)">a</p>', "refused-address"),
    ("<style>@font-face { font-family: x; src: url(//e.example/x) }</style>", "refused-address"),
    ('<link rel="stylesheet" href="https://house.invalid/styles/page.css">', "refused-address"),
    ("""<p title=' data-at="' class=x" lang='><img src=https://e.example/y> '>a</p>""", None),
    ('<p style="background: image-set(var(--a) 1x)">a</p>', "refused-markup"),
    (r'<a href="\\host\share">a</a>', "bad-link"),
    ('<a href="mailto:a@b.example?attach=/a">a</a>', "bad-link"),
    ('<img src="cid:a" srcset="https://e.example/z 2x" alt="">', "refused-markup"),
    ('<meta name="msapplication-config" content="https://e.example">', "refused-markup"),
    ("<v:image src='https://e.example/v'></v:image>", "refused-markup"),
    ('<svg><rect fill="url(https://e.example/w)"/></svg>', "refused-address"),
    ('<img src="cid:picture" alt=""><img src="data:image/png;base64,AAAA" alt="">', None),
    ('<p style="color: red"><a href="https://a.example">a</a></p>', None),
]


def test_a_mail_of_its_own_holds_what_may_leave(small: Path) -> None:
    (small / "templates").mkdir()
    (small / "templates" / "mail.html").write_text("\n".join([TITLE, *(line for line, _ in MAIL)]), "utf-8")
    edition = read(small, "fr")
    with pytest.raises(Unprintable) as caught:
        compose(edition, edition.brief.design, "small.pdf", b"")
    told = {(problem.position.line, problem.code) for problem in caught.value.problems if problem.position}
    assert told == {(number, code) for number, (_, code) in enumerate(MAIL, start=2) if code}


def test_a_mail_is_sent_as_it_was_looked_at(small: Path) -> None:
    """What is taken out of it does not make other attributes of it."""
    (small / "templates").mkdir()
    line = """<p title=' data-at="' class=x" lang='onclick=alert(1) '>a</p>"""
    (small / "templates" / "mail.html").write_text(f"{TITLE}\n{line}\n", "utf-8")
    edition = read(small, "fr")
    letter = compose(edition, edition.brief.design, "small.pdf", b"")
    assert "onclick" not in {name for element in parse(letter.html).iter() for name in element.attrib}


@pytest.mark.parametrize(
    "comment", ["<!--[if mso]><v:image src='https://e.example/x'/><![endif]-->", "<![if mso]>", "<?x>"]
)
def test_a_mail_of_its_own_has_no_comments(comment: str, small: Path) -> None:
    (small / "templates").mkdir()
    (small / "templates" / "mail.html").write_text(f"<!doctype html>\n<p>a</p>\n{comment}\n", "utf-8")
    edition = read(small, "fr")
    with pytest.raises(Unprintable) as caught:
        compose(edition, edition.brief.design, "small.pdf", b"")
    (problem,) = caught.value.problems
    assert (problem.code, problem.position and problem.position.line) == ("refused-markup", 3)

"""What comes out of a finished file is what went in: letter by letter, sign by sign, in its order."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from conftest import ROOT

from briefpress.core.design import STANDARDS
from briefpress.layout.typeset import Pdf, typeset
from briefpress.markup.render import render
from briefpress.pdf.conformance import conform
from briefpress.pdf.structure_tree import structure_of
from briefpress.pdf.text import texts
from briefpress.pdf.validator import failures
from briefpress.reading.read import read
from briefpress.schema.edition import Edition

DECOMPOSED = unicodedata.normalize("NFD", "Évaluation naïve Nguyễn Győr Țara")
#: Names and words in the writing of their languages; a word that comes again does so after others with its signs.
NAMES = {
    "yo": "Ọlọ́runfẹ́mi Ẹ̀kọ́ Abẹ́òkúta Ṣ́ọlá Ọ̀ṣun",
    "ig": "Ụ́zọ̀ Ngọ́zị́ Ńdị̀ Ọ̀kọ̀nkwọ̄",
    "vi": "Nguyễn Thị Ánh Tuyết Đỗ Mười",
    "fr": f"{DECOMPOSED} Évaluation naïve efficace fiancé affligé 12\u202f345",
    "lt": "jį̃ ė̃ Žemýnė ū̃ mė́nuo Ąžuolas",
    "sa-Latn": "ṛ̥ ḥ x̣ z̄ ṝ ḹ śrī̃ Kṝṣṇa",
    "ar-Latn": "ʿAbd al-Raḥmān Ǧamāl aḏ-Ḏ̣ufr ḫ̱ ġ̱",
    "el": "Ἀθηνᾶ ᾧ ᾍδης Ἑλλάς ΐ ΰ Ὀδυσσεύς",
    "ru": "ёлка за́мок э́то Йод",
    "sr": "Ђорђе Њ Љ а̑ а̏",
    "en-fonipa": "ˈt͡ʃɛ̃ː ŋ̩ ʰɔ̃ d̪ ɐ̯ ˈʁɛ̝ p͡f ç̞",
    "cs": "Dvořák Příliš žluťoučký kůň",
    "pl": "Łódź Świętosława",
    "tr": "İstanbul Iğdır ışık",
    "az": "Əliyev Şəki",
    "gn": "g̃uarani G̃ ỹ",
    "mh": "M̧ajeļ N̄oļeļ o̧",
    "ln": "ɛ́ ɔ̀ ɔ̂ Lɔ̌ mbɔ́tɛ",
    "sal": "Kʷ x̣ʷ c̓ q̓ʷ s̱ G̱",
    "nl": "ĳ ij́ bíj́na",
    "mt": "Ħamrun Għawdex",
    "ro": "Țara Șț",
    "mi": "Whāngārei",
    "en": "10⁻⁶ H₂O m² ½ µ μ Å Å Ω Ω K K fi ffi ﬁ",
}
VOCALIZED = "كِتابُ السَّلَامِ فعلاً الله لأن شُكْرًا می‌خواهم اُردو ڈاکٹر"


def finished(body: str, css: str = "") -> Pdf:
    """A page in the house's style, by all stages up to conform."""
    pdf, edition = laid_out(body, css)
    assert [remark.problem for remark in pdf.remarks] == []
    return conform(pdf, edition, {"brief.yaml": b""})


def laid_out(body: str, css: str = "") -> tuple[Pdf, Edition]:
    edition = read(ROOT / "tests" / "data" / "small", "fr")
    html = render(edition, replace(edition.brief.design, standard=STANDARDS["a-3a+ua-1"]))
    markup = re.sub(r"<body.*</body>", lambda _: f"<body>{body}</body>", html.markup, flags=re.DOTALL)
    return typeset(replace(html, markup=markup.replace("</head>", f"<style>{css}</style></head>"))), edition


def told(pdf: Pdf) -> list[str]:
    return [f"{remark.problem.code}: {remark.problem.message}" for way in texts(pdf) for remark in way]


def plain(text: str) -> str:
    return " ".join(re.sub("[\u202a-\u202e\u200e\u200f\x0c]", " ", text).split())


def poppler(data: bytes) -> str:
    return plain(subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode())


def pdfium(data: bytes) -> str:
    return plain(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)))


def plumber(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return plain(" ".join(page.extract_text() for page in pdf.pages))


# Names.

#: Every face of the house, and all places where text may stand.
PLACES = {
    "text": "<p lang={0}>{1}</p>",
    "italic": "<p lang={0}><em>{1}</em></p>",
    "sans": "<table><tr><td lang={0}>{1}</td></tr></table>",
    "heading": "<h2 lang={0}>{1}</h2>",
    "mono": "<p lang={0}><code>{1}</code></p>",
    "link": '<p lang={0}><a href="https://example.org/">{1}</a></p>',
    "picture": '<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 30" role="img"><title>x</title>'
    '<text y="20" font-family="Source Sans 3">{1}</text></svg></p>',
}


@cache
def names() -> Pdf:
    texts = (place.format(language, text) for place in PLACES.values() for language, text in NAMES.items())
    css = "h2 { font-family: 'Source Serif 4 Display' } p, h2 { hyphens: none }"
    return finished(f"<main><h1>Names</h1>{''.join(texts)}</main>", css)


@pytest.mark.parametrize("reader", [poppler, pdfium, plumber])
def test_names_come_out_as_typed(reader: Callable[[bytes], str]) -> None:
    text = reader(names().data).split()
    for word in " ".join(NAMES.values()).split():
        # PDFium writes a typed ligature as its letters.
        assert text.count(word) >= len(PLACES) or word == "ﬁ", word


def test_names_are_what_the_structure_says() -> None:
    assert told(names()) == []


def test_a_file_with_composed_glyphs_conforms() -> None:
    assert failures(names().data, ("a-3a", "ua-1")) == ()


def test_letters_that_no_font_has_are_told_beside_composed_ones() -> None:
    svg = '<svg viewBox="0 0 9 9" role="img"><title>x</title><text direction="rtl">وزارة</text><text>国际</text></svg>'
    pdf, _ = laid_out(f"<main><h1>Names</h1>{svg}<p lang=ar dir=rtl>{VOCALIZED} 国</p></main>")
    assert {remark.problem.code for remark in pdf.remarks} == {"missing-glyph"}
    assert {remark.words for remark in pdf.remarks} == {"国", "际"}


@pytest.mark.parametrize("reader", [poppler, pdfium])
def test_signs_of_arabic_follow_their_letters(reader: Callable[[bytes], str]) -> None:
    pdf = finished(f"<main lang=ar dir=rtl><p>{VOCALIZED}</p></main>")
    text = unicodedata.normalize("NFC", reader(pdf.data))
    assert [word for word in VOCALIZED.split() if unicodedata.normalize("NFC", word) not in text] == []
    assert told(pdf) == []


def test_words_are_whole_at_line_ends() -> None:
    pdf = finished(f'<main><p style="width: 5em" lang="yo">{NAMES["yo"]} {NAMES["yo"]}</p></main>')
    assert plain(structure_of(pdf.data).text) == f"{NAMES['yo']} {NAMES['yo']}"


#: What changes how a text looks, or how a reader finds it, and not what it says.
HARMLESS = """<main><h1>t</h1><p>a\u200bb\u200cc\u2060d\u00ade, x \u202aabc\u202c \u2067y\u2069 ☺\ufe0e</p>
<p><span style="letter-spacing: .15em">AVATAR Tom</span> x<sup>2</sup> <q>quoted <q>inner</q></q> one<br>two</p>
<p class="drop">Drop cap text</p><p style="width: 9em; overflow: hidden">Overflowing</p><p style="opacity: .5">Faint</p>
<p lang="de" style="width: 4em; hyphens: auto">Donaudampfschifffahrtsgesellschaft Zucker-Bäcker-Meister</p>
<p>Text<span style="float: footnote">note</span> more: <span lang="ar">مُحَمَّد بن</span> (2019) and عربي 5.</p></main>"""


def test_what_says_the_same_is_no_problem() -> None:
    assert told(finished(HARMLESS, ".drop::first-letter { font-size: 3em; float: left }")) == []


# Capitals.

CAPITALS = {
    "tr": "Bilgi notu, ılık İzmir", "az": "Qısa məlumat", "el": "Ενημερωτικό σημείωμα, Άυλος, ΐ ᾳ ς",
    "grc": "Ἀθηνᾷ ᾍδης", "lt": "i̇̀ jį̃ rūpestingas", "ga": "an tAthair i nÉirinn", "nl": "ijs Ĳ ijsland",
    "de": "Straße", "fr": "œuvre à l’État",
    "sr": "љубав", "yo": "ọ́ ẹ̀", "vi": "Nguyễn ộ", "mt": "ħaġar", "pl": "łąka", "cs": "ďábel", "is": "þorláksmessa",
}  # fmt: skip


@pytest.mark.parametrize("transform", ["uppercase", "lowercase", "capitalize"])
def test_no_language_loses_a_text_by_its_capitals(transform: str) -> None:
    body = "".join(f"<p lang={code}>{text} <b>{text}</b> {text}</p>" for code, text in CAPITALS.items())
    assert told(finished(f"<main>{body}</main>", f"p {{ text-transform: {transform}; width: 8em }}")) == []


def test_capitals_that_are_another_word_are_told() -> None:
    pdf = finished("<main><p lang=el>κέυθος</p></main>", "p { text-transform: uppercase }")
    assert told(pdf) == ["altered-text: “κέυθος” is in the HTML, and “ΚΗΫΘΟΣ” is printed"]


# A broken file.

BODY = """<main><h1>Title</h1><p>One bird sings.</p><p>Two dogs bark.</p>
<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img"><title>A square</title><rect width="9"
height="9"/></svg></figure></main>"""


def change_a_map(file: pikepdf.Pdf) -> None:
    """The letter g is taken for a q."""
    for font in file.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <0067>", b"> <0071>"))


def drop_a_text(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    operators = [list(operator) for operator in pikepdf.parse_content_stream(page)]
    places = [number for number, (_, operator) in enumerate(operators) if str(operator) == "TJ"]
    del operators[places[1]]
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(operators))


def swap_two(file: pikepdf.Pdf) -> None:
    kids = _paragraphs(file.Root.StructTreeRoot.K)
    kids[1], kids[2] = kids[2], kids[1]


def say_twice(file: pikepdf.Pdf) -> None:
    kids = _paragraphs(file.Root.StructTreeRoot.K)
    kids.append(kids[1])


def change_an_alternative(file: pikepdf.Pdf) -> None:
    _paragraphs(file.Root.StructTreeRoot.K)[3].Alt = "A circle"


def _paragraphs(element: pikepdf.Object) -> pikepdf.Object:
    while not isinstance(element.K, pikepdf.Array):
        element = element.K
    return element.K


BROKEN = {
    change_a_map: ["the file says “One bird sinqs. Two doqs bark.” where “One bird sings. Two dogs bark.” was meant"],
    drop_a_text: ["the file says “” where “One bird sings.” was meant"],
    swap_two: [
        "the file says “Two dogs bark.” where “” was meant",
        "the file says “” where “Two dogs bark.” was meant",
    ],
    say_twice: ["the file says “One bird sings.” where “” was meant"],
    change_an_alternative: ["the file says “A circle” where “A square” was meant"],
}


@pytest.mark.parametrize("change", BROKEN, ids=lambda change: change.__name__)
def test_a_broken_file_is_told(change: Callable[[pikepdf.Pdf], None]) -> None:
    pdf = finished(BODY)
    assert told(pdf) == []
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        change(file)
        data = io.BytesIO()
        file.save(data)
    messages = [message.removeprefix("altered-text: ") for message in told(replace(pdf, data=data.getvalue()))]
    in_structure = [message for message in messages if message.startswith("the file says")]
    assert in_structure == BROKEN[change]
    # PDFium, which reads pages without their structure, finds what is drawn otherwise.
    assert (len(messages) > len(in_structure)) is (change in (change_a_map, drop_a_text))

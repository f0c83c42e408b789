"""What a brief says of itself: whose it is and for whom, in every format, and nothing that it does not want said."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pikepdf
import pytest
import yaml
from conftest import press, without_origins

from briefpress.core.design import Overrides
from briefpress.core.problems import Unprintable
from briefpress.formats.mail import compose
from briefpress.markup.render import render
from briefpress.reading.read import read

BRIEF = {
    "language": "en",
    "date": "2026-12-01",
    "title": "Water",
    "author": ["Müller, Anna", {"literal": "Unit B2"}],
    "file_number": "ENV-2026/0417",
    "meeting": {"title": "Council", "date": "2026-12-09/10", "place": "Brussels"},
    "addressee": "Permanent Representatives",
    "distribution": "Working party",
    "keywords": "water, drought",
    "sections": [{"title": "Costs", "text": "They are high."}],
}
TERMS = {
    "File number": "ENV-2026/0417",
    "To": "Permanent Representatives",
    "Prepared by": "Anna Müller, Unit B2",
    "Meeting": "Council, 9–10 December 2026, Brussels",
    "Distribution": "Working party",
}


def write(folder: Path, **more: object) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "brief.yaml").write_text(yaml.safe_dump(BRIEF | more, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def spaced(text: str) -> str:
    """A text with spaces that anybody can type, on one line."""
    return " ".join(text.replace("\u2060", "").split())


def test_every_format_says_whose_brief_it_is(tmp_path: Path) -> None:
    run = press("build", write(tmp_path / "water"), "--out", tmp_path, "--format", "pdf,html,docx,md,txt")
    assert run.code == 0, run.err
    with pikepdf.open(tmp_path / "water.en.pdf") as file, file.open_metadata() as xmp:
        assert (str(file.docinfo.Author), str(file.docinfo.Keywords)) == ("Anna Müller, Unit B2", "water, drought")
        assert xmp["dc:creator"] == ["Anna Müller", "Unit B2"]
        assert xmp["pdf:Keywords"] == "water, drought"
    document = docx.Document(str(tmp_path / "water.en.docx"))
    assert document.core_properties.author == "Anna Müller, Unit B2"
    assert document.core_properties.keywords == "water, drought"
    html = (tmp_path / "water.en.html").read_text("utf-8")
    assert '<meta name="author" content="Anna Müller">' in html
    assert '<meta name="keywords" content="water, drought">' in html
    words = "\n".join(document.element.body.itertext())
    texts = [
        words,
        re.sub(r"<[^>]+>", " ", html),
        *((tmp_path / f"water.en.{kind}").read_text() for kind in ("md", "txt")),
    ]
    for text in map(spaced, texts):
        assert all(part in text for term in TERMS.items() for part in term)
        assert "drought" not in text


def test_a_one_pager_and_a_mail_say_it_too(tmp_path: Path) -> None:
    edition = read(write(tmp_path / "water"), "en")
    sheet = spaced(render(edition, Overrides(layout="onepager").applied_to(edition.brief.design)).markup)
    assert "Council, 9–10 December 2026" in sheet
    assert "Working party" not in sheet
    letter = compose(edition, edition.brief.design, "water.pdf", b"")
    assert all(f"{term} · {text}" in spaced(letter.text) for term, text in TERMS.items())
    assert all(text in spaced(letter.html) for text in TERMS.values())


def test_names_of_other_scripts_keep_their_direction(tmp_path: Path) -> None:
    edition = read(write(tmp_path / "water", language="ar"), "ar")
    names = re.search(r"<dt>إعداد</dt> <dd>(.*?)</dd>", without_origins(render(edition).markup))
    assert names
    assert names[1] == "\u2066Anna Müller\u2069، \u2066Unit B2\u2069"


@pytest.mark.parametrize(
    ("kicker", "printed"), [("Fiche", "Fiche · Draft"), (False, "Draft"), (None, "Briefing note · Draft")]
)
def test_an_office_says_what_stands_over_the_title(kicker: object, printed: str, tmp_path: Path) -> None:
    more = {} if kicker is None else {"kicker": kicker}
    edition = read(write(tmp_path / "water", status="draft", **more), "en")
    assert f'class="kicker">{printed}</p>' in without_origins(render(edition).markup)
    assert compose(edition, edition.brief.design, "water.pdf", b"").text.startswith(f"{printed}\n")


def test_a_brief_without_kicker_and_imprint_has_neither(tmp_path: Path) -> None:
    origin = {"text": "a page", "url": "https://example.org"}
    folder = write(tmp_path / "water", kicker=False, imprint=False, origin=origin)
    page = render(read(folder, "en")).markup
    assert "kicker" not in page.partition("<body")[2]
    assert 'id="imprint"' not in page
    sheet = render(read(folder, "en"), Overrides(layout="onepager").applied_to(read(folder, "en").brief.design)).markup
    assert 'id="imprint"' not in sheet
    # It holds for all languages, and is nothing that is to be translated.
    (folder / "fr.yaml").write_text(
        "title: L'eau\norigin: {text: une page}\naddressee: Tous\ndistribution: Tous\nkeywords: eau\n"
        "meeting: {title: Conseil, place: Bruxelles}\nsections: {costs: {title: Coûts, text: Ils sont hauts.}}\n"
    )
    assert 'id="imprint"' not in render(read(folder, "fr")).markup


def test_what_may_be_meant_otherwise_is_told(tmp_path: Path) -> None:
    (warning,) = read(write(tmp_path / "water", author="Anna Müller, Jan Novák"), "en").warnings
    assert (warning.code, warning.position and warning.position.line) == ("wrong-name", 4)
    assert '["Anna Müller", "Jan Novák"]' in warning.hint
    with pytest.raises(Unprintable, match="`no` would be printed as a word"):
        read(write(tmp_path / "water", imprint="no"), "en")


def test_an_office_that_wrote_it_has_its_name_in_each_language(tmp_path: Path) -> None:
    folder = write(tmp_path / "water", author=["Secretariat", "Müller, Anna"])
    words = "title: Eau\nsections: {costs: {title: Les coûts, text: Ils sont élevés.}}\n"
    words += "meeting: {title: Conseil, place: Bruxelles}\naddressee: Les représentants\ndistribution: Le groupe\n"
    words += "keywords: eau\n"
    (folder / "fr.yaml").write_text(words, "utf-8")
    (warning,) = (each for each in read(folder, "fr").warnings if each.code == "untranslated-text")
    assert (warning.position and warning.position.line, warning.message) == (
        5,
        "the author `Secretariat` has this name in `fr` as well",
    )
    # As the hint has it.
    write(folder, author=["{{office}}", "Müller, Anna"], values=[{"id": "office", "text": "Secretariat"}])
    (folder / "fr.yaml").write_text(f"{words}values: {{office: Secrétariat}}\n", "utf-8")
    edition = read(folder, "fr")
    assert "untranslated-text" not in [each.code for each in edition.warnings]
    assert "Secrétariat, Anna Müller" in spaced(without_origins(render(edition).markup))

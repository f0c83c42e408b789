"""Markings: none, one of TLP 2.0, or one of the list that an office declares; and what every format makes of it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from conftest import ROOT, press, without_origins
from docx import Document

from briefpress.archive.extract import extract
from briefpress.core.design import DEFAULT_STANDARD, Design
from briefpress.core.problems import Unprintable
from briefpress.dossier.read import read_dossier
from briefpress.language.locale import Language
from briefpress.markup.render import render
from briefpress.reading.read import read
from briefpress.reading.validation import Context
from briefpress.schema.markings import TLP, Markings

DOCUMENTED = re.search(
    r"```yaml markings.yaml\n(.*?)```", (ROOT / "docs" / "markings.md").read_text("utf-8"), re.DOTALL
)


def note(folder: Path, marking: object = None, markings: object = None, language: str = "en", **more: Any) -> Path:
    """The folder of a short brief with a marking, and with a list of markings."""
    brief = {"language": language, "date": 2026, "title": "The car park closes", "status": "draft", **more}
    brief |= {"sections": [{"title": "Why", "text": "It floods."}]} | ({} if marking is None else {"marking": marking})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brief.yaml").write_text(yaml.safe_dump(brief, sort_keys=False), "utf-8")
    if markings is not None:
        text = markings if isinstance(markings, str) else yaml.safe_dump({"markings": markings}, sort_keys=False)
        (folder / "markings.yaml").write_text(text, "utf-8")
    return folder


def told(folder: Path, language: str = "en") -> list[tuple[str, str, str]]:
    """The file, code and hint of each problem of a brief."""
    with pytest.raises(Unprintable) as raised:
        read(folder, language)
    problems = raised.value.problems
    return [(problem.position.file.name, problem.code, problem.hint) for problem in problems if problem.position]


def test_a_list_as_it_is_documented(tmp_path: Path) -> None:
    assert DOCUMENTED
    names = {"PUBLIC": "PUBLIC", "INTERNAL": "INTERNE", "EU RESTRICTED": "RESTREINT UE/EU RESTRICTED"}
    for name, printed in names.items():
        page = render(read(note(tmp_path / name, name, DOCUMENTED[1], "fr", keywords="parking"), "fr")).markup
        assert re.findall(r'<div class="marking"><span[^>]*>(.*?)</span>', without_origins(page)) == [printed]
    assert 'style="color: #ffffff; background: #003399"' in page
    assert "Conservation et destruction" in page
    assert '<meta name="keywords" content="RESTREINT UE/EU RESTRICTED, parking">' in without_origins(page)


@pytest.mark.parametrize("marking", [None, "none", *TLP])
def test_without_a_list_there_are_none_and_tlp(marking: str | None, tmp_path: Path) -> None:
    page = without_origins(render(read(note(tmp_path / "note", marking), "en")).markup)
    name = marking if marking in TLP else None
    wanted = [(re.sub("[:+]", "-", name.lower()), name)] if name else []
    assert re.findall(r'<div class="marking"><span class="(.*?)">(.*?)</span></div>', page) == wanted
    assert "keywords" not in page
    assert "none" not in page


#: Markings as they are typed, in a house with these, and what the hint says.
SLIPS = {
    "TLP:YELLOW": "markings: ",
    "TLP:WHITE": "TLP 2.0 calls it `TLP:CLEAR`",
    "tlp:clear": "did you mean `TLP:CLEAR`?",
    "INTERNL": "did you mean `INTERNAL`?",
    "internal": "did you mean `INTERNAL`?",
    "None": "did you mean `none`?",
    "VS–NfD": "VS-NfD",
    5: "put quotation marks around it",
}


@pytest.mark.parametrize("typed", SLIPS)
def test_a_slip_is_told_with_what_was_meant(typed: object, tmp_path: Path) -> None:
    ((file, _, hint),) = told(note(tmp_path / "note", typed, ["INTERNAL", "VS-NfD"]))
    assert (file, SLIPS[typed] in hint) == ("brief.yaml", True), hint  # type: ignore[index]


#: Lists that cannot be, and the code.
WRONG: dict[str, str] = {
    "- {name: GREY, color: '#999999'}": "low-contrast",
    "- {name: RED, color: red, background: darkred}": "low-contrast",
    "- {name: BLUE, color: bluish}": "wrong-choice",
    "- {name: BLUE, color: 'rgb(0, 0, 300)'}": "wrong-choice",
    "- {name: BLUE, color: '#00339980'}": "wrong-choice",
    "- {name: BLUE, color: [0, 0, 9]}": "wrong-choice",
    "- {name: BLUE, color: #003399\n  }": "wrong-choice",
    "- {name: BLUE, colour: blue}": "unknown-key",
    "- {name: ONE, text: {xq: UN}}": "unknown-language",
    "- ONE\n- ONE": "duplicate-id",
    "- none": "wrong-marking",
    "- TLP:WHITE": "wrong-marking",
    "- {name: 'TLP:RED', color: blue}": "wrong-marking",
    "- For internal use of the staff of this ministry only": "wrong-marking",
    "- {name: ONE, text: For internal use of the staff of this ministry only}": "wrong-marking",
    "- {text: ONE}": "missing-key",
    "- {name: ' '}": "empty-text",
    "- 5": "wrong-type",
    "- {name: ONE, text: {en: <b>1</b>}}": "not-in-text",
    "- {name: ONE, mail: 'no'}": "wrong-choice",
    "- {name: ONE, imprint: {de: Nur hier.}}": "missing-words",
}


@pytest.mark.parametrize("listed", WRONG)
def test_what_cannot_be_a_marking_is_told(listed: str, tmp_path: Path) -> None:
    ((file, code, _),) = told(note(tmp_path / "note", "ONE" if "imprint" in listed else None, f"markings:\n{listed}\n"))
    assert (file, code) == ("markings.yaml", WRONG[listed])


@pytest.mark.parametrize("marking", [None, "none", "PUBLIC", "TLP:CLEAR"])
def test_a_house_may_require_a_marking(marking: str | None, tmp_path: Path) -> None:
    folder = note(tmp_path / "note", marking, "required: true\nmarkings: [PUBLIC]\n")
    if marking in (None, "none"):
        ((file, code, hint),) = told(folder)
        assert (file, code) == ("brief.yaml", "missing-key")
        assert "PUBLIC, TLP:CLEAR" in hint
    else:
        assert read(folder, "en").marking


def test_the_order_is_that_of_the_list_and_of_tlp() -> None:
    listed = {"markings": ["PUBLIC", "TLP:AMBER", "SECRET"]}
    context = Context(Language("en"))
    markings = Markings.model_validate(listed, context=context)
    assert markings.severest(["SECRET", "PUBLIC", "TLP:AMBER"]) == ["SECRET"]
    assert markings.severest(["TLP:AMBER", "TLP:RED", "TLP:CLEAR"]) == ["TLP:RED"]
    assert markings.severest(["PUBLIC", "TLP:GREEN"]) == ["PUBLIC", "TLP:GREEN"]


#: The markings of two parts of a dossier, its own, and what becomes of it: a marking, or a code and part of the hint.
DOSSIERS = [
    (("INTERNAL", "SECRET"), None, "SECRET"),
    (("INTERNAL", None), None, "INTERNAL"),
    (("SECRET", "none"), "none", ("low-marking", "mark the dossier SECRET")),
    (("INTERNAL", "SECRET"), "INTERNAL", ("low-marking", "mark the dossier SECRET")),
    (("SECRET", "TLP:RED"), None, ("unlike-markings", "write `marking:`")),
    (("SECRET", "TLP:RED"), "TLP:RED", "TLP:RED"),
    (("SECRET", None), "TLP:CLEAR", ("low-marking", "mark the dossier SECRET; or list both")),
    (("TLP:AMBER", None), "INTERNAL", ("low-marking", "mark the dossier TLP:AMBER; or list both")),
    (("INTERNAL", None), "TLP:CLEAR", "TLP:CLEAR"),
    ((None, None), "INTERNL", ("wrong-choice", "did you mean `INTERNAL`?")),
    (("OTHER", None), None, ("wrong-choice", "declare it")),
]


@pytest.mark.parametrize(("parts", "own", "wanted"), DOSSIERS)
def test_the_most_severe_of_the_parts_prevails_where_they_compare(
    parts: tuple[str | None, ...], own: str | None, wanted: str | tuple[str, str], tmp_path: Path
) -> None:
    for number, marking in enumerate(parts):
        note(tmp_path / f"part{number}", marking)
    (tmp_path / "markings.yaml").write_text("markings: [INTERNAL, SECRET]\n", "utf-8")
    facts = {"title": "Papers", "language": "en", "date": 2026, "parts": [{"brief": f"part{n}"} for n in (0, 1)]}
    path = tmp_path / "meeting.yaml"
    path.write_text(yaml.safe_dump(facts | ({"marking": own} if own else {})), "utf-8")
    try:
        dossier = read_dossier(path)
    except Unprintable as unprintable:
        problems = unprintable.problems
    else:
        problems = dossier.warnings
        assert dossier.marking
        assert dossier.marking.printed == (wanted if isinstance(wanted, str) else own)
    told = [(problem.code, problem.hint) for problem in problems]
    if isinstance(wanted, str):
        assert told == []
    else:
        ((code, hint),) = told
        assert (code, wanted[1] in hint) == (wanted[0], True), hint


@pytest.mark.parametrize("layout", ["brief", "onepager"])
def test_its_sentence_is_all_that_is_left_of_an_imprint(layout: str, tmp_path: Path) -> None:
    listed = [{"name": "INTERNAL", "imprint": "For *us*."}]
    folder = note(tmp_path / "note", "INTERNAL", listed, imprint=False, origin={"text": "a book"}, version="1")
    page = without_origins(render(read(folder, "en"), Design(layout, None, DEFAULT_STANDARD)).markup)
    imprint = page.partition('<section id="imprint"')[2]
    assert "INTERNAL. For <em>us</em>." in imprint
    assert not [word for word in ("Languages", "Version", "Source", "a book", "abridged") if word in imprint]


def test_a_final_edition_bears_it_everywhere_and_brings_its_list(tmp_path: Path) -> None:
    """In all formats, in their properties, in the archive; and veraPDF has nothing against it."""
    listed = [{"name": "INTERN", "text": {"en": "INTERNAL"}, "background": "#ffe08a", "imprint": {"en": "For *us*."}}]
    folder = note(tmp_path / "note", "INTERN", listed, status="final")
    out = tmp_path / "dist"
    run = press("mail", str(folder), "--to", "a@b.example", "--out", str(out), cwd=tmp_path)
    assert run.code == 0, run.err
    with pikepdf.open(out / "note.en.pdf") as file:
        assert str(file.docinfo["/Keywords"]) == "INTERNAL"
    assert press("build", str(folder), "--format", "docx,txt,html", "--out", str(out), cwd=tmp_path).code == 0
    document = Document(str(out / "note.en.docx"))
    assert document.core_properties.keywords == "INTERNAL"
    assert "INTERNAL" in "".join(document.sections[0].footer._element.itertext())
    lines = (out / "note.en.txt").read_text("utf-8").split("\n")
    assert lines[0] == lines[-2] == "INTERNAL"
    assert 'aria-label="Marking 2"' in (out / "note.en.html").read_text("utf-8")
    draft = message_from_bytes((out / "note.en.eml").read_bytes(), policy=default)
    assert draft["Subject"] == "[INTERNAL] The car park closes"
    taken, _ = extract(out / "note.en.pdf", tmp_path / "taken")
    assert (taken / "markings.yaml").read_bytes() == (folder / "markings.yaml").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "is_told"),
    [("SECRET", "INTERNAL", True), ("SECRET", None, True), ("TLP:RED", "SECRET", True), ("INTERNAL", "SECRET", False)],
)
def test_a_redline_of_what_was_marked_more_severely_is_told(
    old: str, new: str | None, is_told: bool, tmp_path: Path
) -> None:
    folders = (note(tmp_path / name, marking, ["INTERNAL", "SECRET"]) for name, marking in (("old", old), ("new", new)))
    run = press("diff", *folders, cwd=tmp_path)
    assert ("[low-marking]" in run.err) == is_told, run.err


def test_what_may_not_be_mailed_is_not(tmp_path: Path) -> None:
    folder = note(tmp_path / "note", "SECRET", [{"name": "SECRET", "mail": "refused"}])
    run = press("mail", str(folder), "--to", "a@b.example", cwd=tmp_path)
    assert run.code == 1
    assert "[refused-mail]" in run.err
    assert not (tmp_path / "dist").exists(), "nothing is printed that is not mailed"

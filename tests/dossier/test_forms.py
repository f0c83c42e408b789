"""Forms that other programs have filled in: what they hold is printed, or refused by the field's name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import weasyprint
from conftest import ROOT, process
from foreign_forms import COMB, MULTILINE, PASSWORD, PUSH, RADIO, choice, form, text
from pikepdf import Array, Dictionary, Name, String
from test_dossiers import HEAD, bind, codes
from test_dossiers import text as printed

from briefpress.core.problems import Problem
from briefpress.press.order import Publication

LINES = "First line, long enough to be wrapped in its box\rSecond line\r\nThird"
LONG = f"{'long ' * 12}end"
FORMAT = Dictionary(F=Dictionary(S=Name.JavaScript, JS=String("AFNumber_Format(2)")))
TALL = [250, 300, 400, 380]
SEVERAL = 1 << 21
SQUARE = [40, 40, 56, 56]


def box(name: str, value: str | None, shown: str | None, **keys: Any) -> dict[str, Any]:
    """A check box with the state `Yes`."""
    entries = {"V": value and Name(f"/{value}"), "AS": shown and Name(f"/{shown}"), **keys}
    states = {} if keys else {"states": {"Yes": "X", "Off": ""}}
    kept = {key: entry for key, entry in entries.items() if entry is not None}
    return {"FT": Name.Btn, "T": String(name), "Rect": SQUARE, **states, **kept}


#: Fields of forms that programs are asked to draw anew, and of forms that are shown as they are: what is printed of
#: each, and what is told of it: nothing, that it was set (SET), or some words.
SET = "the house's fonts"
DRAWN_ANEW: list[tuple[dict[str, Any], str, str]] = [
    (text("latin", "Zoë Weil, Łódź – “€ 5”", Q=2), "Zoë Weil, Łódź – “€ 5”", SET),
    (text("cyrillic", "Иван Петров", DA=String("/Helv 0 Tf 1 0 0 rg")), "Иван Петров", SET),
    (text("arabic", "محمد"), "محمد", SET),
    (text("lines", LINES, Ff=MULTILINE, Rect=TALL), " ".join(LINES.split()), SET),
    (text("number", "") | {"V": 2026}, "2026", SET),
    (text("name", "") | {"V": Name.Yes}, "Yes", SET),
    ({"FT": Name.Tx, "T": String("rich"), "RV": String("<p>Ada &amp; <b>Eva</b></p>")}, "Ada & Eva", SET),
    (text("comb", "AB12", Ff=COMB, MaxLen=6), "A B 1 2", SET),
    ({"T": String("kindless"), "V": String("text")}, "text", SET),
    (text("listed", "") | {"V": Array([String("one"), String("two")])}, "one two", SET),
    (text("turned", "turned", MK=Dictionary(R=90), Rect=[300, 100, 320, 200]), "turned", SET),
    (text("framed", "seen", MK=Dictionary(BC=Array([0, 0, 1]), BG=Array([1]))), "seen", SET),
    (text("true", "Ada", shows="Ada"), "Ada", ""),
    (text("old", "Ada", shows="Eva"), "Ada", "shows “Eva” and holds “Ada”"),
    (text("emptied", "", shows="Eva"), "", "shows “Eva” and holds nothing"),
    (text("hidden", "geheim", F=2), "", ""),
    (text("nowhere", "geheim", Rect=[0, 0, 0, 0]), "", ""),
    (choice("chosen", String("FR")), "France", SET),
    (choice("typed", String("typed")), "typed", SET),
    (choice("both", Array([String("FR"), String("Elsewhere")]), Ff=SEVERAL, Rect=TALL), "France Elsewhere", SET),
    (choice("sent", String("DE"), shows="DE"), "Deutschland", "shows “DE” and holds “Deutschland”"),
    (text("pale", "Łódź", shows="Łódź"), "Łódź", "shows “?ód?”"),
    (choice("marked", String("DE"), Ff=0, I=[1], shows="France Deutschland"), "France Deutschland", ""),
    (choice("unmarked", String("DE"), Ff=0, I=[0], shows="France Deutschland"), "Deutschland", SET),
    (box("ticked", "Yes", "Yes"), "X", ""),
    (box("silent", None, "Yes"), "X", ""),
    (box("unseen", "Yes", "Off"), "X", "shows ☐ and holds ☑"),
    (box("cleared", "Off", "Yes"), "", "shows ☑ and holds ☐"),
    (box("crossed", "Yes", "Yes", MK=Dictionary(CA=String("8"))), "✘", SET),
    (box("blank", None, "Off", states={"Yes": "X"}), "", ""),
]
SHOWN: list[tuple[dict[str, Any], str, str]] = [
    (text("bare", "Ada"), "Ada", SET),
    (text("blanked", "Ada", shows=""), "Ada", SET),
    (text("letters", "Łódź", shows="?ód?"), "Łódź", "shows “?ód?” and holds “Łódź”"),
    (text("long", LONG, shows=LONG), LONG, "shows only a part of what it holds"),
    (text("formatted", "1234.5", shows="1 234,50 EUR", AA=FORMAT), "1 234,50 EUR", ""),
    (text("drawn", "", shows="by hand"), "by hand", ""),
    (text("unit", "50", shows="EUR 50"), "EUR 50", ""),
    (text("digits", "50", shows="EUR 1,50"), "50", "shows “EUR 1,50” and holds “50”"),
    (text("outside", "geheim", Rect=[40, -60, 240, -40]), "", ""),
    (text("password", "geheim", Ff=PASSWORD, shows="geheim"), "••••••", SET),
    (text("starred", "geheim", Ff=PASSWORD, shows="******"), "******", ""),
    (box("tick", "Yes", None, MK=Dictionary()), "✔", SET),
    ({"FT": Name.Tx, "T": String("empty")}, "", ""),
    ({"FT": Name.Sig, "T": String("unsigned")}, "", ""),
    ({"FT": Name.Btn, "T": String("unticked")}, "", ""),
    ({"FT": Name.Btn, "T": String("button"), "Ff": PUSH, "MK": Dictionary(CA=String("Send"))}, "", ""),
    ({"T": String("odd")}, "", ""),
]


def bound(folder: Path, *pages: list[dict[str, Any]], redraw: bool, **keys: Any) -> tuple[Publication, list[Problem]]:
    form(folder / "form.pdf", *pages, redraw=redraw, **keys)
    publication = bind(folder, "  - {file: form.pdf, title: Form, language: en}\n")
    return publication, [each for each in publication.problems if each.code not in ("untagged-part", "disarmed-part")]


def words(book: Path, page: int = 2) -> str:
    """What is printed on a page of a form, but for its stamp."""
    said = re.sub("[\u202a-\u202e\u2066-\u2069]", "", printed(book, page))
    return " ".join(said.replace("TLP:CLEAR", "").partition("Annexe")[0].split())


@pytest.mark.parametrize("redraw", [True, False])
def test_what_a_field_holds_is_printed(redraw: bool, tmp_path: Path) -> None:
    """Each on a page of its own, in one form."""
    rows = DRAWN_ANEW if redraw else SHOWN
    publication, problems = bound(tmp_path, *([field] for field, _wanted, _told in rows), redraw=redraw)
    assert publication.paths, problems
    count = 1 + sum(told not in ("", SET) for _field, _wanted, told in rows)
    assert [problem.code for problem in problems] == ["set-field"] * count
    book = publication.paths[0]
    with pikepdf.open(book) as file:
        marks = [list(page.obj.Annots) for page in file.pages[1:]]
        # Programs draw a mark without a look of its own as a stamp that says “Draft”.
        assert [mark for each in marks for mark in each if "/N" not in mark.AP] == []
        heard = [" ".join(str(mark.Contents) for mark in each) for each in marks]
    for page, (field, wanted, told) in enumerate(rows):
        name = str(field["T"])
        messages = [problem.message for problem in problems if f"`{name}`" in problem.message]
        assert (name, words(book, page + 2), len(messages)) == (name, wanted, bool(told))
        assert told in "".join(messages)
        assert "geheim" not in heard[page]
        if wanted.isalpha() and len(wanted) > 1:
            assert heard[page] == wanted


#: Fields that cannot be printed as they are, and what is told of them.
REFUSED: dict[str, tuple[list[dict[str, Any]], str, str]] = {
    "letters that no font has": (
        [text("name", "王小明 Li")],
        "missing-glyph",
        "field `name` of `form.pdf` holds letters",
    ),
    "more than fits": (
        [text("remarks", "words " * 200)],
        "unprintable-field",
        "field `remarks` of `form.pdf` holds more",
    ),
    "more letters than cells": ([text("day", "123456789", Ff=COMB, MaxLen=8)], "unprintable-field", "“123456789”"),
    "a state of no box": ([box("agreed", "On", "Off")], "unprintable-field", "holds “On”, and none of its boxes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_is_refused_field_by_field(name: str, tmp_path: Path) -> None:
    fields, code, message = REFUSED[name]
    publication, problems = bound(tmp_path, [text("fine", "Ada"), *fields], redraw=True)
    assert publication.paths == ()
    (problem,) = problems
    assert (problem.code, message in problem.message, "enclose" in problem.hint) == (code, True, True), problem


def test_a_fault_of_the_press_is_not_told_as_one_of_the_file(tmp_path: Path) -> None:
    """What is raised while a field is set is raised by files that are damaged as well."""
    house = tmp_path / "house"
    for name in ("briefpress", "templates", "styles", "content/labels"):
        shutil.copytree(ROOT / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", house)
    module = house / "briefpress" / "dossier" / "setting.py"
    module.write_text(module.read_text("utf-8").replace("96 / 72", '"96 / 72"'), "utf-8")
    form(tmp_path / "form.pdf", [text("name", "Ada")])
    (tmp_path / "meeting.yaml").write_text(f"{HEAD}  - {{file: form.pdf, title: Form}}\n", "utf-8")
    run = process("dossier", tmp_path / "meeting.yaml", "--out", tmp_path / "dist", cwd=tmp_path, house=house)
    assert (run.code, "the press itself failed: TypeError" in run.err, "[stage-failed]" in run.err) == (1, True, True)
    assert "damaged-file" not in run.err


def test_a_tagged_form_makes_a_tagged_dossier(tmp_path: Path) -> None:
    """By WeasyPrint, which leaves words to be drawn; a field that becomes nothing leaves no element behind."""
    face = ROOT / "styles" / "fonts" / "SourceSans3-Regular.ttf"
    inputs = "<input name=name value=Łódź> <input name=empty> <input type=checkbox name=agree checked>"
    page = f"""<html lang="en"><title>Form</title><style>@font-face {{ font-family: Face; src: url({face.as_uri()}) }}
    html, input {{ font-family: Face }} input {{ appearance: auto }}</style><p>{inputs}</p></html>"""
    weasyprint.HTML(string=page).write_pdf(tmp_path / "form.pdf", pdf_variant="pdf/ua-1", pdf_forms=True)
    publication = bind(tmp_path, "  - {file: form.pdf, title: Form, language: en}\n")
    assert codes(publication) == ["disarmed-part", "set-field"]
    assert words(tmp_path / "dist" / "meeting.pdf") == "Łódź"


def test_what_an_xfa_form_alone_holds_is_told(tmp_path: Path) -> None:
    """An XFA form has the words of the fields once more; a program has filled in one name there alone."""
    packet = b"<x><xfa:data><form><a>Ada</a><b>Eva &amp; Co</b><c>12</c></form></xfa:data></x>"
    form(tmp_path / "form.pdf", [text("a", "Ada", shows="Ada")])
    with pikepdf.open(tmp_path / "form.pdf", allow_overwriting_input=True) as file:
        file.Root.AcroForm.XFA = Array([String("datasets"), file.make_stream(packet)])
        file.save()
    problems = bind(tmp_path, "  - {file: form.pdf, title: Form}\n").problems
    (problem,) = [each for each in problems if each.code == "unprintable-field"]
    assert (problem.severity, problem.message.partition(": ")[2]) == ("warning", "“Eva & Co”")
    form(tmp_path / "form.pdf", [], XFA=String(packet))
    (problem,) = bind(tmp_path, "  - {file: form.pdf, title: Form}\n").problems
    assert "a form that only its own program can show" in problem.message


def test_letters_of_a_font_that_is_not_in_the_file_are_set(tmp_path: Path) -> None:
    """As pypdf writes them: some programs have a Helvetica without them, and leave them out."""
    fields = [text("a", "Żak", shows="Zak"), text("b", "Zak", shows="Zak")]
    form(tmp_path / "form.pdf", fields)
    with pikepdf.open(tmp_path / "form.pdf", allow_overwriting_input=True) as file:
        coding = Dictionary(Type=Name.Encoding, Differences=Array([ord("Z"), Name.Zdotaccent]))
        file.pages[0].obj.Annots[0].AP.N.Resources = Dictionary(
            Font=Dictionary(
                Helv=file.make_indirect(
                    Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=coding)
                )
            )
        )
        file.save()
    problems = bind(tmp_path, "  - {file: form.pdf, title: Form}\n").problems
    (problem,) = [each for each in problems if each.code == "set-field"]
    assert problem.message.endswith("fonts: `a`")
    assert words(tmp_path / "dist" / "meeting.pdf") == "Żak Zak"


@pytest.mark.parametrize("value", ["/1", "female"])
def test_of_radio_buttons_the_one_that_the_field_names_is_on(value: str, tmp_path: Path) -> None:
    options = Array([String("male"), String("female")])
    held = Name(value) if value.startswith("/") else String(value)
    group = {"FT": Name.Btn, "Ff": RADIO, "T": String("sex"), "V": held, "Opt": options}
    buttons = [
        # Each button holds what it is itself; that is no business of the group.
        {"states": {str(number): "X", "Off": ""}, "AS": Name.Off, "V": Name.Off, "TU": label}
        for number, label in enumerate(options)
    ]
    _publication, problems = bound(tmp_path, buttons, redraw=False, group=group)
    assert ["`sex` of `form.pdf` shows ☐ and holds ☑" in problem.message for problem in problems] == [True]
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as file:
        assert [str(each.Contents) for each in file.pages[1].obj.Annots] == ["male: ☐", "female: ☑"]


def test_a_field_has_what_its_parents_have(tmp_path: Path) -> None:
    group = {"T": String("all"), "FT": Name.Tx, "V": String(LINES), "Ff": MULTILINE, "DA": String("/Helv 9 Tf 0 g")}
    fields = [{"Rect": TALL}, {"Rect": [40, 300, 200, 380]}, text("own", "Ada")]
    _publication, (problem,) = bound(tmp_path, fields, redraw=False, group=group)
    assert "fonts: `all`, `all.own`" in problem.message
    assert [words(tmp_path / "dist" / "meeting.pdf").count(word) for word in ("Second", "Third", "Ada")] == [2, 2, 1]


def test_a_signature_stays_a_picture_and_is_told(tmp_path: Path) -> None:
    signature = Dictionary(Type=Name.Sig, Contents=String("0"), ByteRange=Array([0, 1, 2, 3]))
    fields = [{"FT": Name.Sig, "T": String("a"), "V": signature, "shows": "Signed by Ada"}]
    publication, _problems = bound(tmp_path, fields, redraw=False)
    assert words(tmp_path / "dist" / "meeting.pdf") == "Signed by Ada"
    (told,) = [each.message for each in publication.problems if each.code == "disarmed-part"]
    assert "signatures" in told


def test_a_page_that_would_look_otherwise_is_refused(tmp_path: Path) -> None:
    """Programs do not agree on which of its two settings of the layers is to be seen."""
    with pikepdf.open(form(tmp_path / "form.pdf", [], contents=b"/OC /Plan BDC 90 90 90 90 re f EMC")) as file:
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Plan")))
        other = Dictionary(OFF=Array([layer]), Intent=Name.View)
        file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(), Configs=Array([other]))
        file.pages[0].obj.Resources.Properties = Dictionary(Plan=layer)
        file.save(tmp_path / "plan.pdf")
    publication = bind(tmp_path, "  - {file: plan.pdf, title: Plan}\n")
    problem = publication.problems[-1]
    assert (problem.code, problem.severity) == ("changed-page", "error")
    assert "page 1 of `plan.pdf`" in problem.message
    assert not publication.paths


@pytest.mark.parametrize("state", ["ON", "OFF"])
def test_a_layer_for_the_screen_or_for_paper_stays_one(state: str, tmp_path: Path) -> None:
    with pikepdf.open(form(tmp_path / "form.pdf", [], contents=b"/OC /Plan BDC 90 90 90 90 re f EMC")) as file:
        usage = Dictionary(View=Dictionary(ViewState=Name(f"/{state}")))
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Plan"), Usage=usage))
        use = Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([layer]))
        file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(AS=Array([use])))
        file.pages[0].obj.Resources.Properties = Dictionary(Plan=layer)
        file.save(tmp_path / "plan.pdf")
    assert bind(tmp_path, "  - {file: plan.pdf, title: Plan}\n").paths
    with pypdfium2.PdfDocument(tmp_path / "dist" / "meeting.pdf") as document:
        picture = document[1].render().to_pil().convert("L").crop((80, 80, 200, 595))
    assert (picture.getextrema()[0] == 0) is (state == "ON")

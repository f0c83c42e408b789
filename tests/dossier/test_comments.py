"""Comments of reviewers are told before they go out, and left out or kept as the dossier says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import foreign_files
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from test_dossiers import bind, codes

#: Annotations as other programs write them, and what is told of each; None where it is no comment.
COMMENTS: dict[str, tuple[dict[str, Any], str | None]] = {
    "note": (
        {"Subtype": Name.Text, "T": String("Anna"), "Contents": String("Is this\ntrue?")},
        "sticky note by Anna: “Is this true?”",
    ),
    "rich note": (
        {"Subtype": Name.Text, "RC": String("<body><p>Says <b>who</b>?</p></body>")},
        "sticky note: “Says who?”",
    ),
    "hidden note": ({"Subtype": Name.Text, "F": 2, "Contents": String("Do not print")}, "sticky note: “Do not print”"),
    "box": ({"Subtype": Name.FreeText, "Contents": String("Delete"), "DA": String("/Helv 9 Tf")}, "text box: “Delete”"),
    "typed": ({"Subtype": Name.FreeText, "IT": Name.FreeTextTypeWriter, "Contents": String("Ada")}, None),
    "highlighting": (
        {"Subtype": Name.Highlight, "T": String("Ben"), "QuadPoints": Array([9, 9, 60, 9, 9, 1, 60, 1])},
        "highlighting by Ben",
    ),
    "strike": ({"Subtype": Name.StrikeOut, "Contents": String("no")}, "strike-through: “no”"),
    "caret": ({"Subtype": Name.Caret, "Contents": String("and why")}, "insertion: “and why”"),
    "ink": ({"Subtype": Name.Ink, "InkList": Array([Array([9, 9, 20, 20])])}, None),
    "ink that says something": (
        {"Subtype": Name.Ink, "Contents": String("wrong"), "InkList": Array()},
        "drawing: “wrong”",
    ),
    "ink by somebody": ({"Subtype": Name.Ink, "T": String("Ben"), "InkList": Array()}, "drawing by Ben"),
    "stamp by somebody": ({"Subtype": Name.Stamp, "T": String("Cleo"), "Name": Name.Draft}, "stamp by Cleo"),
    "stamp": ({"Subtype": Name.Stamp, "Name": Name.Approved}, None),
    "watermark": ({"Subtype": Name.Watermark, "T": String("Office"), "Contents": String("Draft")}, None),
    "link": ({"Subtype": Name.Link, "Contents": String("to a site")}, None),
}


def commented(path: Path, *names: str) -> None:
    with pikepdf.open(foreign_files.page(path), allow_overwriting_input=True) as file:
        page = file.pages[0].obj
        annotations = []
        for name in names:
            keys = COMMENTS[name][0]
            note = file.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([10, 10, 60, 30]), **keys))
            window = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([600, 10, 700, 90]), Parent=note)
            note.Popup = file.make_indirect(window)
            annotations += [note, note.Popup] if COMMENTS[name][1] else [note]
        page.Annots = Array(annotations)
        file.save(path)


def test_each_comment_is_told(tmp_path: Path) -> None:
    names = list(COMMENTS)
    groups = [names[start : start + 3] for start in range(0, len(names), 3)]
    for number, group in enumerate(groups):
        commented(tmp_path / f"{number}.pdf", *group)
    parts = "".join(f"  - {{file: {number}.pdf, title: F{number}}}\n" for number in range(len(groups)))
    told = [problem.message for problem in bind(tmp_path, parts).problems if problem.code == "commented-part"]
    quotes = [[f"page 1, {words}" for name in group if (words := COMMENTS[name][1])] for group in groups]
    assert [message.partition(" out: ")[2] for message in told] == ["; ".join(each) for each in quotes if each]


def test_many_comments_are_told_in_one_warning(tmp_path: Path) -> None:
    commented(tmp_path / "draft.pdf", *COMMENTS)
    publication = bind(tmp_path, "  - {file: draft.pdf, title: Draft}\n")
    problems = publication.problems
    assert codes(publication) == ["commented-part", "untagged-part"]
    assert problems[0].message.startswith("with `draft.pdf` 10 comments go out: page 1, sticky note by Anna")
    assert problems[0].message.endswith("; …")


@pytest.mark.parametrize(("wish", "kept"), [("keep", 25), ("remove", 5)])
def test_comments_are_kept_or_left_out_as_the_dossier_says(wish: str, kept: int, tmp_path: Path) -> None:
    commented(tmp_path / "draft.pdf", *COMMENTS)
    publication = bind(tmp_path, f"  - {{file: draft.pdf, title: Draft, comments: {wish}}}\n")
    assert codes(publication) == ["untagged-part"]
    with pikepdf.open(tmp_path / "dist" / "meeting.pdf") as file:
        annotations = file.pages[1].obj.Annots
        assert len(annotations) == kept
        assert ("Anna" in str([each.get("/T", "") for each in annotations])) is (wish == "keep")


def test_a_wish_that_there_is_not_is_told(tmp_path: Path) -> None:
    commented(tmp_path / "draft.pdf", "note")
    (problem,) = bind(tmp_path, "  - {file: draft.pdf, title: Draft, comments: drop}\n").problems
    assert (problem.code, "'keep' or 'remove'" in problem.message) == ("wrong-choice", True), problem


@pytest.mark.parametrize(("wish", "told"), [(", comments: keep", []), (", comments: remove", ["commented-part"])])
def test_an_enclosed_file_keeps_its_comments(wish: str, told: list[str], tmp_path: Path) -> None:
    commented(tmp_path / "draft.pdf", "note")
    foreign_files.page(tmp_path / "page.pdf")
    parts = f"  - {{file: page.pdf, title: Page}}\n  - {{file: draft.pdf, title: Draft, enclose: true{wish}}}\n"
    assert codes(bind(tmp_path, parts)) == ["untagged-part", *told]


@pytest.mark.parametrize("enclose", ["", ", enclose: true"])
def test_redactions_that_are_not_carried_out_are_refused(enclose: str, tmp_path: Path) -> None:
    foreign_files.annotated(tmp_path / "draft.pdf", "Redact", b"")
    (problem,) = bind(tmp_path, f"  - {{file: draft.pdf, title: Draft{enclose}}}\n").problems
    assert (problem.code, problem.severity, "page 1" in problem.hint) == ("unapplied-redaction", "error", True), problem
    assert "in `draft.pdf` a redaction is marked and not carried out" in problem.message

"""A brief of a page or two that says little of itself: nothing that it leaves out is printed, in any format."""

from __future__ import annotations

import re
import subprocess
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import press

from briefpress.language.locale import Language
from briefpress.press.make import make
from briefpress.press.order import Order, silent
from briefpress.reading.read import read
from briefpress.reading.validation import Context
from briefpress.schema.brief import Brief

#: A title, the title of a section, and its text, in the languages of the house.
NOTES = {
    "ar": ("مواعيد العمل خلال الشهر", "ما يتغيّر", "يعمل المكتب من الساعة التاسعة صباحاً."),
    "de": ("Der Parkplatz wird gesperrt", "Was sich ändert", "Der Parkplatz ist ab Montag gesperrt."),
    "en": ("The car park closes", "What changes", "The car park closes on Monday."),
    "es": ("El aparcamiento cierra", "Qué cambia", "El aparcamiento cierra el lunes."),
    "fr": ("Le parking ferme", "Ce qui change", "Le parking ferme lundi."),
}
FORMATS = ("pdf", "html", "docx", "md", "txt")


def note(folder: Path, language: str, **more: Any) -> Path:
    """A brief that says nothing but what is required, and `more`."""
    title, head, text = NOTES[language]
    brief = {"language": language, "date": "2026-11-30", "title": title, "sections": [{"title": head, "text": text}]}
    folder.mkdir(exist_ok=True)
    (folder / "brief.yaml").write_text(yaml.safe_dump(brief | more, allow_unicode=True), "utf-8")
    return folder


def text(path: Path) -> str:
    """All that a file shows."""
    if path.suffix == ".pdf":
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            xml = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("word/"))
        return re.sub(r"<[^>]+>", " ", xml)
    content = path.read_text("utf-8")
    return (
        re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", content, flags=re.DOTALL) if path.suffix == ".html" else content
    )


@pytest.mark.parametrize("language", NOTES)
def test_nothing_stands_in_place_of_what_a_note_does_not_say(language: str, tmp_path: Path) -> None:
    # One of them is final: proved by the validator, and ready to name its standards.
    status = "final" if language == "de" else "draft"
    brief = note(tmp_path / "note", language, status=status)
    run = press("build", brief, "--strict", "--format", ",".join(FORMATS), "--out", tmp_path)
    assert (run.code, run.err) == (0, f"note.{language}: built, 1 page\n")
    labels = read(brief, language).labels
    left_out = (labels.imprint.version, labels.imprint.title, labels.imprint.marking, labels.contents, labels.sources)
    for name in FORMATS:
        shown = text(tmp_path / f"note.{language}.{name}")
        assert NOTES[language][1].split()[0] in shown
        assert not re.search(r"TLP|None|·\s*$|·\s+·", shown, re.MULTILINE), name
        assert [word for word in left_out if word in shown] == []
    html = (tmp_path / f"note.{language}.html").read_text("utf-8")
    # A section that stands alone has no number, and nothing is empty.
    assert f'<h2 class="side">{NOTES[language][1]}</h2>' in html
    assert not re.search(r"<(p|div|section|dl|dd|li|span|nav)\b[^>]*>\s*</\1>|content=\"\"", html)


def test_a_translation_makes_no_imprint(tmp_path: Path) -> None:
    brief = note(tmp_path / "note", "en", status="draft")
    german = {"title": "Der Parkplatz", "sections": {"what-changes": {"title": "Neu", "text": "Ab Montag zu."}}}
    (brief / "de.yaml").write_text(yaml.safe_dump(german), "utf-8")
    for language in ("en", "de"):
        edition = read(brief, language)
        assert (len(edition.languages), edition.has_imprint) == (2, False)
    assert read(note(brief, "en", origin={"text": "A register"}), "en").has_imprint


def test_what_a_note_says_is_printed(tmp_path: Path) -> None:
    words = {"purpose": "For information.", "imprint": "By the facilities office.", "version": "2"}
    brief = note(tmp_path / "note", "en", marking="TLP:AMBER", status="draft", **words)
    assert press("build", brief, "--format", "pdf,txt", "--out", tmp_path).code == 0
    for name, marks in (("pdf", 4), ("txt", 4)):
        shown = text(tmp_path / f"note.en.{name}")
        assert (shown.count("TLP:AMBER"), shown.count("Version 2")) == (marks, 1)
        assert all(word in shown for word in words.values())


PARAGRAPH = "The committee has read the report and asks that the measures be taken before the end of the year. " * 6


def laid_out(folder: Path, paragraphs: int, **more: Any) -> tuple[int, bool]:
    """The pages of a draft of so many paragraphs, and whether it has contents."""
    sections = [{"title": title, "text": "\n\n".join([PARAGRAPH] * paragraphs)} for title in ("One", "Two")]
    brief = note(folder, "en", status="draft", sections=sections, **more)
    _, pdf = make(Order(brief, "en", folder), silent)
    return pdf.proof.pages, any(run.text == "Contents" for run in pdf.proof.runs)


@pytest.mark.parametrize("paragraphs", [5, 6])
def test_contents_come_from_three_pages_on_as_counted_without_them(paragraphs: int, tmp_path: Path) -> None:
    plain, _ = laid_out(tmp_path, paragraphs, contents=False)
    full, _ = laid_out(tmp_path, paragraphs, contents=True)
    assert (plain, full) == {5: (2, 2), 6: (3, 3)}[paragraphs]
    assert laid_out(tmp_path, paragraphs) == ((full, True) if plain > 2 else (plain, False))


def test_a_note_comes_back_from_its_dump(tmp_path: Path) -> None:
    brief = read(note(tmp_path, "en"), "en").brief
    assert Brief.model_validate_json(brief.model_dump_json(), context=Context(Language("en"))) == brief


def test_nobody_looks_up_a_single_title(tmp_path: Path) -> None:
    section = {"title": "One", "text": "\n\n".join([PARAGRAPH] * 2)}
    asked = {"text": "\n\n".join(["### A question", PARAGRAPH] * 2)}
    for sections, contents in (([section], False), ([section | asked], None), ([section] * 2, None)):
        assert read(note(tmp_path, "en", sections=sections), "en").brief.design.contents is contents


def test_a_manuscript_has_contents_and_a_version_as_ever(tmp_path: Path) -> None:
    brief = note(
        tmp_path / "note", "en", sections=[{"id": "what", "kind": "prose", "blocks": [{"id": "text", "type": "prose"}]}]
    )
    facts = yaml.safe_load((brief / "brief.yaml").read_text("utf-8"))
    title = facts.pop("title")
    (brief / "brief.yaml").write_text(yaml.safe_dump(facts), "utf-8")
    words = {"title": title, "sections": {"what": {"title": "What changes", "blocks": {"text": "The gate."}}}}
    (brief / "en.yaml").write_text(yaml.safe_dump(words), "utf-8")
    edition = read(brief, "en")
    assert (edition.brief.contents, edition.brief.version) == (True, "1")
    # Neither is forced upon it.
    (brief / "brief.yaml").write_text(yaml.safe_dump(facts | {"contents": False, "version": "3"}), "utf-8")
    edition = read(brief, "en")
    assert (edition.brief.contents, edition.brief.version) == (False, "3")


def test_a_mail_has_no_brackets_without_a_marking_and_lists_what_the_page_lists(tmp_path: Path) -> None:
    brief = note(tmp_path / "note", "en", status="draft")
    for contents, count in ((None, 0), (True, 2)):
        note(brief, "en", status="draft", **({} if contents is None else {"contents": contents}))
        assert press("mail", brief, "--to", "a@b.example", "--out", tmp_path).code == 0
        mail = message_from_bytes((tmp_path / "note.en.eml").read_bytes(), policy=default)
        assert mail["Subject"] == "The car park closes (Draft)"
        bodies = [str(mail.get_body((kind,)).get_content()) for kind in ("plain", "html")]  # type: ignore[attr-defined]
        assert sum("What changes" in body for body in bodies) == count
        (tmp_path / "note.en.eml").unlink()


def test_a_redline_names_editions_without_a_version_by_their_dates(tmp_path: Path) -> None:
    for language, words in (
        ("fr", "entre la version du 29 novembre 2026"),
        ("de", "von der Ausgabe vom 29. November 2026"),
    ):
        old = note(tmp_path / "old", language, date="2026-11-29", status="draft")
        new = note(tmp_path / "new", language, status="draft")
        assert press("diff", old, new, "--out", tmp_path).err == f"new.{language}: changed, 1 page\n"
        assert words in " ".join(text(tmp_path / f"new.{language}.redline.pdf").split())


@pytest.mark.parametrize(
    ("own", "parts", "marking"),
    [
        (None, (None, None), None),
        (None, ("TLP:GREEN", "TLP:AMBER"), "TLP:AMBER"),
        ("TLP:CLEAR", (None, None), "TLP:CLEAR"),
    ],
)
def test_a_dossier_is_marked_as_it_says_or_as_its_parts_are(
    own: str | None, parts: tuple[str | None, ...], marking: str | None, tmp_path: Path
) -> None:
    for name, mark in zip(("one", "two"), parts, strict=True):
        note(tmp_path / name, "en", status="draft", **({"marking": mark} if mark else {}))
    head = {"title": "Papers", "language": "en", "date": 2026, **({"marking": own} if own else {})}
    dossier = tmp_path / "papers.yaml"
    dossier.write_text(yaml.safe_dump(head | {"parts": [{"brief": "one"}, {"brief": "two"}]}), "utf-8")
    assert press("dossier", dossier, "--out", tmp_path).code == 0
    pages = text(tmp_path / "papers.pdf").split("\f")[:-1]
    assert len(pages) == 3
    assert all("None" not in page for page in pages)
    # Twice on each page, and once more in a dateline; on the cover also beside each part that has it.
    assert all((page.count(marking) in (2, 3, 4)) if marking else "TLP" not in page for page in pages)

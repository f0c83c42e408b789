"""Translations are read against the source wording; new editions are begun from it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, press, process

from briefpress.markup.render import render
from briefpress.reading.acceptance import translate
from briefpress.reading.content import read_content
from briefpress.reading.read import read
from briefpress.reading.review import review

EDITIONS = ("ar", "en", "es")


@pytest.fixture
def brief(copy: Any) -> Path:
    return Path(copy("interpol-eu"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(brief: Path, language: str) -> list[tuple[str, str, int | None]]:
    """The code, file and line of what is told of a translation."""
    problems = review(brief, read_content(brief, "fr"), read_content(brief, language)).problems
    return [
        (problem.code, problem.position.file.name, problem.position.line) for problem in problems if problem.position
    ]


@pytest.mark.parametrize("language", EDITIONS)
def test_a_changed_sentence_is_told_at_its_line(brief: Path, language: str) -> None:
    assert told(brief, language) == []
    change(brief / "fr.yaml", "en partageant leurs ressources", "en mettant en commun leurs ressources")
    lines = (brief / f"{language}.yaml").read_text("utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, start=1) if text.startswith("lead:")]
    assert told(brief, language) == [("stale-translation", f"{language}.yaml", line)]
    translate(brief, language, ["lead"])
    assert told(brief, language) == []


def test_a_stale_entry_warns_and_stops_only_where_asked(brief: Path, tmp_path: Path) -> None:
    change(brief / "fr.yaml", "title: Immigration irrégulière", "title: Migrations irrégulières")
    chosen = ("--lang", "en", "--layout", "onepager", "--out", tmp_path / "out")
    run = press("build", brief, *chosen)
    assert (run.code, "warning:" in run.err, "Immigration" in run.err) == (0, True, False)
    assert "source (" in run.err
    assert "Migrations irrégulières" in run.err
    assert press("build", brief, *chosen, "--strict").code == 1
    done = press("translate", "--accept", "en", "--brief", brief, "sections.domaines.domains.migration.title")
    assert "1 entry accepted" in done.err
    assert press("build", brief, *chosen, "--strict").code == 0


def test_a_fresh_translation_is_told_once_and_the_hint_accepts_it(brief: Path) -> None:
    """All entries, or the few that were forgotten, by the whole command with the name of the brief."""
    ledger = brief / "translations.yaml"
    digests = ledger.read_text("utf-8")
    for kept in (None, digests.replace("  title: ", "  titel: ").replace("  lead: ", "  led: ")):
        ledger.write_text(kept, "utf-8") if kept else ledger.unlink()
        for language in EDITIONS:
            (problem,) = review(brief, read_content(brief, "fr"), read_content(brief, language)).problems
            assert (problem.code, "not yet accepted" in problem.message) == ("stale-translation", True)
            (command,) = re.findall(r"run `briefpress ([^`]*)`", problem.hint)
            assert command.endswith(" title lead") is bool(kept)
            assert press(*shlex.split(command)).code == 0
            assert told(brief, language) == []


def test_the_command_of_a_hint_runs_where_it_was_printed(small: Path, tmp_path: Path) -> None:
    """Beside other briefs, with a space in its name, and whatever the interpreter is called."""
    change(small / "brief.yaml", "date:", "language: fr\ndate:")
    shutil.copy(small / "fr.yaml", small / "en.yaml")
    for name in ("our brief", "another"):
        shutil.copytree(small, tmp_path / "content" / name)
    said = process("check", "our brief", "--lang", "en", cwd=tmp_path)
    (command,) = re.findall(r"run `([^`]*)`", said.err)
    assert subprocess.run(command, shell=True, cwd=tmp_path, check=False).returncode == 0
    assert "stale" not in process("check", "our brief", "--lang", "en", cwd=tmp_path).err


def test_what_is_word_for_word_its_source_is_told_once(brief: Path) -> None:
    manuscript = brief / "en.yaml"
    words = manuscript.read_text("utf-8")
    manuscript.write_bytes((brief / "fr.yaml").read_bytes())
    assert [code for code, *_ in told(brief, "en")].count("untranslated-text") == 1
    source = (brief / "fr.yaml").read_text("utf-8")
    (lead,) = re.findall(r"^lead:.*?(?=^\S)", source, re.DOTALL | re.MULTILINE)
    copied = re.sub(r"^lead:.*?(?=^\S)", lambda _: lead, words, flags=re.DOTALL | re.MULTILINE)
    for kept, codes in ((copied, ["untranslated-text"]), (copied.replace("lead:", f"{WAIVER}lead:"), [])):
        manuscript.write_text(kept, "utf-8")
        assert [code for code, *_ in told(brief, "en")] == codes


WAIVER = "# waive untranslated-text: the motto is French\n"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Le bureau a ouvert en 2009.", True),
        ("Réunion des chefs de police", True),
        ("Le bureau", False),
        ("Organisation Internationale de Police Criminelle", False),
        ("[Le bureau a ouvert ses portes]{lang=fr}", False),
        ("https://example.org/le/bureau/a/ouvert", False),
        ("{value} agents", False),
        ("12 500 km²", False),
        ("مكتب الاتصال لدى الاتحاد", True),
    ],
)
def test_names_and_labels_may_be_those_of_the_source(text: str, is_told: bool, small: Path) -> None:
    for language in ("fr", "de"):
        (small / f"{language}.yaml").write_text(f'title: "{text}"\nsources: {{a: "{text}"}}\n', "utf-8")
    assert ("untranslated-text" in {code for code, *_ in told(small, "de")}) is is_told
    (small / "fr-CA.yaml").write_bytes((small / "fr.yaml").read_bytes())
    assert {code for code, *_ in told(small, "fr-CA")} == {"stale-translation"}


def test_a_draft_marks_its_stale_entries(brief: Path) -> None:
    change(brief / "brief.yaml", "marking:", "status: draft\nmarking:")
    change(brief / "fr.yaml", "title: Immigration irrégulière", "title: Migrations irrégulières")
    domain = read(brief, "en").brief.sections[1].domains[0]  # type: ignore[attr-defined]
    assert domain.title == "[to be reviewed] Irregular migration"


@pytest.mark.parametrize(("typed", "element"), [("3) one\n  4) two", "<ol"), ("> said", "<blockquote")])
def test_a_mark_leaves_a_list_and_a_quotation_what_they_are(brief: Path, typed: str, element: str) -> None:
    change(brief / "brief.yaml", "marking:", "status: draft\nmarking:")
    for name in ("fr", "en"):
        text = (brief / f"{name}.yaml").read_text("utf-8")
        start = text.index("lead:")
        end = text.index("\n", start)
        (brief / f"{name}.yaml").write_text(f"{text[:start]}lead: |\n  {typed}{text[end:]}", "utf-8")
    lead = read(brief, "en").brief.lead
    assert lead
    assert lead.html.startswith(f"<p>[to be reviewed]</p>\n{element}")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("24 September 2009", "24 September 2008", "different-figures"),
        ("196 member countries", "196 [member countries](https://www.interpol.int)", "different-links"),
    ],
)
def test_other_figures_and_links_are_told_and_can_be_waived(brief: Path, old: str, new: str, code: str) -> None:
    manuscript = brief / "en.yaml"
    change(manuscript, old, new)
    (problem,) = told(brief, "en")
    assert problem[0] == code
    lines = manuscript.read_text("utf-8").splitlines()
    lines.insert((problem[2] or 1) - 1, f"      # waive {code}: a reason")
    manuscript.write_text("\n".join(lines) + "\n", "utf-8")
    assert told(brief, "en") == []
    change(manuscript, new, old)
    assert [code for code, *_ in told(brief, "en")] == ["idle-waiver"]


@pytest.mark.parametrize(
    ("source", "translation", "is_told"),
    [
        ("1 234 567 agents", "1’234’567 Personen", False),
        ("1 234 567 agents", "12,34,567 agents", False),
        ("le 5 mai 2024", "am 05. Mai 2024", False),
        ("196 pays", "١٩٦ بلداً", False),
        ("au 0 800 123 456", "unter 800 123 456", True),
        ("12 500 agents", "12 600 Personen", True),
    ],
)
def test_figures_are_the_same_whatever_their_digits_and_separators(
    source: str, translation: str, is_told: bool, small: Path
) -> None:
    for language, text in (("fr", source), ("de", translation)):
        (small / f"{language}.yaml").write_text(f'title: "{text}"\n', "utf-8")
    assert ("different-figures" in {code for code, *_ in told(small, "de")}) is is_told


def test_a_translation_lacks_and_adds_nothing(brief: Path, tmp_path: Path) -> None:
    change(brief / "es.yaml", "title:", "surplus: x\ntitle:")
    change(brief / "es.yaml", "      e-mla:", "      e-mia:")
    run = press("build", brief, "--lang", "es", "--out", tmp_path, "--json")
    codes = {problem["code"] for problem in json.loads(run.out)["editions"][0]["problems"]}
    assert {"unknown-key", "unknown-id", "missing-words"} <= codes


def test_the_facts_are_the_same_in_all_editions() -> None:
    editions = [read(ROOT / "content" / "interpol-eu", language) for language in (*EDITIONS, "fr")]
    counted = [[measure.value for measure in edition.glance] for edition in editions]
    assert counted == [[33, 28_000_000, 85, 1, 2009]] * 4
    assert len({tuple(render(edition).numbers) for edition in editions}) == 1


@pytest.mark.parametrize("language", ["de", "he"])
def test_a_new_edition_is_the_source_to_be_filled_in(copy: Any, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefpress.reading import new_edition as verb

    brief = Path(copy("specimen"))
    labels = brief / "labels"
    labels.mkdir()
    (labels / "fr.yaml").write_bytes((ROOT / "content" / "labels" / "fr.yaml").read_bytes())
    monkeypatch.setattr(verb, "LABELS", labels)
    written = verb.new_edition(brief, language)
    assert [path.name for path in written] == [f"{language}.yaml", f"{language}.yaml"]
    blank, source = (read_content(brief, code).texts() for code in (language, "fr"))
    assert sorted(blank) == sorted(source)
    assert {node.value for node in blank.values()} == {""}
    assert "# Spécimen de la maison\n" in written[0].read_text("utf-8")

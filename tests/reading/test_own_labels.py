"""Labels that a brief has in the place of the house's: printed, translated, compared, and told where they are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, without_origins

from briefpress.core.problems import Unprintable
from briefpress.markup.render import render
from briefpress.reading.new_edition import new_edition
from briefpress.reading.read import read
from briefpress.redline.compare import compare
from briefpress.redline.report import differences
from briefpress.schema.labels import Labels
from briefpress.schema.own_labels import OwnLabels

PROJECT = {
    "title": "Wells",
    "text": "Wells in Mali.",
    "state": "ongoing",
    "countries": {"codes": ["ML", "NE"]},
    "contribution": {"amount": 4_200_000, "currency": "EUR"},
}
LABELS: dict[str, Any] = {
    "details": "Our projects",
    "heads": {"beneficiaries": "Where"},
    "amounts": {"millions": {"one": "{currency} {number} M", "other": "{currency} {number} M"}},
    "countries": {"ML": "Republic of Mali"},
    "currencies": {"EUR": "euro"},
}


def brief(folder: Path, labels: object = None, **more: Any) -> Path:
    """The folder of a brief about a project, with labels of its own."""
    section = {"kind": "projects", "title": "What we do", "intro": "One thing.", "projects": [PROJECT]}
    facts = {"language": "en", "date": 2026, "title": "Water", "status": "draft", "sections": [section], **more}
    folder.mkdir(exist_ok=True)
    (folder / "brief.yaml").write_text(yaml.safe_dump(facts | ({"labels": labels} if labels else {})), "utf-8")
    return folder


def page(folder: Path, language: str = "en") -> str:
    """The page of an edition."""
    return without_origins(render(read(folder, language)).markup)


def test_a_label_is_printed_in_the_place_of_the_house_s(tmp_path: Path) -> None:
    printed = page(brief(tmp_path / "water", LABELS))
    for words in (
        "Our projects",
        "<dt>Where</dt>",
        "Niger and Republic of Mali",
        "euro 4.2 M",
        "<dt>Contribution</dt>",
    ):
        assert words in printed, words
    assert read(tmp_path / "water", "en").places["labels.details"].file.name == "brief.yaml"


def test_every_label_of_a_brief_can_be_its_own() -> None:
    assert OwnLabels.model_fields.keys() == Labels.model_fields.keys() - {"dossier"}


@pytest.mark.parametrize("origin", [None, {"text": "a page of its website", "url": "https://example.org"}])
def test_without_a_source_text_nobody_compiles_sheets_of_it(origin: object, tmp_path: Path) -> None:
    printed = page(brief(tmp_path / "water", **({"origin": origin} if origin else {})))
    assert ("compiled by the editors" in printed) == bool(origin)


#: Labels that cannot be, and of each problem the code and a part of the hint.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"detials": "X"}, "unknown-key", "did you mean `details`?"),
    ({"imprint": {"titel": "X"}}, "unknown-key", "did you mean `title`?"),
    ({"imprint.title": "X"}, "unknown-key", "write `imprint: {title: …}`"),
    ({"donor": "X"}, "unknown-key", "write `heads: {donor: …}`"),
    ({"dossier": {"kicker": "X"}}, "unknown-key", "keys: "),
    ({"note": "Update, {dat}"}, "wrong-placeholder", "did you mean `{date}`?"),
    ({"details": "Projects of {year}"}, "wrong-placeholder", "remove it"),
    ({"note": "Update"}, "wrong-placeholder", "write `{date}`"),
    ({"imprint": {"conformance": "*Made to* {standard}."}}, "wrong-placeholder", "did you mean `{standards}`?"),
    ({"amounts": {"millions": {"other": "{number} M {currency}"}}}, "missing-words", "write `one:`"),
    ({"details": ""}, "empty-text", "write them"),
    ({"heads": "X"}, "wrong-type", ""),
    ({"countries": {"XX": "X"}}, "unknown-code", ""),
]


@pytest.mark.parametrize(("labels", "code", "hint"), WRONG)
def test_what_is_wrong_is_told_where_it_stands(labels: dict[str, Any], code: str, hint: str, tmp_path: Path) -> None:
    folder = brief(tmp_path / "water", labels)
    try:
        problems = read(folder, "en").warnings
    except Unprintable as unprintable:
        problems = unprintable.problems
    (problem,) = problems
    assert problem.position
    assert (problem.position.file.name, problem.code, hint in problem.hint) == ("brief.yaml", code, True), problem


def test_a_translation_is_asked_for_them(tmp_path: Path) -> None:
    """The house's words would say again what the brief has found wrong."""
    folder = brief(tmp_path / "water", {"details": "Our projects", "heads": {"donor": "Paid by"}})
    file = new_edition(folder, "fr")[-1]
    assert '  # Our projects\n  details: ""' in file.read_text("utf-8")
    words = yaml.safe_load(file.read_text("utf-8"))
    words = yaml.safe_load(yaml.safe_dump(words).replace("''", "Un mot"))
    words["labels"] = {"heads": {"donor": "Payé par"}}
    file.write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")
    with pytest.raises(Unprintable) as raised:
        read(folder, "fr")
    assert [(each.code, each.message) for each in raised.value.problems if each.severity == "error"] == [
        ("missing-words", "there are no words for `labels.details`")
    ]


def test_a_redline_tells_them(tmp_path: Path) -> None:
    old, new = (read(brief(tmp_path / name, labels), "en") for name, labels in (("old", None), ("new", LABELS)))
    told = {each.path: (each.old, each.new) for each in differences(compare(old, new).edits, old, new)}
    assert told["labels.details"] == (None, "Our projects")
    assert told["labels.amounts.millions.one"] == (None, "{currency} {number} M")
    assert len(told) == 6


def test_a_brief_whose_words_stand_in_manuscripts_alone_says_what_it_always_said() -> None:
    labels = read(ROOT / "tests" / "data" / "small", "fr").labels
    assert labels.details == "Fiches des projets, établies par la rédaction"


def test_the_labels_of_a_marking_do_not_speak_of_another(tmp_path: Path) -> None:
    """The Spanish label says TLP, which is nothing that an office's own marking is."""
    folder = brief(tmp_path / "water", language="es", marking="INTERNO", imprint="Hecho aquí.")
    (folder / "markings.yaml").write_text("markings: [INTERNO]\n", "utf-8")
    assert "<dt>Marca de protección</dt> <dd>INTERNO</dd>" in page(folder, "es")
    brief(tmp_path / "water", language="es", marking="TLP:GREEN", imprint="Hecho aquí.")
    assert "<dt>Etiqueta TLP</dt>" in page(folder, "es")

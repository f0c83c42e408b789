"""Reading: what a brief's files become, where the corpus of problems does not show it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT

from briefpress.core.yamlreader import read_yaml
from briefpress.reading.read import read


@pytest.fixture(scope="module")
def brief():
    return read(ROOT / "content" / "interpol-eu", "fr").brief


def test_facts_and_words_are_merged_by_their_ids(brief) -> None:
    wapis = brief.sections[2].projects[3]
    assert wapis.title == "SIPAO (WAPIS)"
    assert (wapis.contribution.amount, wapis.contribution.currency) == (28_000_000, "EUR")
    assert [claim.amount for claim in wapis.contribution.others] == [25_000_000, 27_650_000]
    assert wapis.contribution.others[0].remark.startswith("prévus")


def test_figures_at_a_glance_are_counted() -> None:
    edition = read(ROOT / "content" / "interpol-eu", "fr")
    counted = {measure.id: measure.value for measure in edition.glance}
    assert counted == {"countries": 33, "ongoing": 1, "contribution": 28_000_000, "arrests": 85, "office": 2009}


@pytest.mark.parametrize(
    ("path", "file", "text"),
    [
        ("marking", "brief.yaml", "TLP:GREEN"),
        ("sections.projets.projects.complet.state", "brief.yaml", "closed"),
        ("sections.projets.projects.complet.countries.codes.0", "brief.yaml", "BE"),
        ("sections.blocs.blocks.liste.items.deuxieme.text", "fr.yaml", None),
        ("sections.blocs.blocks.echelle.columns.corps.title", "fr.yaml", "Corps"),
        ("sections.blocs.blocks.echelle.rows.notes.cells.style", "fr.yaml", None),
        ("sources.cldr.text", "fr.yaml", None),
        ("labels.heads.donor", "fr.yaml", None),
    ],
)
def test_every_value_has_its_place(path: str, file: str, text: str | None) -> None:
    edition = read(ROOT / "content" / "specimen", "fr")
    place = edition.places[path]
    assert place.file.name == file
    assert place.file.parent.name == ("labels" if path.startswith("labels.") else "specimen")
    line = place.file.read_text("utf-8").splitlines()[place.line - 1]
    typed = line[place.column - 1 :][: place.length]
    assert typed
    assert text in (None, typed)


def test_an_edition_cannot_be_changed(brief) -> None:
    with pytest.raises(Exception, match="frozen"):
        brief.title = "x"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("~", None),
        ("12:30:45", "12:30:45"),
        ("2026-11-23", "2026-11-23"),
        ("1_000", "1_000"),
        ("0o17", 15),
        ("017", "017"),
        ("1e3", Decimal("1e3")),
        ("'12'", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"key: {text}\n", "utf-8")
    assert read_yaml(path).plain() == {"key": value}


def test_a_key_is_its_own_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("no: Norway\n2017: a year\n", "utf-8")
    assert read_yaml(path).plain() == {"no": "Norway", "2017": "a year"}

"""The model as pydantic's own tools see it: complete for every kind of section and type of block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator

from briefpress.core.yamlreader import read_yaml
from briefpress.language.locale import Language
from briefpress.reading.content import read_content
from briefpress.reading.read import read
from briefpress.reading.sources import source_ids
from briefpress.reading.validation import Context
from briefpress.schema.blocks import Block
from briefpress.schema.brief import Brief
from briefpress.schema.labels import Labels
from briefpress.schema.sections import Section

SPECIMEN = ROOT / "content" / "specimen"


def merged(folder: Path = SPECIMEN) -> dict[str, Any]:
    """The facts and the words of the specimen in one tree, which is what the model is validated from."""
    tree, problems = read_content(folder, "fr").merged()
    assert tree
    assert problems == []
    return dict(tree.plain())


def entry(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [entry for entry in entries if entry["id"] == name]
    return found


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    Draft202012Validator.check_schema(Brief.model_json_schema())
    return Draft202012Validator(Brief.model_json_schema())


def test_the_json_schema_takes_the_specimen(schema: Draft202012Validator) -> None:
    assert [error.message for error in schema.iter_errors(merged())] == []


@pytest.mark.parametrize("brief", ["interpol-eu", "specimen"])
def test_the_json_schema_takes_what_a_brief_is_dumped_to(brief: str, schema: Draft202012Validator) -> None:
    dumped = read(ROOT / "content" / brief, "fr").brief.model_dump(mode="json", exclude_none=True)
    assert [error.message for error in schema.iter_errors(dumped)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("date",), "23/11/2026"),
        (("marking",), "TLP:WHITE"),
        (("sections",), []),
        (("sections", "mandat", "kind"), "mandat"),
        (("sections", "mandat", "kind"), None),
        (("sections", "mandat", "objectives"), []),
        (("sections", "mandat", "title"), None),
        (("sections", "projets", "projects", "complet", "contribution", "amount"), "1 250 000"),
        (("sections", "projets", "projects", "complet", "timeframe", "start"), 20240301.5),
        (("sections", "blocs", "blocks", "liste", "type"), "prose"),
        (("sections", "blocs", "blocks", "liste", "type"), None),
        (("sections", "blocs", "blocks", "liste", "items"), "premier"),
        (("sections", "blocs", "blocks", "liste", "colour"), "red"),
        (("sections", "blocs", "blocks", "page", "file"), None),
        (("sections", "blocs", "blocks", "page", "id"), "Page"),
    ],
)
def test_the_json_schema_refuses_what_is_wrong(
    path: tuple[str, ...], value: object, schema: Draft202012Validator
) -> None:
    brief = merged()
    part: Any = brief
    for step in path[:-1]:
        part = entry(part, step) if isinstance(part, list) else part[step]
    if value is None:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    assert list(schema.iter_errors(brief))


@pytest.mark.parametrize("base", [Section, Block])
def test_the_json_schema_knows_every_member_and_each_of_its_fields(base: type[Section | Block]) -> None:
    parts = Brief.model_json_schema()["$defs"].values()
    known = {
        properties[base.tag]["const"]: properties
        for properties in (part.get("properties", {}) for part in parts)
        if "const" in properties.get(base.tag, {})
    }
    assert {word: set(properties) for word, properties in known.items()} == {
        word: set(member.model_fields) for word, member in base.members().items()
    }


@pytest.mark.parametrize("brief", ["interpol-eu", "specimen"])
def test_a_dumped_brief_is_read_again_as_the_same(brief: str) -> None:
    edition = read(ROOT / "content" / brief, "fr")
    context = Context(Language("fr"), source_ids(read_yaml(ROOT / "content" / brief / "brief.yaml")))
    for again in (
        Brief.model_validate(edition.brief.model_dump(), context=context),
        Brief.model_validate_json(edition.brief.model_dump_json(), context=context),
    ):
        assert again == edition.brief
        assert again.model_dump() == edition.brief.model_dump()


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_dumped_labels_are_read_again_as_the_same(language: str) -> None:
    labels = read(ROOT / "content" / "interpol-eu", language).labels
    assert Labels.model_validate(labels.model_dump(), context=Context(Language(language))) == labels
    Draft202012Validator(Labels.model_json_schema()).validate(labels.model_dump(mode="json", exclude_none=True))


def test_a_brief_is_dumped_with_all_that_it_says() -> None:
    dumped = read(SPECIMEN, "fr").brief.model_dump()
    blocks = entry(dumped["sections"], "blocs")["blocks"]
    assert entry(blocks, "liste")["items"][0]["id"] == "premier"
    assert entry(blocks, "texte") | {"text": ""} == {
        "id": "texte", "type": "prose", "onepager": True, "sources": ("design",), "text": "",
        "title": None, "notes": (), "if": None,
    }  # fmt: skip
    assert entry(dumped["sections"], "projets")["projects"][0]["contribution"]["start"] == "2024"

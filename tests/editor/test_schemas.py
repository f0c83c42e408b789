"""What the schemas for editors take, the press takes, and the reverse, but for what no schema can know."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import HealthCheck, Phase, assume, given, settings
from jsonschema import Draft7Validator
from made_values import taken_by, with_mistake

from briefpress.core.problems import Unprintable, errors
from briefpress.core.yamlreader import read_yaml
from briefpress.editor.files import FILES
from briefpress.editor.schemas import schema_of
from briefpress.reading.read import read

#: What the press finds wrong and no schema can: docs/editor.md lists the same in words.
BEYOND_SCHEMAS = re.compile(
    # What other files hold, and which days, URLs and languages there are.
    r"(missing-file|missing-image|missing-words|wrong-data|unknown-language|unknown-layout): |"
    r"(different-\w+|wrong-date|bad-link): |"
    r"missing-key: `id` is missing|unknown-key: `prose` has no key `text`|"
    # What other places of the file hold.
    r"(unknown-source|uncited-source|unknown-id|duplicate-id|duplicate-code|broken-link|idle-abbreviation): |"
    r"(misplaced-annex|wrong-map|empty-measure): |empty-list: the list is too short, or empty$|"
    # The cells of a table, and whether numbers are in order.
    r"(wrong-table|empty-cell|wrong-total): |wrong-\w+: (a number is expected|the column)|unknown-key: the row|"
    r"wrong-number: this is no range|"
    # What stands in a text, and in the specification of a chart.
    r"(not-in-text|wrong-placeholder|wrong-name|yaml-syntax|wrong-chart): |unknown-key: a chart "
)


def yaml_of(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6)


def plain(path: Path) -> Any:
    """What a file holds, with the numbers of JSON."""

    def in_json(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): in_json(each) for key, each in value.items()}
        if isinstance(value, list):
            return [in_json(each) for each in value]
        return float(value) if isinstance(value, Decimal) else str(value) if isinstance(value, str) else value

    return in_json(read_yaml(path).plain())


def refusals(folder: Path, language: str) -> list[str]:
    """What stops the press, each with its code."""
    try:
        read(folder, language)
    except Unprintable as unprintable:
        return [f"{problem.code}: {problem.message}" for problem in errors(unprintable.problems)]
    return []


def assert_agree(schema: Draft7Validator, path: Path, language: str, mistakes: int) -> None:
    """The schema refuses what the press refuses, and nothing else, whatever mistake is made in a good file."""
    good = plain(path)
    for number in range(mistakes):
        value = with_mistake(good, Random(number))
        path.write_text(yaml_of(value), "utf-8")
        told, is_valid = refusals(path.parent, language), schema.is_valid(value)
        assert is_valid or told, (number, [error.message for error in schema.iter_errors(value)])
        assert not is_valid or [each for each in told if not BEYOND_SCHEMAS.match(each)] == [], number


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder of the first brief of docs/content.md, with its manuscript."""
    text = (ROOT / "docs" / "content.md").read_text("utf-8")
    folder = tmp_path / "office"
    folder.mkdir()
    for name, file in {"one file": "brief.yaml", "another language": "fr.yaml"}.items():
        (example,) = re.findall(rf"^```yaml {name}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        (folder / file).write_text(example, "utf-8")
    return folder


@pytest.mark.parametrize("file", FILES)
def test_a_schema_is_one_of_draft_7(file: str) -> None:
    schema = schema_of(file)
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == Draft7Validator.META_SCHEMA["$schema"]


@pytest.mark.parametrize("name", ["content/specimen", "examples/danube"])
def test_what_is_printed_is_taken(name: str) -> None:
    folder = ROOT / name
    for file, pattern in {"brief": "brief.yaml", "manuscript": "[a-z][a-z].yaml"}.items():
        schema = Draft7Validator(schema_of(file, folder))
        assert [error.message for path in folder.glob(pattern) for error in schema.iter_errors(plain(path))] == []


def test_the_schema_of_any_brief_takes_those_without_types_of_their_own() -> None:
    schema = Draft7Validator(schema_of("brief"))
    for name in ("content/specimen", "content/interpol-eu", "examples/note"):
        assert [error.message for error in schema.iter_errors(plain(ROOT / name / "brief.yaml"))] == []


def test_the_labels_of_the_house_are_taken() -> None:
    labels = Draft7Validator(schema_of("labels"))
    for path in (ROOT / "content" / "labels").glob("*.yaml"):
        assert [error.message for error in labels.iter_errors(plain(path))] == []


def test_a_mistake_in_a_brief_is_refused_by_both_or_by_none(office: Path) -> None:
    assert_agree(Draft7Validator(schema_of("brief", office)), office / "brief.yaml", "en", 16)


def test_a_mistake_in_a_manuscript_is_refused_by_both_or_by_none(office: Path) -> None:
    assert_agree(Draft7Validator(schema_of("manuscript", office)), office / "fr.yaml", "fr", 8)


def test_what_a_schema_takes_the_press_takes(office: Path) -> None:
    schema = schema_of("brief", office)
    validator = Draft7Validator(schema)

    # What fails is small enough to be read as it is.
    @settings(
        max_examples=16,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(brief=taken_by(schema))
    def compare(brief: Any) -> None:
        brief["language"] = "en"
        assume(validator.is_valid(brief))
        (office / "brief.yaml").write_text(yaml_of(brief), "utf-8")
        assert [told for told in refusals(office, "en") if not BEYOND_SCHEMAS.match(told)] == []

    compare()

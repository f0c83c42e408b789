"""The examples are finished briefs: each edition is proved, fills its pages, and has nothing to warn of."""

from __future__ import annotations

import pikepdf
import pytest
from conftest import EXAMPLES, ROOT, Golden, Printed
from jsonschema import Draft202012Validator
from pdf_reader import page_texts

from briefpress.reading.read import read


@pytest.mark.parametrize(("edition", "pages"), EXAMPLES.items())
def test_an_edition_is_final_and_fills_its_pages(edition: str, pages: int, printed: Printed) -> None:
    """Only what veraPDF has proved is named by its standards; `printed` lets warnings stop the press."""
    with pikepdf.open(printed(edition)) as pdf:
        assert len(pdf.pages) == pages
        assert str(pdf.open_metadata()["pdfaid:part"]) == "3"


@pytest.mark.parametrize("edition", EXAMPLES)
def test_page_texts(edition: str, golden: Golden, printed: Printed) -> None:
    golden(f"{edition}.pages.txt", page_texts(printed(edition)))


@pytest.mark.parametrize("edition", EXAMPLES)
def test_the_json_schema_takes_the_brief(edition: str) -> None:
    name, _, language = edition.partition(".")
    brief = read(ROOT / "examples" / name, language).brief
    # Its class knows the types that it declares.
    validator = Draft202012Validator(type(brief).model_json_schema())
    dumped = brief.model_dump(mode="json", exclude_none=True)
    assert [error.message for error in validator.iter_errors(dumped)] == []

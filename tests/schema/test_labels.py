"""The words that the house prints by itself are there for whatever a brief can hold."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from test_docs import CLASSES, KEYS

from briefpress.core.yamlreader import read_yaml
from briefpress.language.dates import PartialDate
from briefpress.markup.render import render_part
from briefpress.reading.read import read
from briefpress.reading.review import entries
from briefpress.schema.fields import is_words

#: Keys that do not change under an id, or by which something is another entry.
IDENTITY = {"id", "kind"}
#: What is printed as a part of another fact: of an amount or a time, of a name, of a row under the title of its column,
#: of a chart by the names of its data.
WITHIN = {
    *("amount", "currency", "start", "end", "family", "given", "literal", "values", "spec"),
    *("unit", "approximate", "sense", "since"),
}
#: What says how something is printed, and nothing of its subject. A redline has no name for these.
SETTINGS = {
    *("audience", "csl", "language", "layout", "layouts", "onepager", "recipient", "standard", "theme"),
    *("annex", "blank", "file", "flat", "highlight", "holds", "named", "numbered", "of", "opening", "ordered"),
    *("result", "width"),
    *("colspan", "decimals", "group", "remarks", "rowspan", "signed", "total"),
    # Which rows of a file are printed; a redline compares the rows.
    *("at_least", "at_most", "column", "columns", "gaps", "limit", "none_of", "one_of", "order", "range", "sheet"),
}


def test_every_fact_that_a_redline_can_print_has_a_name() -> None:
    """A new fact needs a label: in FactNames, or one that there is already in Labels.fact_names."""
    facts = {
        name
        for cls in CLASSES
        for name, info in cls.model_fields.items()
        if not is_words(info) and not KEYS["models"](info)
    }
    names = read(ROOT / "content" / "specimen", "fr").labels.fact_names
    assert facts - names.keys() == IDENTITY | WITHIN | SETTINGS


@pytest.mark.parametrize(
    ("code", "date", "one", "all_"),
    [
        ("fr", "2026-11-23", "consultée le 23 novembre 2026.", "Toutes consultées le 23 novembre 2026."),
        ("fr", "2026-11", "consultée en novembre 2026.", "Toutes consultées en novembre 2026."),
        ("fr", "2026", "consultée en 2026.", "Toutes consultées en 2026."),
        ("en", "2026-11", "consulted in November 2026.", "All consulted in November 2026."),
        ("en", "2026", "consulted in 2026.", "All consulted in 2026."),
        ("es", "2026-11", "consultada en noviembre de 2026.", "Todas consultadas en noviembre de 2026."),
        ("es", "2026", "consultada en 2026.", "Todas consultadas en 2026."),
        ("ar", "2026", "اطُّلع عليه في 2026.", "اطُّلع عليها جميعاً في 2026."),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(code: str, date: str, one: str, all_: str) -> None:
    edition = read(ROOT / "content" / "interpol-eu", code)
    source, *_ = edition.brief.sources
    for dates, said in (((date, date), all_), ((date, "2020"), one), ((date,), one)):
        sources = [source.model_copy(update={"accessed": PartialDate.parse(each)}) for each in dates]
        page = render_part(edition, "parts/sources.html", {"sources": sources, "mentions": lambda _: ()})
        assert said in " ".join(page.split()).replace("\u00a0", " ").replace("</span>,", "")


def places(code: str) -> dict[str, set[str]]:
    """The values that each label of a language has a place for; of forms by number, those of all together."""
    found: dict[str, set[str]] = {}
    for name, node in entries(read_yaml(ROOT / "content" / "labels" / f"{code}.yaml")).items():
        key = re.sub(r"\.(zero|one|two|few|many|other)$", "", name)
        found.setdefault(key, set()).update(re.findall(r"\{\w+\}", str(node.value)))
    # The names that one language writes otherwise than CLDR are not what another one does.
    return {key: names for key, names in found.items() if not key.startswith(("countries.", "currencies.", "months."))}


#: What a language says where two ends of a time are unlike, or days; others say it as between any two.
UNLIKE = {"spans.between_days", "spans.start", "spans.start_day", "spans.end", "spans.end_day"}


@pytest.mark.parametrize("code", ["ar", "de", "en", "es"])
def test_each_language_of_the_house_says_what_the_others_say(code: str) -> None:
    own, french = places(code), places("fr")
    assert {key: own[key] for key in own.keys() - UNLIKE} == {key: french[key] for key in french.keys() - UNLIKE}
    said = UNLIKE & own.keys()
    assert {key for key in said if own[key] != {f"{{{end}}}" for end in ("start", "end") if fits(key, end)}} == set()
    # From one end to the other: no language has one without the other.
    assert len(said - {"spans.between_days"}) in (0, 4)


def fits(key: str, end: str) -> bool:
    """Whether a label of a time names this end of it."""
    return "between" in key or f".{end}" in key

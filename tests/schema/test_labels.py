"""The words that the house prints by itself are there for whatever a brief can hold."""

from __future__ import annotations

from conftest import ROOT
from test_docs import CLASSES, models

from briefpress.reading.read import read
from briefpress.schema.fields import is_words

#: Keys that do not change under an id, or by which something is another entry.
IDENTITY = {"id", "kind", "type"}
#: What is printed as a part of another fact: of an amount or a time, of a row under the title of its column, of a chart
#: by the names of its data.
WITHIN = {"amount", "currency", "start", "end", "values", "spec"}
#: What says how something is printed, and nothing of its subject. A redline has no name for these.
SETTINGS = {
    *("language", "layouts", "onepager", "standard", "theme"),
    *("blank", "file", "flat", "holds", "named", "of", "ordered"),
}


def test_every_fact_that_a_redline_can_print_has_a_name() -> None:
    """A new fact needs a label: in FactNames, or one that there is already in Labels.fact_names."""
    facts = {
        name for cls in CLASSES for name, info in cls.model_fields.items() if not is_words(info) and not models(info)
    }
    names = read(ROOT / "content" / "specimen", "fr").labels.fact_names
    assert facts - names.keys() == IDENTITY | WITHIN | SETTINGS

"""The tag tree says in which language a passage is."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from reading import tag_tree
from weasyprint.pdf import tags

from briefpress import tagging, typeset


def test_the_seam_is_where_it_was() -> None:
    """WeasyPrint 70.0: every box goes through tags._build_box_tree, called by its global name."""
    parameters = list(inspect.signature(tagging._build_box_tree).parameters)
    assert parameters == ["box", "parent", "pdf", "page_number", "nums", "annotations", "tags"]
    assert inspect.getsource(tagging._build_box_tree).count("_build_box_tree(") == 5
    assert typeset.mark_languages is tagging.mark_languages
    assert tags._build_box_tree is tagging._with_language


def test_a_passage_in_another_language_is_marked(printed: Path) -> None:
    tree = tag_tree(printed / "interpol-eu.fr.pdf")
    assert re.findall(r"Span lang=en\n +Span '([^']*)'", tree)[0] == "Migrant Smuggling Clearing House"

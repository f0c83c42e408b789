"""From all that a brief has to what one of its editions has, and what its texts print by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from briefpress.core.design import Overrides
from briefpress.core.problems import Problem
from briefpress.core.project import LAYOUT, SHEETS
from briefpress.language.locale import Language
from briefpress.language.placeholders import NamedValues
from briefpress.reading.anchors import left_out_targets, links_to_left_out
from briefpress.reading.condition_checks import check_conditions
from briefpress.reading.conditions import Selection, condition_of, edition_of, has_parts_for_others, in_words
from briefpress.reading.merge import Part
from briefpress.reading.validation import Context
from briefpress.reading.values import check_variants, has_private_parts, named_values, parted, with_marking
from briefpress.schema.labels import Labels


@dataclass(frozen=True)
class Selected:
    """What an edition has of a brief."""

    tree: Part
    #: The tree of the full edition, whose numbers are those of all layouts: the same, where no condition parts the two.
    full: Part
    #: Whether its layout prints what is chosen by `onepager: true` alone.
    is_sheet: bool
    #: What its texts print by name.
    values: NamedValues
    #: What it has not, by its path, and what the condition of that says.
    left_out: dict[str, str]
    #: The ids of that, to which nothing can link.
    lost: Collection[str]
    #: Whether the sources of the brief hold what is for other readers.
    has_private_sources: bool
    problems: list[Problem]


def select(whole: Part, folder: Path, context: Context, labels: Labels | None, overrides: Overrides) -> Selected:
    """What the edition of a context, with these choices, has of a whole tree."""
    language = context.language
    selection = Selection(edition_of(whole, language.code, overrides))
    declared, tree = parted(selection.of(whole))
    values, problems = named_values(declared, context, labels, overrides)
    tree, unlike = with_marking(tree, declared, context.markings, overrides)
    problems += unlike
    problems += check_conditions(whole, folder)
    problems += check_variants(declared, whole, folder, overrides)
    full = _full(whole, language, overrides, selection) or tree
    lost = left_out_targets(tree, full, whole) if selection.left_out else {}
    problems += links_to_left_out(tree, lost)
    is_private = has_private_parts(declared, overrides) or has_parts_for_others(whole, selection.editions)
    return Selected(
        tree,
        full,
        not selection.editions["layout"].isdisjoint(SHEETS),
        values,
        {path: in_words(condition_of(part)) for path, part in selection.left_out.items()},
        lost,
        is_private,
        problems,
    )


def _full(whole: Part, language: Language, overrides: Overrides, selection: Selection) -> Part | None:
    """The tree of the full edition for the same readers; None where the brief has none with other parts."""
    if not any(layout.value == LAYOUT for layout in whole.items("layouts")):
        return None
    full = Selection(edition_of(whole, language.code, replace(overrides, layout=LAYOUT)))
    _, tree = parted(full.of(whole))
    return tree if full.left_out.keys() != selection.left_out.keys() else None

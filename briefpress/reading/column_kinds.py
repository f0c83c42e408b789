"""What a column of a table holds that does not say it: what its cells are as they are typed in brief.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefpress.core.gaps import GAPS, is_missing
from briefpress.core.yamltree import Node
from briefpress.schema.table_parts import time_in

#: A number as people type it, which is none to YAML: 1 840, 11,6, 4.5 %, € 5. Codes begin with a zero.
_FIGURE = re.compile(r"[$€£¥₹]?\s*[-+−]?(?!0\d)(\d{1,3}([ \u00a0\u202f'’.,]\d{3})+|\d+)([.,]\d+)?\s*[%‰$€£¥₹]?")


def kind_of(cells: Sequence[Node]) -> str:
    """What most of the cells are: `words`, `number` or `date`.

    Beside a number, what stands for a value that is not there (n/a) is no word, and neither is a number in quotation
    marks. Without one, numbers that YAML takes for texts are numbers where there is nothing else in the column.
    """
    filled = [cell for cell in cells if not is_gap(cell)]
    texts = [(cell, cell.value) for cell in filled if isinstance(cell.value, str)]
    words = [(cell, text) for cell, text in texts if not time_in(text)]
    is_date = len(words) < len(texts)
    has_numbers = len(texts) < len(filled)
    others = [
        (cell, text)
        for cell, text in words
        if text.strip() and not is_missing(text) and not (_FIGURE.fullmatch(text) and (has_numbers or not cell.style))
    ]
    if has_numbers or (not others and not is_date and any(_FIGURE.fullmatch(text) for _, text in words)):
        words = others
    if not filled or len(words) > len(filled) / 2:
        return "words"
    return "date" if is_date else "number"


def is_gap(cell: Node) -> bool:
    """Whether a cell says that its value is not known."""
    return cell.value is None or (isinstance(cell.value, str) and cell.value in GAPS)

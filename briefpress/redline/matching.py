"""Which elements of two pages stand for each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence

from lxml.html import HtmlElement

from briefpress.markup.tree import Part, parts
from briefpress.redline.words import tokens

#: Elements whose id is that of a section or an entry of the brief.
_ENTRIES = frozenset(("article", "div", "section", "tr"))
#: Where the words of a row come from, as its cells say (markup/origin_marks.py): its id.
_ROW = re.compile(r"\.rows\.([\w-]+)")
#: From which share of words in common on two elements are versions of each other.
_MIN_LIKENESS = 0.4


def atoms(element: HtmlElement) -> list[Part]:
    """What an element contains, token by token and element by element."""
    return [atom for part in parts(element) for atom in (tokens(part) if isinstance(part, str) else [part])]


def key(atom: Part) -> Hashable:
    """What is equal in two atoms that read the same; attributes are not read."""
    if isinstance(atom, str):
        return re.sub(r"^[ \t\r\n]+$", " ", atom)
    return atom.tag, tuple(key(inner) for inner in atoms(atom))


def pairs(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    """The places of elements that are versions of each other, in order on both sides, as alike as can be."""
    scores = _Scores(old, new)
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(new) + 1)]
    for i in range(len(old)):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for j in range(len(new)):
            choices = [best[-1][j + 1], row[-1]]
            if score := scores.of(old[i], new[j]):
                worth, path = best[-1][j]
                choices.append((worth + score, [*path, (i, j)]))
            row.append(max(choices, key=lambda choice: choice[0]))
        best.append(row)
    return best[-1][-1][1]


class _Scores:
    """How well elements of two sequences fit each other."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self.kinds = [Counter(_kind(part) for part in side if isinstance(part, HtmlElement)) for side in (old, new)]
        self.words: dict[HtmlElement, Counter[str]] = {}

    def of(self, old: Part, new: Part) -> float:
        """0 where they are no versions of each other."""
        if isinstance(old, str) or isinstance(new, str) or not _may_pair(old, new):
            return 0.0
        likeness = self.likeness(old, new)
        ids = _id(old), _id(new)
        if old.tag in _ENTRIES and any(ids):
            return 2.0 + likeness if ids[0] == ids[1] else 0.0
        # On both sides the only one of its kind.
        if _kind(old) == _kind(new) and all(kinds[_kind(old)] == 1 for kinds in self.kinds):
            return 1.0 + likeness
        return likeness if likeness >= _MIN_LIKENESS else 0.0

    def likeness(self, old: HtmlElement, new: HtmlElement) -> float:
        """The share of words that two elements have in common (Dice's coefficient)."""
        one, two = self._words(old), self._words(new)
        return 2 * (one & two).total() / max(one.total() + two.total(), 1)

    def _words(self, element: HtmlElement) -> Counter[str]:
        if element not in self.words:
            words = (token for token in tokens(element.text_content()) if token[0].isalnum())
            self.words[element] = Counter(words)
        return self.words[element]


def _kind(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class", "")


def _id(element: HtmlElement) -> str | None:
    """The id of what an element stands for; a row of a table has none on the page."""
    if element.get("id") or element.tag != "tr":
        return element.get("id")
    return next((row[1] for each in element.iter() if (row := _ROW.search(each.get("data-at", "")))), None)


def _may_pair(old: HtmlElement, new: HtmlElement) -> bool:
    """What an abbreviation stands for, a language and the columns of a table are those of the whole element."""
    if old.tag != new.tag or old.tag == "abbr" or old.get("lang") != new.get("lang"):
        return False
    if old.tag == "tr":
        return _cells(old) == _cells(new)
    return old.tag != "table" or _columns(old) == _columns(new)


def _columns(table: HtmlElement) -> set[int]:
    return {len(row) for row in table.iter("tr")}


def _cells(row: HtmlElement) -> list[tuple[str, str, str]]:
    return [(str(cell.tag), cell.get("colspan", ""), cell.get("rowspan", "")) for cell in row]

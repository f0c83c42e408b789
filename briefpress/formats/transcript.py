"""A file as a screen reader says it: one line an utterance, in reading order, in the language of the edition.

What is said follows what NVDA and JAWS say of a tagged PDF, in fewer words; the words are labels. Links stand in
brackets, and so does a passage in another language, `[en: words]`; an abbreviation is followed by what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefpress.language.bidi import UNSEEN
from briefpress.language.locale import Language
from briefpress.pdf.structure_tree import Element, structure_of
from briefpress.schema.forms import Forms
from briefpress.schema.output_labels import Speech
from briefpress.tagging.structure import GROUPING

_HEADING = re.compile(r"H([1-6])")
#: Elements that begin an utterance of their own; a note in a list is part of its item.
_BLOCKS = GROUPING | {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TOC", "TOCI", "LI", "LBody", "Figure", "Caption"}


def utterances(data: bytes, speech: Speech, language: Language) -> Iterator[str]:
    """What is said of a PDF from its beginning to its end: of what is in the file, whatever was meant to be."""
    return (text for _, text in utterances_on_pages(data, speech, language))


def utterances_on_pages(data: bytes, speech: Speech, language: Language) -> Iterator[tuple[int, str]]:
    """The same, each with the number of its page, from 1."""
    reader = _Reader(speech, language)
    for text in reader.say(structure_of(data)):
        yield reader.page, text


class _Reader:
    """Says one document, and on which page it is."""

    def __init__(self, speech: Speech, language: Language) -> None:
        self.speech = speech
        self.language = language
        self.page = 0

    def say(self, structure: Element) -> Iterator[str]:
        """What is said of an element and all in it."""
        heading = _HEADING.fullmatch(structure.type)
        if structure.type in ("L", "TOC"):
            yield from self.items(structure)
        elif structure.type == "Table":
            yield from self.table(structure)
        elif structure.type == "Figure":
            yield from self.utter(structure, self.speech.figure.replace("{text}", structure.alternative or ""))
            # The words in a picture are not read: its alternative text stands for them.
            yield from (line for part in structure.elements for line in self.say(part))
        elif structure.type == "Aside":
            yield from self.utter(structure, self.speech.note)
            yield from self.parts(structure)
            yield self.speech.note_end
        elif heading:
            text = self.speech.heading.replace("{level}", heading[1])
            yield from self.utter(structure, text.replace("{text}", self.inline(structure)))
        elif structure.type == "Caption":
            yield from self.utter(structure, self.speech.caption.replace("{text}", self.inline(structure)))
        else:
            yield from self.parts(structure)

    def utter(self, structure: Element, text: str) -> Iterator[str]:
        """One utterance, after the page where a new one begins."""
        if structure.page > self.page:
            self.page = structure.page
            yield self.speech.page.replace("{number}", str(self.page))
        yield text

    def parts(self, structure: Element, text: str = "") -> Iterator[str]:
        """The running text of an element, after `text`, and the blocks in it, each in turn."""
        for kid in _with_small(structure.kids):
            if isinstance(kid, Element) and kid.type in _BLOCKS:
                yield from self.utter(structure, _tidy(text)) if text.strip() else ()
                yield from self.say(kid)
                text = ""
            else:
                text += self.part(kid, structure)
        yield from self.utter(structure, _tidy(text)) if text.strip() else ()

    def inline(self, structure: Element) -> str:
        """All of an element in one utterance."""
        return _tidy("".join(self.part(kid, structure) for kid in _with_small(structure.kids)))

    def part(self, kid: Element | str, structure: Element) -> str:
        """A piece of running text in an element."""
        if isinstance(kid, str):
            return kid
        if kid.type == "Link":
            # The space where a line ends inside the link belongs to what follows it.
            end = " " if kid.text.endswith(" ") else ""
            text = f" [{self.speech.link.replace('{text}', kid.description or '')}]{end}"
        else:
            text = kid.actual_text or "".join(self.part(part, kid) for part in _with_small(kid.kids))
        if _is_citation(kid):
            # What is said with a source stands in the brackets of its link, or it would run into the next sentence.
            mark = self.language.semicolon.strip()
            text = re.sub(rf"\]([^[{mark}]*[^[{mark}\s])(?=\s*(?:{mark}|$))", r"\1]", text)
        # An entry of the sources has no text before it.
        if kid.type == "FENote" and kid is not structure.kids[0]:
            text = f" [{self.speech.footnote.replace('{text}', _tidy(text)) if self.speech.footnote else _tidy(text)}]"
        if kid.expansion:
            text = f"{text} ({kid.expansion})"
        space = " " if kid.type in ("P", "L", "LI", "LBody", "Lbl") else ""
        return space + (f"[{kid.language}: {_tidy(text)}]" if kid.language else text) + space

    def items(self, structure: Element) -> Iterator[str]:
        """A list or a table of contents: how long it is, its items, its end."""
        items = [item for item in structure.elements if item.type in ("LI", "TOCI")]
        forms = self.speech.contents if structure.type == "TOC" else self.speech.list
        yield from self.utter(structure, self.counted(forms, len(items)))
        for item in items:
            label = next((self.inline(part) for part in item.elements if part.type == "Lbl"), "")
            if _is_term(structure, label):
                label = self.speech.cell.replace("{column}", label).replace("{text}", "")
            text = f"{label} " if label else ""
            for body in [part for part in item.elements if part.type == "LBody"] or [item]:
                yield from self.parts(body, text)
                text = ""
        yield self.speech.list_end

    def table(self, structure: Element) -> Iterator[str]:
        """A table: its caption and size, then each row, every cell after the header cells of its column."""
        rows = [element for element in structure.walk() if element.type == "TR"]
        columns = [self.inline(cell) for cell in rows[0].elements] if rows else []
        heads = (cell for part in structure.elements if part.type == "THead" for cell in part.walk() if cell.id)
        names = {cell.id or "": self.inline(cell) for cell in heads}
        yield from (line for part in structure.elements if part.type == "Caption" for line in self.say(part))
        width = sum(cell.columns for cell in rows[0].elements) if rows else 0
        size = self.speech.table.replace("{columns}", self.language.number(width))
        yield from self.utter(structure, size.replace("{rows}", self.language.number(len(rows))))
        for row in rows:
            cells = [self.cell(cell, names, columns[place : place + 1]) for place, cell in enumerate(row.elements)]
            yield from self.utter(row, self.language.comma.join(cells))
        yield self.speech.table_end

    def cell(self, cell: Element, names: dict[str, str], usual: list[str]) -> str:
        """A cell; data are said after the header cells that it names, or the `usual` one of its column."""
        text = self.inline(cell)
        column = " ".join([names[name] for name in cell.headers if name in names] or usual)
        if cell.type == "TH" or not column:
            return text
        if not text:
            return column
        return self.speech.cell.replace("{column}", column).replace("{text}", text)

    def counted(self, forms: Forms, count: int) -> str:
        """A wording with its number."""
        form: str = getattr(forms, self.language.plural(count)) or forms.other
        return form.replace("{count}", self.language.number(count))


def _is_term(structure: Element, label: str) -> bool:
    """Whether the label of an item is a term that it describes; PDF 1.7 has no word for such a list."""
    return structure.numbering == "Description" or (structure.numbering == "None" and any(map(str.isalnum, label)))


def _is_citation(element: Element) -> bool:
    """Whether it is a citation and what is said with it (tagging/semantics.py)."""
    first = element.kids[0] if element.type == "Span" and element.kids else None
    return isinstance(first, Element) and first.type == "Reference"


def _with_small(kids: Sequence[Element | str]) -> list[Element | str]:
    """Kids in which the small figures at an abbreviation are a part of it: BOD₅ (biochemical oxygen demand)."""
    joined = list[Element | str]()
    for kid in kids:
        before = joined[-1] if joined else None
        if isinstance(before, Element) and before.expansion and isinstance(kid, Element) and kid.actual_text:
            joined[-1] = replace(before, kids=[*before.kids, kid])
        else:
            joined.append(kid)
    return joined


def _tidy(text: str) -> str:
    return " ".join(UNSEEN.sub("", text).split())

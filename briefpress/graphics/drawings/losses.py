"""What a drawing loses on its way to paper, told once for each kind of loss, at its first place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree

from briefpress.core.problems import Problem, Severity
from briefpress.graphics.drawings.programs import hint, program_of
from briefpress.graphics.drawings.source import Element, Source
from briefpress.graphics.drawings.table import MOVING, SILENT, WHERE, XHTML

#: A longer text is cut in a message, in characters.
_WIDTH = 60


class Loss(NamedTuple):
    """Something that is not drawn: a sentence on it, the topic of the hint, and how much it matters."""

    sentence: str
    topic: str
    severity: Severity = Severity.ERROR


@dataclass
class Losses:
    """The losses of a drawing."""

    source: Source
    _places: dict[tuple[str, str], list[tuple[Loss, Element, str]]] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)

    def lose(self, loss: Loss, element: Element, word: str = "", kind: str = "") -> None:
        """Tell of a loss at an element, or at a word in or after its tag. Of a kind only the first is told in full."""
        self._places.setdefault((kind or loss.sentence, loss.topic), []).append((loss, element, word))

    def lose_words(self, element: Element, where: str) -> None:
        """Tell that the words in an element are lost, if there are any."""
        text = words(element)
        if text or any(str(inner.tag).endswith("}img") for inner in element.iter()):
            self.lose(Loss(f"the words “{short(text)}” {where} are not drawn", "words"), element, kind=where)

    def lose_element(self, element: Element, name: str) -> None:
        """Tell what is lost with an element of this name in SVG, "" for none: of what is no SVG only words of HTML."""
        if name in MOVING:
            self.lose(Loss(f"{MOVING[name]}: the picture is its first state", "motion", Severity.WARNING), element)
        elif name in WHERE:
            self.lose_words(element, WHERE[name])
        elif str(element.tag).startswith(XHTML):
            self.lose_words(element, "in HTML inside the drawing")
        elif name and name not in SILENT:
            self.lose(Loss(f"<{name}> is not drawn", "effect"), element)

    def lose_branch(self, better: Element, drawn: Element | None) -> None:
        """Tell what a branch says, unless the one that is drawn instead says the same."""
        text, drawn_text = words(better), words(drawn) if drawn is not None else ""
        if "".join(text.split()) != "".join(drawn_text.split()):
            end = f"drawn as “{short(drawn_text)}”" if drawn_text else "not drawn"
            self.lose(Loss(f"the words “{short(text)}” are {end}", "words"), better, kind="in a switch")

    def lose_dashes(self, element: Element, length: str, *, by_use: bool = False) -> None:
        """Tell of dashes in parts of a length that is not known."""
        whose = " of <use>" if by_use else ""
        self.lose(Loss(f"dashes{whose} in parts of a length (`pathLength: {length}`) are not drawn", "css"), element)

    def add(self, problem: Problem) -> None:
        """Tell of what is no loss of the drawing's own."""
        self._problems.append(problem)

    def problems(self) -> Iterator[Problem]:
        """All that is to be told."""
        program = program_of(self.source.text)
        for instruction, place in self.source.instructions:
            if instruction.startswith("xml-stylesheet"):
                message = "the style sheet that is linked here is not read"
                yield Problem("svg-ignored", message, place, hint("css", program))
        for places in self._places.values():
            loss, element, word = places[0]
            count = len(places) - 1
            more = f"; so {'is' if count == 1 else 'are'} {count} more in this drawing" if count else ""
            place = self.source.place(element, word)
            yield Problem("svg-ignored", f"{loss.sentence}{more}", place, hint(loss.topic, program), loss.severity)
        yield from self._problems


def words(element: ElementTree.Element) -> str:
    """The words in an element, styles and titles aside."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: ElementTree.Element) -> Iterator[str]:
    if str(element.tag).rpartition("}")[2] not in ("style", "script", "title", "desc", "metadata"):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def short(text: str) -> str:
    """A text as a message quotes it."""
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 3]}…"

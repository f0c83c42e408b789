"""The numbers of sources, and the anchors of the places that cite them.

A *citation* has cites, one for each source (the words of CSL 1.0.2), whether a template prints it under `sources:` or a
text has it at a sentence (`[@icpdr, p. 14]`). `Citations` is asked for each as it is printed, so in reading order, and
keeps all: a style that prints something else than numbers, as “(ICPDR 2021, p. 14)”, can be given them at once, before
the page is printed again with what it makes of them. How a citation looks is a matter of calls/citation.html.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from briefpress.language.calls import Cite
from briefpress.language.figures import JOINER
from briefpress.language.locale import Language
from briefpress.markup.citeproc import Styled

_CALL_AFTER_CALL = re.compile(r'(</sup><sup class="(?:citations|noteref)\b[^>]*>)')
_NOTE_AFTER_EXPONENT = re.compile(rf'(</sup>{JOINER}+<sup class="noteref"[^>]*>)')
_CITATION_AFTER_FIGURE = re.compile(
    rf'((?:\d|</sup>)(?:</\w+>)*{JOINER}+<sup class="citations)(?: worded)?("[^>]*>)(.*?)</sup>', re.DOTALL
)
#: How many ways back from a source can be told apart.
MOST = 16


@dataclass(frozen=True)
class Mention:
    """One printed mention of a source: its number, the anchor of this place, and what is said with it."""

    number: int
    anchor: str
    cite: Cite


class Citation(list[Mention]):
    """The mentions of a citation; `text` is what a style prints in their place, where it does not cite by numbers."""

    text: Markup | None = None

    @property
    def in_line(self) -> Markup | None:
        """What a style prints, without the brackets that set it apart from a sentence."""
        enclosed = self.text and re.fullmatch(r"\(([^()]*)\)", self.text)
        return Markup(enclosed[1]) if enclosed else self.text  # noqa: S704 (it is escaped)


@dataclass(frozen=True)
class Citations:
    """Gives every printed mention of a source an anchor, so that the list of sources can link back to it."""

    #: The number of each source, by its id.
    numbers: Mapping[str, int]
    #: The anchors of each source so far, each with the section that it is in, and all citations so far.
    printed: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    citations: list[tuple[Cite, ...]] = field(default_factory=list)
    #: What was printed of a page before, where it is printed again.
    before: Mapping[str, dict[str, str]] = field(default_factory=dict)
    #: How many mentions of each source were known when it was listed.
    listed: dict[str, int] = field(default_factory=dict)
    #: The entries of the list of sources by their ids, in a style of citation; and what a style that does not cite by
    #: numbers makes of the page.
    entries: Mapping[str, Markup] = field(default_factory=dict)
    styled: Styled | None = None

    def cite(self, sources: Iterable[str | Cite], section: str = "") -> Citation:
        """The next citation, in the section of this id: a mention of each source.

        They stand by their numbers, unless words lead from one to the other.
        """
        cites = tuple(source if isinstance(source, Cite) else Cite(source) for source in sources)
        self.citations.append(cites)
        mentions = Citation(self._mention(cite, section) for cite in cites)
        if self.styled:
            anchors = [(mention.cite.source, mention.number, mention.anchor) for mention in mentions]
            mentions.text = self.styled.text(len(self.citations) - 1, anchors)
        if not any(cite.prefix for cite in cites):
            mentions.sort(key=lambda mention: mention.number)
        return mentions

    def _mention(self, cite: Cite, section: str) -> Mention:
        number = self.numbers[cite.source]
        anchor = f"cite-{number}-{len(self.printed[cite.source]) + 1}"
        self.printed[cite.source][anchor] = section
        return Mention(number, anchor, cite)

    def mentions(self, source: str, *, complete: bool = False) -> list[str]:
        """The anchors of the mentions so far; of too many to list, unless `complete`, the first in each section."""
        printed = self.before.get(source) or self.printed.get(source, {})
        self.listed[source] = len(printed)
        if complete or len(printed) <= MOST:
            return list(printed)
        firsts = {section: anchor for anchor, section in reversed(printed.items())}
        return [anchor for anchor, section in printed.items() if firsts[section] == anchor][:MOST]

    def again(self) -> Citations:
        """The citations of the same page, to be printed again."""
        return Citations(self.numbers, before=self.printed, entries=self.entries, styled=self.styled)

    @property
    def is_late(self) -> bool:
        """Whether a source was cited after it was listed, as an imprint may do: the list lacks the way back."""
        return any(len(self.printed[source]) > count for source, count in self.listed.items())

    @property
    def order(self) -> list[str]:
        """The sources in the order of their first mentions, then those that were not mentioned."""
        return list(dict.fromkeys([*self.printed, *self.numbers]))


def separated(page: str, language: Language) -> str:
    """A page on which a call does not make one number with what is before it: a call, figures, an exponent.

    Only calls of a sentence stand close to its figures, after a JOINER; `sources:` of a text are set apart by its end.
    """
    if any(language.call):
        return page
    page = _CALL_AFTER_CALL.sub(rf"\1{language.comma}", page)
    page = _NOTE_AFTER_EXPONENT.sub("\\1\u202f", page)
    return _CITATION_AFTER_FIGURE.sub(r"\1 worded\2(\3)</sup>", page)


def numbered(sources: Iterable[str]) -> dict[str, int]:
    """The number of each source, by its id: from 1 on, in this order."""
    return {source: number for number, source in enumerate(sources, start=1)}

"""The sources: works of every sort, by the fields that CSL 1.0.2 has for them, or described in words.

A source has a `title` and what else is known of it, once for all languages, or a `text` in each of them. Where CSL's
word is long or says less than it means (`container-title`, `publisher-place`, `issued`, `page`), the field's is plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefpress.core.located import Located, path_of
from briefpress.language.dates import PartialDate
from briefpress.language.locale import is_language
from briefpress.language.markdown import Phrase, Title, Wording
from briefpress.schema.base import Entry, SourceKey
from briefpress.schema.facts import Url
from briefpress.schema.key_rules import Rules, has, has_not_both, has_some_of, where
from briefpress.schema.names import Names
from briefpress.schema.periods import Date, Period

#: The types of CSL 1.0.2 (appendix III).
SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip

#: The fields that describe a source, in the place of words.
DESCRIPTION = (
    *("type", "author", "editor", "title", "container", "genre", "number", "edition", "volume", "issue", "pages"),
    *("publisher", "place", "date", "isbn"),
)
#: Types whose titles stand in plain letters: they name a text of law, or what was said.
_PLAIN_TYPES = frozenset(
    ("bill", "hearing", "interview", "legal_case", "legislation", "personal_communication", "regulation", "treaty")
)
#: A DOI (ISO 26324), and what may stand before it.
DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi[:/]\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
#: A range of pages, in figures of whatever kind.
_PAGES = re.compile(r"(?<![\w.])([A-Za-z]?\d+|[ivxlc]+)\s*[-\u2010-\u2015]{1,3}\s*([A-Za-z]?\d+|[ivxlc]+)(?![\w.])")


def _as_text(value: object) -> object:
    """A number as it was typed: 007 and `L 327` are texts, and 12 is one as well."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _doi(value: str) -> str:
    """A DOI without what stands before it in a URL (ISO 26324)."""
    match = DOI.fullmatch(value.strip())
    if not match:
        context = {"value": value, "hint": "a DOI is written 10.1000/182"}
        raise PydanticCustomError("bad-link", "`{value}` is not a valid DOI", context)
    return match[1]


def _language(value: str) -> str:
    if not is_language(value):
        context = {"code": value, "hint": "write its code: en, fr, pt-BR"}
        raise PydanticCustomError("unknown-language", "there is no language `{code}`", context)
    return value


def _pages(value: str) -> str:
    return Located(_PAGES.sub(r"\1–\2", value), path_of(value))


#: A number or what has the place of one: 12, L 327, A/RES/70/1.
Designation = Annotated[Wording, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number"]})]
#: A DOI as it is typed, with or without the site.
DoiText = Annotated[
    str, AfterValidator(_doi), BeforeValidator(_as_text), WithJsonSchema({"type": "string", "pattern": r"10\.\d{4,9}/"})
]


class Source(Entry):
    """A source that the brief cites."""

    former: ClassVar[Mapping[str, str]] = {"address": "url", "consulted": "accessed"}

    key_rules: ClassVar[Rules] = (
        has_not_both("text", *(name for name in DESCRIPTION if name != "type")),
        where(has_some_of(*(name for name in DESCRIPTION if name not in ("type", "title"))), has("title")),
    )

    id: SourceKey
    """As of any entry, or the key that a program for references has given it, such as `Müller2021` or
    `doi:10.1000/182`.
    """
    type: SourceType | None = None
    """What it is: one of the [types](#types-of-source) of CSL."""
    language: Annotated[str, AfterValidator(_language)] | None = None
    """The language of the title, by its code: `de`. The title is set by its rules, and read aloud in it."""
    author: Names = ()
    """A [name](#names), or a list of names. Of more than six the first is printed, with “et al.”."""
    editor: Names = ()
    """Who edited it: a name, or a list of names."""
    title: Title | None = None
    """The title, a phrase, printed as it is in all languages. Required unless there is a `text`."""
    container: Title | None = None
    """What it is a part of: a journal, a newspaper, a book, a site."""
    genre: Wording | None = None
    """What it calls itself: `Working paper`."""
    number: Designation | None = None
    """Its number: `12`, `A/RES/70/1`."""
    edition: Designation | None = None
    """Its edition: `2`, or words."""
    volume: Designation | None = None
    """Its volume."""
    issue: Designation | None = None
    """Its issue."""
    pages: Annotated[Designation, AfterValidator(_pages)] | None = None
    """Its pages: `14-19`."""
    publisher: Wording | None = None
    """Who published it."""
    place: Wording | None = None
    """Where it was published."""
    date: Period | None = None
    """When it was published, as far as it is known."""
    isbn: Designation | None = None
    """The ISBN of a book."""
    doi: DoiText | None = None
    """The DOI, `10.1000/182`: a link to it is printed in the place of the `url`."""
    url: Url | None = None
    """Its URL, if it has one that was seen."""
    accessed: Date | None = None
    """Date of the consultation: a day, a month or a year. A printed book needs none. Where it is the same for all
    sources, it is printed once. The labels have a wording for a day (`consulted`) and for a month or a year
    (`consulted_in`).
    """
    text: Phrase | None = None
    """Author, title, publisher, in words: in the place of all fields but `url`, `doi` and `accessed`."""

    @property
    def style(self) -> str:
        """How its title is set: `plain`, `quoted` where it is a part of something, or `italic`."""
        if self.type in _PLAIN_TYPES:
            return "plain"
        return "quoted" if self.container else "italic"

    @property
    def name(self) -> str:
        """What it is known by, without markup: its own words, or its title."""
        words = self.text or self.title
        return words.plain if words else self.id

    @property
    def is_article(self) -> bool:
        """Whether it stands in what appears at intervals, whose volumes and issues are known by their figures."""
        return bool(self.type and self.type.startswith(("article", "review")))

    @property
    def is_contribution(self) -> bool:
        """Whether it is a part of a book."""
        return bool(self.container) and self.type in ("chapter", "paper-conference")

    @property
    def sole_author(self) -> str | None:
        """Its author, where it is one by one name: an institution may publish what it writes."""
        return self.author[0].literal if len(self.author) == 1 else None

    @property
    def link(self) -> str | None:
        """Its URL: that of its DOI, which lasts, where it has one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def address(self) -> str | None:
        """Its URL, for templates of older briefs."""
        return self.url

    @property
    def consulted(self) -> PartialDate | None:
        """The date of its consultation, for templates of older briefs."""
        return self.accessed

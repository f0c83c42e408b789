"""An entry of a translation beside that of its source: figures, links, sources and items are the same, words are not.

Names, numbers, addresses and short labels are alike in many languages: only what is clearly a sentence, or most of one,
tells that it is not translated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefpress.core.problems import Problem
from briefpress.core.yamltree import Node
from briefpress.language.citations import cited_ids
from briefpress.language.commonmark import MARKDOWN
from briefpress.language.placeholders import names_in

#: What an item of a list begins with.
ITEM = r"\s*(?:[-*+]|\d+[.)]) "
_URL = r"(?<=\]\()[^)\s]+"
#: The key of a source that is cited, and the label of a footnote: they are ids.
_KEY = r"@\{?[\w:.#$%&+?<>~/-]+|\[\^[^\]\s]+\]"
#: What is not in the language of the text: code, addresses, words that are marked as those of another language.
_FOREIGN = re.compile(
    r"`[^`]*`|\[[^\[\]]*+\]\{lang=[^}]*\}|\]\([^)\]]*+\)|<?\b(?:https?|mailto|tel):\S+|(?<!\{)\{++[ \w-]++\}+"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many words make a sentence, and so many of them are no names.
_WORDS, _COMMON = 4, 2


def differences(path: str, source: Node, target: Node) -> Iterator[Problem]:
    """What the text at `path` has otherwise than its source."""
    for code, (what, measure) in _MEASURES.items():
        there, here = measure(str(source.value)), measure(str(target.value))
        if there != here:
            difference = f"{_listed(there - here)} in the source ({source.position}), {_listed(here - there)} here"
            hint = f"fix it, or write `# waive {code}: why` on the line above"
            yield Problem(code, f"`{path}` has other {what} than its source: {difference}", target.position, hint)


def _figures(text: str) -> Counter[str]:
    """The numbers and years of a text, whatever their digits and what separates their thousands: 1’234, 12,34,567."""
    plain = re.sub(r"(?<=\d)[\s\u00a0\u202f.,'’](?=(?:\d\d,)*\d{3}(?!\d))", "", re.sub(f"{_URL}|{_KEY}", " ", text))
    figures = [re.sub(r"\d", lambda digit: str(int(digit[0])), figure) for figure in re.findall(r"\d+", plain)]
    # A day may have a zero before it; in a longer row of digits, as of a telephone, it counts.
    return Counter(str(int(figure)) if len(figure) < 3 else figure for figure in figures)


def _links(text: str) -> Counter[str]:
    """The URLs of a text, but for those of headings by their words, which are other words in each language."""
    return Counter(url for url in re.findall(_URL, text) if "--" not in url or not url.startswith("#"))


def _values(text: str) -> Counter[str]:
    return Counter(names_in(text))


def _sources(text: str) -> Counter[str]:
    return Counter(cited_ids(text))


def _parts(text: str) -> Counter[str]:
    """What a text is made of besides paragraphs."""
    env: dict[str, Any] = {}
    types = Counter(token.type for token in MARKDOWN.parse(text, env))
    types["footnote_ref"] = len(env.get("footnotes", {}).get("list", ()))
    return Counter({name: types[kind] for kind, name in _PARTS.items() if types[kind]})


#: What is counted, by the tokens of CommonMark: rows and cells are those of tables.
_PARTS = {
    "list_item_open": "items",
    "heading_open": "headings",
    "dt_open": "terms",
    "dd_open": "definitions",
    "tr_open": "rows",
    "th_open": "columns",
    "footnote_ref": "footnotes",
}
_MEASURES = {
    "different-figures": ("figures", _figures),
    "different-links": ("links", _links),
    "different-sources": ("sources", _sources),
    "different-values": ("values", _values),
    "different-items": ("items, headings, footnotes or rows", _parts),
}
#: What can be waived.
CODES = (*_MEASURES, "untranslated-text")


def _listed(counted: Counter[str]) -> str:
    shown = [f"{count} {name}" if name in _PARTS.values() else name for name, count in sorted(counted.items())]
    return ", ".join(shown) or "none"


def is_untranslated(path: str, source: Node, target: Node) -> bool:
    """Whether the text at `path` says, word for word, what its source says, and is no name."""
    # A source is cited in its own language.
    if path.startswith("sources.") or _plain(source) != _plain(target):
        return False
    words = _WORD.findall(_FOREIGN.sub(" ", _plain(target)))
    return len(words) >= _WORDS and sum(not word[0].isupper() for word in words) >= _COMMON


def same_language(source: str, target: str) -> bool:
    """Whether two codes are those of varieties of one language, as pt and pt-BR: there most entries are alike."""
    return source.partition("-")[0] == target.partition("-")[0]


def _plain(node: Node) -> str:
    return " ".join(str(node.value).split())

"""Citations at the sentence, as pandoc writes them: `[see @icpdr, pp. 14-19; @eea]`.

The parser takes as a citation what names a source in brackets: `@` and a key, which no letter, digit or point precedes.
A mail address, `[@]` and `[@icpdr](https://…)`, which is a link, are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefpress.core.problems import choices
from briefpress.language.calls import Cite
from briefpress.language.finding import Finding, as_typed, shown
from briefpress.language.foreign_markup import in_line
from briefpress.language.locale import Language
from briefpress.language.locators import locator
from briefpress.language.placeholders import placeholders_in, without_placeholders

#: A key as pandoc takes it, with the source's id in it.
_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
_CITE = re.compile(rf"(?P<prefix>(?:.*?\s)?)(?P<minus>-?){_KEY}(?P<suffix>(?:\W.*)?)", re.DOTALL)
_BRACKETS = re.compile(r"\[(?!\^)([^\[\]]*)\](?!\()")
_PARTS = re.compile("[;\u061b]")
_COMMAS = ",\u060c \t\n"
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
#: One that stands in a sentence, where it is no part of an address.
_START = r"(?<![\w@./\\-])"
_IN_SENTENCE = re.compile(f"{_START}{_KEY}(?!@)")


def citation_plugin(parser: MarkdownIt) -> None:
    """Let a parser take citations: tokens of type `citation`, whose content is what was typed between the brackets."""
    parser.inline.ruler.before("link", "citation", _citation)


def _citation(state: StateInline, silent: bool) -> bool:
    match = _BRACKETS.match(state.src, state.pos, state.posMax)
    if not match or not any(_cites(match[1])):
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _cites(citation: str) -> list[re.Match[str] | None]:
    """The parts of a citation as they were typed; None for one that names no source."""
    return [_CITE.fullmatch(part.strip()) for part in _PARTS.split(citation)]


def _key(cite: re.Match[str]) -> str:
    """The id of the source that a cite names."""
    return cite["braced"] or cite["plain"]


def cited_ids(text: str) -> set[str]:
    """The ids of the sources that are cited in a text that was typed."""
    return {_key(cite) for match in _BRACKETS.finditer(text) for cite in _cites(match[1]) if cite}


def cites(token: Token, language: Language) -> list[Cite]:
    """The cites of a citation, their words set in a language."""
    return list(dict.fromkeys(_cite(part, language) for part in _cites(token.content) if part))


def _cite(part: re.Match[str], language: Language) -> Cite:
    place, rest = _located(part, language)
    prefix, suffix = (
        language.typography.set(" ".join(text.split())) for text in (part["prefix"], rest.lstrip(_COMMAS))
    )
    if suffix:
        suffix = (" " if place and rest[:1].isspace() else language.comma) + suffix
    return Cite(_key(part), prefix, place, suffix, bool(part["minus"]))


def _located(part: re.Match[str], language: Language) -> tuple[str, str]:
    """The locator of a cite, which may stand in braces, and the words after it."""
    text = _ESCAPE.sub("", part["suffix"]).lstrip(_COMMAS)
    braced = re.match(r"\{([^{}]*)\}", text)
    place, rest = locator(braced[1] if braced else text, language.code)
    if braced:
        rest += text[braced.end() :]
    return place, rest.rstrip()


def citation_findings(tokens: Sequence[Token], sources: Collection[str]) -> Iterator[Finding]:
    """What is wrong in the citations of a line, of which these sources are known."""
    for token in tokens:
        if token.type == "citation":
            yield from _wrong_parts(token.content, sources)
    for match in _IN_SENTENCE.finditer(_unlinked(tokens)):
        if (key := _key(match)) in sources:
            hint = f"write it in brackets, `[@{key}]`, or `\\@{key}` to print it as it is"
            pattern = rf"{_START}{as_typed(match[0])}(?![^\[\]\n]*\])"
            yield Finding("not-in-text", f"`{match[0]}` cites a source without brackets", pattern, hint)


def _unlinked(tokens: Sequence[Token]) -> str:
    """The text of a line without its links; what was escaped is a backslash."""
    level = 0
    pieces = []
    for token in tokens:
        level += (token.type == "link_open") - (token.type == "link_close")
        shown = {"text": token.content, "text_special": "\\"}.get(token.type, " ")
        pieces.append(" " if level else shown)
    return "".join(pieces)


def _wrong_parts(citation: str, sources: Collection[str]) -> Iterator[Finding]:
    for part, cite in zip(_PARTS.split(citation), _cites(citation), strict=True):
        if cite is None:
            hint = "begin each part between two `;` with the source, as in `[@one, p. 3; @two]`"
            yield Finding("not-in-text", f"`{part.strip()}` names no source in a citation", as_typed(part), hint)
            continue
        key = _key(cite)
        if key not in sources:
            hint = f"{choices(key, sources, 'sources')}; to print it as it is, write `\\[`"
            yield Finding("unknown-source", f"there is no source `{key}`", rf"@\{{?{re.escape(key)}(?![\w-])", hint)
        if place := re.fullmatch(r"\s*:\s*(.+)", cite["suffix"]):
            number = f"p. {place[1]}" if place[1][0].isdigit() else place[1]
            hint = f"write `@{key}, {number}`; other places are `ch. 3`, `§ 4`, `fig. 2`"
            yield Finding("not-in-text", "a comma stands between a source and its page", as_typed(part), hint)
        else:
            yield from (finding for text in (cite["prefix"], cite["suffix"]) for finding in _in_cite(text))


def _in_cite(text: str) -> Iterator[Finding]:
    """What is wrong in the words of a cite, which is read as markup: values do not stand there."""
    for typed in placeholders_in(text):
        hint = "write what it stands for; a value can stand in the sentence around the citation"
        yield Finding("not-in-text", f"a value cannot stand in a citation: {shown(typed)}", as_typed(typed), hint)
    yield from in_line(without_placeholders(text))

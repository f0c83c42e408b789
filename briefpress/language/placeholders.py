r"""Values that a text prints by their names: `{{deadline}}`.

What is printed stands in the text like letters that were typed there: it is set with the words around it, and is never
markup. Between backticks, and after a backslash (`\{{deadline}}`), the name itself is printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefpress.core.problems import choices
from briefpress.language.finding import BLANK, Finding, as_typed, shown

#: What stands between braces that are doubled, and may be doubled too often.
_PLACEHOLDER = re.compile(r"(?P<escape>\\?)(?P<typed>(?<!\{)\{{2,}+(?P<inner>[^{}\n]*+)\}{2,}+)")
_NAME = re.compile(r"[^\W_][\w-]*")
_PLAIN_HINT = "to print the braces, write `\\{{`"


@dataclass(frozen=True)
class NamedValues:
    """What texts print by name."""

    #: What is printed, by the names.
    texts: Mapping[str, str] = field(default_factory=dict)
    #: The names of what only editions for other readers print.
    elsewhere: Collection[str] = ()
    #: Whether these texts are values themselves, which name no others.
    are_values: bool = False

    def findings(self, typed: str) -> Iterator[Finding]:
        """What is wrong with a placeholder as it was typed."""
        inner = typed.strip("{}")
        name = inner.strip()
        if self.are_values:
            hint = f"write what it stands for; {_PLAIN_HINT}"
            yield Finding("not-in-text", f"a value cannot name another one: {shown(typed)}", as_typed(typed), hint)
        elif typed != f"{{{{{inner}}}}}" or not _NAME.fullmatch(name):
            hint = f"write the id of a value alone, as in `{{{{deadline}}}}`: nothing is computed there; {_PLAIN_HINT}"
            message = f"between `{{{{` and `}}}}` stands the name of a value, and nothing else: {shown(typed)}"
            yield Finding("not-in-text", message, as_typed(typed), hint)
        elif name not in self.texts:
            yield self._unknown(name, typed)

    def _unknown(self, name: str, typed: str) -> Finding:
        if name in self.elsewhere:
            message = f"the value `{name}` is for other audiences or recipients than those of this edition"
            hint = "choose one with --audience or --recipient, or write under `values:` what all others get"
            return Finding("unknown-value", message, as_typed(typed), hint)
        declared = choices(name, self.texts, "values")
        hint = f"{declared if self.texts else _declaration_hint(name)}; {_PLAIN_HINT}"
        return Finding("unknown-value", f"there is no value `{name}`", as_typed(typed), hint)


def _declaration_hint(name: str) -> str:
    return f"a brief declares its values as in `values: [{{id: {name}, text: …}}]`"


def placeholders_in(text: str) -> list[str]:
    """The placeholders of a text, as they were typed."""
    return [match["typed"] for match in _PLACEHOLDER.finditer(text) if not match["escape"]]


def names_in(text: str) -> list[str]:
    """The names of the values that a text prints, as often as it does."""
    return [typed.strip("{}").strip() for typed in placeholders_in(text)]


def line_with_values(line: str, values: NamedValues) -> str:
    """A line, which knows no markup, with what it prints by name."""

    def printed(match: re.Match[str]) -> str:
        return match["typed"] if match["escape"] else values.texts.get(match["inner"].strip(), match["typed"])

    return _PLACEHOLDER.sub(printed, line)


def line_findings(line: str, values: NamedValues) -> Iterator[Finding]:
    """What is wrong with the placeholders of a line."""
    for typed in placeholders_in(line):
        yield from values.findings(typed)


def without_placeholders(line: str) -> str:
    """A line in which nothing is seen of its placeholders."""
    return _PLACEHOLDER.sub(BLANK, line)


def placeholder_plugin(parser: MarkdownIt) -> None:
    """Let a parser take placeholders: letters that were not typed, from the `values` of its environment."""
    parser.inline.ruler.before("link", "placeholder", _placeholder)


def _placeholder(state: StateInline, silent: bool) -> bool:
    match = _PLACEHOLDER.match(state.src, state.pos, state.posMax)
    if match is None or match["escape"]:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.markup, token.info = match["typed"], "placeholder"
        token.content = state.env.get("values", {}).get(match["inner"].strip(), "")
    state.pos = match.end()
    return True


def placeholder_findings(tokens: Sequence[Token], values: NamedValues) -> Iterator[Finding]:
    """What is wrong with the placeholders of a text that was read as CommonMark."""
    for child in (child for token in tokens for child in token.children or ()):
        if child.info == "placeholder":
            yield from values.findings(child.markup)
        if names_in(url := unquote(str(child.attrs.get("href", "")))):
            hint = "write the whole URL; a value can stand in the words of the link"
            yield Finding("bad-link", f"a value cannot stand in a URL: {shown(url)}", as_typed(url), hint)

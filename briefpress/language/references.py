"""Cross-references: links that print the number of what they lead to. `[](#flow)` prints all of it: figure 2.

A link whose words end with what the thing is called, `[see figure](#flow)`, prints the number after them. After an
article or its like, `[a section](#costs)`, no number is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it.token import Token

from briefpress.core.problems import Severity, near
from briefpress.language.figures import NO_BREAK
from briefpress.language.finding import Finding, shown

#: What ends a sentence before a reference; the point of `cf.`, `e.g.` or `vgl.` does not.
_SENTENCE_END = re.compile(r"(?:^|(?:\w{4}|[\d)\]”»])[.!?…][)\]”»]*)\s*$")


@dataclass(frozen=True)
class Referent:
    """What can be referred to: its kind, its number, and what a link without words prints, `figure 2`."""

    kind: str
    number: str
    wording: str


@dataclass(frozen=True)
class CrossReferences:
    """What the links of texts may refer to, how it is called, and what they have referred to."""

    #: By the ids on the page.
    referents: Mapping[str, Referent] = field(default_factory=dict)
    #: What each kind is called: figure, fig.
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: The words after which a name means no number: a section, this table.
    determiners: Sequence[str] = ()
    #: The ids of what this edition is without, links to which are told otherwise.
    left_out: Collection[str] = ()
    #: The kinds that were referred to by number, each with the path of the first text that does so.
    kinds: dict[str, str] = field(default_factory=dict)

    def kind(self, words: str, before: str) -> str | None:
        """What the words of a link, after what stands `before` it, ask the number of; None where they ask for none."""
        kinds = {name: kind for kind, names in self.names.items() for name in names if _ends(words, name)}
        name = max(kinds, key=len, default="")
        is_described = self._is_described(before + words[: len(words) - len(name)])
        return None if is_described else kinds.get(name)

    def _is_described(self, before: str) -> bool:
        """Whether one of the two words at the end, after the last mark, is a determiner."""
        words = re.findall(r"\w+", re.split(r"[^\w\s’'-]", before)[-1].casefold())[-2:]
        return not {*words}.isdisjoint(word.casefold() for word in self.determiners)


@dataclass(frozen=True)
class _Link:
    """A link within the page: the id that it leads to, its words, and all that stands before it."""

    target: str
    words: str
    before: str

    def named(self, references: CrossReferences) -> tuple[str | None, str]:
        """The kind of what its words end with the name of, if they do, and the number that was typed after the name."""
        if kind := references.kind(self.words, self.before):
            return kind, ""
        words, _, number = self.words.rpartition(" ")
        kind = references.kind(words, self.before) if number.isalnum() else None
        return kind, number if kind else ""


def refer(tokens: Sequence[Token], references: CrossReferences, path: str) -> None:
    """Write into the links of a text, which has this path, the numbers that they ask for."""
    for token in (token for token in tokens if token.children):
        pieces: list[Token] = []
        for piece in token.children or ():
            link = _link(pieces) if piece.type == "link_close" else None
            referent = references.referents.get(link.target) if link else None
            if link and referent and (wording := _completion(link, referent, references)) is not None:
                references.kinds.setdefault(referent.kind, path)
                pieces.append(Token("text", "", 0, content=wording))
            pieces.append(piece)
        token.children = pieces


def _completion(link: _Link, referent: Referent, references: CrossReferences) -> str | None:
    """What a link prints besides its words, to refer to something by its number; None for a link like any other."""
    if not link.words:
        return _wording(referent, link.before)
    kind, number = link.named(references)
    if kind != referent.kind or number not in ("", referent.number):
        return None
    return "" if number else NO_BREAK + referent.number


def _wording(referent: Referent, before: str) -> str:
    """What a link without words prints; it begins a sentence with a capital."""
    text = referent.wording
    return text[:1].upper() + text[1:] if _SENTENCE_END.search(before) else text


def _link(tokens: Sequence[Token]) -> _Link | None:
    """The link with which these tokens end, but for its end; None where it leads elsewhere than within the page."""
    start = next(index for index in reversed(range(len(tokens))) if tokens[index].type == "link_open")
    before, words = ("".join(map(_text, part)) for part in (tokens[:start], tokens[start:]))
    url = str(tokens[start].attrs["href"])
    return _Link(unquote(url[1:]), words.strip(), before) if url.startswith("#") else None


def _text(token: Token) -> str:
    return token.content or (" " if token.type in ("softbreak", "hardbreak") else "")


def reference_findings(tokens: Sequence[Token], references: CrossReferences) -> Iterator[Finding]:
    """Links that ask for a number, or have one, and lead to what has none or another one, or is called otherwise."""
    for pieces in (token.children for token in tokens if token.children):
        for index, piece in enumerate(pieces):
            if piece.type == "link_close" and (link := _link(pieces[:index])):
                yield from _findings(link, references)


def _findings(link: _Link, references: CrossReferences) -> Iterator[Finding]:
    """What is wrong with a link, if it was to refer to something by its number."""
    referent, (kind, number) = references.referents.get(link.target), link.named(references)
    pattern = rf"(?<=\]\(|\(<)#{re.escape(link.target)}(?![\w-])"
    if link.target in references.left_out:
        return
    if not link.words and not referent:
        names = "".join(f"did you mean `#{name}`? " for name in near(link.target, references.referents))
        message = f"`#{link.target}` leads to nothing that has a number, and the link has no words"
        yield Finding("broken-link", message, pattern, f"{names}write the words of the link: `[words](#{link.target})`")
    elif number and referent and (kind, number) != (referent.kind, referent.number):
        message = f"the link {shown(link.words)} leads to {referent.kind} {referent.number}"
        hint = "leave the number out, and the press prints it; or link to what the words name"
        yield Finding("broken-link", message, pattern, hint, Severity.WARNING)
    elif kind and not number and kind != (referent and referent.kind):
        leads = f"{referent.kind} {referent.number}" if referent else "what has no number"
        message = f"the link {shown(link.words)} leads to {leads}, and its number is not printed"
        hint = "link to what the words name, or change them: where no number is meant, write `this section`"
        yield Finding("broken-link", message, pattern, hint, Severity.WARNING)


def _ends(words: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}$", words, re.IGNORECASE))

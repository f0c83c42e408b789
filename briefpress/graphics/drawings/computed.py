"""The values that the properties of an element come to, of all that was given to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefpress.core.problems import Severity
from briefpress.graphics.drawings import values
from briefpress.graphics.drawings.cascade import Candidates
from briefpress.graphics.drawings.losses import Loss
from briefpress.graphics.drawings.table import IGNORED, INHERITED, INITIAL, PROPERTIES
from briefpress.graphics.drawings.values import Scope, Unread, number

_PAINTS = ("fill", "stroke")


@dataclass(frozen=True)
class Style:
    """The style of an element."""

    #: What it does not take from the element around it.
    own: Mapping[str, str] = field(default_factory=dict)
    #: What goes on to the elements in it.
    inherited: Mapping[str, str] = field(default_factory=lambda: dict(INITIAL))
    variables: Mapping[str, str] = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)
    losses: tuple[Loss, ...] = ()
    #: All that was given to its element.
    candidates: Candidates = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """What a property comes to."""
        return self.own.get(name) or (self.inherited.get(name, "") if name in INHERITED else INITIAL.get(name, ""))

    def text(self, name: str) -> str:
        """The weightiest text that was given to a property, for one that is not computed; "" for none."""
        return self.candidates.get(name, [""])[-1].strip()


def computed(candidates: Candidates, variables: Mapping[str, str], parent: Style) -> Style:
    """The style of an element in another of the style `parent`."""
    losses = [*_ignored(candidates)]
    own: dict[str, str] = {}

    def settle(name: str, read: Callable[[str, Scope], str], scope: Scope) -> None:
        try:
            value = _value(name, candidates.get(name, ()), read, scope, parent)
        except Unread:
            losses.append(_unread(name, candidates[name][-1].strip()))
            return
        if value is not None:
            own[name] = value

    settle("font-size", lambda text, scope: number(values.font_size(text, scope)), parent.scope)
    scope = replace(parent.scope, font_size=float(own.get("font-size", parent.scope.font_size)))
    for name in PROPERTIES.keys() & candidates.keys():
        settle(name, PROPERTIES[name], scope)
    own = {name: own[name] for name in sorted(own)}
    _settle_colour(own, parent)
    if own.get("filter", "none") != "none":
        losses.append(_unread("filter", own["filter"]))
    inherited = {**parent.inherited, **{name: value for name, value in own.items() if name in INHERITED}}
    return Style(own, inherited, variables, scope, tuple(losses), candidates)


def _settle_colour(own: dict[str, str], parent: Style) -> None:
    if own.get("color") == "currentColor":
        del own["color"]
    if "color" in own:
        # What the element around is painted in is its own colour; for an element in it, that is another.
        own |= {name: "currentColor" for name in _PAINTS if name not in own and parent[name] == "currentColor"}


def _unread(name: str, value: str) -> Loss:
    if name == "filter":
        return Loss("a filter (a shadow, a blur, a glow) is not drawn", "effect", Severity.WARNING)
    if "var(" in value:
        return Loss(f"`{name}: {value[:80]}` is not drawn: the drawing gives the variable no value", "css")
    topic = "effect" if name in ("clip-path", "mask") else "css"
    return Loss(f"`{name}: {value[:80]}` is not drawn", topic)


def _ignored(candidates: Candidates) -> Iterator[Loss]:
    for name, ignored in IGNORED.items():
        if name in candidates and not ignored.harmless.fullmatch(value := candidates[name][-1].strip()):
            yield Loss(f"`{name}: {value[:60]}` is not drawn: {ignored.loss}", ignored.topic, ignored.severity)


def _value(
    name: str, texts: list[str] | tuple[str, ...], read: Callable[[str, Scope], str], scope: Scope, parent: Style
) -> str | None:
    """The weightiest of the values that mean something; raises Unread where none of them is translated."""
    unread = None
    for text in reversed(texts):
        word = text.strip().lower()
        if word == "inherit" or (word in ("unset", "revert", "revert-layer") and name in INHERITED):
            # What goes on by itself is not written out: a template takes it from each `use` of it.
            return None if name in INHERITED else parent[name] or None
        if word in ("initial", "unset", "revert", "revert-layer"):
            return INITIAL.get(name)
        try:
            return read(text, scope)
        except Unread as error:
            unread = error
        except (ValueError, IndexError):
            continue
    if unread:
        raise unread
    return None

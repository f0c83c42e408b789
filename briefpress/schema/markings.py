"""Markings: what every page says of who may read it. TLP 2.0 is built in; an office may have a list of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated, Any, ClassVar, Literal, Self

from PIL import ImageColor
from pydantic import (
    AfterValidator,
    BeforeValidator,
    StrictBool,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from briefpress.core.problems import choices
from briefpress.graphics.colours import contrast
from briefpress.language.markdown import Line, Phrase
from briefpress.schema.base import Frozen, RefersTo
from briefpress.schema.by_language import ByLanguage

#: The markings of the Traffic Light Protocol 2.0 (FIRST, 2022), the most open first; each in its colour, on black.
TLP = {
    "TLP:CLEAR": "#ffffff",
    "TLP:GREEN": "#33ff00",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:RED": "#ff2b2b",
}
#: What says of a brief that it has no marking.
UNMARKED = "none"
#: A longer wording would not stand beside the number of a page.
_LONGEST = 40
#: The least contrast (WCAG 2.2, 1.4.3): what differs so much in lightness can also be read in black and white.
_CONTRAST = 4.5
_NAME = {"type": "string", "pattern": r"\S", "maxLength": _LONGEST}
_COLOUR_HINT = 'write it in quotation marks, as in CSS: "#003399" or "navy"'


def _colour(value: object) -> str:
    """A colour of CSS as `#rrggbb`: none that lets something shine through."""
    parts: tuple[int, ...] = ()
    with suppress(ValueError):
        parts = ImageColor.getrgb(str(value))
    if len(parts) != 3 or max(parts) > 255:
        context = {"value": f"`{value}`" if isinstance(value, str | int) else "this", "hint": _COLOUR_HINT}
        raise PydanticCustomError("wrong-choice", "{value} is not a colour", context)
    return "#{:02x}{:02x}{:02x}".format(*parts)


CssColour = Annotated[str, BeforeValidator(_colour)]


def _short(text: str | None) -> str | None:
    if text and len(text) > _LONGEST:
        hint = "shorten it, and say the rest under `imprint`"
        context = {"number": len(text), "most": _LONGEST, "hint": hint}
        raise PydanticCustomError("wrong-marking", "a marking has {most} characters at most, not {number}", context)
    return text


def _name(name: str) -> str:
    name, hint = " ".join(name.split()), ""
    if not name:
        raise PydanticCustomError("empty-text", "there are no words here")
    if name == UNMARKED:
        hint = f"`{UNMARKED}` says of a brief that it has no marking"
    elif name.casefold().startswith("tlp:") and name not in TLP:
        hint = choices(name, TLP, "TLP 2.0")
    if hint:
        context = {"name": name, "hint": hint}
        raise PydanticCustomError("wrong-marking", "no marking can have the name `{name}`", context)
    return name


class Marking(Frozen):
    """One marking of the list: its name, how it is printed, and what may be done with what bears it."""

    takes_text: ClassVar[bool] = True

    name: Annotated[str, AfterValidator(_short), AfterValidator(_name), WithJsonSchema(_NAME)]
    """What briefs write after `marking:`, in all languages. One of TLP 2.0 keeps its own look."""
    text: Annotated[Line | None, AfterValidator(_short), ByLanguage()] = None
    """What is printed, if it is not the name: a text, or one for each language, `{de: INTERN, fr: INTERNE}`; in others
    the name is printed.
    """
    color: CssColour = "#000000"
    """The colour of the letters, as in CSS; black if not given."""
    background: CssColour = "#ffffff"
    """The colour behind them; white if not given. The two must differ enough in lightness to be read in black and
    white.
    """
    mail: Literal["allowed", "refused"] = "allowed"
    """`refused`: the press writes no [mail](mail.md) with what is so marked."""
    subject: Annotated[Line | None, ByLanguage()] = None
    """What the subject of a mail begins with, if it is not what is printed: `R-UE/EU-R`; also one for each language."""
    imprint: Annotated[Phrase | None, ByLanguage()] = None
    """What the imprint says of it, in a sentence: a text, or one for each language that briefs so marked have."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: object) -> object:
        """A name alone is a whole marking."""
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_legible(self) -> Self:
        if self.is_tlp and self.model_fields_set & {"text", "color", "background"}:
            context = {"name": self.name, "hint": "remove `text`, `color` and `background`, or give it another name"}
            raise PydanticCustomError("wrong-marking", "TLP 2.0 says itself how `{name}` looks", context)
        colour, ground = (_parts(value) for value in (self.color, self.background))
        if not self.is_tlp and (ratio := contrast(colour, ground)) < _CONTRAST:
            hint = "take a darker colour for one of the two: it is to be read in black and white as well"
            context = {"color": self.color, "background": self.background, "ratio": f"{ratio:.1f}", "hint": hint}
            message = "{color} on {background} has a contrast of {ratio} to 1, under 4.5"
            raise PydanticCustomError("low-contrast", message, context)
        return self

    @property
    def is_tlp(self) -> bool:
        """Whether it is one of TLP 2.0, which prescribes its look."""
        return self.name in TLP

    @property
    def printed(self) -> str:
        """What is printed in the language that it was read in."""
        return self.text or self.name

    @property
    def css_class(self) -> str:
        """The class by which styles know it."""
        return re.sub("[:+]", "-", self.name.lower()) if self.is_tlp else "own"

    @property
    def style(self) -> str:
        """Its colours as CSS; "" for those that the styles have."""
        return "" if self.is_tlp else f"color: {self.color}; background: {self.background}"


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in ImageColor.getrgb(colour)[:3])
    return red, green, blue


def _unlike(markings: tuple[Marking, ...]) -> tuple[Marking, ...]:
    names = [marking.name for marking in markings]
    for index, name in enumerate(names):
        if name in names[:index]:
            context = {"name": name, "hint": "remove one of the two", "path": (index,)}
            raise PydanticCustomError("duplicate-id", "the marking `{name}` appears twice", context)
    return markings


class Markings(Frozen):
    """The markings of an office, from the most open to the most severe; those of TLP 2.0 need not be listed."""

    required: StrictBool = False
    """`true`: every brief must have a marking."""
    markings: Annotated[tuple[Marking, ...], AfterValidator(_unlike)] = ()
    """The markings in the order of their severity, the most open first. A name alone is enough for one: `[PUBLIC,
    INTERNAL]`.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a brief may write."""
        return tuple(dict.fromkeys((*self._listed, *TLP)))

    @property
    def _listed(self) -> list[str]:
        return [marking.name for marking in self.markings]

    def named(self, name: str | None) -> Marking | None:
        """The marking of a name; None where there is none."""
        return next((marking for marking in (*self.markings, *_BUILT_IN) if marking.name == name), None)

    def _order(self, *names: str) -> list[str]:
        """The order in which some names stand, of the list or else of TLP 2.0; empty where neither has them all."""
        return next((order for order in (self._listed, [*TLP]) if {*names} <= {*order}), [])

    def is_above(self, one: str, other: str) -> bool:
        """Whether one is more severe than another, where an order has both."""
        order = self._order(one, other)
        return bool(order) and order.index(one) > order.index(other)

    def may_be_above(self, one: str, other: str) -> bool:
        """Whether no order has both, and the other one alone is the most open of its own."""
        are_open = [self._order(name)[:1] == [name] for name in (one, other)]
        return not self._order(one, other) and are_open == [False, True]

    def severest(self, names: Iterable[str]) -> list[str]:
        """The most severe of some names; several where no order holds for them."""
        different = list(dict.fromkeys(names))
        return [name for name in different if not any(self.is_above(other, name) for other in different)]


#: Those that every house has.
_BUILT_IN = tuple(
    Marking.model_construct(name=name, color=colour, background="#000000") for name, colour in TLP.items()
)


def _known(value: object, check: Any, info: ValidationInfo) -> str | None:
    context: Any = info.context
    name, names = check(value), (*context.markings.names, UNMARKED)
    if name not in names:
        hint = "TLP 2.0 calls it `TLP:CLEAR`" if name == "TLP:WHITE" else choices(name, names, "markings")
        raise PydanticCustomError("wrong-choice", "there is no marking `{name}`", {"name": name, "hint": hint})
    return None if name == UNMARKED else name


#: What is known of a name without the list of a house: whether it is one of TLP 2.0.
_SCHEMA = {"type": "string", "anyOf": [{"enum": [*TLP, UNMARKED]}, {"not": {"pattern": "^TLP:"}}]}

#: The name of a marking; None where it is said that there is none.
MarkingName = Annotated[str, WrapValidator(_known), WithJsonSchema(_SCHEMA), RefersTo(Marking.word())]

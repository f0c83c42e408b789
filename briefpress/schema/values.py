"""In what the editions of a brief differ: values that texts print by name, and for whom they are."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from briefpress.language.markdown import Line
from briefpress.schema.base import Entry, Frozen, NotEmpty
from briefpress.schema.key_rules import Rules, has, has_not_both, has_some_of, where
from briefpress.schema.markings import MarkingName
from briefpress.schema.periods import Period
from briefpress.schema.printed_values import Values
from briefpress.schema.quantities import Measured

#: What only numbers have.
_OF_NUMBERS = ("unit", "currency", "decimals", "approximate")


class Value(Entry, Measured):
    """What texts print by its name, `{{deadline}}`: words, a time or a number."""

    key_rules: ClassVar[Rules] = (
        *Measured.key_rules,
        has_not_both("text", "date", "value"),
        has_not_both("date", "value"),
        where(has_some_of("unit", "currency", "decimals"), has("value")),
    )

    text: Line | None = None
    """Words. They are printed as they are typed: in a value, `*` is an asterisk."""
    date: Period | None = None
    """A date or a period."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = [name for name in ("text", "date", "value") if getattr(self, name) is not None]
        if not given:
            hint = "write `text:` for words, `date:` for a time, or `value:` for a number"
            raise PydanticCustomError("missing-key", "there is nothing to print under this name", {"hint": hint})
        if len(given) > 1:
            context = {"hint": f"remove all but one of {', '.join(given)}", "path": (given[1],)}
            raise PydanticCustomError("wrong-choice", "a value is words, a time or a number", context)
        if self.value is None and (name := next((name for name in _OF_NUMBERS if getattr(self, name)), "")):
            context = {"hint": "remove it, or write the number under `value:`", "path": (name,)}
            raise PydanticCustomError("wrong-choice", f"`{name}` belongs to a number", context)
        return self

    def printed(self, values: Values) -> str:
        """The value as a text prints it; words keep their direction."""
        if self.date:
            return values.period(self.date)
        if self.text is None:
            return values.quantity(self).text
        before, after = values.language.isolation(self.text)
        return f"{before}{self.text}{after}"


class Audience(Entry):
    """A group of readers for whom there may be an edition."""

    bare: ClassVar[str] = "id"

    marking: Annotated[MarkingName | None, NotEmpty()] = None
    """The [marking](markings.md) of its editions, in the place of that of the brief."""
    values: tuple[Value, ...] = ()
    """[Values](conditions.md#values) that are printed in its editions alone, or otherwise than in others."""


class Recipient(Audience):
    """One who may get an edition of his own."""


class Variants(Frozen):
    """The values and the readers that a brief declares."""

    values: tuple[Value, ...] = ()
    """What texts print by name: see [values](conditions.md#values)."""
    audiences: tuple[Audience, ...] = ()
    """For whom there are editions: see [conditions](conditions.md)."""
    recipients: tuple[Recipient, ...] = ()
    """Who gets an edition of his own: see [conditions](conditions.md)."""

    def values_for(self, audience: str | None, recipient: str | None) -> dict[str, Value]:
        """The values of an edition by their names: what a recipient has goes before what an audience has."""
        audiences = [each for each in self.audiences if each.id == audience]
        recipients = [each for each in self.recipients if each.id == recipient]
        listed: tuple[Variants | Audience, ...] = (self, *audiences, *recipients)
        return {value.id: value for each in listed for value in each.values}

    @property
    def names(self) -> frozenset[str]:
        """The names of all values."""
        listed: tuple[Variants | Audience, ...] = (self, *self.audiences, *self.recipients)
        return frozenset(value.id for each in listed for value in each.values)

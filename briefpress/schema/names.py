"""The names of those who wrote or edited a work, as CSL has them: a person by two names, an institution by one."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from briefpress.core.located import path_of
from briefpress.core.problems import Severity
from briefpress.language.finding import Finding
from briefpress.language.markdown import Wording
from briefpress.schema.base import Frozen, OneOrMore
from briefpress.schema.key_rules import Rules, has_not_both, has_one_of

#: Words that names of institutions have, and names of persons have not.
_OF_INSTITUTIONS = frozenset(("&", "and", "et", "for", "für", "of", "on", "pour", "und"))
#: Words that institutions are called by, and persons hardly ever.
_INSTITUTIONS = frozenset(
    (
        *("agency", "bank", "commission", "committee", "council", "department", "institute", "ministry", "nations"),
        *("office", "organisation", "organization", "programme", "secretariat", "union", "university"),
        *("ministère", "ministerio", "ministerium", "secretaría", "secrétariat", "sekretariat"),
    )
)
_MOST_WORDS = 4
#: A part of a name that stands after a second comma.
_SUFFIX = re.compile(r"[JS]r\.?|[IVX]+\.?")
#: In these scripts the family name stands first, and nothing between the two.
_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_HINT = 'write a person as "Family, Given", several as a list of such names, an institution as {literal: "its name"}'


class Name(Frozen):
    """A person by `family` and `given`, or a person or an institution by one name, `literal`, as it is printed.

    It is typed as a text as well: `Family, Given`, or without a comma the one name.
    """

    takes_text: ClassVar[bool] = True
    key_rules: ClassVar[Rules] = (has_one_of("literal", "family"), has_not_both("given", "literal"))

    family: Wording | None = None
    """The family name of a person."""
    given: Wording | None = None
    """The other names of a person."""
    literal: Wording | None = None
    """Instead of both: the one name of an institution, as it is printed."""

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        family, comma, given = value.partition(",")
        if not comma and ";" not in value:
            return {"literal": value}
        if not _is_person(family, given):
            context = {"name": value, "hint": _HINT}
            raise PydanticCustomError("wrong-name", "`{name}` is not the name of one person", context)
        return {"family": family.strip(), "given": given.strip()}

    @model_validator(mode="after")
    def _is_one_name(self) -> Self:
        if (self.literal is None) == (self.family is None) or (self.literal and self.given):
            raise PydanticCustomError("wrong-name", "a name has a `family`, or is `literal`", {"hint": _HINT})
        return self

    @property
    def as_said(self) -> str:
        """The name as it is said: the given name first, but where both are one word."""
        is_unparted = bool(_UNPARTED.fullmatch(f"{self.family}{self.given}"))
        return str(self) if is_unparted or not self.given else f"{self.given} {self.family}"

    def __str__(self) -> str:
        """The name as lists of works have it: the family name first (ISO 690)."""
        if not (self.family and self.given):
            return self.literal or self.family or ""
        is_unparted = _UNPARTED.fullmatch(self.family + self.given)
        return f"{self.family}{self.given}" if is_unparted else f"{self.family}, {self.given}"


def is_rather_institution(family: str, given: str) -> bool:
    """Whether two names are rather those of an institution: BibTeX takes it for a person unless it is in braces."""
    words = re.findall(r"[\w&]+", f"{family} {given}".casefold())
    return not (_OF_INSTITUTIONS | _INSTITUTIONS).isdisjoint(words)


def _is_person(family: str, given: str) -> bool:
    """Whether what stands before and after the first comma of a name can be two names of a person."""
    given, _, suffix = map(str.strip, given.partition(","))
    words = [*family.split(), *given.split()]
    has_form = family.strip() and given and ";" not in family + given and (not suffix or _SUFFIX.fullmatch(suffix))
    return bool(has_form) and len(given.split()) <= _MOST_WORDS and not _OF_INSTITUTIONS & {*map(str.casefold, words)}


def _tell_of_parted(names: tuple[Name, ...], info: ValidationInfo) -> tuple[Name, ...]:
    """Tell of two words in brackets: YAML parts a list at its commas, and so `[Müller, Anna]` is two names."""
    words = [name.literal or "" for name in names]
    if len(words) == 2 and all(word.istitle() and word.isalpha() for word in words):
        message = f"`{words[0]}` and `{words[1]}` are printed as two names"
        hint = f'if they are one, write ["{words[0]}, {words[1]}"]; if they are two, begin each on a line after `- `'
        context: Any = info.context
        context.warnings.append((path_of(words[0]), Finding("wrong-name", message, "", hint, Severity.WARNING)))
    return names


#: One name, or several.
Names = Annotated[tuple[Name, ...], AfterValidator(_tell_of_parted), OneOrMore()]

"""What every part of a brief is made of: frozen models, families of them, ids and sources.

A field is either *words* (see language/markdown.py), which each language has, or a *fact* (facts.py), which is once in
brief.yaml. Nothing else decides where a field belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, Union

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StrictBool,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefpress.core.problems import choices
from briefpress.schema.key_rules import Rules, has_some_of, is_not_empty


class Frozen(BaseModel):
    """A part of a brief. Its fields never change once it is read; unknown fields are problems."""

    # Only the whole of a brief is ever read: its parts need no validators of their own.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    #: The keys that stand for words of older briefs.
    former: ClassVar[Mapping[str, str]] = {}
    #: What its validators ask of its keys together; its own take the place of those of its bases.
    key_rules: ClassVar[Rules] = ()
    #: Whether a text alone may be written for it.
    takes_text: ClassVar[bool] = False

    @classmethod
    def word(cls) -> str:
        """What this class is called in YAML, templates, styles and HTML."""
        return cls.__name__.lower()


class Declared(Frozen):
    """A part that a schema file declares (reading/declarations.py): only the briefs that the file is for know it."""

    #: The words that its partial prints by itself, in the language of the edition.
    labels: ClassVar[Frozen | None] = None


class Tagged(Frozen):
    """A family of parts, such as the blocks: what is declared as its base is read as the union of its members.

    The base names the key by which brief.yaml tells them apart, and declares it as a field; the value of that field in
    a member is the member's word. A member needs nothing but to be a subclass.
    """

    tag: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "tag" not in vars(cls):
            cls.__annotations__[cls.tag] = Literal[cls.word()]
            setattr(cls, cls.tag, cls.word())

    @classmethod
    def members(cls) -> dict[str, type[Self]]:
        """The members of the family by their words; none where this is a member itself."""
        members = cls.__subclasses__() if "tag" in vars(cls) else []
        return {member.word(): member for member in members if not issubclass(member, Declared)}

    @classmethod
    def with_members(cls, members: Mapping[str, type[Frozen]]) -> type[Self]:
        """The family as one brief knows it: with these members, by their words, and no others."""
        namespace = {"__module__": cls.__module__, "tag": cls.tag, "members": classmethod(lambda _: members)}
        metaclass: Any = type(cls)
        family: type[Self] = metaclass(cls.__name__, (Declared, cls), namespace)
        return family

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        if not (members := cls.members()):
            return handler(source)
        needed = Field(discriminator=cls.tag, json_schema_extra={"required": [cls.tag]})
        return handler.generate_schema(Annotated[Union[tuple(members.values())], needed])  # noqa: UP007 (made here)


class NotEmpty:
    """Marks a field that may be left out, but not typed without a value: a bare `marking:` was to say something."""


class OrFalse:
    """Marks words in the place of which `false` may stand: that there are to be none."""

    def __init__(self, words: Any) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = core_schema.nullable_schema(handler.generate_schema(self.words))
        typed = core_schema.wrap_serializer_function_ser_schema(self._typed, schema=words)
        return core_schema.no_info_wrap_validator_function(self._read, words, serialization=typed)

    @staticmethod
    def _read(value: object, check: Callable[[object], object]) -> object:
        if isinstance(value, str) and value.strip().casefold() in ("no", "none", "off"):
            context = {"word": value, "hint": "for none write `false`, without quotation marks"}
            raise PydanticCustomError("wrong-type", "`{word}` would be printed as a word", context)
        return False if value is False else check(value)

    @staticmethod
    def _typed(value: object, serialize: Callable[[object], object]) -> object:
        return False if value is False else serialize(value)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"const": False}]}


class OneOrMore:
    """Marks a list that may be written as its one item alone."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: value if isinstance(value, list | tuple) else [value], handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        several = handler(schema)
        return {"anyOf": [several, several["items"]]}


class RefersTo:
    """Marks an id as that of another part, of one of the classes with these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-refers-to": self.words}


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]

#: The id of a source: any citation key of pandoc's or of a program for references, such as doi:10.1000/182.
SourceKey = Annotated[str, Field(pattern=r"^\w[\w:.#$%&+?<>~/()*@=-]*$")]


def _cited(value: str, info: ValidationInfo) -> str:
    context: Any = info.context
    if value not in context.sources:
        hint = choices(value, context.sources, "sources")
        raise PydanticCustomError("unknown-source", "there is no source `{id}`", {"id": value, "hint": hint})
    return value


SourceId = Annotated[str, AfterValidator(_cited), RefersTo("source")]


_EDITIONS = ("language", "layout", "audience", "recipient")


class Editions(Frozen):
    """Editions of a brief: all those for which each key names what they are."""

    key_rules: ClassVar[Rules] = (has_some_of(*_EDITIONS), is_not_empty(*_EDITIONS))

    language: Annotated[tuple[Annotated[str, RefersTo("language")], ...], OneOrMore()] = ()
    """The code of a language, or several: `[en, fr]`."""
    layout: Annotated[tuple[str, ...], OneOrMore()] = ()
    """A layout, or several."""
    audience: Annotated[tuple[Annotated[str, RefersTo("audience")], ...], OneOrMore()] = ()
    """An audience that the brief declares, or several."""
    recipient: Annotated[tuple[Annotated[str, RefersTo("recipient")], ...], OneOrMore()] = ()
    """A recipient that the brief declares, or several."""


class Condition(Editions):
    """In which editions a part is. It is gone from all others before anything else is looked at."""

    key_rules: ClassVar[Rules] = (has_some_of(*_EDITIONS, "not"), is_not_empty(*_EDITIONS))

    # Its name is a word of Python's.
    __annotations__["not"] = Editions | None
    vars()["not"] = Field(default=None, description="The reverse: in all editions but these.")


class Entry(Frozen):
    """A part with an id, by which the manuscripts find it and links reach it."""

    #: What it is counted as, where it has a number through the whole brief; see numbering.py.
    numbered_as: ClassVar[str | None] = None
    #: The fact that a text alone stands for, where that is no words.
    bare: ClassVar[str] = ""

    id: Id
    """Small letters, digits and hyphens, beginning with a letter; unique in its list. Keep it when the words
    change. Where it is left out, the press makes one.
    """
    # The name of this one is a word of Python's.
    __annotations__["if"] = Condition | None
    vars()["if"] = Field(default=None, description="In [which editions](conditions.md) it is; in all, if not given.")


class Chosen(Entry):
    """A part that a layout of few pages shows only where it is chosen."""

    onepager: StrictBool = False
    """`true` shows it on the [one-pager](#the-one-pager)."""


class Sourced(Frozen):
    """A part that rests on sources other than the source text."""

    sources: tuple[SourceId, ...] = ()
    """Ids of [sources](#sources-and-notes), printed after what they prove."""

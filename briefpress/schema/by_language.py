"""Words among the facts that differ by language: a text for all, or one under the code of each."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefpress.language.locale import is_language


class ByLanguage:
    """Marks words that are the same in all languages, or stand under the codes of languages: those of one are read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_before_validator_function(_words, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "object", "additionalProperties": {"type": "string"}}]}


def _words(value: object, info: ValidationInfo) -> object:
    """The words of a language, or those of the language that it is a variety of."""
    if not isinstance(value, dict):
        return value
    for code in value:
        if not is_language(code):
            wrong = {"code": code, "hint": "write the code of a language: en, fr, pt-BR", "path": (code,)}
            raise PydanticCustomError("unknown-language", "there is no language `{code}`", wrong)
    context: Any = info.context
    own = context.language.code
    return value.get(own, value.get(own.partition("-")[0]))

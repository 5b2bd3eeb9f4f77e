"""Rows and filters as JSON Schema (2020-12), from the data dictionary and from the filters' own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import Field as Slot
from dataclasses import fields
from typing import Any, TypeAlias

from onrecord.query.dictionary import Field
from onrecord.query.filters import LONGEST, TRUTHS

Schema: TypeAlias = dict[str, Any]

_SPAN = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
_SCALARS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "truth": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "time": {"type": "string"},
    "span": _SPAN,
}
SAYS = r"[^\s\x00-\x1f]"
"""What a text must have to say something; some languages take the last control characters for spaces, others not."""

_TEXT = {"type": "string", "pattern": rf"^[^\x00]*{SAYS}[^\x00]*$", "maxLength": LONGEST}

_MOST = 999_999_999
"""The largest whole number that a filter takes."""


def row_schema(own: Iterable[Field], objects: str, text: str = "") -> Schema:
    """Return the schema of a row or an object; `objects` is the address before the names of objects in references.

    >>> from onrecord.query.dictionary import dictionary
    >>> row_schema(dictionary()["stories"][:1], "#/$defs/")["properties"]
    {'id': {'type': 'string', 'description': "The story's id."}}
    """
    held = tuple(own)
    return {
        "type": "object",
        **({"description": text} if text else {}),
        "properties": {field.name: _field(field, objects) for field in held},
        "required": [field.name for field in held],
        "additionalProperties": False,
    }


def _field(field: Field, objects: str) -> Schema:
    schema = _of_type(field.type, objects)
    if field.words:
        schema["enum"] = [*field.words, *([None] if field.nullable else [])]
    if field.nullable:
        schema = {"anyOf": [schema, {"type": "null"}]} if "$ref" in schema else {**schema, "type": _or_null(schema)}
    return {**schema, "description": field.text}


def _or_null(schema: Schema) -> list[str]:
    return [schema["type"], "null"]


def _of_type(kind: str, objects: str) -> Schema:
    if kind.startswith("list of "):
        return {"type": "array", "items": _of_type(kind.removeprefix("list of "), objects)}
    return dict(_SCALARS[kind]) if kind in _SCALARS else {"$ref": objects + kind}


def filter_schemas(kind: type[Any], *, plain: bool = False) -> dict[str, Schema]:
    """Return the schema of each field of a filter, by name, as it stands in an address; with `plain`, in JSON.

    >>> from onrecord.query.filters import ArticleFilter
    >>> filter_schemas(ArticleFilter)["since"]
    {'type': 'string', 'format': 'date', 'description': 'Since this day, such as 2024-05-01.'}
    """
    return {slot.name: {**_asked(slot, plain), "description": slot.metadata["text"]} for slot in fields(kind)}


def _asked(slot: Slot[Any], plain: bool) -> Schema:
    if isinstance(slot.default, bool):
        return {"type": "boolean"} if plain else {"type": "string", "enum": list(TRUTHS)}
    if isinstance(slot.default, int):
        return {"type": "integer", "minimum": 0, "maximum": _MOST}
    if slot.metadata["choices"]:
        return {"type": "string", "enum": list(slot.metadata["choices"])}
    if slot.name in ("since", "until"):
        return {"type": "string", "format": "date"}
    # An agent that has nothing to say often says "".
    return {"type": "string", "maxLength": LONGEST} if plain else dict(_TEXT)

"""The description of the HTTP interface as OpenAPI 3.1: parameters, answers and what can go wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.query.dictionary import dictionary, objects
from onrecord.query.json_schema import Schema, filter_schemas, row_schema
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.tables import TABLES
from onrecord.web.api_downloads import FORMS, Form
from onrecord.web.api_requests import MOST, Paging, Wanted

_AT = "#/components/schemas/"
_TEXT, _COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}
_EXAMPLES: Mapping[str, object] = {
    "words": "harbour",
    "q": "harbour",
    "since": "2024-03-01",
    "until": "2024-03-31",
    "actor": "FRA",
    "speaker": "minister",
    "type": "CONSULT",
    "min_reports": 2,
    "min_origins": 1,
}

ONE: Mapping[str, str] = {
    "articles": "article",
    "statements": "statement",
    "events": "event",
    "citations": "citation",
    "claims": "claim",
    "discrepancies": "discrepancy",
    "stories": "story",
    "actors": "actor",
    "problems": "problem",
}
"""What one row of a list is called."""


def components() -> dict[str, Schema]:
    """Return the schemas that the answers refer to, by name."""
    rows = {ONE[name]: row_schema(dictionary()[name], _AT) for name in LISTS}
    parts = {name: row_schema(fields, _AT) for name, fields in objects().items()}
    return {**parts, **rows, "record": _RECORD, "status": _STATUS, "error": _ERROR}


def parameters(kind: type[Any]) -> list[Schema]:
    """Return the parameters that a filter takes in an address."""
    own = {**filter_schemas(kind), **_bounds(kind)}
    return [_parameter(name, schema) for name, schema in own.items()]


def _parameter(name: str, schema: Schema) -> Schema:
    text = schema.pop("description")
    example = {"example": _EXAMPLES[name]} if name in _EXAMPLES else {}
    required = {"required": True} if name == "q" else {}
    return {"name": name, "in": "query", "description": text, "schema": schema, **required, **example}


def _bounds(kind: type[Any]) -> dict[str, Schema]:
    if kind not in (Paging, Wanted):
        return {}
    known = filter_schemas(kind)
    return {"limit": {**known["limit"], "minimum": 1, "maximum": MOST, "default": kind().limit}}


def identified(what: str) -> Schema:
    """Return the parameter that is the id in an address."""
    text = f"Id of the {what}, whole."
    return {"name": "identifier", "in": "path", "required": True, "description": text, "schema": _TEXT}


def page_responses(listed: RecordList) -> dict[int | str, Any]:
    """Return what a page of a list can be answered with."""
    page = _object(
        rows={"type": "array", "items": {"$ref": _AT + ONE[listed.name]}},
        total={
            **_COUNT,
            "type": ["integer", "null"],
            "description": "How many rows there are, where they were counted.",
        },
        next={"type": ["string", "null"], "description": "The address of the next page; null on the last one."},
        record={"$ref": _AT + "record"},
    )
    return responses("Some rows, in the order of the list.", page, 400)


def search_responses() -> dict[int | str, Any]:
    """Return what a search can be answered with."""
    found = _object(hits={"type": "array", "items": {"$ref": f"{_AT}hit"}}, record={"$ref": f"{_AT}record"})
    return responses("What holds all the words, best first.", found, 400)


def lists_response() -> dict[int | str, Any]:
    """Return what the list of lists is answered with."""
    listed = _object(name=_TEXT, href=_TEXT, downloads={"type": "array", "items": _TEXT})
    found = _object(lists={"type": "array", "items": listed}, description=_TEXT)
    return {200: _json("The lists, and where they are.", found), **_wrong(400)}


def responses(text: str, schema: Schema | str, *errors: int) -> dict[int | str, Any]:
    """Return an answer that can be given, by its schema or the name of one, and the `errors` that can be."""
    found = {"$ref": _AT + schema} if isinstance(schema, str) else schema
    return {200: _json(text, found), **_wrong(*errors, 503)}


def download_responses(form: Form) -> dict[int | str, Any]:
    """Return what a download can be answered with."""
    whole = {"description": "All rows, in the order of the list.", "content": {form.media.partition(";")[0]: {}}}
    return {200: whole, **_wrong(400, 503)}


def downloads(name: str) -> Iterable[tuple[str, Form]]:
    """Yield the addresses of a list's downloads with their forms."""
    return ((f"/{name}.{form.ending}", form) for form in FORMS)


_WRONG = {
    400: "A parameter is unknown, given twice, empty, or says nothing that it can mean.",
    404: "The record has no such thing.",
    503: "The record cannot be read now: it is locked, missing or damaged.",
}


def _wrong(*codes: int) -> dict[int | str, Any]:
    return {code: _json(_WRONG[code], {"$ref": f"{_AT}error"}) for code in codes}


def _json(text: str, schema: Schema) -> Schema:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


_RECORD = _object(
    state={
        "type": ["string", "null"],
        "description": "What claims, stories and actors were made from; another one says that something was added. "
        "Null while they are made.",
    },
    articles={**_COUNT, "description": "How many articles the record has."},
)
_WORK = _object(
    stage={**_TEXT, "description": "What is being done; watch where nothing is, and sources will be looked at again."},
    done={**_COUNT, "description": "How many of it."},
    total={**_COUNT, "type": ["integer", "null"], "description": "Of how many; null where nobody knows."},
    began={**_TEXT, "description": "Since when, in UTC."},
    seen={
        **_TEXT,
        "description": "When that was last said, in UTC; ten minutes later the process is gone. With the stage watch: "
        "when it looks again.",
    },
)
_STATUS = _object(
    software={**_TEXT, "description": "The version of Onrecord that answers."},
    current={
        "type": "boolean",
        "description": "Whether claims, stories and actors were made from the articles as they are now.",
    },
    work={
        "anyOf": [_WORK, {"type": "null"}],
        "description": "What a process that adds coverage is doing, or when it will.",
    },
    counts=_object(**{table.name: _COUNT for table in TABLES}),
    record={"$ref": f"{_AT}record"},
)
_ERROR = _object(
    error=_object(
        code={**_TEXT, "description": "filter, not-found, no-address, read-only, locked, record or failed."},
        message={**_TEXT, "description": "What is wrong."},
        next={**_TEXT, "description": "What to do."},
    )
)

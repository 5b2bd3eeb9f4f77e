"""The made parts of docs/api.md: what narrows each list, from the filters themselves."""

from __future__ import annotations

from collections.abc import Iterator

from bench.docs_events import between
from onrecord.query.json_schema import Schema, filter_schemas
from onrecord.query.lists import LISTS


def api_page(old: str) -> str:
    """Return docs/api.md with its table of filters made anew."""
    return between(old, "filters", "\n".join(_filters()))


def _filters() -> Iterator[str]:
    yield "| list | parameter | what it asks for |"
    yield "|---|---|---|"
    for name, listed in LISTS.items():
        for parameter, schema in filter_schemas(listed.filter).items():
            yield f"| {name} | `{parameter}` | {schema['description']}{_words(schema)} |"


def _words(schema: Schema) -> str:
    """Return the words that a parameter takes.

    >>> _words({"type": "string", "enum": ["utterance", "event"]}), _words({"type": "integer"})
    (' One of utterance, event.', '')
    """
    words = schema.get("enum", ())
    return f" One of {', '.join(words)}." if words else ""

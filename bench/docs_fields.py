"""docs/fields.md, made from the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.query.dictionary import SCALARS, Field, dictionary, objects

_HEAD = """# Fields

What stands in each field of each list and exported table, the same on the command line, in files, over HTTP and in
Python. Made from the data dictionary; do not edit.

A type is text, number, integer, truth, day (2024-05-01), time (a day, or day and time with the zone where it was
stated), span (`[start, end)`: two offsets in code points of the article's stored text), or one of the
[objects](#objects). "Or unknown" says that the value can be null.
"""

_OBJECTS = """
## Objects

`claim_account` and `story_account` are what `onrecord trace ID --json` prints, `hit` is what a search finds.
"""


def fields_page() -> str:
    """Return the reference of every field."""
    parts = [_HEAD]
    parts += [f"\n## {name}\n\n{fields_table(fields)}\n" for name, fields in dictionary().items()]
    parts.append(_OBJECTS)
    parts += [f"\n### {name}\n\n{fields_table(fields)}\n" for name, fields in objects().items()]
    return "".join(parts)


def fields_table(fields: Iterable[Field]) -> str:
    """Return a table of some fields.

    >>> print(fields_table(objects()["source"][:1]))
    | field | type | what it tells |
    |---|---|---|
    | `name` | text | The source's name in the registry, else its words. |
    """
    return "\n".join(("| field | type | what it tells |", "|---|---|---|", *_rows(fields)))


def _rows(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        kind = field.type if field.item in SCALARS else field.type.replace(field.item, f"[{field.item}](#{field.item})")
        words = f" One of {', '.join(word or 'nothing' for word in field.words)}." if field.words else ""
        yield f"| `{field.name}` | {kind}{' or unknown' if field.nullable else ''} | {field.text}{words} |"

"""docs/filters.md, made from the filters of each list."""

from __future__ import annotations

from dataclasses import fields

from onrecord.query.lists import LISTS, RecordList

_HEAD = """# Filters

What narrows each list, by the same names in [Python](python.md) (`record.claims(kind="event")`), in
`onrecord export --list claims --where kind=event`, in the addresses of the desk, [over HTTP](api.md)
(`/api/claims?kind=event`) and in the tools of [agents](agents.md). Filters hold together. Names of actors, places and
stories are compared without case, width and accents; names of outlets and sources exactly. Made from the code; do not
edit.
"""


def filters_page() -> str:
    """Return the reference of every filter."""
    return _HEAD + "".join(f"\n## {name}\n\n{_table(own)}\n" for name, own in LISTS.items())


def _table(own: RecordList) -> str:
    rows = ["| filter | takes | what it lets pass |", "|---|---|---|"]
    for one in fields(own.filter):
        words = one.metadata["choices"]
        takes = "yes or no" if one.default is False else "a whole number" if one.default == 0 else "text"
        takes = "a day" if one.name in ("since", "until") else takes
        rows.append(f"| `{one.name}` | {', '.join(words) or takes} | {one.metadata['text']} |")
    return "\n".join(rows)

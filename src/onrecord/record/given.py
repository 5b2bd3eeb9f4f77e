"""Many values in one query: as JSON text, which SQLite takes apart, so that there is no limit to their number."""

from __future__ import annotations

import json
from collections.abc import Iterable

GIVEN = "(SELECT value FROM json_each(?))"
"""What a column can be in, or not in; it takes one parameter, see `given`."""


def given(values: Iterable[str]) -> str:
    """Return the parameter of a query that stands for some values; SQLite's JSON ends a text at a NUL.

    >>> given(["a", "b"])
    '["a", "b"]'
    """
    return json.dumps(list(values))

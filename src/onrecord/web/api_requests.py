"""What a request of the HTTP interface asks for: a filter, and which of the rows that it lets pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from onrecord.query.filters import LONGEST, Checked, Filter, FilterError, asked, made
from onrecord.query.json_schema import SAYS
from onrecord.query.lists import RecordList

MOST = 1000
"""The most rows of one answer; a download has no limit."""


class Count(StrEnum):
    """Whether all rows are counted that a filter lets pass."""

    EXACT = "exact"
    NONE = "none"


def _told(text: str, default: object, choices: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - a field of any type
    return field(default=default, metadata={"text": text, "choices": choices})


@dataclass(frozen=True, slots=True)
class Paging(Checked):
    """Which of the rows are answered with."""

    limit: int = _told(f"How many rows, 1 to {MOST}.", 100)
    offset: int = _told("How many rows to leave out at the beginning.", 0)
    count: str = _told("Whether to count all rows; none is quicker if many.", Count.EXACT.value, tuple(Count))


@dataclass(frozen=True, slots=True)
class Wanted(Checked):
    """Words to search for, and how many hits are wanted."""

    q: str = _told("Words that must all stand there; several in double quotes are one phrase.", "")
    limit: int = _told(f"How many hits, 1 to {MOST}.", 20)


def given(request: Request) -> dict[str, str]:
    """Return the parameters of a request; raises `FilterError` where one is given twice, says nothing or too much."""
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in found:
            raise FilterError(f"{name} is given twice; give it once")
        if not re.search(SAYS, value):
            raise FilterError(f"{name} says nothing; give a value, or leave it out")
        if len(value) > LONGEST:
            raise FilterError(f"{name}: {len(value)} characters are too many; give at most {LONGEST}")
        found[name] = value
    return found


def paged(listed: RecordList, parameters: Mapping[str, str]) -> tuple[Filter, Paging]:
    """Return the filter of a list and the page that some parameters ask for."""
    own, rest = _parted(parameters, (one.name for one in fields(Paging)))
    return filtered(listed, rest), within(made(Paging, own))


def filtered(listed: RecordList, parameters: Mapping[str, str]) -> Filter:
    """Return the filter of a list that some parameters ask for."""
    found: Filter = made(listed.filter, parameters)
    return found


def wanted(parameters: Mapping[str, str]) -> Wanted:
    """Return the search that some parameters ask for."""
    found: Wanted = within(made(Wanted, parameters))
    if not found.q:
        raise FilterError("q is missing; give the words to search for, such as q=ceasefire")
    return found


def nothing(parameters: Mapping[str, str]) -> None:
    """Raise `FilterError` where parameters are given to what takes none."""
    if parameters:
        raise FilterError(f"{', '.join(sorted(parameters))}: nothing is taken here; leave it out")


def after(path: str, found: Filter, page: Paging) -> str:
    """Return the address of the page after one, from the root of the server.

    >>> from onrecord.query.filters import ClaimFilter
    >>> after("/api/claims", ClaimFilter(kind="event"), Paging(limit=50, offset=50))
    '/api/claims?kind=event&limit=50&offset=100'
    """
    counted = {} if page.count == Count.EXACT else {"count": page.count}
    query = {**asked(found), "limit": page.limit, "offset": page.offset + page.limit, **counted}
    return f"{path}?{urlencode(query)}"


def within(found: Any) -> Any:  # noqa: ANN401 - whatever has a limit
    """Return what was asked for; raises `FilterError` where it is for no rows or for too many."""
    if not 1 <= found.limit <= MOST:
        raise FilterError(f"limit={found.limit}: ask for 1 to {MOST} rows; a download has no limit")
    return found


def _parted(given: Mapping[str, str], names: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    own = {name: given[name] for name in names if name in given}
    return own, {name: value for name, value in given.items() if name not in own}

"""What a web address itself says about the article: its outlet, and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.dates import find_dates
from onrecord.model.article import Candidate, Field
from onrecord.ontology.addresses import host_of, split_address
from onrecord.ontology.sources import Sources

_DAY_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?P<sep>[/-])(?P<month>\d{1,2}|[a-z]{3})(?P=sep)(?P<day>\d{1,2})(?=/|-|_|$)",
    re.IGNORECASE,
)
_COMPACT_DAY = re.compile(r"/(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=/|$)")
_TRAILING_DAY = re.compile(
    r"[-_](?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?=/?$|[_.-][a-z])", re.IGNORECASE
)


def shown_by(candidate: Candidate, sources: Sources) -> Iterator[Candidate]:
    """Yield the outlet and the day of publication that an address shows."""
    parts = split_address(candidate.value)
    if parts is None:
        return
    host = host_of(candidate.value)
    source = sources.by_host(host)
    yield Candidate(Field.OUTLET, source.name if source else host, "url:registry" if source else "url:host", host)
    for form in (_DAY_IN_PATH, _COMPACT_DAY, _TRAILING_DAY):
        match = form.search(parts.path)
        if match and (found := find_dates(_written(match))):
            yield Candidate(Field.PUBLISHED, found[0].day, "url:path", match[0])
            return


def _written(match: re.Match[str]) -> str:
    year, month, day = match.group("year", "month", "day")
    return f"{day} {month} {year}" if month.isalpha() else f"{year}-{month}-{day}"

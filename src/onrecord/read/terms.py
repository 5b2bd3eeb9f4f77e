"""From when to when somebody held an office, where the text says so right after it."""

from __future__ import annotations

import re

from onrecord.ontology.date_words import load_date_words
from onrecord.read.calendar import month_of, year_of
from onrecord.read.date_patterns import MONTH_NAME


def _year(which: str) -> str:
    return rf"(?:(?P<{which}m>{MONTH_NAME})\s+)?(?P<{which}y>(?:19|20)\d\d)"


_NEAR = r"^[^.;!?\n]{0,40}?"
_FORMS = tuple(
    re.compile(_NEAR + form)
    for form in (
        rf"\b(?:from|between)\s+{_year('a')}\s*(?:to|until|till|and|-|–)\s*{_year('b')}",
        rf"\({_year('a')}\s*[-–]\s*{_year('b')}\)",
        rf"\bsince\s+{_year('a')}",
        rf"\b(?:until|till)\s+{_year('b')}",
    )
)


def term_after(text: str) -> tuple[str | None, str | None]:
    """Return the first and last day (ISO) of the term that the words right after an office state, None where unknown.

    >>> term_after(" since March 2019, said")
    ('2019-03-01', None)
    >>> term_after(" from 2001 to 2009")
    ('2001-01-01', '2009-12-31')
    """
    for form in _FORMS:
        match = form.search(text)
        if match:
            groups = match.groupdict()
            return _edge(groups, "a", last=False), _edge(groups, "b", last=True)
    return None, None


def _edge(groups: dict[str, str | None], which: str, last: bool) -> str | None:
    year, month = groups.get(f"{which}y"), groups.get(f"{which}m")
    if year is None:
        return None
    months = load_date_words().months
    days = month_of(int(year), months[month.lower().rstrip(".")]) if month else year_of(int(year))
    return (days[1] if last else days[0]).isoformat()

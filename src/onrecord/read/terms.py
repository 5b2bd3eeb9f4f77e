"""From when to when somebody held an office, where the text says so right after it."""

from __future__ import annotations

import re

from onrecord.read.calendar import MONTHS, month_of, year_of

_YEAR = r"(?:(?P<{0}m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*\s+)?(?P<{0}y>(?:19|20)\d\d)"
_NEAR = r"^[^.;!?\n]{0,40}?"
_FORMS = tuple(
    re.compile(_NEAR + form)
    for form in (
        r"\b(?:from|between)\s+" + _YEAR.format("a") + r"\s*(?:to|until|till|and|-|–)\s*" + _YEAR.format("b"),
        r"\(" + _YEAR.format("a") + r"\s*[-–]\s*" + _YEAR.format("b") + r"\)",
        r"\bsince\s+" + _YEAR.format("a"),
        r"\b(?:until|till)\s+" + _YEAR.format("b"),
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
    days = month_of(int(year), MONTHS[month.lower()]) if month else year_of(int(year))
    return (days[1] if last else days[0]).isoformat()

"""Which meeting a report without a date means, and whether it lay ahead when the report came out.

The same two people meet again and again, so that kind and participants do not tell one meeting from the other. A
mention without a date is placed on the day that the coverage gives for such a meeting, if there is just one about the
time of the report; else it stays undated and joins no dated one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.model.reading import Status, When
from onrecord.resolve.deed import AHEAD, DONE, Deed
from onrecord.resolve.kinds import MEETING
from onrecord.resolve.sameness import one_occasion
from onrecord.resolve.timing import exact

_ABOUT_DAYS = 7
_LEAD = 3


def placed(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    """Return the deeds with a day for the undated meetings that can mean only one, and what lies ahead as planned."""
    given = tuple(deeds)
    dated: defaultdict[str, dict[tuple[object, ...], _Meeting]] = defaultdict(dict)
    for deed in given:
        if exact(deed.when) and deed.event.type == MEETING:
            found = dated[deed.story or deed.event.article].setdefault(_same(deed), _Meeting(deed))
            found.articles.add(deed.event.article)
    places = {story: tuple(found.values()) for story, found in dated.items()}
    return tuple(_ahead(_placed(deed, places.get(deed.story or deed.event.article, ()))) for deed in given)


@dataclass
class _Meeting:
    """A meeting on one day between the same participants, with the articles that tell of it in the same way."""

    deed: Deed
    articles: set[str] = field(default_factory=set)


def _same(deed: Deed) -> tuple[object, ...]:
    """Return all by which a dated meeting is compared: what copies tell is compared once."""
    sides = (tuple(sorted(party.key for party in side)) for side in (deed.actors, deed.recipients))
    return deed.event.subtype, deed.several, deed.when and deed.when.since, *sides


def _placed(deed: Deed, dated: Sequence[_Meeting]) -> Deed:
    if deed.when is not None or deed.event.type != MEETING:
        return deed
    articles: defaultdict[str, set[str]] = defaultdict(set)
    days: dict[str, When] = {}
    for meeting in dated:
        when = meeting.deed.when
        if when and _about(deed, when.since) and one_occasion(deed, meeting.deed):
            articles[when.since] |= meeting.articles
            days.setdefault(when.since, when)
    ranked = Counter({day: len(found) for day, found in articles.items()}).most_common(2)
    if not ranked:
        return deed
    day, count = ranked[0]
    clear = len(ranked) == 1 or count >= _LEAD * ranked[1][1]
    return replace(deed, when=days[day]) if clear and not _over_before(deed, day) else replace(deed, adrift=True)


def _over_before(deed: Deed, day: str) -> bool:
    """Say whether a report tells of a meeting that was over before this day; "his meeting" does not say so."""
    return deed.past and deed.event.status is Status.OCCURRED and deed.out is not None and deed.out < day


def _about(deed: Deed, day: str) -> bool:
    """Say whether a report can mean a meeting of this day without saying so: a recent or coming one, or long past."""
    if deed.out is None:
        return True
    gap = (date.fromisoformat(deed.out) - date.fromisoformat(day)).days
    return gap > _ABOUT_DAYS if deed.event.status is Status.HISTORICAL else abs(gap) <= _ABOUT_DAYS


def _ahead(deed: Deed) -> Deed:
    """Count as ahead what lies on a day after the report came out, however the report words it ("his summit")."""
    later = deed.when is not None and deed.out is not None and deed.when.since > deed.out
    return replace(deed, status=AHEAD) if later and deed.status == DONE else deed

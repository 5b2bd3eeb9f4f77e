"""Which events are the only ones of their kind that their articles tell of.

The articles of a story are about one happening. Where two of them tell of just one arrest each, that says something for
its being the same; where one of them tells of two, it says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.model.reading import Status
from onrecord.resolve.deed import Deed
from onrecord.resolve.kinds import mutual
from onrecord.resolve.sides import matched
from onrecord.resolve.sums import sums_differ
from onrecord.resolve.timing import days_apart

_MOST = 40
"""More reports of one kind in an article than this are not compared: none of them is the only one."""


def marked(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    """Return the deeds, those marked that are the only ones of their kind and status in their article.

    What an article tells again is no other event: only what has other participants, another day or another amount is.
    """
    given = tuple(deeds)
    alike: defaultdict[tuple[str, str, str], list[Deed]] = defaultdict(list)
    for deed in given:
        alike[_kind(deed)].append(deed)
    return tuple(replace(deed, lone=_alone(deed, alike[_kind(deed)])) for deed in given)


def _kind(deed: Deed) -> tuple[str, str, str]:
    event = deed.event
    return event.article, event.subtype or event.type, deed.status


def _alone(deed: Deed, alike: Sequence[Deed]) -> bool:
    if deed.several or deed.event.status is Status.HISTORICAL or len(alike) > _MOST:
        return False
    return not any(_another(deed, other) for other in alike if other is not deed)


def _another(a: Deed, b: Deed) -> bool:
    """Say whether two reports of one kind in one article clearly tell of two events."""
    if a.when and b.when and days_apart(a.when, b.when):
        return True
    sides = matched(a, b, mutual=mutual(a.event) and mutual(b.event))
    return sides is None or sums_differ(a.event.magnitude, b.event.magnitude)

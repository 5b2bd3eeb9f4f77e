"""Which events are the only ones of their kind that their articles tell of.

The articles of a story are about one happening. Where two of them tell of just one arrest each, that says something for
its being the same; where one of them tells of two that could both be meant, it says nothing.
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
    """Return the deeds with the others of their kind and status in their article: those that are clearly not the same.

    What an article tells again is no other event: only what has other participants, another day or another amount is.
    """
    given = tuple(deeds)
    alike: defaultdict[tuple[str, str, str], list[Deed]] = defaultdict(list)
    for deed in given:
        alike[_kind(deed)].append(deed)
    return tuple(_marked(deed, alike[_kind(deed)]) for deed in given)


def _kind(deed: Deed) -> tuple[str, str, str]:
    event = deed.event
    return event.article, event.subtype or event.type, deed.status


def _marked(deed: Deed, alike: Sequence[Deed]) -> Deed:
    if deed.several or deed.event.status is Status.HISTORICAL or len(alike) > _MOST:
        return deed
    rivals = (other for other in alike if other is not deed and _another(deed, other))
    return replace(deed, rivals=tuple(rivals))


def _another(a: Deed, b: Deed) -> bool:
    """Say whether two reports of one kind in one article clearly tell of two events.

    What a heading tells is what the article tells, in other words.
    """
    if a.in_heading is not b.in_heading and not (a.when and b.when and days_apart(a.when, b.when)):
        return False
    return _apart(a, b) or sums_differ(a.event.magnitude, b.event.magnitude)


def _apart(a: Deed, b: Deed) -> bool:
    if a.when and b.when and days_apart(a.when, b.when):
        return True
    return matched(a, b, mutual=mutual(a.event) and mutual(b.event)) is None


def alone(a: Deed, b: Deed) -> bool:
    """Say whether neither of two articles tells of another event of the kind that could be the one in the other."""
    if a.event.article == b.event.article or a.rivals is None or b.rivals is None:
        return False
    return all(_apart(rival, b) for rival in a.rivals) and all(_apart(rival, a) for rival in b.rivals)

"""Deciding whether two reports mean one event: kind, status, direction, time, place, amount and topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model.reading import Precision, Where
from onrecord.resolve.asking import asked_alike
from onrecord.resolve.deed import DONE, Deed
from onrecord.resolve.disputes import disputed
from onrecord.resolve.kinds import (
    ACTS,
    MEETING,
    ONCE,
    PROTEST,
    WORDY,
    akin,
    done_once,
    done_with_words,
    mutual,
    one_finer_kind,
    one_kind,
    repeated,
)
from onrecord.resolve.lone import alone
from onrecord.resolve.sides import matched
from onrecord.resolve.sums import can_be_same, sums_differ, unit_of
from onrecord.resolve.timing import days_apart, days_before, exact, one_day

_SLACK_DAYS = 2
_WEEKDAYS = 4
"""How far apart the days are at most that two reports have for one deed where one is mistaken by a weekend."""
_FAR = 20
_NEWS_DAYS = 14
_CONCRETE = frozenset({"time", "place", "amount", "unit", "number", "content", "wording"})
"""What has to agree in two reports that were read as other types of event, though they name it by words akin."""

_BOTH = 1.5
_NEAR = frozenset({Precision.DAY, Precision.WEEK, Precision.MONTH})
_ENOUGH = 2.25
_BY_KIND = 0.75
_TOPIC = 0.34
_MUCH = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two events agree, and in what."""

    score: float
    reason: str


def clash(a: Deed, b: Deed) -> bool:
    """Say whether two reports cannot mean one event, whoever takes part: by kind, status, time, place or amount."""
    return not (one_kind(a, b) and _one_time(a, b) and _one_place(a.event.place, b.event.place) and _one_sum(a, b))


def compare(a: Deed, b: Deed) -> tuple[bool, Agreement | None]:
    """Say whether two reports cannot mean one event, and if they can, in what they agree, if that says that they do."""
    participants = None if clash(a, b) else direction(a, b)
    return participants is None, None if participants is None else _agreed(a, b, participants)


def agree(a: Deed, b: Deed) -> Agreement | None:
    """Return in what two events agree, or None where they cannot be one or too little says that they are."""
    return compare(a, b)[1]


def _agreed(a: Deed, b: Deed, participants: float) -> Agreement | None:
    found = evidence(a, b)
    if a.event.type != b.event.type and not _CONCRETE & {name for name, value in found if value}:
        return None
    if not participants and not _without_participants(a, b, dict(found)):
        return None
    points = [("participants", participants), *found]
    score = sum(value for _, value in points)
    if score < _ENOUGH + _BY_KIND * _vague(a, b):
        return None
    return Agreement(min(1.0, score / 6), "same " + ", ".join(name for name, value in points if value))


def dispute(a: Deed, b: Deed) -> Agreement | None:
    """Return in what two reports of other participants are one deed about which they disagree, or None."""
    if clash(a, b) or direction(a, b) is not None:
        return None
    reason = disputed(a, b, dict(evidence(a, b)), topic(a, b))
    return Agreement(_ENOUGH / 6, reason) if reason else None


def _vague(a: Deed, b: Deed) -> bool:
    """Say whether kind and participants alone could mean two events: no finer kind, or one done with words."""
    if not ((a.event.subtype and b.event.subtype) or akin(a, b)):
        return True
    units = {unit_of(amount) for amount in a.event.magnitude} & {unit_of(amount) for amount in b.event.magnitude}
    return (done_with_words(a.event) or done_with_words(b.event)) and not units


def _without_participants(a: Deed, b: Deed, evidence: Mapping[str, float]) -> bool:
    """Say whether two events of which no participant is known to be the same can be one all the same.

    Each has to be the only one of its kind in its article, and of one day, one number or a kind that is not done twice.
    """
    wordy = done_with_words(a.event) or done_with_words(b.event) or MEETING in (a.event.type, b.event.type)
    sure = one_day(a.when, b.when) or evidence["amount"] or evidence["number"] or evidence["once"]
    return not wordy and alone(a, b) and a.event.subtype == b.event.subtype is not None and bool(sure)


def _one_time(a: Deed, b: Deed) -> bool:
    """Say whether the times agree; reports of one event may be a day or two off.

    What the same participants do again and again within days (to meet, to accuse) is one event only on one day, or in
    the same words; a meeting without a day is none of those that have one.
    """
    one, other = a.when, b.when
    if a.adrift or b.adrift:
        return _same_words(a, b)
    if any(_out_before(x, y) or _long_past(x, y) for x, y in ((a, b), (b, a))):
        return False
    if one is None or other is None:
        return one is other or a.event.type != MEETING or _same_words(a, b)
    gap = days_apart(one, other)
    near = gap <= _SLACK_DAYS and a.event.article != b.event.article
    return gap == 0 or (near and (not _again(a, b) or _same_words(a, b))) or (gap <= _WEEKDAYS and _other_day(a, b))


def _other_day(a: Deed, b: Deed) -> bool:
    """Say whether two articles that lead with one deed give it other days of the week ("on Friday", "on Monday").

    It is of a kind that is not done anew within days, and neither article tells of another.
    """
    kind = a.event.subtype
    once = kind in ACTS | ONCE and kind == b.event.subtype
    return once and a.lead and b.lead and a.event.type != MEETING and alone(a, b)


def _out_before(a: Deed, b: Deed) -> bool:
    """Say whether a report that has it as done came out before the day that another one gives."""
    done = a.when is None and a.status == b.status == DONE
    return done and b.when is not None and exact(b.when) and a.out is not None and a.out < b.when.since


def _long_past(a: Deed, b: Deed) -> bool:
    """Say whether one report is news without a day, and the other tells in passing of what lay far back."""
    if a.when is not None or not a.lead or b.lead or a.status != DONE or b.when is None or b.out is None:
        return False
    return days_before(b.when, b.out) > _NEWS_DAYS and not _same_words(a, b)


def _again(a: Deed, b: Deed) -> bool:
    """Say whether two days can mean that something was done twice."""
    if a.event.type in (MEETING, PROTEST):
        return True
    if a.event.type not in WORDY or a.event.subtype in ONCE:
        return False
    return not (a.event.subtype in ACTS and topic(a, b) >= _MUCH and alone(a, b))


def _same_words(a: Deed, b: Deed) -> bool:
    return a.forms == b.forms or not a.runs.isdisjoint(b.runs)


def _one_place(a: Where | None, b: Where | None) -> bool:
    return a is None or b is None or not (a.state and b.state) or a.state == b.state


def _one_sum(a: Deed, b: Deed) -> bool:
    """Amounts may differ between articles, but one article that gives two amounts means two events."""
    if a.additional is not b.additional or _far_apart(a, b):
        return False
    return a.event.article != b.event.article or not sums_differ(a.event.magnitude, b.event.magnitude)


def _far_apart(a: Deed, b: Deed) -> bool:
    """Say whether the counts of a slot differ by so much that they count no one thing: two arrested and 200."""
    counts = zip(a.counted, b.counted, strict=True)
    return any(one and other and max(one, other) >= _FAR * min(one, other) for one, other in counts)


def can_be_retold(a: Deed, b: Deed) -> bool:
    """Say whether day and place leave it open that two articles tell one event in other words; a day may be one off."""
    if any(_out_before(x, y) or _long_past(x, y) for x, y in ((a, b), (b, a))) or a.adrift or b.adrift:
        return False
    near = a.when is None or b.when is None or days_apart(a.when, b.when) <= _SLACK_DAYS
    return near and _one_place(a.event.place, b.event.place) and a.additional is b.additional and not _far_apart(a, b)


def one_occasion(a: Deed, b: Deed) -> bool:
    """Say whether two events are of one kind with the same participants, whatever their status and time."""
    alike = one_finer_kind(a, b) if a.event.subtype and b.event.subtype else a.event.type == b.event.type
    return alike and a.several is b.several and (direction(a, b) or 0.0) >= _BOTH


def direction(a: Deed, b: Deed) -> float | None:
    """Return how well the participants agree, or None where they are others or act the other way round."""
    return matched(a, b, mutual=mutual(a.event) and mutual(b.event))


def evidence(a: Deed, b: Deed) -> list[tuple[str, float]]:
    """Score what else agrees: day, place, amount, topic and wording, and that neither article tells of another."""
    one, other = a.event, b.event
    dates = {event.date.precision for event in (one, other) if event.date}
    near = not (a.when and b.when) or days_apart(a.when, b.when) <= _SLACK_DAYS
    timed = near and one.date and other.date and Precision.DAY in dates and dates <= _NEAR
    sums = [can_be_same(x, y) for x in one.magnitude for y in other.magnitude if unit_of(x) == unit_of(y)]
    counted = any(x == y and x and x > 1 for x, y in zip(a.counted, b.counted, strict=True)) and not any(sums)
    single = alone(a, b)
    found = [
        ("kind", 0.5 if one_finer_kind(a, b) else 0.0),
        ("time", 1.0 if timed else 0.0),
        ("place", 0.5 if a.place and a.place == b.place else 0.0),
        ("amount", 1.0 if any(sums) else 0.0),
        ("unit", 0.5 if sums and not any(sums) else 0.0),
        ("number", 1.0 if counted else 0.0),
        ("topic", 1.0 if topic(a, b) >= _TOPIC else 0.0),
        ("content", 1.0 if asked_alike(a.sought, b.sought) else 0.0),
        ("wording", 0.0 if a.runs.isdisjoint(b.runs) else 1.0),
        ("once", done_once(a, b, alone=single)),
    ]
    # That neither article tells of another says something only beside a sign that they mean the same.
    told = not repeated(one) and any(value for _, value in found[1:])
    return [*found, ("only one", 0.5 if single and told else 0.0)]


def topic(a: Deed, b: Deed) -> float:
    """Return the share of topic words of the shorter clause; one word in common is too little unless it is all.

    That the words which name the events are akin ("apologised", "an apology") counts as one more, but for what is done
    again and again ("met", "a meeting").
    """
    shared, least = len(a.topic & b.topic), min(len(a.topic), len(b.topic))
    if not repeated(a.event) and a.named != b.named and akin(a, b):
        shared = min(shared + 1, least)
    return shared / least if least and shared >= min(2, least) else 0.0

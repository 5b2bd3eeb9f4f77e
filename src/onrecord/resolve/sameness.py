"""Deciding whether two reports mean one event: kind, status, direction, time, place, amount and topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model.folding import folded
from onrecord.model.reading import Event, Precision, When, Where
from onrecord.resolve.deed import Deed
from onrecord.resolve.participants import Party, any_compatible, any_same
from onrecord.resolve.sums import can_be_same, sums_differ, unit_of
from onrecord.resolve.wording import longest_run

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Event types in which both sides do the same thing, visits apart."""

WORDY = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Event types that one side does to another many times over: the participants alone do not make one event."""

_BETWEEN = frozenset({"treaty", "agreement", "alliance", "relations"})
"""Finer kinds of other types that both sides do alike."""

ONCE = frozenset(
    {"treaty", "agreement", "appointment", "resignation", "election", "expulsion", "annexation", "alliance"}
)
"""Finer kinds of event that do not happen again within days between the same parties."""

MEETING = "CONSULT"
"""The event type whose events the same participants repeat within days."""

_GATHERINGS = frozenset({"meeting", "talks", "summit"})
"""Finer kinds of meeting of which reports name one and the same happening by any."""

_SLACK_DAYS = 2
_FEW = 2
_BOTH = 1.5
_SAME_RUN = 8
_NEAR = frozenset({Precision.DAY, Precision.WEEK, Precision.MONTH})
_ENOUGH = 2.25
_BY_KIND = 0.75
_TOPIC = 0.34
_MUCH = 0.5
_OTHER_KIND = 0.4


Side = Sequence[Party]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two events agree, and in what."""

    score: float
    reason: str


def agree(a: Deed, b: Deed) -> Agreement | None:
    """Return in what two events agree, or None where they cannot be one or too little says that they are."""
    if not (_one_kind(a, b) and _one_time(a, b) and _one_place(a.event.place, b.event.place) and _one_sum(a, b)):
        return None
    evidence = _evidence(a, b)
    participants = _direction(a, b)
    if participants is None and _other_doer(a, b, dict(evidence)):
        return Agreement(_ENOUGH / 6, "same target, day, kind and topic; another doer is named")
    if participants is None:
        return None
    points = [("participants", participants), *evidence]
    score = sum(value for _, value in points)
    if score < _ENOUGH + _BY_KIND * _vague(a, b):
        return None
    return Agreement(min(1.0, score / 6), "same " + ", ".join(name for name, value in points if value))


def _vague(a: Deed, b: Deed) -> bool:
    """Say whether kind and participants alone could mean two events: no finer kind, or one done with words."""
    if not (a.event.subtype and b.event.subtype):
        return True
    units = {unit_of(amount) for amount in a.event.magnitude} & {unit_of(amount) for amount in b.event.magnitude}
    return a.event.type in WORDY and not units


def _one_kind(a: Deed, b: Deed) -> bool:
    """Say whether story, status and kind of event are the same; the finer kind decides where both have one.

    Reports may name one deed differently ("closed the bridge to lorries", "banned lorries from the bridge"): finer
    kinds of one type are no obstacle where day and topic are the same, but for meetings and visits.
    """
    if a.status != b.status or a.several is not b.several:
        return False
    if (a.story or a.event.article) != (b.story or b.event.article):
        return False
    kinds = {a.event.subtype, b.event.subtype}
    if len(kinds) == 1 or None in kinds:
        return a.event.type == b.event.type
    return kinds <= _GATHERINGS or _by_another_name(a, b)


def _by_another_name(a: Deed, b: Deed) -> bool:
    """Say whether two reports name one deed by two kinds of one type: about the same day, in much the same words."""
    if a.event.type != b.event.type or a.event.type == MEETING or a.event.article == b.event.article:
        return False
    if a.when is None or b.when is None or not _exact(a.when) or not _exact(b.when):
        return False
    content = [{w.sense for w in deed.words if w.content and not w.sense.startswith("=")} for deed in (a, b)]
    shared = len(content[0] & content[1])
    return shared > _FEW and shared >= _OTHER_KIND * min(map(len, content))


def _exact(when: When) -> bool:
    return when.precision is Precision.DAY and when.since == when.until


def _other_doer(a: Deed, b: Deed, evidence: Mapping[str, float]) -> bool:
    """Say whether two reports tell one deed and name different doers: the target, the day and most words are the same.

    Not so where one's doer is the other's target, or the deed is done with words, which anybody can say.
    """
    if a.event.type in WORDY or mutual(a.event) or not (a.actors and b.actors and a.event.subtype):
        return False
    if a.event.article == b.event.article or any_compatible(a.actors, b.recipients + b.actors):
        return False
    if not any_same(a.recipients, b.recipients) or any_compatible(b.actors, a.recipients):
        return False
    same_day = a.when is not None and b.when is not None and _exact(a.when) and a.when.since == b.when.since
    told = evidence["wording"] or (_topic(a, b) >= _MUCH and (evidence["place"] or evidence["amount"]))
    return same_day and a.event.subtype == b.event.subtype and bool(told)


def _one_time(a: Deed, b: Deed) -> bool:
    """Say whether the times agree; reports of one event may be a day or two off.

    What the same participants do again and again within days (to meet, to accuse) is one event only on one day, or in
    the same words; a meeting without a day is none of those that have one.
    """
    one, other = a.when, b.when
    again = a.event.type == MEETING or (a.event.type in WORDY and a.event.subtype not in ONCE)
    if a.adrift or b.adrift:
        return _same_words(a, b)
    if one is None or other is None:
        return one is other or a.event.type != MEETING or _same_words(a, b)
    gap = days_apart(one, other)
    return gap == 0 or (gap <= _SLACK_DAYS and a.event.article != b.event.article and (not again or _same_words(a, b)))


def _same_words(a: Deed, b: Deed) -> bool:
    forms = [[word.form for word in deed.words] for deed in (a, b)]
    return forms[0] == forms[1] or longest_run(*forms)[2] >= _SAME_RUN


def days_apart(a: When, b: When) -> int:
    """Return the days between two dates, 0 where they overlap."""
    since, until = max(a.since, b.since), min(a.until, b.until)
    return max(0, (date.fromisoformat(since[:10]) - date.fromisoformat(until[:10])).days)


def _one_place(a: Where | None, b: Where | None) -> bool:
    return a is None or b is None or not (a.state and b.state) or a.state == b.state


def _one_sum(a: Deed, b: Deed) -> bool:
    """Amounts may differ between articles, but one article that gives two amounts means two events."""
    if a.additional is not b.additional:
        return False
    return a.event.article != b.event.article or not sums_differ(a.event.magnitude, b.event.magnitude)


def mutual(event: Event) -> bool:
    """Say whether both sides do the same thing, so that their order says nothing; who visits whom is no such thing."""
    return (event.type in SYMMETRIC and event.subtype != "visit") or event.subtype in _BETWEEN


def one_occasion(a: Deed, b: Deed) -> bool:
    """Say whether two events are of one kind with the same participants, whatever their status and time."""
    kinds = (a.event.subtype, b.event.subtype)
    alike = kinds[0] == kinds[1] or set(kinds) <= _GATHERINGS if all(kinds) else a.event.type == b.event.type
    return alike and a.several is b.several and (_direction(a, b) or 0.0) >= _BOTH


def _direction(a: Deed, b: Deed) -> float | None:
    """Return how well the participants agree, or None where they are others or act the other way round."""
    if mutual(a.event) and mutual(b.event):
        if not (_takes_part(a.actors, b) and _takes_part(b.actors, a)):
            return None
        return _together(_all(a), _all(b))
    return _slots(a.actors, a.recipients, b.actors, b.recipients)


def _takes_part(actors: Side, other: Deed) -> bool:
    """Say whether one who acts takes part in the other event: a host who greets two guests is not their meeting."""
    return not actors or any_compatible(actors, _all(other))


def _all(deed: Deed) -> Sequence[Party]:
    return tuple({party.key: party for party in (*deed.actors, *deed.recipients)}.values())


def _together(a: Side, b: Side) -> float | None:
    """Return how well two sets of participants agree: two of each must be the same, or the only one that is known."""
    same = [(x, y) for x in a for y in b if any_same((x,), (y,))]
    alike = [(x, y) for x in a for y in b if x.compatible(y) and (x, y) not in same]
    taken: list[tuple[Party, Party]] = []
    for x, y in (*same, *alike):
        if all(x is not one and y is not other for one, other in taken):
            taken.append((x, y))
    needed = min(2, len(a), len(b))
    if not needed or len(taken) < needed:
        return None
    return float(needed) - 0.5 * sum(pair not in same for pair in taken[:needed])


def _slots(actors: Side, recipients: Side, other_actors: Side, other_recipients: Side) -> float | None:
    pairs = ((actors, other_actors), (recipients, other_recipients))
    known = [(one, other) for one, other in pairs if one and other]
    if not known or not all(any_compatible(one, other) for one, other in known):
        return None
    return float(len(known)) - 0.5 * sum(not any_same(one, other) for one, other in known)


def _evidence(a: Deed, b: Deed) -> list[tuple[str, float]]:
    """Score what else agrees: day, place, amount, topic and wording."""
    one, other = a.event, b.event
    dates = {event.date.precision for event in (one, other) if event.date}
    timed = one.date and other.date and Precision.DAY in dates and dates <= _NEAR
    places = {folded(event.place.name) if event.place else "" for event in (one, other)}
    sums = [can_be_same(x, y) for x in one.magnitude for y in other.magnitude if unit_of(x) == unit_of(y)]
    run = longest_run([word.form for word in a.words], [word.form for word in b.words])[2]
    return [
        ("kind", 0.5 if one.subtype and other.subtype and _one_finer_kind(one.subtype, other.subtype) else 0.0),
        ("time", 1.0 if timed else 0.0),
        ("place", 0.5 if len(places) == 1 and "" not in places else 0.0),
        ("amount", 1.0 if any(sums) else 0.0),
        ("unit", 0.5 if sums and not any(sums) else 0.0),
        ("topic", 1.0 if _topic(a, b) >= _TOPIC else 0.0),
        ("wording", 1.0 if run >= _SAME_RUN else 0.0),
    ]


def _one_finer_kind(a: str, b: str) -> bool:
    return a == b or {a, b} <= _GATHERINGS


def _topic(a: Deed, b: Deed) -> float:
    """Return the share of topic words of the shorter clause; one word in common is too little unless it is all."""
    shared, least = len(a.topic & b.topic), min(len(a.topic), len(b.topic))
    return shared / least if least and shared >= min(2, least) else 0.0

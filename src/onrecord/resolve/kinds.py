"""Whether two reports can mean one event by its kind, status and the word that names it."""

from __future__ import annotations

from onrecord.model.folding import folded
from onrecord.model.reading import EntityKind, Event, Status
from onrecord.resolve.deed import Deed
from onrecord.resolve.naming import AKIN, apart
from onrecord.resolve.participants import any_compatible, head_end
from onrecord.resolve.timing import one_day

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Event types in which both sides do the same thing, visits apart."""

WORDY = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Event types that one side does to another many times over: the participants alone do not make one event."""

ACTS = frozenset({"award", "cancellation", "charge", "lawsuit", "refusal", "summons", "veto"})
"""Finer kinds of those types that are more than words, and not done anew each day ("walked out of the talks")."""

_BETWEEN = frozenset({"treaty", "agreement", "alliance", "relations"})
"""Finer kinds of other types that both sides do alike."""

ONCE = frozenset(
    {"treaty", "agreement", "appointment", "resignation", "election", "expulsion", "annexation", "alliance"}
)
"""Finer kinds of event that do not happen again within days between the same parties."""

_HARM = frozenset({"abduction", "assassination", "killing"})
_LAW = frozenset({"arrest", "conviction", "deportation", "dismissal", "extradition", "pardon"})
ONCE_TO_ONE = _HARM | _LAW
"""Finer kinds of event that hardly happen twice to one person in one story."""

_ONCE_IN_STORY = frozenset(
    {"ban", "cancellation", "ceasefire", "lawsuit", "release", "seizure", "summons", "suspension", "veto"}
)
"""Finer kinds that may be done again, but of which articles of one story mean one where each tells of one alone."""

_MANY = frozenset({"people", "men", "women", "children", "police", "staff", "crew"})

PROTEST = "PROTEST"
"""The event type whose events go on day after day."""

MEETING = "CONSULT"
"""The event type whose events the same participants repeat within days."""

_GATHERINGS = frozenset({"meeting", "talks", "summit"})
"""Finer kinds of meeting of which reports name one and the same happening by any."""

_LOOSE = (
    frozenset({"attack", "airstrike", "bombing", "clash", "shelling", "shooting", "drone-strike"}),
    frozenset({"aid", "economic-aid", "humanitarian-aid", "military-aid"}),
    frozenset({"pledge", "promise"}),
    frozenset({"demand", "appeal"}),
)
"""Finer kinds that reports of one event choose among: a general one and what it can be, or two names of one."""

_VIOLENCE, _EXCHANGE = "ASSAULT", "clash"
_SLACK = 2
_FEW = 2
_OTHER_KIND = 0.4


def one_kind(a: Deed, b: Deed) -> bool:
    """Say whether story, status and kind of event are the same; the finer kind decides where both have one.

    Reports may name one deed differently ("closed the bridge to lorries", "banned lorries from the bridge"): other
    kinds are no obstacle where the words that name it are near in meaning, nor finer kinds of one type where day and
    topic are the same; but for meetings and visits.
    """
    if a.status != b.status or a.several is not b.several:
        return False
    if (a.story or a.event.article) != (b.story or b.event.article):
        return False
    kinds = {a.event.subtype, b.event.subtype}
    if a.event.type == b.event.type and (len(kinds) == 1 or None in kinds):
        return True
    return kinds <= _GATHERINGS or _by_another_name(a, b)


def one_finer_kind(a: Deed, b: Deed) -> bool:
    """Say whether two reports of one type give it finer kinds that can be one, or words that name one event."""
    one, other = a.event.subtype, b.event.subtype
    if one and other and (one == other or {one, other} <= _GATHERINGS or _loosely(one, other)):
        return True
    return one != other and akin(a, b)


def _loosely(a: str, b: str) -> bool:
    return any({a, b} <= kinds for kinds in _LOOSE)


def akin(a: Deed, b: Deed) -> bool:
    """Say whether the words that name two events are near in meaning: one word, a derived form or a synonym."""
    return apart(a.named, b.named) <= AKIN


def _by_another_name(a: Deed, b: Deed) -> bool:
    """Say whether two articles name one deed by two kinds: in words akin, or of one day in much the same words."""
    if MEETING in (a.event.type, b.event.type) or a.event.article == b.event.article:
        return False
    if akin(a, b):
        return True
    if a.event.type != b.event.type:
        return False
    kinds = (a.event.subtype or "", b.event.subtype or "")
    return _loosely(*kinds) or (one_day(a.when, b.when, _SLACK) and _in_common(a, b))


def _in_common(a: Deed, b: Deed) -> bool:
    content = [{w.sense for w in deed.words if w.content and not w.sense.startswith("=")} for deed in (a, b)]
    shared = len(content[0] & content[1])
    return shared > _FEW and shared >= _OTHER_KIND * min(map(len, content))


def mutual(event: Event) -> bool:
    """Say whether both sides do the same thing, so that their order says nothing; who visits whom is no such thing."""
    return (event.type in SYMMETRIC and event.subtype != "visit") or event.subtype in _BETWEEN


def exchanged(a: Event, b: Event) -> bool:
    """Say whether one of two reports of violence tells it without saying who began: "an exchange of fire"."""
    return a.type == b.type == _VIOLENCE and _EXCHANGE in (a.subtype, b.subtype)


def done_with_words(event: Event) -> bool:
    """Say whether an event is one that the same participants do many times over, by words: "criticised", "urged"."""
    return event.type in WORDY and event.subtype not in ACTS | ONCE


def repeated(event: Event) -> bool:
    """Say whether the same participants do this again and again within days: to meet, and what is done with words."""
    return event.type == MEETING or done_with_words(event)


def daily(event: Event) -> bool:
    """Say whether the same participants may do this again on the next day: what is repeated, and protests."""
    return repeated(event) or event.type == PROTEST


def done_once(a: Deed, b: Deed, *, alone: bool) -> float:
    """Return how much it says that two reports mean what is done only once: to a person, or between these sides.

    `alone` says that neither article tells of another event of the kind.
    """
    kind = a.event.subtype
    if a.event.article == b.event.article or kind is None or kind != b.event.subtype:
        return 0.0
    if Status.HISTORICAL in (a.event.status, b.event.status):
        return 0.0
    if kind in ONCE_TO_ONE:
        persons = [[party for party in deed.recipients if party.kind is EntityKind.PERSON] for deed in (a, b)]
        if any_compatible(*persons):
            return 1.0
        return 0.5 if alone and not (persons[0] and persons[1]) and _single(a) and _single(b) else 0.0
    return 0.5 if kind in ONCE | _ONCE_IN_STORY and alone else 0.0


def _single(deed: Deed) -> bool:
    """Say whether a deed is done to one person: one phrase, with a head in the singular and no number."""
    roles = deed.event.recipients
    if len(roles) != 1 or (deed.counted[1] or 1) != 1:
        return False
    head = folded(roles[0].text[: head_end(roles[0].text)]).split()[-1:]
    named = any(party.kind is EntityKind.PERSON for party in deed.recipients)
    return named or (bool(head) and head[0] not in _MANY and not head[0].endswith("s"))

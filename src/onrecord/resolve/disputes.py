"""Reports of one deed whose participants do not agree: the doer is in dispute, or who did it to whom."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.resolve.deed import Deed
from onrecord.resolve.kinds import done_with_words, mutual
from onrecord.resolve.lone import alone
from onrecord.resolve.participants import any_compatible, any_same
from onrecord.resolve.timing import one_day

_MUCH = 0.5
_TOPIC = 0.34
_VIOLENCE = "ASSAULT"


def disputed(a: Deed, b: Deed, evidence: Mapping[str, float], topic: float) -> str:
    """Return why two reports of other participants are one deed, or "" where they are not.

    `evidence` is what else agrees, `topic` the share of the words of the clauses that both have.
    """
    if a.event.article == b.event.article or not (a.actors and b.actors and a.event.subtype and b.event.subtype):
        return ""
    if done_with_words(a.event) or done_with_words(b.event) or mutual(a.event) or not one_day(a.when, b.when):
        return ""
    if _other_doer(a, b, evidence, topic):
        return "same target, day, kind and topic; another doer is named"
    return "same day, place in the articles and sides; each says that the other did it" if _other_way(a, b) else ""


def _other_doer(a: Deed, b: Deed, evidence: Mapping[str, float], topic: float) -> bool:
    """Say whether two reports tell one deed and name different doers: the target, the day and most words are the same.

    Where neither article tells of another deed of the kind, the place or a few words will do. Not so where one's doer
    is the other's target.
    """
    if any_compatible(a.actors, b.recipients + b.actors) or any_compatible(b.actors, a.recipients):
        return False
    if not any_same(a.recipients, b.recipients) or a.event.subtype != b.event.subtype:
        return False
    near = evidence["place"] or evidence["amount"]
    told = evidence["wording"] or (topic >= _MUCH and near)
    return bool(told or (alone(a, b) and (near or topic >= _TOPIC)))


def _other_way(a: Deed, b: Deed) -> bool:
    """Say whether each of two reports has the one side attack the other, where each side says that the other began.

    Both stand at the head of their articles, and neither article has an attack the other way, which would be an answer.
    """
    if not (a.event.type == b.event.type == _VIOLENCE and a.lone and b.lone and a.lead and b.lead):
        return False
    return any_compatible(a.actors, b.recipients) and any_compatible(b.actors, a.recipients)

"""Making a judgement: what the user names becomes two facts that never change, and contradictions are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model.derived import Actor, Claim, ClaimKind, Member
from onrecord.model.errors import JudgementError
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.reading import Entity, EntityKind, Event, Statement
from onrecord.model.signature import now, software
from onrecord.record.file import Record
from onrecord.resolve.judged_claims import report_key
from onrecord.resolve.verdicts import Verdicts, in_force

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a judgement: the fact that stands for it, all facts of it, and what it is."""

    given: str
    kind: JudgedKind
    sort: str
    key: str
    name: str
    keys: frozenset[str]


def make_judgement(record: Record, one: str, verdict: Verdict, other: str, note: str, judge: str) -> Judgement:
    """Return the judgement on two ids of a record, not yet written down.

    An actor stands for the first of its entities that has its name, a claim for the report with its fullest form.
    Raises `JudgementError` where the two cannot be judged together or earlier judgements say the contrary.
    """
    a, b = sorted((side_of(record, one), side_of(record, other)), key=lambda side: side.key)
    _check_pair(a, b)
    made = now()
    id_ = content_id(Prefix.JUDGEMENT, a.key, b.key, verdict, judge, made)
    judgement = Judgement(id_, a.kind, verdict, a.key, b.key, a.name, b.name, note, judge, made, software())
    before = record.judgements()
    against = Verdicts([*before, judgement]).against.get(id_)
    if against:
        raise JudgementError(_contradiction(judgement, against))
    return judgement


def take_back(record: Record, one: str, other: str, note: str, judge: str) -> tuple[Judgement, ...]:
    """Return what takes back every judgement that holds on two ids, or the one whose id is `one`; not yet written.

    Raises `JudgementError` where nothing was decided on them.
    """
    found = [judgement for judgement in in_force(record.judgements()) if _is_on(record, judgement, one, other)]
    if not found:
        raise JudgementError(f"nothing is decided on {one} {other}".strip() + "; list what is: onrecord judge --list")
    made = now()
    return tuple(
        replace(
            judgement,
            id=content_id(Prefix.JUDGEMENT, *judgement.pair, Verdict.UNDO, judge, made),
            verdict=Verdict.UNDO,
            note=note,
            judge=judge,
            made=made,
            software=software(),
        )
        for judgement in found
    )


def told(judgement: Judgement) -> str:
    """Say a judgement in words.

    >>> told(Judgement("", JudgedKind.ACTOR, Verdict.SAME, "e1", "e2", "A. Torvik", "Torvik", "", "ada", "2031", ""))
    "'A. Torvik' is the same as 'Torvik' (ada, 2031)"
    """
    day = judgement.made[:10]
    return f"{judgement.a_name!r} is {judgement.verdict.words} {judgement.b_name!r} ({judgement.judge}, {day})"


def side_of(record: Record, given: str) -> Side:
    """Return what an id stands for in a judgement; raises `JudgementError` where it is nothing that can be judged."""
    found = record.get(given.partition(":")[0])
    if isinstance(found, Entity):
        return Side(given, JudgedKind.ACTOR, _sort(found.kind), found.id, found.name, frozenset({found.id}))
    if isinstance(found, Actor):
        aliases = record.aliases_of(found.id)
        best = min(aliases, key=lambda alias: (alias.name != found.name, alias.article, alias.entity))
        keys = frozenset(alias.entity for alias in aliases)
        return Side(given, JudgedKind.ACTOR, _sort(found.kind), best.entity, found.name, keys)
    if isinstance(found, Claim):
        head = next(member for member in found.members if member.fact == found.head)
        return _report(given, found.kind, head, found.members)
    if isinstance(found, Statement | Event):
        kind = ClaimKind.UTTERANCE if isinstance(found, Statement) else ClaimKind.EVENT
        members = [m for m in record.members_of(found.id) if given in (found.id, report_key(m)) or ":" not in given]
        if len(members) == 1:
            return _report(given, kind, members[0], members)
        raise JudgementError(_no_one_claim(given, members))
    raise JudgementError(f"{given} is no actor, entity, claim, statement or event; only these can be judged")


def _sort(kind: EntityKind) -> str:
    return "a person" if kind is EntityKind.PERSON else "a state, body or source"


def _report(given: str, kind: ClaimKind, member: Member, members: Sequence[Member]) -> Side:
    name = " ".join(member.text.split())
    shown = name if len(name) <= _SHOWN else name[: _SHOWN - 1] + "…"
    keys = frozenset(report_key(member) for member in members)
    return Side(given, JudgedKind.CLAIM, f"an {kind.value}", report_key(member), shown, keys)


def _no_one_claim(given: str, members: Sequence[Member]) -> str:
    if not members:
        return f"{given} is no report of a claim: nothing is joined with it that could be judged"
    choices = ", ".join(report_key(member) for member in members)
    return f"{given} holds reports of {len(members)} claims; name one of them: {choices}"


def _check_pair(a: Side, b: Side) -> None:
    if a.kind is not b.kind:
        raise JudgementError(f"{a.given} is an {a.kind} and {b.given} a {b.kind}; name two actors or two claims")
    if a.sort != b.sort:
        raise JudgementError(f"{a.given} is {a.sort} and {b.given} {b.sort}; these are never one and need no judgement")
    if a.key == b.key:
        raise JudgementError(
            f"{a.given} and {b.given} are one thing; to part it, name two of its entities or reports: "
            f"onrecord explain {a.given} lists them"
        )


def _contradiction(judgement: Judgement, against: Sequence[Judgement]) -> str:
    before = "; ".join(f"{told(other)} [{other.id}]" for other in against)
    return (
        f"that {told(judgement).rsplit(' (', 1)[0]} contradicts what was decided before: {before}. "
        f"Take one of these back first: onrecord judge {against[0].id} undo"
    )


def _is_on(record: Record, judgement: Judgement, one: str, other: str) -> bool:
    if not other:
        return judgement.id.startswith(one)
    if {one, other} == set(judgement.pair):
        return True
    a, b = side_of(record, one).keys, side_of(record, other).keys
    return (judgement.a in a and judgement.b in b) or (judgement.a in b and judgement.b in a)

"""People's judgements on claims: reports that are of one utterance or event, or of two, whatever the rules find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.span import Span
from onrecord.resolve.verdicts import NOBODY, Party, Verdicts
from onrecord.resolve.wording import forms, longest_run, words_in

_CLAUSE = " — “"


def report_key(member: Member) -> str:
    """Return what names one report for good: its statement or event and the stretch of the article that carries it.

    One statement can hold two sentences that are two claims; which stretch a claim has rests on its article alone.
    """
    return f"{member.fact}:{member.span.start}-{member.span.end}"


def report_of(key: str) -> tuple[str, Span]:
    """Return the statement or event, and the stretch, that a report's key names.

    >>> report_of("sta-0123456789abcdef:12-40")
    ('sta-0123456789abcdef', Span(start=12, end=40))
    """
    fact, _, place = key.partition(":")
    start, _, end = place.partition("-")
    return fact, Span(int(start), int(end))


def judge_claims(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> tuple[Claim, ...]:
    """Part and join claims as people judged, in the order of their ids; the others are returned as they are.

    A claim that holds two reports judged different is parted, its other reports going where the words are most alike.
    Claims with reports judged the same are joined under the one with the most reports.

    >>> judge_claims((), ())
    ()
    """
    verdicts = _verdicts(tuple(judgements))
    if not verdicts:
        return tuple(claims)
    judged = _located(claims, verdicts)
    parts = [part for claim in claims for part in _parted(claim, judged.get(claim.id, ()), verdicts)]
    return tuple(sorted(_joined(parts, verdicts), key=lambda claim: claim.id))


def joined_facts(judgements: Iterable[Judgement]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of statements or events whose claims people judged to be one: they must be matched together."""
    verdicts = _verdicts(tuple(judgements))
    same = (judgement for judgement in verdicts.followed if judgement.verdict is Verdict.SAME)
    return tuple((report_of(judgement.a)[0], report_of(judgement.b)[0]) for judgement in same)


@lru_cache(maxsize=1)
def _verdicts(judgements: tuple[Judgement, ...]) -> Verdicts:
    """Return what the judgements on claims come to; it is asked for once for each neighbourhood of stories."""
    return Verdicts(judgement for judgement in judgements if judgement.kind is JudgedKind.CLAIM)


@dataclass(frozen=True, slots=True)
class _Part:
    """A claim, whole or parted off, with the groups of reports in it that people judged."""

    claim: Claim
    party: Party = NOBODY


_Judged = tuple[Member, str]
"""A report that people judged, with the key under which they did."""


def _located(claims: Iterable[Claim], verdicts: Verdicts) -> dict[str, list[_Judged]]:
    """Return the judged reports by the claim that holds them now."""
    sought: defaultdict[str, list[str]] = defaultdict(list)
    for key in verdicts.facts:
        sought[report_of(key)[0]].append(key)
    best: dict[str, tuple[int, str, Member]] = {}
    for claim in claims:
        for member in claim.members:
            for key in sought.get(member.fact, ()):
                common = member.span.shared(report_of(key)[1])
                if common and (key not in best or (-common, claim.id) < (-best[key][0], best[key][1])):
                    best[key] = common, claim.id, member
    found: defaultdict[str, list[_Judged]] = defaultdict(list)
    for key, (_, claim_id, member) in sorted(best.items()):
        found[claim_id].append((member, key))
    return found


def _parted(claim: Claim, judged: Sequence[_Judged], verdicts: Verdicts) -> Iterator[_Part]:
    groups: list[tuple[list[Member], Party]] = []
    for member, key in judged:
        party = verdicts.party(key)
        told = replace(member, reason=verdicts.reason(key) or member.reason)
        at = next((n for n, (_, other) in enumerate(groups) if not verdicts.barred(party, other)), len(groups))
        members, before = groups[at] if at < len(groups) else ([], NOBODY)
        groups[at : at + 1] = [([*members, told], before | party)]
    if len(groups) < 2:
        yield _Part(claim, groups[0][1] if groups else NOBODY)
        return
    taken = {member.fact for member, _ in judged}
    for member in (member for member in claim.members if member.fact not in taken):
        max(groups, key=lambda group: _likeness(member, group[0]))[0].append(member)
    yield from (_Part(_part_of(claim, members), party) for members, party in groups)


def _likeness(member: Member, others: Iterable[Member]) -> int:
    own = _forms(member)
    return max(longest_run(own, _forms(other))[2] for other in others)


def _forms(member: Member) -> tuple[str, ...]:
    return forms(words_in(member.text))


def _part_of(claim: Claim, members: Sequence[Member]) -> Claim:
    """Return the part of a claim with these reports: under the old id where it holds the old head."""
    if claim.head in {member.fact for member in members}:
        head = next(member for member in members if member.fact == claim.head)
        return _made(claim, head, members)
    head = max(members, key=lambda member: (len(_forms(member)), member.fact))
    id_ = content_id(Prefix.CLAIM, claim.kind, claim.id, report_key(head))
    words = " ".join(head.text.split())
    title = words if claim.kind is ClaimKind.UTTERANCE else f"{claim.title.split(_CLAUSE)[0]}{_CLAUSE}{words}”"
    return _made(replace(claim, id=id_, head=head.fact, title=title), head, members)


def _made(claim: Claim, head: Member, members: Iterable[Member]) -> Claim:
    ranked = sorted(members, key=lambda m: (m.fact != head.fact, m.article, m.span))
    once = {member.fact: member for member in reversed(ranked)}
    kept = [member for member in ranked if once[member.fact] is member]
    return replace(claim, members=tuple(_member(claim.id, head, member) for member in kept))


def _member(claim: str, head: Member, member: Member) -> Member:
    """Return a report as a member of the claim that its head now makes."""
    if member.fact == head.fact:
        return replace(member, claim=claim, relation=MemberRelation.HEAD)
    own, full = _forms(member), _forms(head)
    known = member.relation is not MemberRelation.HEAD and member.claim == claim
    other = MemberRelation.SAME if own == full else MemberRelation.VARIANT
    return replace(member, claim=claim, relation=member.relation if known else other, shared=longest_run(full, own)[2])


def _joined(parts: Sequence[_Part], verdicts: Verdicts) -> Iterator[Claim]:
    """Join the parts that share a group of reports judged to be one; judgements that keep two apart come first."""
    whole: list[list[_Part]] = []
    parties: list[Party] = []
    for part in parts:
        if not part.party:
            yield part.claim
            continue
        near = [n for n, party in enumerate(parties) if party & part.party and not verdicts.barred(party, part.party)]
        first, *rest = near or [len(whole)]
        if not near:
            whole.append([])
            parties.append(NOBODY)
        whole[first].append(part)
        parties[first] |= part.party
        for other in rest:
            if not verdicts.barred(parties[first], parties[other]):
                whole[first] += whole[other]
                parties[first] |= parties[other]
                whole[other], parties[other] = [], NOBODY
    yield from (_one(group) for group in whole if group)


def _one(parts: Sequence[_Part]) -> Claim:
    claims = sorted((part.claim for part in parts), key=lambda claim: (-len(claim.members), claim.id))
    first = claims[0]
    if len(claims) == 1:
        return first
    head = next(member for member in first.members if member.fact == first.head)
    members = [*first.members, *(replace(m, reason=_told(m)) for claim in claims[1:] for m in claim.members)]
    actors = tuple(sorted({actor for claim in claims for actor in claim.actors}))
    return _made(replace(first, actors=actors), head, members)


def _told(member: Member) -> str:
    return f"its claim was judged the same; there: {member.reason}"

"""Events of many articles to claims: one event each, with the reports that carry it.

An event joins a claim only if it agrees with every report already in it. What is planned and what is done, opposite
directions, an amount on top of another and clearly other days stay apart; amounts of one plan that differ are one
claim, so that the difference shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation, Story
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.snapshot import Cast
from onrecord.resolve.deed import Deed, deeds_of
from onrecord.resolve.occasions import placed
from onrecord.resolve.sameness import Agreement, agree
from onrecord.resolve.titles import title_of
from onrecord.resolve.wording import longest_run

_COMPARED = 60


@dataclass
class _Group:
    """A claim in the making; `scores[i]` says how well `deeds[i]` agrees with the head."""

    deeds: list[Deed]
    scores: list[Agreement | None] = field(default_factory=lambda: [None])

    @property
    def head(self) -> Deed:
        return self.deeds[0]


def match_events(facts: Facts, cast: Cast, stories: Sequence[Story]) -> tuple[Claim, ...]:
    """Join the reports of each event into a claim, in the order of the claims' ids; an event alone is a claim too."""
    story_of = {article: story.id for story in stories for article in story.articles}
    groups = _grouped(placed(deeds_of(facts, cast, story_of)))
    twins = Counter(_key(group.head) for group in groups)
    claims = (_claim(group, alone=twins[_key(group.head)] == 1) for group in groups)
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _grouped(deeds: Iterable[Deed]) -> list[_Group]:
    groups: list[_Group] = []
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for deed in sorted(deeds, key=_fullest):
        numbers = sorted({number for key in _keys(deed) for number in index[key]})
        found = _best(deed, numbers, groups)
        if found:
            number, agreement = found
            groups[number].deeds.append(deed)
            groups[number].scores.append(agreement)
        else:
            number = len(groups)
            groups.append(_Group([deed]))
        for key in _keys(deed):
            if number not in index[key]:
                index[key].append(number)
    return groups


def _fullest(deed: Deed) -> tuple[int, bool, int, str]:
    return (-deed.slots, deed.in_heading, -len(deed.words), deed.event.id)


def _keys(deed: Deed) -> Iterator[tuple[str, ...]]:
    """Name the places where the same event can lie: story, kind of event, status and one participant's state."""
    kinds = {deed.event.subtype, deed.event.type} - {None}
    for party in (*deed.actors, *deed.recipients):
        yield from (
            (deed.story or deed.event.article, deed.status, str(kind), party.state or party.key) for kind in kinds
        )


def _best(deed: Deed, numbers: Sequence[int], groups: Sequence[_Group]) -> tuple[int, Agreement] | None:
    """Return the group all of whose deeds agree with this one, and best so; copies are compared only up to a limit."""
    found: list[tuple[float, int, Agreement]] = []
    for number in numbers:
        group = groups[number]
        scores = [agree(other, deed) for other in group.deeds[:_COMPARED]]
        if all(scores) and scores[0]:
            found.append((max(score.score for score in scores if score), -number, scores[0]))
    if not found:
        return None
    _, number, agreement = max(found, key=lambda row: row[:2])
    return -number, agreement


def _key(deed: Deed) -> tuple[str, ...]:
    """Name what identifies a claim by content: kind, status, participants and the words of its head form."""
    event = deed.event
    sides = (",".join(sorted(party.key for party in side)) for side in (deed.actors, deed.recipients))
    return (event.type, event.subtype or "", deed.status, *sides, *(word.form for word in deed.words))


def _claim(group: _Group, *, alone: bool) -> Claim:
    head = group.head
    id_ = content_id(Prefix.CLAIM, ClaimKind.EVENT, *_key(head), *([] if alone else [head.event.id]))
    parties = {party.key for deed in group.deeds for party in (*deed.actors, *deed.recipients) if party.actor}
    counts = Counter(story for story, _ in sorted({(d.story, d.event.article) for d in group.deeds if d.story}))
    return Claim(
        id=id_,
        kind=ClaimKind.EVENT,
        title=title_of(head),
        head=head.event.id,
        actors=tuple(sorted(parties)),
        members=_members(id_, group),
        story=min(counts, key=lambda story: (-counts[story], story)) if counts else None,
    )


def _members(claim: str, group: _Group) -> tuple[Member, ...]:
    pairs = zip(group.deeds, group.scores, strict=True)
    members = (_member(claim, group.head, deed, agreement) for deed, agreement in pairs)
    return tuple(sorted(members, key=lambda m: (m.relation is not MemberRelation.HEAD, m.article, m.span)))


def _member(claim: str, head: Deed, deed: Deed, agreement: Agreement | None) -> Member:
    forms, own = [word.form for word in head.words], [word.form for word in deed.words]
    same = MemberRelation.SAME if forms == own else MemberRelation.VARIANT
    return Member(
        claim=claim,
        fact=deed.event.id,
        article=deed.event.article,
        relation=same if agreement else MemberRelation.HEAD,
        span=deed.span,
        text=deed.text,
        shared=longest_run(forms, own)[2],
        score=round(agreement.score, 4) if agreement else 1.0,
        reason=agreement.reason if agreement else "fullest form",
    )

"""Events of many articles to claims: one event each, with the reports that carry it.

An event joins a claim only if it agrees with every report already in it. What is planned and what is done, opposite
directions, an amount on top of another and clearly other days stay apart; amounts of one plan that differ are one
claim, so that the difference shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice

from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation, Story
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.snapshot import Cast
from onrecord.resolve.collection import seen_order
from onrecord.resolve.deed import Deed, deeds_of
from onrecord.resolve.occasions import placed
from onrecord.resolve.sameness import Agreement, agree
from onrecord.resolve.titles import title_of
from onrecord.resolve.wording import longest_run

_COMPARED = 60


class _Group:
    """A claim in the making; `scores[i]` says how well `deeds[i]` agrees with the head.

    What copies have is compared once; only within one article do two reports in the same words count as two.
    """

    def __init__(self, head: Deed) -> None:
        self.head = head
        self.deeds: list[Deed] = []
        self.scores: list[Agreement | None] = []
        self._exemplars: dict[tuple[object, ...], Deed] = {}
        self._of_article: defaultdict[str, list[Deed]] = defaultdict(list)
        self.add(head, None)

    def add(self, deed: Deed, agreement: Agreement | None) -> None:
        """Take a report in."""
        self.deeds.append(deed)
        self.scores.append(agreement)
        self._exemplars.setdefault(deed.likeness, deed)
        self._of_article[deed.event.article].append(deed)

    def agreement(self, deed: Deed) -> tuple[float, Agreement] | None:
        """Return how well a deed agrees at best, and with the head, if it agrees with all that are compared."""
        first = best = agree(self.head, deed)
        compared = chain(islice(self._exemplars.values(), _COMPARED), self._of_article.get(deed.event.article, ()))
        for other in compared if first else ():
            found = agree(other, deed)
            if found is None:
                return None
            best = max(best or found, found, key=lambda agreement: agreement.score)
        return (best.score, first) if first and best else None


def match_events(facts: Facts, cast: Cast, stories: Sequence[Story]) -> tuple[Claim, ...]:
    """Join the reports of each event into a claim, in the order of the claims' ids; an event alone is a claim too."""
    story_of = {article: story.id for story in stories for article in story.articles}
    deeds = sorted(placed(deeds_of(facts, cast, story_of)), key=partial(_fullest, seen_order(facts.articles)))
    return tuple(sorted(map(_claim, _grouped(deeds)), key=lambda claim: claim.id))


def _grouped(deeds: Iterable[Deed]) -> list[_Group]:
    groups: list[_Group] = []
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for deed in deeds:
        numbers = sorted({number for key in _keys(deed) for number in index[key]})
        found = _best(deed, numbers, groups)
        if found:
            number, agreement = found
            groups[number].add(deed, agreement)
        else:
            number = len(groups)
            groups.append(_Group(deed))
        for key in _keys(deed):
            if number not in index[key]:
                index[key].append(number)
    return groups


def _fullest(seen: Mapping[str, int], deed: Deed) -> tuple[int, bool, int, int, str]:
    return (-deed.slots, deed.in_heading, -len(deed.words), seen[deed.event.article], deed.event.id)


def _keys(deed: Deed) -> Iterator[tuple[str, ...]]:
    """Name the places where the same event can lie: story, kind of event, status and what a participant can go by."""
    kinds = {deed.event.subtype, deed.event.type} - {None}
    for party in (*deed.actors, *deed.recipients):
        for name in party.goes_by:
            yield from ((deed.story or deed.event.article, deed.status, str(kind), name) for kind in kinds)


def _best(deed: Deed, numbers: Sequence[int], groups: Sequence[_Group]) -> tuple[int, Agreement] | None:
    """Return the group all of whose deeds agree with this one, and best so; copies are compared only up to a limit."""
    agreements = ((number, groups[number].agreement(deed)) for number in numbers)
    found = [(how[0], -number, how[1]) for number, how in agreements if how]
    if not found:
        return None
    _, number, agreement = max(found, key=lambda row: row[:2])
    return -number, agreement


def _claim(group: _Group) -> Claim:
    """Make the claim, named by its head: of those as full the one first seen, which later ones do not change."""
    head = group.head
    id_ = content_id(Prefix.CLAIM, ClaimKind.EVENT, head.event.id)
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

"""Events of many articles to claims: one event each, with the reports that carry it.

An event joins a claim only if it agrees with every report already in it. What is planned and what is done, opposite
directions, an amount on top of another and clearly other days stay apart; amounts of one plan that differ are one
claim, so that the difference shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, product

from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation, Story
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Status
from onrecord.model.snapshot import Cast
from onrecord.resolve.collection import seen_order
from onrecord.resolve.deed import Deed, deeds_of
from onrecord.resolve.kinds import MEETING, done_with_words, repeated
from onrecord.resolve.lone import marked
from onrecord.resolve.occasions import placed
from onrecord.resolve.retold import Told, retold
from onrecord.resolve.sameness import Agreement, clash, compare, dispute
from onrecord.resolve.sums import unit_of
from onrecord.resolve.timing import exact
from onrecord.resolve.titles import title_of
from onrecord.resolve.wording import longest_run

_COMPARED = 60
_SHARE = 0.5

Key = tuple[str, ...]
Uniting = Callable[["_Group", "_Group"], Agreement | None]


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
        """Return how well a deed agrees at best, and the agreement to be shown, if it agrees with enough reports.

        None may contradict it, and as many have to agree as do not say enough; of what is done again and again, all.
        """
        if compare(self.head, deed)[0]:
            return None
        compared = chain(self._telling(), self._of_article.get(deed.event.article, ()))
        others = tuple({other.event.id: other for other in (self.head, *compared)}.values())
        needed = 1.0 if repeated(self.head.event) or repeated(deed.event) else _SHARE
        found = _found(((other, deed) for other in others), len(others), needed)
        if not found:
            return None
        best = max(filter(None, found), key=lambda agreement: agreement.score)
        return best.score, found[0] or best

    def joins(self, other: _Group) -> Agreement | None:
        """Return why two groups are one event after all, or None: a report that fits both may have come later."""
        if repeated(self.head.event):
            return None
        one, two = self._telling(), other._telling()
        found = _found(product(one, two), len(one) * len(two), _SHARE)
        return max(filter(None, found), key=lambda agreement: agreement.score) if found else None

    def disputes(self, other: _Group) -> Agreement | None:
        """Return why two groups are one deed about which the articles disagree, each telling only one side of it."""
        pairs = list(product(self._telling(), other._telling()))
        if self._of_article.keys() & other._of_article.keys() or any(clash(a, b) for a, b in pairs):
            return None
        return next((found for a, b in pairs if (found := dispute(a, b))), None)

    def _telling(self) -> tuple[Deed, ...]:
        return tuple(islice(self._exemplars.values(), _COMPARED))

    def told(self) -> Told:
        """Return what is compared with other groups that may tell the event in other words."""
        bodies = frozenset(deed.event.article for deed in self.deeds if not deed.in_heading)
        return Told(self._telling(), bodies)

    def take(self, other: _Group, why: Agreement) -> None:
        """Take in all reports of another group."""
        for deed in other.deeds:
            self.add(deed, why)


def _found(pairs: Iterable[tuple[Deed, Deed]], number: int, share: float) -> list[Agreement | None] | None:
    """Return how each of so many pairs of reports agrees, or None where one is contrary or too few agree.

    It is done as soon as too few can agree.
    """
    found: list[Agreement | None] = []
    silent = 0
    for a, b in pairs:
        contrary, agreement = compare(a, b)
        silent += agreement is None
        if contrary or number - silent < max(share * number, 1):
            return None
        found.append(agreement)
    return found


def match_events(facts: Facts, cast: Cast, stories: Sequence[Story]) -> tuple[Claim, ...]:
    """Join the reports of each event into a claim, in the order of the claims' ids; an event alone is a claim too."""
    story_of = {article: story.id for story in stories for article in story.articles}
    deeds = sorted(marked(placed(deeds_of(facts, cast, story_of))), key=partial(_fullest, seen_order(facts.articles)))
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
    once = _united(groups, _keys, _Group.joins)
    return _retold(_united(once, _days, _Group.disputes))


def _retold(groups: Sequence[_Group]) -> list[_Group]:
    """Join groups that tell one event in other words, the likest first, while no article is in both."""
    place = list(range(len(groups)))
    for a, b, why in retold([group.told() for group in groups]):
        one, other = sorted((place[a], place[b]))
        if one != other and groups[one].told().articles.isdisjoint(groups[other].told().articles):
            groups[one].take(groups[other], why)
            place = [one if at == other else at for at in place]
    return [groups[at] for at in sorted(set(place))]


def _united(groups: Iterable[_Group], keys: Callable[[Deed], Iterable[Key]], how: Uniting) -> list[_Group]:
    """Join groups that are one event, `how` says why, each with the first such that has a key with it in common."""
    kept: list[_Group] = []
    index: defaultdict[Key, list[int]] = defaultdict(list)
    for group in groups:
        own = {key for deed in group.deeds for key in keys(deed)}
        numbers = sorted({number for key in own for number in index[key]})
        found = next(((number, why) for number in numbers if (why := how(kept[number], group))), None)
        if found:
            kept[found[0]].take(group, found[1])
        else:
            kept.append(group)
        for key in own:
            index[key].append(found[0] if found else len(kept) - 1)
    return kept


def _days(deed: Deed) -> Iterator[Key]:
    """Name where another account of a deed can lie: story, status, kind of event and day."""
    if deed.actors and deed.when and exact(deed.when) and not repeated(deed.event):
        yield deed.story or deed.event.article, deed.status, deed.event.type, deed.when.since


def _fullest(seen: Mapping[str, int], deed: Deed) -> tuple[int, bool, int, int, str]:
    return (-deed.slots, deed.in_heading, -len(deed.words), seen[deed.event.article], deed.event.id)


def _keys(deed: Deed) -> Iterator[tuple[str, ...]]:
    """Name the places where the same event can lie: story, status, kind of event and what a participant can go by.

    A day will do for what is not done again and again.
    In place of the kind the word that names the event can be the same, or what an amount counts; and in place of a
    participant, that the article tells of no other event of the kind.
    """
    event = deed.event
    kinds = {str(kind) for kind in (event.subtype, event.type) if kind}
    kinds |= {f"named {word}" for word in (deed.named or ())[:1]} | {f"of {unit_of(sum_)}" for sum_ in event.magnitude}
    place = (deed.story or event.article, deed.status)
    for party in (*deed.actors, *deed.recipients, *deed.doers, *deed.targets):
        yield from ((*place, kind, name) for name in party.goes_by for kind in kinds)
    recent = event.status is not Status.HISTORICAL and not repeated(event)
    if deed.when and exact(deed.when) and event.subtype and recent:
        yield (*place, event.subtype, deed.when.since, "day")
    if deed.lone and event.subtype and event.type != MEETING and not done_with_words(event):
        yield (*place, event.subtype, "", "lone")


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

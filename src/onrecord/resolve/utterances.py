"""Statements of many articles to claims: one utterance each, with the reports that carry it.

Units are taken from the fullest to the shortest; each joins the claim whose members it matches best, or founds one.
Only units of one speaker's state that share two pairs of near content words, or a long run of words, are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation, Story
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import StatementKind
from onrecord.model.snapshot import Cast
from onrecord.resolve.collection import seen_order
from onrecord.resolve.pairing import LONG_RUN, Match, compare, relation
from onrecord.resolve.repeats import Pair, printed_apart
from onrecord.resolve.translations import translated
from onrecord.resolve.units import LEAST_CONTENT, Unit, units_of
from onrecord.resolve.utterance_index import UtteranceIndex
from onrecord.resolve.wording import longest_run

LEAST_CLAIM = 4
"""Content words a part of a sentence needs to be a claim when only one article quotes it."""

_SENTENCE = 8
_SURE = 0.9


@dataclass
class _Group:
    """A claim in the making; `matches[i]` says why `units[i]` belongs to it (None for the head)."""

    units: list[Unit]
    matches: list[Match | None] = field(default_factory=lambda: [None])

    @property
    def head(self) -> Unit:
        return self.units[0]


def match_utterances(facts: Facts, cast: Cast, stories: Sequence[Story]) -> tuple[Claim, ...]:
    """Join the reports of each utterance into a claim, in the order of the claims' ids.

    A quotation with enough content is a claim even if only one article has it; a paraphrase only where others agree.
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    found = sorted(units_of(facts, cast, story_of), key=partial(_fullest, seen_order(facts.articles)))
    claims = (_claim(group) for group in _grouped(found) if _worth_keeping(group))
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _worth_keeping(group: _Group) -> bool:
    articles = {unit.article for unit in group.units}
    return len(articles) > 1 or any(unit.quoted and _says_enough(unit) for unit in group.units)


def _says_enough(unit: Unit) -> bool:
    """Say whether one report of a quotation makes a claim; a whole sentence says something with fewer content words."""
    whole = unit.statement.kind is StatementKind.DIRECT and len(unit.words) >= _SENTENCE
    return len(unit.senses) >= (LEAST_CONTENT if whole else LEAST_CLAIM)


def _grouped(units: Sequence[Unit]) -> list[_Group]:
    groups: list[_Group] = []
    index, apart = UtteranceIndex(), printed_apart(units)
    for unit in units:
        near = [(o, at) for o, at in index.near(unit) if not _apart(apart, unit, o, groups[at].head)]
        found = index.twin(unit) or _best(unit, near, groups)
        if found:
            number, match = found
            groups[number].units.append(unit)
            groups[number].matches.append(match)
        else:
            number = len(groups)
            groups.append(_Group([unit]))
        index.add(unit, number)
    return _translated([_headed(group) for group in groups])


def _translated(groups: Sequence[_Group]) -> list[_Group]:
    """Join the groups that are translations of one utterance; the one of more articles, or words, stays first."""
    joined: dict[int, _Group] = dict(enumerate(groups))
    at = {number: number for number in joined}
    for pair in translated([group.units for group in groups]):
        a, b = sorted((at[pair.a], at[pair.b]))
        if a == b or _printed_both(joined[a], joined[b]):
            continue
        # They come fullest first; what more articles have goes before.
        first, second = sorted((joined[a], joined[b]), key=_articles, reverse=True)
        matches = [*first.matches, pair.match, *(why or pair.match for why in second.matches[1:])]
        joined[a] = _Group([*first.units, *second.units], matches)
        del joined[b]
        at = {number: a if now == b else now for number, now in at.items()}
    return list(joined.values())


def _printed_both(a: _Group, b: _Group) -> bool:
    return bool({unit.article for unit in a.units} & {unit.article for unit in b.units})


def _articles(group: _Group) -> int:
    return len({unit.article for unit in group.units})


def _apart(apart: frozenset[Pair], unit: Unit, *others: Unit) -> bool:
    return any(frozenset({unit.forms, other.forms}) in apart for other in others)


def _headed(group: _Group) -> _Group:
    """Put the wording that most articles have first, among those as full as the head: copies outvote an odd one."""
    head = group.head
    full = [u for u in group.units if _size(u) == _size(head)]
    articles: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for unit in full:
        articles[unit.forms].add(unit.article)
    best = max(full, key=lambda unit: len(articles[unit.forms]))
    if len(articles[best.forms]) == len(articles[head.forms]):
        return group
    at = group.units.index(best)
    rest = [(unit, why or group.matches[at]) for unit, why in zip(group.units, group.matches, strict=True)]
    ordered = [rest[at], *rest[:at], *rest[at + 1 :]]
    return _Group([unit for unit, _ in ordered], [None, *(why for _, why in ordered[1:])])


def _size(unit: Unit) -> tuple[bool, bool, int]:
    return unit.quoted, unit.in_heading, len(unit.senses)


def _fullest(seen: Mapping[str, int], unit: Unit) -> tuple[bool, bool, int, int, tuple[str, ...], int, str, int]:
    """Sort quotations first, then the body before headings, then by length, then by when they were first seen."""
    size = (-len(unit.senses), -len(unit.words))
    place = (seen[unit.article], unit.statement.id, unit.span.start)
    return (not unit.quoted, unit.in_heading, *size, unit.forms, *place)


def _best(unit: Unit, near: Iterable[tuple[Unit, int]], groups: Sequence[_Group]) -> tuple[int, Match] | None:
    """Return the group to join; a member that is not the head vouches only for nearly the same words."""
    found: list[tuple[float, int, int, Match]] = []
    for other, number in near:
        match = compare(other, unit)
        if match and (other is groups[number].head or match.shared >= LONG_RUN or match.score >= _SURE):
            found.append((match.score, match.shared, -number, match))
    if not found:
        return None
    best = max(found, key=lambda row: row[:3])
    return -best[2], best[3]


def _claim(group: _Group) -> Claim:
    """Make the claim, named by its head: of those as full the one first seen, which later ones do not change."""
    id_ = content_id(Prefix.CLAIM, ClaimKind.UTTERANCE, group.head.statement.id, group.head.span)
    known = {unit.speaker.key for unit in group.units if unit.speaker and unit.speaker.actor}
    return Claim(
        id=id_,
        kind=ClaimKind.UTTERANCE,
        title=" ".join(group.head.text.split()),
        head=group.head.statement.id,
        actors=tuple(sorted(known)),
        members=_members(id_, group),
        story=_story(group.units),
    )


def _story(units: Iterable[Unit]) -> str | None:
    counts = Counter(story for story, _ in sorted({(unit.story, unit.article) for unit in units if unit.story}))
    return min(counts, key=lambda story: (-counts[story], story)) if counts else None


def _members(claim: str, group: _Group) -> tuple[Member, ...]:
    """Make the members: the head first, then by article and place; a statement is a member once, with its best unit."""
    chosen: dict[str, Member] = {}
    for unit, match in zip(group.units, group.matches, strict=True):
        for one in (unit, *unit.doubles):
            why = match if one is unit else Match(len(one.forms), 1.0, "the same words of the article, read twice")
            chosen.setdefault(one.statement.id, _member(claim, group.head, one, why))
    return tuple(sorted(chosen.values(), key=lambda m: (m.relation is not MemberRelation.HEAD, m.article, m.span)))


def _member(claim: str, head: Unit, unit: Unit, match: Match | None) -> Member:
    how = relation(head, unit) if match else MemberRelation.HEAD
    return Member(
        claim=claim,
        fact=unit.statement.id,
        article=unit.article,
        relation=how,
        span=unit.span,
        text=unit.text,
        shared=longest_run(head.forms, unit.forms)[2],
        score=round(match.score, 4) if match else 1.0,
        reason=match.reason if match else "fullest form",
    )

"""Claims that tell one event in other words: much of what they say is the same, and it counts the more the rarer it is.

`deeds.py` joins reports that agree slot by slot. Reporters also put a deed in words that reading takes for another kind
("imposed a duty on butter", "butter was hit with an import duty"), name its parts by halves ("the two ministers signed
the text") or leave out the day. Two claims whose articles are others, and of which neither contradicts the other in
status, direction, time or place, are one if what they agree in and the words that they share, weighed by how few
articles of the story have them, come to enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from onrecord.model.reading import Role, Status
from onrecord.resolve.deed import AHEAD, DONE, Deed
from onrecord.resolve.kinds import MEETING, PROTEST, WORDY, daily, done_with_words, repeated
from onrecord.resolve.lone import alone
from onrecord.resolve.participants import head_end
from onrecord.resolve.sameness import Agreement, can_be_retold, direction, evidence
from onrecord.resolve.timing import days_apart
from onrecord.resolve.wording import content_senses, words_in

ENOUGH = 2.6
"""What two reports have to come to that tell one event in other words, in a story of few articles."""

_FEW = 8
_MORE = 0.4
"""By how much more for each doubling of the articles: of many events the likest two are alike by chance."""

_SAID = 2.0
_LEAST = 0.15
_NEWS = 1.5
_WEIGHTY = 3.0
_BY_WORDS = frozenset({"topic", "words", "wording", "only one"})
_OF_ONE_WORD = frozenset({"kind", "amount", "number", "content", "topic"})
"""What has to agree in the word that is given and what it is about."""

_OFTEN = 40
_MOST = 20
_COOPERATION = frozenset({"AGREE", "SUPPORT", "AID", "COOPERATE", "CONCEDE", "RETREAT"})
_WORDS = frozenset({"REQUEST", "AGREE"})
_GIVEN = frozenset({"agreement", "promise", "pledge", "threat"})
_UNLIKE_OTHERS = WORDY | {PROTEST}
"""Types of event that are told as no other type: to accuse is not to punish, a strike is no blockade."""


@dataclass(frozen=True, slots=True)
class Told:
    """The reports of one claim in the making, each way of telling once, and the articles that tell it in their body."""

    deeds: tuple[Deed, ...]
    articles: frozenset[str]

    @property
    def story(self) -> str:
        """The story, or the article where it is in none."""
        return self.deeds[0].story or self.deeds[0].event.article


class Rarity:
    """How much a word says in its story: the more the fewer articles have it in what they tell."""

    def __init__(self, deeds: Iterable[Deed]) -> None:
        having: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        articles: defaultdict[str, set[str]] = defaultdict(set)
        for deed in deeds:
            story = deed.story or deed.event.article
            articles[story].add(deed.event.article)
            for word in senses(deed):
                having[story][word].add(deed.event.article)
        self._articles = {story: len(found) for story, found in articles.items()}
        self._weights: Mapping[str, Mapping[str, float]] = {
            story: {word: math.log((len(articles[story]) + 1) / len(found)) for word, found in words.items()}
            for story, words in having.items()
        }

    def enough(self, story: str) -> float:
        """Return what two reports of a story have to come to that tell one event in other words."""
        return ENOUGH + _MORE * max(0.0, math.log2(self._articles.get(story, 0) / _FEW or 1.0))

    def is_short(self, story: str) -> bool:
        """Say whether a story has so few articles that each can be taken to tell its one deed of a kind."""
        return self._articles.get(story, 0) <= 2 * _FEW

    def of(self, story: str, words: Iterable[str]) -> float:
        """Return what some words weigh together in a story, the same in whatever order they come."""
        weights = self._weights.get(story, {})
        return math.fsum(weights.get(word, 0.0) for word in words)


def senses(deed: Deed) -> frozenset[str]:
    """Return the content words of what a report tells of an event, by sense."""
    return frozenset(word.sense for word in deed.words if word.content)


def retold(told: Sequence[Told]) -> list[tuple[int, int, Agreement]]:
    """Return the pairs of claims that tell one event in other words, by number, the likest first."""
    rarity = Rarity(deed for one in told for deed in one.deeds)
    found = (
        (a, b, agreement)
        for a, b in sorted(_candidates(told))
        if (agreement := _alike(told[a], told[b], rarity)) is not None
    )
    return sorted(
        found, key=lambda row: (-row[2].score, told[row[0]].deeds[0].event.id, told[row[1]].deeds[0].event.id)
    )


def _candidates(told: Sequence[Told]) -> set[tuple[int, int]]:
    """Return the pairs that share a word that few claims of their story have, or are each the only one of a kind."""
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        words = frozenset[str]().union(*map(senses, one.deeds[:_MOST]))
        words |= {f"one {deed.event.subtype}" for deed in one.deeds[:_MOST] if deed.lone and deed.event.subtype}
        for word in words if one.deeds[0].event.type != MEETING else ():
            index[one.story, word].append(number)
    return {
        (a, b)
        for numbers in index.values()
        if len(numbers) <= _OFTEN
        for at, b in enumerate(numbers)
        for a in numbers[:at]
        if told[a].articles.isdisjoint(told[b].articles)
    }


def _alike(a: Told, b: Told, rarity: Rarity) -> Agreement | None:
    """Return in what two claims are alike, if nothing stands against it; most ways of telling agree on the sides."""
    pairs = list(product(a.deeds[:_MOST], b.deeds[:_MOST]))
    if any(_contrary(x, y) for x, y in pairs):
        return None
    ways = [(direction(x, y), x, y) for x, y in pairs]
    others = sum(way is None for way, _, _ in ways)
    # Who blamed one party on one day may have blamed another as well.
    if 2 * others > len(ways) or (others and any(done_with_words(x.event) for x, _ in pairs)):
        return None
    scored = [agreement for way, x, y in ways if way is not None and (agreement := _score(way, x, y, rarity))]
    best = max(scored, key=lambda agreement: agreement.score, default=None)
    if best is None or best.score < rarity.enough(a.story):
        return None
    return Agreement(min(1.0, best.score / 6), best.reason)


def _contrary(a: Deed, b: Deed) -> bool:
    """Say whether two reports cannot be one event, in whatever words they are told."""
    if a.several is not b.several or MEETING in (a.event.type, b.event.type):
        return True
    if _again(a, b) and not alone(a, b):
        return True
    if a.status != b.status and not (_announced(a, b) or _announced(b, a)):
        return True
    if _is_friendly(a) is not _is_friendly(b) and a.status == b.status:
        return True
    if (a.event.status is Status.HISTORICAL) is not (b.event.status is Status.HISTORICAL):
        return True
    if _seeks_another(a, b):
        return True
    if (
        a.status == b.status
        and a.event.type != b.event.type
        and (a.event.type in _UNLIKE_OTHERS or b.event.type in _UNLIKE_OTHERS)
    ):
        return True
    return not can_be_retold(a, b)


def _again(a: Deed, b: Deed) -> bool:
    """Say whether two reports have other days for what is done again and again, which is another deed each day."""
    return bool(a.when and b.when and days_apart(a.when, b.when)) and (daily(a.event) or daily(b.event))


def _is_friendly(deed: Deed) -> bool:
    return deed.event.type in _COOPERATION


def _announced(word: Deed, deed: Deed) -> bool:
    """Say whether one report tells of a word that is given, and the other of what it is about, which is yet to come.

    "Velmark pledged Sarn $5 million" and "Velmark will give Sarn $5 million" tell one promise; "asked to free the crew"
    may be read as a request or as the release that is asked for.
    """
    event = word.event
    gives = event.type in _WORDS or event.subtype in _GIVEN
    return word.status == DONE and deed.status == AHEAD and gives


def _of_one_day(a: Deed, b: Deed, found: Mapping[str, float]) -> float:
    """Return what it says that two articles of a day each tell, as news without a day, of one deed of a kind alone."""
    if not found["kind"] or found["time"] or repeated(a.event) or repeated(b.event) or not (a.out and b.out):
        return 0.0
    dated = a.when is not None or b.when is not None
    gap = abs((date.fromisoformat(a.out) - date.fromisoformat(b.out)).days)
    return _NEWS if not dated and gap <= 1 and alone(a, b) else 0.0


def _seeks_another(a: Deed, b: Deed) -> bool:
    """Say whether two reports of a request have nothing in common that is asked for, but for who is to do it."""
    names = {word.sense for party in (*a.known, *b.known) for word in words_in(party.name)}
    one, other = a.sought - names, b.sought - names
    return bool(one and other) and one.isdisjoint(other)


def _score(way: float, a: Deed, b: Deed, rarity: Rarity) -> Agreement | None:
    """Sum up in what two reports agree, the words that both have among it; None where it is words alone."""
    if _again(a, b) or (not way and _otherwise_named(a, b)):
        return None
    shared = _shared(a, b, rarity)
    found = evidence(a, b)
    news = _of_one_day(a, b, dict(found)) if rarity.is_short(a.story or a.event.article) else 0.0
    points = [("participants", way), *found, ("words", _SAID * shared), ("news", news)]
    agreed = {name for name, value in points if value}
    if a.status != b.status and not (way and agreed & _OF_ONE_WORD):
        return None
    if agreed <= _BY_WORDS or ("kind" not in agreed and shared < _LEAST):
        return None
    return Agreement(
        sum(value for _, value in points), "retold, same " + ", ".join(name for name, value in points if value)
    )


def _otherwise_named(a: Deed, b: Deed) -> bool:
    """Say whether two reports of which no participant is known to be the same name those of one slot, and name others.

    "A court jailed Pell", "the court jailed Odo Brann": descriptions can mean anybody, names cannot.
    """
    slots = ((a.event.actors, b.event.actors), (a.event.recipients, b.event.recipients))
    for one, other in slots:
        named, others = _heads(one, a), _heads(other, b)
        if named and others and not (named & _words(other) or others & _words(one)):
            return True
    return False


def _heads(roles: Iterable[Role], deed: Deed) -> frozenset[str]:
    """Return the last words of the names in a slot, by sense; not of descriptions, nor what opens a sentence alone."""
    heads = ((role, role.text[: head_end(role.text)].split()) for role in roles)
    names = (words[-1] for role, words in heads if words and not (len(words) == 1 and role.start == deed.span.start))
    return frozenset(sense for name in names if name[:1].isupper() for sense in content_senses(words_in(name)))


def _words(roles: Iterable[Role]) -> frozenset[str]:
    return frozenset(sense for role in roles for sense in content_senses(words_in(role.text)))


def _shared(a: Deed, b: Deed, rarity: Rarity) -> float:
    """Return how much of what the shorter report says is in the other, less where it says little at all."""
    story = a.story or a.event.article
    one, other = senses(a), senses(b)
    least = min(rarity.of(story, one), rarity.of(story, other))
    common = rarity.of(story, one & other)
    return common / least * min(1.0, common / _WEIGHTY) if least else 0.0

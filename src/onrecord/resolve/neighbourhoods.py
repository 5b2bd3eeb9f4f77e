"""Stories that print one another's words: what is compared when claims are found, and no more than that.

An utterance may be reported in several stories, an event in one alone. Stories are joined in the order in which their
articles came to share words, for as long as a neighbourhood stays small enough to be held in memory; the same words in
two neighbourhoods are two claims. Time decides, not how much is shared: so what comes later is added to the
neighbourhoods that are there, and leaves all others as they were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import TypeAlias

from onrecord.model.derived import Story
from onrecord.model.groups import Groups

LARGEST = 400
"""Articles that two neighbourhoods have when they are joined, at most; what comes to their stories later is added."""

MOST = 800
"""Articles that a neighbourhood has in the end, at most: a larger one is joined anew as if all were there at once.

A story that has more by itself is a neighbourhood of its own.
"""

Pair: TypeAlias = tuple[str, str]
Ties: TypeAlias = Mapping[str, Sequence[Pair]]
"""By the later article of each pair: the two stories that it was the first to tie."""

Group: TypeAlias = tuple[Story, ...]


def neighbourhoods(
    stories: Sequence[Story], seen: Sequence[str], shared: Iterable[Pair], together: Sequence[Pair] = ()
) -> list[Group]:
    """Return the neighbourhoods of stories, in the order of their first articles.

    `seen` are all articles in the order in which they were first seen, `shared` the pairs of them that print the same
    words, `together` those that must be looked at together.

    >>> one, two = (Story(f"sto-{key}", "", (key,)) for key in "ab")
    >>> neighbourhoods([one, two], ["a", "b"], [("a", "b")]) == [(one, two)]
    True
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    ties = _ties(story_of, seen, shared)
    must = [(story_of[a], story_of[b]) for a, b in together]
    found = [part for group in _joined(stories, story_of, seen, ties, must) for part in _parts(group, seen, ties, must)]
    return sorted((tuple(sorted(group, key=_first)) for group in found), key=lambda group: _first(group[0]))


def _ties(story_of: Mapping[str, str], seen: Sequence[str], shared: Iterable[Pair]) -> Ties:
    order = {article: place for place, article in enumerate(seen)}
    first: dict[Pair, Pair] = {}
    for pair in shared:
        one, other = sorted(story_of[article] for article in pair)
        if one != other:
            later, earlier = sorted(pair, key=order.__getitem__, reverse=True)
            known = first.get((one, other))
            if known is None or (order[later], order[earlier]) < (order[known[0]], order[known[1]]):
                first[one, other] = later, earlier
    ties: defaultdict[str, list[Pair]] = defaultdict(list)
    for stories, (later, _) in sorted(first.items(), key=lambda tie: order[tie[1][1]]):
        ties[later].append(stories)
    return ties


def _parts(group: Group, seen: Sequence[str], ties: Ties, must: Sequence[Pair]) -> Iterable[Group]:
    """Return a neighbourhood, or what becomes of one that came to be too large."""
    own = {article: story.id for story in group for article in story.articles}
    if len(group) == 1 or len(own) <= MOST:
        return [group]
    return _joined(group, own, [article for article in seen if article in own], ties, must, at_once=True)


def _joined(
    stories: Iterable[Story],
    story_of: Mapping[str, str],
    seen: Sequence[str],
    ties: Ties,
    must: Iterable[Pair],
    *,
    at_once: bool = False,
) -> Iterator[Group]:
    """Join stories as their articles come, or as if all of these were there from the start."""
    of = {story.id: story for story in stories}
    groups, size = Groups(), Counter[str](story_of.values() if at_once else ())

    def join(one: str, other: str, largest: float = inf) -> None:
        if one in of and other in of:
            roots = {groups.root(one), groups.root(other)}
            articles = sum(size[root] for root in roots)
            if articles <= largest:
                size[groups.join(one, other)] = articles

    for one, other in must:
        join(one, other)
    for article in seen:
        if not at_once:
            size[groups.root(story_of[article])] += 1
        for one, other in ties.get(article, ()):
            join(one, other, LARGEST)
    joined: defaultdict[str, list[Story]] = defaultdict(list)
    for id_, story in of.items():
        joined[groups.root(id_)].append(story)
    return map(tuple, joined.values())


def _first(story: Story) -> tuple[str, ...]:
    return story.articles

"""Stories that print one another's words: what is compared when claims are found, and no more than that.

An utterance may be reported in several stories, an event in one alone. Each story goes with the earlier one whose words
it prints most, for as long as that one's neighbourhood is small enough to be held in memory; the same words in two
neighbourhoods are two claims. Whom a story goes with hangs on its own words alone, not on what others share: so a
further article changes the neighbourhoods that it comes to, and those that lose a story to them, and leaves all others
as they were.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from onrecord.model.derived import Story
from onrecord.model.groups import Groups

LARGEST = 400
"""Articles that a neighbourhood has when a story comes to it, at most; what comes to its stories later is added."""

MOST = 800
"""Articles that a neighbourhood has in the end, at most: in a larger one all that is in its stories counts at once.

A story that has more by itself is a neighbourhood of its own.
"""

Pair: TypeAlias = tuple[str, str]
Shared: TypeAlias = tuple[str, str, int]
"""Two articles, and how many words one prints of the other."""

Group: TypeAlias = tuple[Story, ...]
Ties: TypeAlias = Mapping[str, Mapping[str, int]]
"""How many words each story shares with others."""


def neighbourhoods(
    stories: Sequence[Story], seen: Sequence[str], shared: Iterable[Shared], together: Sequence[Pair] = ()
) -> list[Group]:
    """Return the neighbourhoods of stories, in the order of their first articles.

    `seen` are all articles in the order in which they were first seen, `shared` the pairs of them that print the same
    words, `together` those that must be looked at together.

    >>> one, two = (Story(f"sto-{key}", "", (key,)) for key in "ab")
    >>> neighbourhoods([one, two], ["a", "b"], [("a", "b", 12)]) == [(one, two)]
    True
    """
    knots = _knots(stories, together)
    of = {article: knots.root(story.id) for story in stories for article in story.articles}
    by_knot: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_knot[knots.root(story.id)].append(story)
    joined = _gone_with(of, seen, _ties(of, shared))
    found = (tuple(story for knot in group for story in by_knot[knot]) for group in joined)
    return sorted((tuple(sorted(group, key=_first)) for group in found), key=lambda group: _first(group[0]))


def _knots(stories: Iterable[Story], together: Sequence[Pair]) -> Groups:
    """Tie the stories of articles that must be looked at together into one, whatever its size."""
    tied = {article for pair in together for article in pair}
    story_of = {article: story.id for story in stories for article in story.articles if article in tied}
    knots = Groups()
    for a, b in together:
        knots.join(story_of[a], story_of[b])
    return knots


def _ties(of: Mapping[str, str], shared: Iterable[Shared]) -> Ties:
    ties: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for a, b, words in shared:
        one, other = of[a], of[b]
        if one != other:
            ties[one][other] += words
            ties[other][one] += words
    return ties


def _gone_with(of: Mapping[str, str], seen: Sequence[str], ties: Ties) -> Iterator[list[str]]:
    """Yield the groups that come of each going with an earlier one, those that grew too large once more."""
    size = Counter(of.values())
    for group in _grouped(of, seen, ties):
        if len(group) == 1 or sum(size[one] for one in group) <= MOST:
            yield group
        else:
            members = set(group)
            own = {article: one for article, one in of.items() if one in members}
            yield from _grouped(own, [article for article in seen if article in own], ties, size)


def _grouped(
    of: Mapping[str, str], seen: Iterable[str], ties: Ties, sizes: Mapping[str, int] | None = None
) -> Iterable[list[str]]:
    """Let each go with an earlier one as its first article comes; `sizes` are known from the start, or grow."""
    place: dict[str, int] = {}
    head: dict[str, str] = {}
    size: Counter[str] = Counter()
    for article in seen:
        one = of[article]
        if one not in place:
            whole = sizes[one] if sizes else 1
            head[one] = _head(one, whole, ties, place, head, size)
            place[one] = len(place)
            size[head[one]] += whole
        elif not sizes:
            size[head[one]] += 1
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for one, first in head.items():
        groups[first].append(one)
    return groups.values()


def _head(
    one: str, whole: int, ties: Ties, place: Mapping[str, int], head: Mapping[str, str], size: Mapping[str, int]
) -> str:
    """Return the first of the neighbourhood that one comes to, or itself where there is none with room."""
    earlier = [(-words, place[other], other) for other, words in ties.get(one, {}).items() if other in place]
    if not earlier:
        return one
    best = head[min(earlier)[2]]
    return best if size[best] + whole <= LARGEST else one


def _first(story: Story) -> tuple[str, ...]:
    return story.articles

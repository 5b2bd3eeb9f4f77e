"""Stories that print one another's words: what is compared when claims are found, and no more than that.

An utterance may be reported in several stories, an event in one alone. Stories are joined, those that share most first,
for as long as a neighbourhood stays small enough to be held in memory; the same words in two neighbourhoods are two
claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from onrecord.model.derived import Story
from onrecord.model.groups import Groups

LARGEST = 400
"""Articles up to which stories are joined. A story that has more by itself is a neighbourhood of its own."""


def neighbourhoods(
    stories: Sequence[Story], shared: Iterable[tuple[str, str]], together: Iterable[tuple[str, str]] = ()
) -> list[tuple[Story, ...]]:
    """Return the neighbourhoods of stories, in the order of their first articles.

    `shared` are pairs of articles that print the same words, `together` those that must be looked at together.

    >>> one, two = (Story(f"sto-{key}", "", (key,)) for key in "ab")
    >>> neighbourhoods([one, two], [("a", "b")]) == [(one, two)]
    True
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    size = {story.id: len(story.articles) for story in stories}
    groups = Groups()

    def join(one: str, other: str, largest: float = inf) -> None:
        roots = groups.root(one), groups.root(other)
        articles = sum(size[root] for root in set(roots))
        if articles <= largest:
            size[groups.join(*roots)] = articles

    for a, b in together:
        join(story_of[a], story_of[b])
    for (one, other), _ in sorted(_shared(story_of, shared).items(), key=lambda row: (-row[1], row[0])):
        join(one, other, LARGEST)
    joined: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        joined[groups.root(story.id)].append(story)
    return sorted((tuple(sorted(group, key=_first)) for group in joined.values()), key=lambda group: _first(group[0]))


def _shared(story_of: Mapping[str, str], pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Count the pairs of articles that print one another's words, by the two stories that they are of."""
    counts: Counter[tuple[str, str]] = Counter()
    for a, b in pairs:
        one, other = sorted((story_of[a], story_of[b]))
        if one != other:
            counts[one, other] += 1
    return counts


def _first(story: Story) -> tuple[str, ...]:
    return story.articles

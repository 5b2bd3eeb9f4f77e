"""The desk of one story: of several articles that show the same, one that shows more besides is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from onrecord.model.derived import Claim
from onrecord.model.snapshot import Snapshot
from onrecord.web.brief_limits import Limits, limits_of
from onrecord.web.brief_parts import Cite
from onrecord.web.desk import Desk

_LARGEST = 16
"""Of how many of the largest claims an article must report some to be shown before others: about those of a brief."""


class StoryDesk(Desk):
    """A desk whose snapshot holds one story; a brief that rests on few articles is read and checked more easily.

    `cites` are those of a draft of the brief, where there is one: what it rests on most is taken first.
    """

    def __init__(self, snapshot: Snapshot, cites: Iterable[Cite] = ()) -> None:
        super().__init__(snapshot)
        self._drafted: Mapping[str, int] = Counter(cite.article for cite in cites)

    @cached_property
    def _weights(self) -> tuple[Counter[str], Counter[str]]:
        """How many of the largest claims, and of all, each article reports."""
        claims = self.snapshot.resolution.claims
        ordered = sorted(claims, key=lambda claim: (-len(_articles(claim)), claim.id))
        return _counted(ordered[:_LARGEST]), _counted(ordered)

    @cached_property
    def limits(self) -> Limits:
        """How much of the story is told."""
        return limits_of(len(self.snapshot.resolution.stories[0].articles))

    def preferred(self, article: str) -> tuple[int, int, int, tuple[bool, str, str]]:
        """Return the place of an article among those that could show something, the first to be taken."""
        largest, every = self._weights
        return -self._drafted.get(article, 0), -largest[article], -every[article], self.order(article)


def _articles(claim: Claim) -> set[str]:
    return {member.article for member in claim.members}


def _counted(claims: Iterable[Claim]) -> Counter[str]:
    return Counter(article for claim in claims for article in _articles(claim))

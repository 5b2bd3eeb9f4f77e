"""The whole record in memory, with the lookups that pages, exports and commands need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from onrecord.model.derived import (
    Actor,
    Alias,
    Claim,
    Dependence,
    Discrepancy,
    Link,
    Origin,
    Passage,
    Resolution,
    Standing,
    Story,
    Tracing,
)
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading
from onrecord.model.judgement import Judgement
from onrecord.model.problem import Problem
from onrecord.model.run import Run

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Collect values under their keys, in the order they came.

    >>> grouped([("a", 1), ("b", 2), ("a", 3)])
    {'a': (1, 3), 'b': (2,)}
    """
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


class Cast:
    """Which actor an article's entity is."""

    def __init__(self, actors: Iterable[Actor], aliases: Iterable[Alias]) -> None:
        self.actor: dict[str, Actor] = {actor.id: actor for actor in actors}
        self.alias: dict[str, Alias] = {alias.entity: alias for alias in aliases}

    def of(self, entity: str | None) -> Actor | None:
        """Return the actor that the entity with this id was resolved to, or None."""
        alias = self.alias.get(entity) if entity else None
        return self.actor.get(alias.actor) if alias else None


@dataclass(frozen=True)
class Snapshot:
    """Facts and everything derived from them at one moment."""

    facts: Facts
    resolution: Resolution = Resolution()
    tracing: Tracing = Tracing()
    problems: tuple[Problem, ...] = ()
    runs: tuple[Run, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    gradings: tuple[Grading, ...] = ()

    @cached_property
    def cast(self) -> Cast:
        """Actors by entity."""
        return Cast(self.resolution.actors, self.resolution.aliases)

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.resolution.claims}

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        """The claim that a statement or event (by id) reports."""
        return {member.fact: claim for claim in self.resolution.claims for member in claim.members}

    @cached_property
    def claims_of_story(self) -> dict[str, tuple[Claim, ...]]:
        """Claims by story id."""
        return grouped((claim.story, claim) for claim in self.resolution.claims if claim.story)

    @cached_property
    def story(self) -> dict[str, Story]:
        """Stories by id."""
        return {story.id: story for story in self.resolution.stories}

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """The story an article (by id) belongs to."""
        return {article: story for story in self.resolution.stories for article in story.articles}

    @cached_property
    def standing(self) -> dict[str, Standing]:
        """How a claim (by id) stands."""
        return {standing.claim: standing for standing in self.tracing.standings}

    @cached_property
    def origin(self) -> dict[str, Origin]:
        """Origins by id."""
        return {origin.id: origin for origin in self.tracing.origins}

    @cached_property
    def origins_of(self) -> dict[str, tuple[Origin, ...]]:
        """Origins by claim id."""
        return grouped((origin.claim, origin) for origin in self.tracing.origins)

    @cached_property
    def dependences_of(self) -> dict[str, tuple[Dependence, ...]]:
        """Dependences by claim id."""
        return grouped((dependence.claim, dependence) for dependence in self.tracing.dependences)

    @cached_property
    def discrepancies_of(self) -> dict[str, tuple[Discrepancy, ...]]:
        """The discrepancies that touch a claim (by id), as the claim itself or through a side."""
        pairs: list[tuple[str, Discrepancy]] = []
        for discrepancy in self.tracing.discrepancies:
            known = self.claim.get(discrepancy.claim)
            own = {member.fact for member in known.members} if known else set[str]()
            others = {side.member for side in discrepancy.sides} - own
            touched = {discrepancy.claim, *(self.claim_of[fact].id for fact in others if fact in self.claim_of)}
            pairs.extend((claim, discrepancy) for claim in sorted(touched))
        return grouped(pairs)

    @cached_property
    def links_of(self) -> dict[str, tuple[Link, ...]]:
        """Links by article id, from either side."""
        return grouped((end, link) for link in self.resolution.links for end in (link.a, link.b))

    @cached_property
    def passages_of(self) -> dict[str, tuple[Passage, ...]]:
        """Passages by article id, from either side."""
        return grouped((end, passage) for passage in self.resolution.passages for end in (passage.a, passage.b))

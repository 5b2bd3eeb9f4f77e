"""The parts of resolving and tracing that need some articles alone: what a worker can be asked to do."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from onrecord.model.derived import Claim, Link, Passage, Resolution, Story, Tracing
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading
from onrecord.model.judgement import Judgement
from onrecord.model.own_source import OwnSource
from onrecord.model.sketch import Sketch
from onrecord.model.snapshot import Cast
from onrecord.resolve.candidates import Candidates
from onrecord.resolve.links import link_of
from onrecord.resolve.passages import aligned
from onrecord.resolve.patches import Patch
from onrecord.resolve.run import find_claims
from onrecord.resolve.sketches import FROM_READINGS, sketches_of
from onrecord.resolve.stories import story_groups, story_of
from onrecord.resolve.texts import text_of
from onrecord.trace.owners import Owners
from onrecord.trace.run import trace


class Source(Protocol):
    """What parts get facts from, and what was derived before: a record, or the rows that a cluster hands over."""

    def facts(self, ids: Sequence[str] | None = None, wanted: Container[str] | None = None) -> Facts:
        """Return articles with their readings, of these at least the fields that are wanted."""
        ...

    def sketches(self, ids: Sequence[str]) -> dict[str, Sketch]:
        """Return the sketches of articles, by id."""
        ...

    def around(self, ids: Sequence[str]) -> tuple[Facts, Resolution]:
        """Return articles with their actors and with the passages and links between them."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided on pairs."""
        ...

    def gradings(self) -> tuple[Grading, ...]:
        """Return what people say of sources."""
        ...

    def sources(self) -> tuple[OwnSource, ...]:
        """Return the sources of the user's own files, by name."""
        ...


class Part(Protocol):
    """A piece of work on facts and on what was derived before."""

    def work(self, record: Source) -> Any:  # noqa: ANN401 - each part has a result of its own
        """Return what comes of this part."""
        ...


@dataclass(frozen=True, slots=True)
class Sketching:
    """Make the sketches of articles."""

    articles: tuple[str, ...]

    def work(self, record: Source) -> tuple[Sketch, ...]:
        """Return the sketches."""
        return tuple(sketches_of(record.facts(self.articles, FROM_READINGS)))


@dataclass(frozen=True, slots=True)
class Aligning:
    """Align articles; `candidates` are texts with the pairs of articles they stand for, all by number.

    `articles` and `boilerplate` give the ids and what is left out, by the same numbers.
    """

    candidates: tuple[Candidates, ...]
    articles: Mapping[int, str]
    boilerplate: Mapping[int, frozenset[int]]

    def work(self, record: Source) -> tuple[tuple[Passage, ...], tuple[Link, ...]]:
        """Return the passages and links of all pairs."""
        sketches = record.sketches(tuple(self.articles.values()))
        texts = {n: text_of(sketches[article], self.boilerplate.get(n, ())) for n, article in self.articles.items()}
        passages: list[Passage] = []
        links: list[Link] = []
        for (a, b), shared in aligned(self.candidates, texts.__getitem__):
            passages.extend(sorted(shared, key=lambda p: (p.a_span, p.b_span)))
            link = link_of(a, b, shared)
            links.extend([link] if link else [])
        return tuple(passages), tuple(links)


@dataclass(frozen=True, slots=True)
class Telling:
    """Find the stories of some patches of coverage."""

    patches: tuple[Patch, ...]

    def work(self, record: Source) -> tuple[tuple[Story, ...], ...]:
        """Return the stories of each patch."""
        groups = [tuple(story_groups(patch)) for patch in self.patches]
        facts = record.facts([group.central for own in groups for group in own])
        return tuple(
            tuple(story_of(group, facts.article[group.central], facts.reading[group.central]) for group in own)
            for own in groups
        )


@dataclass(frozen=True, slots=True)
class Claiming:
    """Find the claims of some neighbourhoods of stories and trace them."""

    neighbourhoods: tuple[tuple[Story, ...], ...]

    def work(self, record: Source) -> tuple[tuple[tuple[Claim, ...], Tracing], ...]:
        """Return the claims of each neighbourhood with what tracing found of them."""
        decided = record.judgements(), Owners(record.gradings(), record.sources())
        return tuple(self._claimed(record, stories, *decided) for stories in self.neighbourhoods)

    @staticmethod
    def _claimed(
        record: Source, stories: tuple[Story, ...], judgements: Sequence[Judgement], owners: Owners
    ) -> tuple[tuple[Claim, ...], Tracing]:
        facts, around = record.around([article for story in stories for article in story.articles])
        claims = find_claims(facts, Cast(around.actors, around.aliases), stories, judgements)
        return claims, trace(facts, replace(around, stories=stories, claims=claims), owners)

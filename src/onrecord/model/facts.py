"""The facts of a body of coverage, held in memory with the lookups that resolving and tracing need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.model.article import Article
from onrecord.model.reading import Citation, Entity, Event, Reading, Statement


@dataclass(frozen=True)
class Facts:
    """Articles and their readings, in article-id order whatever the order they came in."""

    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]

    @classmethod
    def of(cls, articles: Iterable[Article], readings: Iterable[Reading]) -> Facts:
        """Collect articles and readings, sorted by article id; an article without a reading gets an empty one."""
        ordered = tuple(sorted(articles, key=lambda article: article.id))
        known = {reading.article: reading for reading in readings}
        return cls(ordered, tuple(known.get(article.id, Reading(article.id)) for article in ordered))

    @cached_property
    def article(self) -> dict[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def reading(self) -> dict[str, Reading]:
        """Readings by article id."""
        return {reading.article: reading for reading in self.readings}

    @cached_property
    def entity(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for reading in self.readings for entity in reading.entities}

    @cached_property
    def statement(self) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for reading in self.readings for statement in reading.statements}

    @cached_property
    def event(self) -> dict[str, Event]:
        """Events by id."""
        return {event.id: event for reading in self.readings for event in reading.events}

    @cached_property
    def citation(self) -> dict[str, Citation]:
        """Citations by id."""
        return {citation.id: citation for reading in self.readings for citation in reading.citations}

"""An event as it is compared across articles: who, to whom, how certain, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.model.article import Article, BlockKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Event, Status
from onrecord.model.snapshot import Cast
from onrecord.model.span import Span, hull
from onrecord.resolve.participants import Party, parties_of
from onrecord.resolve.wording import Word, words_in

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.DECK})

_STATUS = {
    Status.OCCURRED: "done",
    Status.ONGOING: "done",
    Status.HISTORICAL: "done",
    Status.PLANNED: "prospective",
    Status.THREATENED: "prospective",
    Status.CONDITIONAL: "prospective",
    Status.DENIED: "denied",
    Status.ALLEGED: "alleged",
}


@dataclass(frozen=True)
class Deed:
    """An event with its participants as actors; `status` is done, prospective, denied or alleged."""

    event: Event
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: str
    words: tuple[Word, ...]
    span: Span
    text: str
    story: str | None

    @property
    def slots(self) -> int:
        """How many slots are filled: participants, date, place and amount."""
        event = self.event
        return sum(map(bool, (self.actors, self.recipients, event.date, event.place, event.magnitude)))

    @property
    def in_heading(self) -> bool:
        """Whether the event stands in a title or deck."""
        return self.event.in_block in _HEADINGS

    @property
    def additional(self) -> bool:
        """Whether its amount comes on top of another."""
        return any(amount.additional for amount in self.event.magnitude)

    @cached_property
    def topic(self) -> frozenset[str]:
        """The content of its clause: words other than states and participants' names."""
        names = {word.sense for party in (*self.actors, *self.recipients) for word in words_in(party.name)}
        return frozenset(w.sense for w in self.words if w.content and not w.sense.startswith("=")) - names


def deeds_of(facts: Facts, cast: Cast, story_of: dict[str, str]) -> Iterator[Deed]:
    """Prepare the events for comparison, in article and text order, but for those without any known participant."""
    for article, reading in zip(facts.articles, facts.readings, strict=True):
        for event in reading.events:
            deed = _deed(event, article, cast, facts, story_of.get(article.id))
            if deed.actors or deed.recipients:
                yield deed


def _deed(event: Event, article: Article, cast: Cast, facts: Facts, story: str | None) -> Deed:
    span = hull(event.spans or (event.trigger,))
    return Deed(
        event=event,
        actors=parties_of(event.actors, cast, facts),
        recipients=parties_of(event.recipients, cast, facts),
        status=_STATUS[event.status],
        words=tuple(word for part in event.spans or (event.trigger,) for word in words_in(article.text, part)),
        span=span,
        text=span.of(article.text),
        story=story,
    )

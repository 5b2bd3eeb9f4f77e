"""What comes in on its way to the record: sorted by whether it came before, extracted, and told from its doubles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.acquire.answer import Reached
from onrecord.acquire.blob import Acquired
from onrecord.engine.batches import chunks
from onrecord.engine.repeats import duplicate
from onrecord.extract.extracted import Extracted
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem
from onrecord.model.signature import software
from onrecord.record.file import Record


@dataclass(frozen=True, slots=True)
class Known:
    """A page that came in before: what became of it, and the problem that it ended as, if it did."""

    arrival: Arrival
    problem: Problem | None
    location: str
    place: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """A page to extract, with its id, which takes a hash of all its bytes."""

    page: Page
    id: str


Item: TypeAlias = Fresh | Problem | Notice | Reached | Known
Outcome: TypeAlias = Article | Problem | Notice | Reached | Known


@dataclass(frozen=True, slots=True)
class Prepared:
    """An acquired item, extracted: its outcome, the page that it was, and where the user knows it by.

    `page` is "" where the outcome is of no page, or of a page that came in before.
    """

    outcome: Outcome
    location: str
    place: str = ""
    page: str = ""


def sorted_out(record: Record, items: Iterable[Acquired | Reached], settings: str, size: int) -> Iterator[Item]:
    """Yield the items in order, with what became of them in place of pages that came in before.

    `settings` decide how pages are read: one that ended as a problem is only known to those that it ended so with.
    """
    for batch in chunks(items, size):
        named = [Fresh(item, item.id) if isinstance(item, Page) else item for item in batch]
        ids = (item.id for item in named if isinstance(item, Fresh))
        arrivals = record.arrived(ids, software(), settings)
        problems = record.problems_of(arrival.outcome for arrival in arrivals.values())
        for item in named:
            arrival = arrivals.get(item.id) if isinstance(item, Fresh) else None
            if isinstance(item, Fresh) and arrival:
                yield Known(arrival, problems.get(arrival.outcome), item.page.location, item.page.place)
            else:
                yield item


def prepare(item: Item, outcome: Extracted | Problem | None) -> Iterator[Prepared]:
    """Yield what an item became, and after an article what of it could not be kept."""
    if isinstance(item, Notice):
        yield Prepared(item, item.location)
    elif isinstance(item, Reached):
        yield Prepared(item, item.uri)
    elif not isinstance(item, Fresh):
        yield Prepared(item, item.location, item.place)
    elif isinstance(outcome, Extracted):
        yield Prepared(outcome.article, item.page.location, item.page.place, item.id)
        yield from (Prepared(loss, item.page.location, item.page.place) for loss in outcome.problems)
    elif outcome is not None:
        yield Prepared(outcome, item.page.location, item.page.place, item.id)


def with_duplicates(items: Iterable[Prepared]) -> Iterator[Prepared]:
    """Yield the items, and after an article whose name another one with other text has, a problem that says so."""
    named: dict[str, str] = {}
    for item in items:
        yield item
        named_as = _name_of(item.outcome)
        if named_as and named.setdefault(*named_as) != named_as[1]:
            yield replace(item, outcome=duplicate(named_as[0], item.location, item.place), page="")


def _name_of(outcome: Outcome) -> tuple[str, str] | None:
    """Return the name and the id of an article."""
    if isinstance(outcome, Article):
        return outcome.uri, outcome.id
    if isinstance(outcome, Known) and not outcome.problem:
        return outcome.arrival.uri, outcome.arrival.outcome
    return None

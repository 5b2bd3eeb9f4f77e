"""Writing a batch of articles that were read to the record, with all that is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.acquire.answer import Reached
from onrecord.engine.items import Known, Outcome, Prepared
from onrecord.engine.reader import Read
from onrecord.engine.repeats import is_lasting, kept
from onrecord.engine.summary import Summary
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem
from onrecord.model.run import Run
from onrecord.record.file import Record


@dataclass(frozen=True, slots=True)
class Batch:
    """Items that are written together: their articles by id, each as it came `first`, and those new to the record."""

    items: list[Prepared]
    first: dict[str, Article]
    fresh: list[Article]

    @classmethod
    def of(cls, record: Record, items: list[Prepared]) -> Batch:
        """Find out what of some items has to be read."""
        first: dict[str, Article] = {}
        for item in items:
            if isinstance(item.outcome, Article):
                first.setdefault(item.outcome.id, item.outcome)
        known = record.known(first)
        return cls(items, first, [article for article in first.values() if article.id not in known])


def write_batch(record: Record, run: Run, batch: Batch, read: Read) -> Summary:
    """Write what was read of a batch, with all that is to be said of its items.

    Another process, or the batch before, may have written some of its articles since they were read.
    """
    items, first = batch.items, batch.first
    articles = sum(isinstance(item.outcome, Article) for item in items)
    problems = [item.outcome for item in items if isinstance(item.outcome, Problem)]
    before = [item.outcome for item in items if isinstance(item.outcome, Known)]
    problems.extend(_located(items, read.problems))
    problems.extend(_kept(record, items, record.known(first), first))
    known = {reading.article for reading in read.readings}
    arrivals = [
        Arrival(item.page, item.outcome.uri, item.outcome.id)
        for item in items
        if item.page and is_lasting(item.outcome)
    ]
    reached = reached_in(items)
    fresh = [article for article in batch.fresh if article.id in known]
    added = record.add(run, fresh, read.readings, problems, arrivals, reached)
    problems.extend(added.refused)
    summary = _summed(items, problems, before, added.articles, articles - len(batch.fresh) + added.known)
    return replace(summary, fresh=added.problems, reached=len(reached), back=added.back)


def reached_in(batch: Sequence[Prepared]) -> list[Reached]:
    """Return the sources of a batch that were there."""
    return [item.outcome for item in batch if isinstance(item.outcome, Reached)]


def _kept(
    record: Record, batch: Sequence[Prepared], known: set[str], first: Mapping[str, Article]
) -> Iterator[Problem]:
    """Say of articles that come again with other metadata that the record keeps what it has."""
    for item in batch:
        if isinstance(again := item.outcome, Article):
            before = record.get(again.id) if again.id in known else first[again.id]
            if isinstance(before, Article) and (told := kept(before, again, item.location, item.place)):
                yield told


def _summed(
    batch: Sequence[Prepared], problems: list[Problem], before: Sequence[Known], new: int, known: int
) -> Summary:
    again = [known.problem for known in before if known.problem]
    told = (*problems, *again)
    items = sum(_is_item(item.outcome) for item in batch)
    notices = tuple(item.outcome for item in batch if isinstance(item.outcome, Notice))
    failed = sum(problem.fatal for problem in told)
    return Summary(items, new, known + len(before) - len(again), failed, told, notices)


def _is_item(outcome: Outcome) -> bool:
    """Say whether an outcome stands for something that came in, and not for more news of it."""
    return outcome.fatal if isinstance(outcome, Problem) else isinstance(outcome, Article | Known)


def _located(batch: Sequence[Prepared], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Say of articles that were not read where the user will find them; a reader knows only their names."""
    items = {item.outcome.uri: item for item in batch if isinstance(item.outcome, Article)}
    for found in problems:
        item = items[found.uri]
        yield replace(found, location=item.location, place=item.place)

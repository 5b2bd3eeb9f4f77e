"""Reading a batch of articles and writing it to the record, with all that is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.acquire.answer import Reached
from onrecord.engine.items import Known, Outcome, Prepared
from onrecord.engine.reader import Reader
from onrecord.engine.repeats import is_lasting, kept
from onrecord.engine.summary import Summary
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem
from onrecord.read.batch import read_batch
from onrecord.record.file import Record


def add_batch(record: Record, reader: Reader, batch: Sequence[Prepared]) -> Summary:
    """Read the articles of a batch that are new to the record, and write them with all the batch's problems."""
    articles = [item.outcome for item in batch if isinstance(item.outcome, Article)]
    problems = [item.outcome for item in batch if isinstance(item.outcome, Problem)]
    before = [item.outcome for item in batch if isinstance(item.outcome, Known)]
    known = record.known(article.id for article in articles)
    first: dict[str, Article] = {}
    for article in articles:
        first.setdefault(article.id, article)
    fresh = [article for article in first.values() if article.id not in known]
    readings, troubles = read_batch(reader.nlp, fresh) if fresh else ([], [])
    problems.extend(_located(batch, troubles))
    problems.extend(_kept(record, batch, known, first))
    read = {reading.article for reading in readings}
    arrivals = [
        Arrival(item.page, item.outcome.uri, item.outcome.id)
        for item in batch
        if item.page and is_lasting(item.outcome)
    ]
    reached = reached_in(batch)
    added = record.add(reader.run(), [a for a in fresh if a.id in read], readings, problems, arrivals, reached)
    problems.extend(added.refused)
    summary = _summed(batch, problems, before, added.articles, len(articles) - len(fresh) + added.known)
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

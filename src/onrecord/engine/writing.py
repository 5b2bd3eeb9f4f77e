"""Reading a batch of articles and writing it to the record, with all that is to be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from onrecord.acquire.answer import Reached
from onrecord.engine.items import Known, Outcome, Prepared
from onrecord.engine.language import Reader
from onrecord.engine.summary import Summary
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.read.batch import read_batch
from onrecord.record.file import Record

_METADATA = ("outlet", "title", "byline", "published", "updated", "language")

_LOST = (ProblemCode.CRASHED, ProblemCode.TOO_SLOW)


def add_batch(record: Record, reader: Reader, batch: Sequence[Prepared]) -> Summary:
    """Read the articles of a batch that are new to the record, and write them with all the batch's problems."""
    articles = [item.outcome for item in batch if isinstance(item.outcome, Article)]
    problems = [item.outcome for item in batch if isinstance(item.outcome, Problem)]
    before = [item.outcome for item in batch if isinstance(item.outcome, Known)]
    known = record.known(article.id for article in articles)
    fresh = list({article.id: article for article in articles if article.id not in known}.values())
    readings, troubles = read_batch(reader.nlp, fresh) if fresh else ([], [])
    problems.extend(_located(batch, troubles))
    problems.extend(_kept(record, batch, known))
    read = {reading.article for reading in readings}
    arrivals = [
        Arrival(item.page, item.outcome.uri, item.outcome.id)
        for item in batch
        if item.page and _is_lasting(item.outcome)
    ]
    reached = reached_in(batch)
    added = record.add(reader.run(), [a for a in fresh if a.id in read], readings, problems, arrivals, reached)
    problems.extend(added.refused)
    summary = _summed(batch, problems, before, added.articles, len(articles) - len(fresh) + added.known)
    return replace(summary, fresh=added.problems, reached=len(reached), back=added.back)


def reached_in(batch: Sequence[Prepared]) -> list[Reached]:
    """Return the sources of a batch that were there."""
    return [item.outcome for item in batch if isinstance(item.outcome, Reached)]


def _is_lasting(outcome: Outcome) -> TypeGuard[Article | Problem]:
    """Say whether the same page would become this again: a worker that is lost on a busy machine may do tomorrow."""
    return isinstance(outcome, Article) or (isinstance(outcome, Problem) and outcome.code not in _LOST)


def _kept(record: Record, batch: Sequence[Prepared], known: set[str]) -> Iterator[Problem]:
    """Say of articles that are there already, and come again with other metadata, that the record keeps what it has."""
    for item in batch:
        if isinstance(item.outcome, Article) and item.outcome.id in known:
            before = record.get(item.outcome.id)
            names = [name for name in _METADATA if getattr(before, name) != getattr(item.outcome, name)]
            if names:
                changes = ", ".join(f"{name} {getattr(item.outcome, name) or 'unknown'}" for name in names)
                cause = f"the record has this article, and keeps what it says of it; this time it came with {changes}"
                remedy = "facts are written once: to use the new ones, add the coverage to a new record"
                code, uri = ProblemCode.DUPLICATE, item.outcome.uri
                # A feed may say another time of publication every hour.
                yield problem(code, uri, item.location, cause, remedy, item.place, fatal=False, about="metadata")


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

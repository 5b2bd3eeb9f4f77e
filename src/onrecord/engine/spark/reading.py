"""Reading articles on a cluster, each once: what comes again is told of, as it is on one machine."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from onrecord.engine.batches import chunks
from onrecord.engine.reader import Reader
from onrecord.engine.repeats import is_lasting, kept
from onrecord.engine.spark.acquiring import Came, dismiss
from onrecord.engine.spark.shapes import ITEMS, NESTED, Batches, Rows, batch_of, fact_rows, order_of
from onrecord.engine.spark.shipped import Shipped, unpacked
from onrecord.extract.extracted import Extracted
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article
from onrecord.model.errors import ClusterError
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem
from onrecord.model.reading import Reading
from onrecord.model.run import Run, StatementsBy
from onrecord.read.batch import read_batch
from onrecord.record.store import clean, refusal, unsound
from onrecord.record.tables import ARRIVAL, ARTICLE, PROBLEM

BATCH_SIZE = 32
"""Articles that are read, and handed on, together."""


@dataclass(frozen=True, slots=True)
class ReadWith:
    """What articles are read with; the files are those that were sent along."""

    model: str | None
    statements_by: StatementsBy
    limits: Limits
    actors_file: Shipped | None = None
    events_file: Shipped | None = None

    def reader(self) -> Reader:
        """Return the reader, which is loaded once a process."""
        return _reader(self)


@cache
def _reader(given: ReadWith) -> Reader:
    files = unpacked(given.actors_file), unpacked(given.events_file)
    return Reader(given.model, files[0], given.limits, given.statements_by, files[1], processors=1)


@dataclass(frozen=True, slots=True)
class _Item:
    source: int
    item: int
    key: str
    came: Came

    @property
    def article(self) -> Article | None:
        return self.came.outcome.article if isinstance(self.came.outcome, Extracted) else None


@dataclass(slots=True)
class _Became:
    """What became of an item, and its rows."""

    item: _Item
    became: str
    problems: list[Problem] = field(default_factory=list)
    reading: Reading | None = None
    arrival: Arrival | None = None


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """Reads what came in, sorted by key: of the rows of one article the first that can be read is, and no other."""

    reads: ReadWith
    run: Run

    def __call__(self, batches: Batches) -> Batches:
        """Yield what became of every row of the batches."""
        dismiss()
        groups = (list(own) for _, own in groupby(_items(batches), key=attrgetter("key")))
        for chunk in chunks(groups, BATCH_SIZE):
            yield _batch(list(self._became(chunk)), self.run)

    def _became(self, groups: Sequence[Sequence[_Item]]) -> Iterator[_Became]:
        waiting = [list(group) for group in groups]
        while waiting:
            firsts = [group.pop(0) for group in waiting]
            read = self._read([article for item in firsts if (article := item.article)])
            rest = []
            for first, group in zip(firsts, waiting, strict=True):
                yield (made := _made(first, read))
                if made.became == "failed" and first.article and group:
                    rest.append(group)
                else:
                    yield from _again(first, group)
            waiting = rest

    def _read(self, articles: Sequence[Article]) -> dict[str, tuple[Reading | None, list[Problem]]]:
        """Return by article its reading, or None where there is none that can be kept, and what is wrong with it."""
        if not articles:
            return {}
        reader = self.reads.reader()
        readings, problems = read_batch(reader.nlp, articles)
        self._check(reader)
        named = {article.uri: article.id for article in articles}
        read = {reading.article: reading for reading in readings}
        found: dict[str, tuple[Reading | None, list[Problem]]] = {a.id: (read.get(a.id), []) for a in articles}
        for told in problems:
            found[named[told.uri]][1].append(told)
        for article in articles:
            reading, told_of = found[article.id]
            if reading and (wrong := _wrong(article, reading)):
                found[article.id] = None, [*told_of, wrong]
        return found

    def _check(self, reader: Reader) -> None:
        """Refuse to read with other software or another model than the run says: a machine was installed otherwise."""
        own = reader.run()
        for name in ("software", "model", "model_digest"):
            mine, wanted = getattr(own, name), getattr(self.run, name)
            if mine != wanted:
                raise ClusterError(f"a machine has {name} {mine}, another {wanted}; install the same on all")


def _items(batches: Batches) -> Iterator[_Item]:
    for batch in batches:
        for source, item, key, came in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield _Item(source, item, key, pickle.loads(came))  # noqa: S301 - from a step before


def _wrong(article: Article, reading: Reading) -> Problem | None:
    try:
        for value in ARTICLE.row(article):
            if isinstance(value, str):
                value.encode()
    except UnicodeEncodeError as error:
        return refusal(article, f"{type(error).__name__}: {error}")
    return unsound(article, reading)


def _made(item: _Item, read: dict[str, tuple[Reading | None, list[Problem]]]) -> _Became:
    """Return what the first of some equal items became."""
    came, outcome = item.came, item.came.outcome
    if outcome is None:
        return _Became(item, "end")
    if isinstance(outcome, Notice):
        return _Became(item, "told")
    if isinstance(outcome, Problem):
        arrival = Arrival(came.page, outcome.uri, outcome.id) if came.page and is_lasting(outcome) else None
        return _Became(item, "failed" if outcome.fatal else "told", [outcome], arrival=arrival)
    reading, told = read[outcome.article.id]
    problems = [replace(one, location=came.location, place=came.place) for one in told]
    arrival = Arrival(came.page, outcome.article.uri, outcome.article.id) if reading else None
    return _Became(item, "new" if reading else "failed", [*outcome.problems, *problems], reading, arrival)


def _again(first: _Item, group: Iterable[_Item]) -> Iterator[_Became]:
    """Yield what became of the items that are the same as one before."""
    pages = {first.came.page}
    for item in group:
        arrived = item.came.page in pages
        pages.add(item.came.page)
        if not first.article or not item.article:
            made = _made(item, {})
            yield replace(made, problems=[], arrival=None) if arrived else made
            continue
        told = [] if arrived else [*item.came.outcome.problems] if isinstance(item.came.outcome, Extracted) else []
        if not arrived and (other := kept(first.article, item.article, item.came.location, item.came.place)):
            told.append(other)
        arrival = None if arrived else Arrival(item.came.page, item.article.uri, item.article.id)
        yield _Became(item, "known", told, arrival=arrival)


def _batch(found: Sequence[_Became], run: Run) -> Any:  # noqa: ANN401 - a RecordBatch
    tables: dict[str, list[Rows]] = {table.name: [] for table in NESTED}
    for one in found:
        own = _rows(one, run)
        for name, held in tables.items():
            held.append(own.get(name, ()))
    plain = {name: [_told(one, name) for one in found] for name in ITEMS.names if name not in tables}
    return batch_of(ITEMS, plain, tables)


def _rows(one: _Became, run: Run) -> dict[str, Rows]:
    article, extra = one.item.article, {"run": run.id}
    rows: dict[str, Rows] = {}
    if article and one.reading:
        rows |= fact_rows(article, one.reading, run.id, order_of(one.item.source, one.item.item))
    rows[PROBLEM.name] = _cleaned(PROBLEM.rows(one.problems, extra))
    rows[ARRIVAL.name] = _cleaned(ARRIVAL.rows([one.arrival] if one.arrival else [], extra))
    return rows


def _cleaned(rows: Rows) -> Rows:
    return [tuple(map(clean, row)) for row in rows]


def _told(one: _Became, name: str) -> object:
    """Return the value of a plain column."""
    item, outcome = one.item, one.item.came.outcome
    if name == "became":
        return one.became
    if name == "id":
        return item.article.id if item.article else None
    if name == "uri":
        return clean(item.article.uri if item.article else getattr(outcome, "uri", ""))
    if name == "notice":
        return clean(outcome.text) if isinstance(outcome, Notice) else None
    return clean(getattr(item if name in ("source", "item") else item.came, name))

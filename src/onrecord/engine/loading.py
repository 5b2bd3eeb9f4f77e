"""Bringing a folder of Parquet files into a record: its facts in batches, what is derived in one piece, or made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from onrecord.engine.announcing import announced
from onrecord.engine.batches import chunks
from onrecord.engine.derive import derive
from onrecord.engine.folder import DERIVED_NAMES, SCHEMAS, Folder, open_folder
from onrecord.engine.progress import Progress, Report, silent
from onrecord.engine.repeats import kept
from onrecord.engine.stored import Stored, stored
from onrecord.model.article import Article
from onrecord.model.errors import SourceError
from onrecord.model.problem import Problem
from onrecord.model.run import Run
from onrecord.model.signature import software
from onrecord.record.file import Record
from onrecord.record.tables import ARRIVAL, PROBLEM, RUN, SOURCE, Table
from onrecord.record.taking import Given, UnsoundError

BATCH_SIZE = 100
"""Articles in one transaction."""

_ROWS = 2000


class Derived(StrEnum):
    """Where what is derived from the facts came from."""

    LOADED = "loaded with the folder"
    MADE = "made here"
    CURRENT = "there already"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the articles of a folder: `articles == new + known`."""

    articles: int
    new: int
    known: int
    problems: tuple[Problem, ...]
    derived: Derived

    def line(self) -> str:
        """Return what was done as one line.

        >>> Loaded(3, 2, 1, (), Derived.MADE).line()
        'articles: 3 (new 2, known 1); what is derived: made here'
        """
        return f"articles: {self.articles} (new {self.new}, known {self.known}); what is derived: {self.derived}"


def load(path: Path, record_path: Path, progress: Report = silent) -> Loaded:
    """Add a folder that a cluster wrote to the record, which is made where there is none.

    Each batch is one transaction; loading the same folder again adds nothing, and goes on where it was stopped. What
    the folder holds of derived rows is taken over where the record has the folder's articles and no others; else
    everything is derived here. Raises `SourceError` with file and place for a folder that is damaged: the batches
    before stay, whole.
    """
    folder = open_folder(path)
    with Record.open(record_path, create=True) as record, announced(record, progress) as tell:
        record.know(SOURCE.made(row) for row in folder.rows(SOURCE.name))
        runs = {run.id: run for run in map(RUN.made, folder.rows(RUN.name))}
        new, known, problems = _load_facts(record, folder, runs, tell)
        problems.extend(_load_rest(record, folder, runs))
        return Loaded(new + known, new, known, tuple(problems), _load_derived(record, folder, tell))


def _load_facts(
    record: Record, folder: Folder, runs: Mapping[str, Run], progress: Report
) -> tuple[int, int, list[Problem]]:
    total, new, known = folder.manifest.rows["article"], 0, 0
    problems: list[Problem] = []
    for batch in _batches(stored(folder)):
        there = record.known(one.article.id for one in batch)
        again = list(_again(record, (one.article for one in batch if one.article.id in there)))
        run = runs.get(batch[0].run)
        if run is None:
            article = batch[0].article.id
            raise SourceError(f"{folder.path}: the run of the article {article} is not there; write the folder again")
        added = record.add(run, [one.article for one in batch], [one.reading for one in batch], again)
        problems += again
        new, known = new + added.articles, known + added.known
        progress(Progress("load", new + known, total))
    return new, known, problems


def _batches(found: Iterable[Stored]) -> Iterator[Sequence[Stored]]:
    """Cut articles into batches of one run each."""
    for _, own in groupby(found, key=lambda one: one.run):
        yield from chunks(own, BATCH_SIZE)


def _again(record: Record, articles: Iterable[Article]) -> Iterator[Problem]:
    for article in articles:
        before = record.get(article.id)
        if isinstance(before, Article) and (told := kept(before, article, article.uri, "")):
            yield told


def _load_rest(record: Record, folder: Folder, runs: Mapping[str, Run]) -> list[Problem]:
    """Write the problems of the folder, and what became of each page; return the problems."""
    problems: list[Problem] = []
    for run, own in _by_run(folder, PROBLEM):
        record.add(runs[run], [], [], own)
        problems += own
    for run, own in _by_run(folder, ARRIVAL):
        record.add(runs[run], [], [], [], own)
    return problems


def _by_run(folder: Folder, table: Table) -> Iterator[tuple[str, list[Any]]]:
    """Yield the rows of a table as what it holds, some at a time, with the run that they are of."""
    at = SCHEMAS[table.name].get_field_index("run")
    for run, rows in groupby(folder.rows(table.name), key=itemgetter(at)):
        yield from ((run, list(map(table.made, own))) for own in chunks(rows, _ROWS))


def _load_derived(record: Record, folder: Folder, progress: Report) -> Derived:
    if record.is_current():
        return Derived.CURRENT
    if not (folder.manifest.derived and _is_alone(record, folder)):
        derive(record, progress)
        return Derived.MADE
    progress(Progress("derived", 0, 1))
    try:
        record.take_derived(Given(name, SCHEMAS[name].names, folder.rows(name)) for name in DERIVED_NAMES)
    except UnsoundError as error:
        raise SourceError(f"{folder.path}: {error}; resolve the folder again") from error
    progress(Progress("derived", 1, 1))
    return Derived.LOADED


def _is_alone(record: Record, folder: Folder) -> bool:
    """Say whether the record holds what the folder was resolved from and nothing else, by the same software."""
    counts = record.counts()
    told = folder.manifest.rows
    same = counts["article"] == told["article"] and len(record.sources()) == told["source"]
    return same and folder.manifest.software == software() and not counts["judgement"] and not counts["grading"]

"""The record: one SQLite file that holds the facts, what is derived from them, and the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.acquire.answer import Answer, Reached
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article
from onrecord.model.derived import Alias, Member, Resolution, Tracing
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading
from onrecord.model.judgement import Judgement
from onrecord.model.own_source import OwnSource
from onrecord.model.problem import Problem
from onrecord.model.reading import Reading
from onrecord.model.run import Run
from onrecord.model.sketch import Sketch
from onrecord.model.snapshot import Snapshot
from onrecord.model.work import Work
from onrecord.record import find, load, store
from onrecord.record.choosing import Choice
from onrecord.record.derivation import Derivation
from onrecord.record.failures import explained
from onrecord.record.find import Hit, Row
from onrecord.record.gathering import Gathering
from onrecord.record.schema import connect, transaction
from onrecord.record.store import Added
from onrecord.record.tables import ALIAS, GRADING, JUDGEMENT, MEMBER, SOURCE, TABLES
from onrecord.record.taking import Given, take_derived


class Record:
    """An open record. Any number of processes may read it while one writes.

    Every method raises `RecordError` where the file is locked, damaged or gone.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        """The SQLite connection, for `verify` and for questions of one's own; transactions are begun by hand."""

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, readonly: bool = False, wait: float | None = None) -> Self:
        """Open the record at `path`; an older one is brought to the present format.

        With `create` a missing or empty file becomes a new record; with `readonly` nothing is ever written. A process
        that holds the file for itself is waited for, half a minute where no other `wait` is given. Raises
        `RecordError` where the file is missing, no record, or of a newer version, `LockedError` where it stays locked.
        """
        place = Path(path)
        with explained(place):
            return cls(place, connect(place, create=create, readonly=readonly, wait=wait))

    def close(self) -> None:
        """Close the file; the record cannot be used after that."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        run: Run,
        articles: Sequence[Article],
        readings: Sequence[Reading],
        problems: Sequence[Problem],
        arrivals: Sequence[Arrival] = (),
        reached: Sequence[Reached] = (),
    ) -> Added:
        """Write a batch in one transaction; what is there already is left as it is.

        An article whose reading does not rest on its text is left out and becomes a problem; the others are written. Of
        sources that were reached the answers are remembered, and problems that say that they were not there go.
        """
        with explained(self.path):
            return store.add_batch(self.connection, run, articles, readings, problems, arrivals, reached)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return those of the article ids that the record holds."""
        with explained(self.path):
            return store.present(self.connection, ids)

    def arrived(self, ids: Iterable[str], software: str, settings: str) -> dict[str, Arrival]:
        """Return the pages that came in before by id; of those that became problems, what would become them again."""
        with explained(self.path):
            return store.arrived(self.connection, ids, software, settings)

    def answers(self) -> dict[str, Answer]:
        """Return what web addresses answered last, by address."""
        with explained(self.path):
            return store.answers(self.connection)

    def problems_of(self, ids: Iterable[str]) -> dict[str, Problem]:
        """Return the problems with these ids, by id."""
        with explained(self.path):
            return store.problems_of(self.connection, ids)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Write down what people decided on pairs; it holds from the next time that everything is derived."""
        with explained(self.path):
            store.add_judgements(self.connection, judgements)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what people decided on pairs, in the order in which they did."""
        with explained(self.path):
            return load.load(self.connection, JUDGEMENT)

    def aliases_of(self, actor: str) -> tuple[Alias, ...]:
        """Return the entities that an actor was put together from."""
        with explained(self.path):
            return load.load(self.connection, ALIAS, "WHERE actor = ?", (actor,))

    def members_of(self, fact: str) -> tuple[Member, ...]:
        """Return the reports of claims that a statement or event holds."""
        with explained(self.path):
            return load.load(self.connection, MEMBER, "WHERE fact = ?", (fact,))

    def grade(self, gradings: Iterable[Grading]) -> None:
        """Write down what people say of sources."""
        with explained(self.path):
            store.add_gradings(self.connection, gradings)

    def gradings(self) -> tuple[Grading, ...]:
        """Return what people say of sources, in the order in which they did."""
        with explained(self.path):
            return load.load(self.connection, GRADING)

    def know(self, sources: Iterable[OwnSource]) -> None:
        """Keep what an actors file says of sources."""
        with explained(self.path):
            store.add_sources(self.connection, sources)

    def sources(self) -> tuple[OwnSource, ...]:
        """Return the sources of the user's own actors files, by name."""
        with explained(self.path):
            return load.load(self.connection, SOURCE)

    def announce(self, work: Work | None) -> None:
        """Say to others what this process is doing, or that it is done; nothing is said inside a transaction."""
        if not self.connection.in_transaction:
            with explained(self.path):
                store.announce(self.connection, work)

    def work(self) -> Work | None:
        """Return what the process that writes to this record is doing, None where none does, or none says so."""
        with explained(self.path):
            return store.announced(self.connection)

    @property
    def state(self) -> str:
        """A hash of the facts and of what people decided; it changes with every article added."""
        with explained(self.path):
            return store.state_of(self.connection)

    def is_current(self) -> bool:
        """Say whether the derived tables were made from the facts as they are now, by this version."""
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            return store.derived_state(self.connection) == store.state_of(self.connection)

    def replace_derived(self, resolution: Resolution, tracing: Tracing, state: str | None = None) -> None:
        """Replace everything derived in one transaction.

        `state` is the record's state when the facts were read, where another process may have added some since.
        """
        made_from = self.state if state is None else state
        with explained(self.path):
            store.replace_derived(self.connection, resolution, tracing, made_from)

    def forget_derived(self) -> None:
        """Drop everything derived; deriving makes all of it anew."""
        with explained(self.path):
            store.forget_derived(self.connection)

    def take_derived(self, given: Iterable[Given]) -> None:
        """Put rows that were made elsewhere from these facts in the place of everything derived, all or none.

        Raises `UnsoundError` where they do not rest on the facts.
        """
        with explained(self.path):
            take_derived(self.connection, given, store.state_of(self.connection))

    @contextmanager
    def deriving(self) -> Iterator[Derivation]:
        """Give what writes the derived tables part by part; what is wrong with the file is raised as `RecordError`."""
        with explained(self.path):
            yield Derivation(self.connection)

    def facts(self, ids: Sequence[str] | None = None, wanted: Container[str] | None = None) -> Facts:
        """Return all articles and their readings, or those with these ids; of readings the fields that are wanted."""
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            return load.load_facts(self.connection, ids, wanted)

    def sketches(self, ids: Sequence[str]) -> dict[str, Sketch]:
        """Return the sketches of articles, by id."""
        with explained(self.path):
            return load.load_sketches(self.connection, ids)

    def around(self, ids: Sequence[str]) -> tuple[Facts, Resolution]:
        """Return some articles with their actors and with the passages and links between them."""
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            return load.load_around(self.connection, ids)

    def snapshot(self) -> Snapshot:
        """Return everything in the record, as of one moment."""
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            return load.load_snapshot(self.connection)

    def subtypes(self) -> tuple[str, ...]:
        """Return the subtypes of the events in the record."""
        with explained(self.path):
            return load.load_subtypes(self.connection)

    def count(self, choice: Choice) -> int:
        """Return how many rows are chosen."""
        with explained(self.path):
            return choice.count(self.connection)

    @contextmanager
    def gathering(self) -> Iterator[Gathering]:
        """Give what reads some rows for a page or a list, all as of one moment."""
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            yield Gathering(self.connection)

    def problems(self) -> tuple[Problem, ...]:
        """Return the items that did not become articles, or not wholly, in the order of their names."""
        with explained(self.path):
            return load.load_problems(self.connection)

    def runs(self) -> tuple[Run, ...]:
        """Return the runs that wrote the facts, in order."""
        with explained(self.path):
            return load.load_runs(self.connection)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            return {table.name: self._count(table.name) for table in TABLES}

    def get(self, start: str) -> Row:
        """Return the article, statement, claim or other thing whose id begins with `start`.

        Raises `NotFoundError` where no id does, or several do.
        """
        with explained(self.path), transaction(self.connection, "DEFERRED"):
            return find.get(self.connection, start)

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the articles, statements and events that hold all words of `query`, best first.

        Words in double quotes are one phrase; nothing else in a query has a special meaning.
        """
        with explained(self.path):
            return find.search(self.connection, query, limit)

    def _count(self, table: str) -> int:
        with closing(self.connection.execute(f'SELECT count(*) FROM "{table}"')) as cursor:
            return int(cursor.fetchone()[0])

"""Adding coverage on one machine: acquire and extract in workers, read and record here in batches, then derive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias, TypeVar

from onrecord.acquire.answer import Answer
from onrecord.acquire.blob import Acquired
from onrecord.acquire.settings import Settings
from onrecord.acquire.sidecar import Sidecar, load_sidecar
from onrecord.engine.announcing import announced
from onrecord.engine.derive import Progress, Report, derive, silent
from onrecord.engine.extracting import extracting
from onrecord.engine.incoming import incoming
from onrecord.engine.pool import worker_count
from onrecord.engine.reader import Reader
from onrecord.engine.repeats import duplicate, is_lasting, kept
from onrecord.extract.article import Extracted
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem
from onrecord.model.run import StatementsBy
from onrecord.model.signature import software
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.events_file import check_events_file
from onrecord.ontology.sources import own_sources
from onrecord.read.batch import read_batch
from onrecord.record.file import Record

__all__ = ["BATCH_SIZE", "Progress", "Summary", "add"]

T = TypeVar("T")

BATCH_SIZE = 32
"""Items in one transaction: what a kill can cost, against a disk write for each."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the items that came in: `items == new + known + failed`.

    `known` were in the record already, or came twice; `failed` are those with a fatal problem. `problems` are all that
    were met, also those that cost no article; `notices` what else is worth telling. `derived` says whether anything
    derived had to be made anew.
    """

    items: int = 0
    new: int = 0
    known: int = 0
    failed: int = 0
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    derived: bool = False

    def plus(self, other: Summary) -> Summary:
        """Return the sum of both."""
        return Summary(
            self.items + other.items,
            self.new + other.new,
            self.known + other.known,
            self.failed + other.failed,
            self.problems + other.problems,
            self.notices + other.notices,
            self.derived or other.derived,
        )

    def line(self) -> str:
        """Return the summary as one line.

        >>> Summary(items=4, new=2, known=1, failed=1).line()
        'items: 4 (new articles 2, known 1, failed 1)'
        """
        return f"items: {self.items} (new articles {self.new}, known {self.known}, failed {self.failed})"


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


Item: TypeAlias = Fresh | Problem | Notice | Answer | Known
Outcome: TypeAlias = Article | Problem | Notice | Answer | Known


@dataclass(frozen=True, slots=True)
class Prepared:
    """An acquired item, extracted: its outcome, the page that it was, and where the user knows it by.

    `page` is "" where the outcome is of no page, or of a page that came in before.
    """

    outcome: Outcome
    location: str
    place: str = ""
    page: str = ""


def add(
    sources: Sequence[Path | str],
    record_path: Path,
    *,
    model: str | None = None,
    actors_file: Path | None = None,
    events_file: Path | None = None,
    settings: Settings | None = None,
    statements_by: StatementsBy = StatementsBy.LEARNED,
    batch_size: int = BATCH_SIZE,
    progress: Report = silent,
) -> Summary:
    """Add everything that the sources hold to the record, which is made where there is none, and derive from it.

    Each batch is one transaction. Where anything stops the work, Ctrl-C too, the batches before stay and the one at
    hand leaves no trace; adding the same sources again goes on from there. Foreign bytes are opened and parsed in
    processes of their own, which are ended when they take too long or too much.
    """
    if actors_file:
        check_actors_file(actors_file)
    if events_file:
        check_events_file(events_file)
    settings = settings or Settings()
    sidecar = load_sidecar(settings.sidecar, settings) if settings.sidecar else Sidecar("")
    reader = Reader(model, actors_file, settings.limits, statements_by, events_file)
    summary = Summary()
    with (
        Record.open(record_path, create=True) as record,
        announced(record, progress) as tell,
        closing(extracting(actors_file, settings.limits, worker_count())) as pool,
    ):
        if actors_file:
            record.know(own_sources(actors_file))
        with closing(incoming(sources, settings, sidecar, record.answers())) as acquired:
            items = sorted_out(record, acquired, reader, batch_size)
            found = pool.map(items, lambda item: item.page if isinstance(item, Fresh) else None, batch_size)
            prepared = chain.from_iterable(prepare(item, outcome) for item, outcome in found)
            for batch in batches(with_duplicates(prepared), batch_size):
                summary = summary.plus(add_batch(record, reader, batch))
                tell(Progress("read", summary.items))
        return replace(summary, derived=derive(record, tell))


def sorted_out(record: Record, items: Iterable[Acquired | Answer], reader: Reader, size: int) -> Iterator[Item]:
    """Yield the items in order, with what became of them in place of pages that came in before."""
    for batch in batches(items, size):
        named = [Fresh(item, item.id) if isinstance(item, Page) else item for item in batch]
        ids = (item.id for item in named if isinstance(item, Fresh))
        arrivals = record.arrived(ids, software(), reader.settings)
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
    elif isinstance(item, Answer):
        yield Prepared(item, item.url)
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


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut a stream of items into lists of `size`, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


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
    answers = [item.outcome for item in batch if isinstance(item.outcome, Answer)]
    added = record.add(reader.run(), [a for a in fresh if a.id in read], readings, problems, arrivals, answers)
    problems.extend(added.refused)
    return _summed(batch, problems, before, added.articles, len(articles) - len(fresh) + added.known)


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

"""Adding coverage on one machine, in one process: acquire, extract, read and record in batches, then derive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from spacy.language import Language

from onrecord.acquire.files import acquire
from onrecord.engine.derive import Progress, Report, derive, silent
from onrecord.extract.article import extract
from onrecord.model.article import Article, Page
from onrecord.model.ids import Prefix, content_id
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.run import Run
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.sources import Sources, load_sources
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline, model_digest
from onrecord.record.file import Record

__all__ = ["BATCH_SIZE", "Progress", "Summary", "add"]

BATCH_SIZE = 32
"""Items in one transaction: what a kill can cost, against a disk write for each."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the items that came in: `items == new + known + failed`.

    `known` were in the record already, or came twice; `failed` are those with a fatal problem. `problems` are all that
    were met, also those that cost no article. `derived` says whether anything derived had to be made anew.
    """

    items: int = 0
    new: int = 0
    known: int = 0
    failed: int = 0
    problems: tuple[Problem, ...] = ()
    derived: bool = False

    def plus(self, other: Summary) -> Summary:
        """Return the sum of both."""
        return Summary(
            self.items + other.items,
            self.new + other.new,
            self.known + other.known,
            self.failed + other.failed,
            self.problems + other.problems,
            self.derived or other.derived,
        )

    def line(self) -> str:
        """Return the summary as one line.

        >>> Summary(items=4, new=2, known=1, failed=1).line()
        'items: 4 (new articles 2, known 1, failed 1)'
        """
        return f"items: {self.items} (new articles {self.new}, known {self.known}, failed {self.failed})"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An acquired item as an article or a problem, with the file and the place in it that the user knows it by."""

    outcome: Article | Problem
    location: str
    place: str = ""


class Reader:
    """The language model, loaded when the first new article has to be read, and the run that its facts belong to."""

    def __init__(self, model: str | None, actors_file: Path | None) -> None:
        self._model = model
        self._actors_file = actors_file
        self._started = datetime.now(UTC).isoformat(timespec="seconds")

    @cached_property
    def nlp(self) -> Language:
        """The pipeline."""
        return make_pipeline(self._model, self._actors_file)

    def run(self) -> Run:
        """Return the run; its model is empty while nothing had to be read."""
        loaded = "nlp" in self.__dict__
        name = f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}" if loaded else ""
        digest = model_digest(self.nlp) if loaded else ""
        own = self._actors_file.read_bytes() if self._actors_file else b""
        settings = {"model": self._model, "actors": hashlib.sha256(own).hexdigest() if own else None}
        parts = (self._started, f"onrecord {version('onrecord')}", name, digest, json.dumps(settings, sort_keys=True))
        return Run(content_id(Prefix.RUN, *parts), *parts)


def add(
    sources: Sequence[Path],
    record_path: Path,
    *,
    model: str | None = None,
    actors_file: Path | None = None,
    batch_size: int = BATCH_SIZE,
    progress: Report = silent,
) -> Summary:
    """Add everything that the sources hold to the record, which is made where there is none, and derive from it.

    Each batch is one transaction. Where anything stops the work, Ctrl-C too, the batches before stay and the one at
    hand leaves no trace; adding the same sources again goes on from there.
    """
    if actors_file:
        check_actors_file(actors_file)
    registry = load_sources(actors_file) if actors_file else None
    reader = Reader(model, actors_file)
    summary = Summary()
    with Record.open(record_path, create=True) as record:
        prepared = (prepare(item, registry) for item in acquire(sources))
        for batch in batches(with_duplicates(prepared), batch_size):
            summary = summary.plus(add_batch(record, reader, batch))
            progress(Progress("read", summary.items))
        return replace(summary, derived=derive(record, progress))


def prepare(item: Page | Problem, registry: Sources | None) -> Prepared:
    """Extract the article of a page; a problem stays what it is."""
    return Prepared(item if isinstance(item, Problem) else _extracted(item, registry), item.location, item.place)


def _extracted(page: Page, registry: Sources | None) -> Article | Problem:
    try:
        return extract(page, registry)
    except Exception as error:  # noqa: BLE001 - hostile input; whatever a parser raises, the other items go on
        cause = f"extracting the article failed with {type(error).__name__}: {error}"
        remedy = "the item was left out; report this with the item"
        return problem(ProblemCode.READ_FAILED, page.uri, page.location, cause, remedy, page.place)


def with_duplicates(items: Iterable[Prepared]) -> Iterator[Prepared]:
    """Yield the items, and after an article whose name another one with other text has, a problem that says so."""
    named: dict[str, str] = {}
    for item in items:
        yield item
        article = item.outcome
        if isinstance(article, Article) and named.setdefault(article.uri, article.id) != article.id:
            yield replace(item, outcome=_duplicate(article, item))


def _duplicate(article: Article, item: Prepared) -> Problem:
    cause = f"another article with other text is named {article.uri} too; both were added"
    remedy = "rename one, or give every row an id of its own, so that they can be told apart"
    return problem(ProblemCode.DUPLICATE, article.uri, item.location, cause, remedy, item.place, fatal=False)


def batches(items: Iterable[Prepared], size: int) -> Iterator[list[Prepared]]:
    """Cut the stream of items into lists of `size`, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def add_batch(record: Record, reader: Reader, batch: Sequence[Prepared]) -> Summary:
    """Read the articles of a batch that are new to the record, and write them with all the batch's problems."""
    articles = [item.outcome for item in batch if isinstance(item.outcome, Article)]
    problems = [item.outcome for item in batch if isinstance(item.outcome, Problem)]
    known = record.known(article.id for article in articles)
    fresh = list({article.id: article for article in articles if article.id not in known}.values())
    readings, troubles = read_batch(reader.nlp, fresh) if fresh else ([], [])
    problems.extend(_located(batch, troubles))
    read = {reading.article for reading in readings}
    added = record.add(reader.run(), [article for article in fresh if article.id in read], readings, problems)
    problems.extend(added.refused)
    failed = sum(problem.fatal for problem in problems)
    items = len(articles) + sum(isinstance(i.outcome, Problem) and i.outcome.fatal for i in batch)
    return Summary(items, added.articles, len(articles) - len(fresh) + added.known, failed, tuple(problems))


def _located(batch: Sequence[Prepared], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Say of articles that were not read where the user will find them; a reader knows only their names."""
    items = {item.outcome.uri: item for item in batch}
    for found in problems:
        item = items[found.uri]
        yield replace(found, location=item.location, place=item.place)

"""A record opened for analysis: its lists, each narrowed by the filters that it has everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from onrecord.export.accounting import claim_row
from onrecord.export.parts import Row
from onrecord.export.story_account import story_row
from onrecord.model.article import Article
from onrecord.model.derived import Actor, Claim, Discrepancy, Story
from onrecord.model.errors import NotFoundError, OnrecordError
from onrecord.model.problem import Problem
from onrecord.model.reading import Citation, Event, Statement
from onrecord.notebook.rows import Rows, counted
from onrecord.query.accounts import claim_account, story_account
from onrecord.query.citing import CitedAs, cite
from onrecord.query.filters import made
from onrecord.query.lists import LISTS
from onrecord.record.codec import plain
from onrecord.record.file import Record
from onrecord.record.find import Hit

Day: TypeAlias = str | date
"""A day, as a date or as text such as 2024-05-01; "" for none."""

_LIST_OF: Mapping[type, str] = {
    Article: "articles",
    Statement: "statements",
    Event: "events",
    Citation: "citations",
    Claim: "claims",
    Discrepancy: "discrepancies",
    Story: "stories",
    Actor: "actors",
    Problem: "problems",
}


def open_record(path: Path | str) -> OpenRecord:
    """Open the record at `path` for reading; raises `RecordError` where it is missing, no record or of another version.

    >>> open_record("none.db")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    onrecord.model.errors.RecordError: there is no record at none.db; make one with `onrecord add ...
    """
    return OpenRecord(Record.open(path, readonly=True))


class OpenRecord:
    """A record that is read, and never written to. `with onrecord.open("r.db") as record:` closes it at the end.

    Each list takes its filters by name (docs/python.md explains them); they hold together, and one that is empty lets
    every row pass. A filter that cannot be meant raises `FilterError`.
    """

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def path(self) -> Path:
        """Where the record's file lies."""
        return self._record.path

    @property
    def state(self) -> str:
        """A hash of the facts and of what people decided: two records with one state hold the same."""
        return self._record.state

    def close(self) -> None:
        """Close the file; neither the record nor its rows can be used after that."""
        self._record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def articles(self, *, words: str = "", outlet: str = "", since: Day = "", until: Day = "", story: str = "") -> Rows:
        """Return the articles, the latest first."""
        return self._rows("articles", locals())

    def statements(
        self,
        *,
        words: str = "",
        speaker: str = "",
        outlet: str = "",
        kind: str = "",
        cue: str = "",
        since: Day = "",
        until: Day = "",
        story: str = "",
        article: str = "",
        claim: str = "",
    ) -> Rows:
        """Return who said what, those of the latest articles first."""
        return self._rows("statements", locals())

    def events(
        self,
        *,
        words: str = "",
        actor: str = "",
        other: str = "",
        type: str = "",  # noqa: A002 - the filter's name everywhere
        status: str = "",
        place: str = "",
        outlet: str = "",
        since: Day = "",
        until: Day = "",
        story: str = "",
        article: str = "",
        claim: str = "",
    ) -> Rows:
        """Return who did what to whom, those of the latest articles first."""
        return self._rows("events", locals())

    def citations(self, *, name: str = "", kind: str = "", outlet: str = "", article: str = "") -> Rows:
        """Return on whose word articles rest what they report."""
        return self._rows("citations", locals())

    def claims(
        self,
        *,
        words: str = "",
        kind: str = "",
        actor: str = "",
        outlet: str = "",
        source: str = "",
        verdict: str = "",
        grade: int = 0,
        min_reports: int = 0,
        min_origins: int = 0,
        max_origins: int = 0,
        differing: bool = False,
        story: str = "",
    ) -> Rows:
        """Return what was said or done as reported across articles, with its origins; the most reported first."""
        return self._rows("claims", locals())

    def discrepancies(
        self, *, kind: str = "", conflicts: bool = False, outlet: str = "", story: str = "", claim: str = ""
    ) -> Rows:
        """Return what reports disagree on, first what cannot both be right."""
        return self._rows("discrepancies", locals())

    def stories(self, *, words: str = "", outlet: str = "", since: Day = "", until: Day = "") -> Rows:
        """Return the stories, the largest first."""
        return self._rows("stories", locals())

    def actors(self, *, name: str = "", kind: str = "", state: str = "") -> Rows:
        """Return who speaks, acts and is acted on, those in most claims first."""
        return self._rows("actors", locals())

    def problems(self, *, code: str = "") -> Rows:
        """Return what came in and did not become an article, or not wholly."""
        return self._rows("problems", locals())

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return up to `limit` articles, statements and events that hold all words, best first.

        Words in double quotes are one phrase.
        """
        return self._record.search(words, limit)

    def get(self, start: str) -> Row:
        """Return the row whose id begins with `start`, whichever list it is of.

        Raises `NotFoundError` where no id begins like this, or several do.
        """
        found = self._record.get(start)
        name = _LIST_OF.get(type(found))
        if name is None:
            row: Any = plain(found)
            return dict(row)
        with self._record.gathering() as held:
            (known,) = LISTS[name].rows(held.connection, [found.id])
        return known

    def trace(self, start: str) -> Row:
        """Return where a claim or a story comes from, as `onrecord trace ID --json` prints it.

        Its `reports` (of a story: `claims`, each with its reports) have `ties`: who took it from whom, by which words,
        and whether that is certain. Raises `NotFoundError` where the id is of nothing else or of nothing.
        """
        found = self._record.get(start)
        with self._record.gathering() as held:
            if isinstance(found, Claim):
                return claim_row(claim_account(held.connection, found.id))
            if isinstance(found, Story):
                return story_row(story_account(held.connection, found.id))
        raise NotFoundError(f"{start} is no claim and no story; these have origins")

    def cite(self, start: str, form: str = CitedAs.TEXT) -> str:
        """Cite a claim, statement, event or article, as `onrecord cite` does; `form` is text, bibtex or csl.

        Raises `NotFoundError` where the id is of nothing else or of nothing.
        """
        if form not in set(CitedAs):
            raise OnrecordError(f"nothing is cited as {form!r}; choose one of {', '.join(CitedAs)}")
        return cite(self._record, start, CitedAs(form))

    def counts(self) -> dict[str, int]:
        """Return how many rows each list has."""
        with self._record.gathering() as held:
            return {name: own.count(held.connection, own.filter()) for name, own in LISTS.items()}

    def __repr__(self) -> str:
        counts = ", ".join(counted(count, name) for name, count in self.counts().items() if count)
        return f"<record {self.path.name}: {counts or 'empty'}>"

    def _repr_html_(self) -> str:
        from onrecord.notebook.shown import counts_html

        return counts_html(self.path.name, self.counts())

    def _rows(self, name: str, given: Mapping[str, Any]) -> Rows:
        """Return the rows of a list; `given` are the local names of the method that was called."""
        filters = {key: value for key, value in given.items() if key != "self"}
        return Rows(self._record, name, made(LISTS[name].filter, filters))

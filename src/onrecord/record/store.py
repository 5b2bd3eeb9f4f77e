"""Writing to the record: a batch of articles with their facts, or everything derived, in one transaction each."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from onrecord.acquire.answer import Answer, Reached
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article
from onrecord.model.derived import Resolution, Tracing
from onrecord.model.errors import RecordError
from onrecord.model.grading import Grading
from onrecord.model.ids import Prefix
from onrecord.model.judgement import Judgement
from onrecord.model.own_source import OwnSource
from onrecord.model.problem import STANDING, Problem, ProblemCode, problem
from onrecord.model.reading import Reading
from onrecord.model.run import Run
from onrecord.model.work import Work
from onrecord.record.codec import from_row
from onrecord.record.evidence import faults
from onrecord.record.given import GIVEN, given
from onrecord.record.schema import transaction
from onrecord.record.seals import seal
from onrecord.record.tables import (
    ANSWER,
    ARRIVAL,
    ARTICLE,
    BLOCK,
    CANDIDATE,
    DERIVED,
    GRADING,
    JUDGEMENT,
    MEMBER,
    PROBLEM,
    READING,
    RESOLUTION,
    RUN,
    SOURCE,
    TRACING,
    Table,
)

_FAULTS_SHOWN = 3
_MADE = (*(table.name for table in DERIVED), "aligned", "compared", "neighbourhood")


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a batch did: `articles` written, `known` ones left as they were, `problems` not reported before.

    `refused` are the articles whose readings did not rest on their text, as problems; they can be added again once that
    is mended. `back` are the problems of sources that are there again.
    """

    articles: int
    known: int
    problems: tuple[Problem, ...]
    refused: tuple[Problem, ...] = ()
    back: tuple[Problem, ...] = ()


def present(connection: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Return those of the article ids that the record holds."""
    query = f"SELECT id FROM article WHERE id IN {GIVEN}"
    return {row["id"] for row in connection.execute(query, (given(ids),))}


def arrived(connection: sqlite3.Connection, ids: Iterable[str], software: str, settings: str) -> dict[str, Arrival]:
    """Return by page what is known of those that came in before.

    A page that ended as a problem is known only to the software and settings that found it: a newer version or a wider
    limit may mend it.
    """
    query = (
        "SELECT arrival.* FROM arrival JOIN run ON run.id = arrival.run "
        f"WHERE arrival.id IN {GIVEN} "
        "AND ((run.software = ? AND run.settings = ?) OR outcome LIKE ?)"
    )
    rows = connection.execute(query, (given(ids), software, settings, f"{Prefix.ARTICLE}-%"))
    return {row["id"]: from_row(Arrival, row) for row in rows}


def problems_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Problem]:
    """Return the problems with these ids, by id."""
    query = PROBLEM.select(f"WHERE id IN {GIVEN}")
    return {row["id"]: PROBLEM.made(row) for row in connection.execute(query, (given(ids),))}


def answers(connection: sqlite3.Connection) -> dict[str, Answer]:
    """Return what web addresses answered last, by address."""
    return {row["url"]: ANSWER.made(row) for row in connection.execute(ANSWER.select())}


def add_batch(
    connection: sqlite3.Connection,
    run: Run,
    articles: Sequence[Article],
    readings: Sequence[Reading],
    problems: Sequence[Problem],
    arrivals: Sequence[Arrival] = (),
    reached: Sequence[Reached] = (),
) -> Added:
    """Write in one transaction the articles that are not there yet with all their facts, and the rest as given.

    Of the arrivals those are kept whose article or problem stands in the record. What kept a source that was reached
    from being there goes.
    """
    uris = {str(clean(source.uri)) for source in reached}
    answers = [source.answer for source in reached if source.answer]
    if not (articles or problems or arrivals or answers or _away(connection, uris)):
        return Added(0, 0, ())
    reading = {found.article: found for found in readings}
    refused: list[Problem] = []
    with transaction(connection):
        connection.execute(RUN.insert(ignore=True), RUN.row(run))
        back = _mended(connection, uris)
        known = present(connection, (article.id for article in articles))
        new = 0
        for article in articles:
            if article.id in known:
                continue
            trouble = _write_article(connection, run, article, reading.get(article.id, Reading(article.id)))
            refused.extend(trouble)
            known.add(article.id)
            new += not trouble
        reported = _write_problems(connection, run, (*problems, *refused))
        _write_arrivals(connection, run, arrivals)
        connection.executemany(ANSWER.insert(replace=True), ANSWER.rows(answers))
        _drop_idle_run(connection, run)
        _seal_run(connection, run)
    return Added(new, len(articles) - new - len(refused), reported, tuple(refused), back)


def _write_article(connection: sqlite3.Connection, run: Run, article: Article, reading: Reading) -> list[Problem]:
    """Write one article with its facts, or nothing of it and say why."""
    if wrong := unsound(article, reading):
        return [wrong]
    connection.execute("SAVEPOINT one_article")
    try:
        _write_facts(connection, run, article, reading)
    except (sqlite3.IntegrityError, sqlite3.DataError, ValueError, TypeError, OverflowError) as error:
        # A text with half a surrogate pair (UnicodeEncodeError) or a row that SQLite refuses; other articles go on.
        connection.execute("ROLLBACK TO one_article")
        return [refusal(article, f"{type(error).__name__}: {error}")]
    finally:
        connection.execute("RELEASE one_article")
    return []


def unsound(article: Article, reading: Reading) -> Problem | None:
    """Say what is wrong with a reading that does not rest on its article's text."""
    wrong = [f"{fault.table} {fault.id}: {fault.what}" for fault in faults(article, reading)]
    return refusal(article, "; ".join(wrong[:_FAULTS_SHOWN])) if wrong else None


def refusal(article: Article, cause: str) -> Problem:
    """Return the problem that an article becomes whose facts cannot be written."""
    remedy = "the article was left out; report this with the article, and add it again with a version that mends it"
    return problem(ProblemCode.READ_FAILED, article.uri, article.uri, f"the reading is not sound: {cause}", remedy)


def _write_facts(connection: sqlite3.Connection, run: Run, article: Article, reading: Reading) -> None:
    connection.execute(ARTICLE.insert(), ARTICLE.row(article, {"run": run.id}))
    of_article = {"article": article.id}
    connection.executemany(BLOCK.insert(), BLOCK.rows(article.blocks, of_article))
    connection.executemany(CANDIDATE.insert(), CANDIDATE.rows(article.candidates, of_article))
    for name, table in READING:
        connection.executemany(table.insert(), table.rows(getattr(reading, name)))
    _index(connection, article.id)
    seal(connection, ARTICLE.name, [article.id])
    # What kept an item of this name out in an earlier run keeps it out no more; a second item of the name still is one.
    mended = "uri = ? AND fatal AND run <> ? AND code <> ?"
    of_name = (article.uri, run.id, ProblemCode.DUPLICATE.value)
    connection.execute(f"DELETE FROM arrival WHERE outcome IN (SELECT id FROM problem WHERE {mended})", of_name)
    connection.execute(f"DELETE FROM problem WHERE {mended}", of_name)


def _index(connection: sqlite3.Connection, article: str) -> None:
    """Bring the search indices in step with the rows of one article."""
    search = "INSERT INTO article_search (rowid, title, body) SELECT key, title, body FROM readable WHERE id = ?"
    connection.execute(search, (article,))
    for name in ("statement", "event"):
        search = f"INSERT INTO {name}_search (rowid, text) SELECT key, text FROM {name} WHERE article = ?"
        connection.execute(search, (article,))


def _away(connection: sqlite3.Connection, uris: Iterable[str]) -> tuple[Problem, ...]:
    """Return the problems that say of sources that they are not there."""
    query = PROBLEM.select(f"WHERE uri IN {GIVEN} AND code IN {GIVEN}")
    return tuple(PROBLEM.made(row) for row in connection.execute(query, (given(uris), given(sorted(STANDING)))))


def _mended(connection: sqlite3.Connection, uris: Iterable[str]) -> tuple[Problem, ...]:
    """Drop what kept sources from being there, and return it."""
    gone = _away(connection, uris)
    connection.execute(f"DELETE FROM problem WHERE id IN {GIVEN}", (given(problem.id for problem in gone),))
    return gone


def _write_problems(connection: sqlite3.Connection, run: Run, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Write problems, and return those that were not there; of one that was, only what is said of it may be new."""
    there = problems_of(connection, (problem.id for problem in problems))
    rows = [tuple(map(clean, row)) for row in PROBLEM.rows(problems, {"run": run.id})]
    said = ", ".join(f"{name} = excluded.{name}" for name in ("location", "place", "cause", "remedy", "fatal"))
    again = f"ON CONFLICT (id) DO UPDATE SET {said} WHERE cause <> excluded.cause"
    connection.executemany(f"{PROBLEM.insert()} {again}", rows)
    return tuple({problem.id: problem for problem in problems if problem.id not in there}.values())


def _write_arrivals(connection: sqlite3.Connection, run: Run, arrivals: Sequence[Arrival]) -> None:
    outcomes = [arrival.outcome for arrival in arrivals]
    kept = present(connection, outcomes) | problems_of(connection, outcomes).keys()
    rows = ARRIVAL.rows((arrival for arrival in arrivals if arrival.outcome in kept), {"run": run.id})
    connection.executemany(ARRIVAL.insert(replace=True), [tuple(map(clean, row)) for row in rows])


def clean(value: object) -> object:
    """Spell out what UTF-8 cannot hold: a file name of other bytes comes in as half surrogate pairs."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def _drop_idle_run(connection: sqlite3.Connection, run: Run) -> None:
    """Leave no trace of a run that added nothing."""
    connection.execute(
        "DELETE FROM run WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE run = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM problem WHERE run = ?1) AND NOT EXISTS (SELECT 1 FROM arrival WHERE run = ?1)",
        (run.id,),
    )


def _seal_run(connection: sqlite3.Connection, run: Run) -> None:
    """Seal a run with its first batch; the seal of one that was dropped goes."""
    connection.execute('DELETE FROM seal WHERE "of" = ? AND id = ?', (RUN.name, run.id))
    seal(connection, RUN.name, [row["id"] for row in connection.execute("SELECT id FROM run WHERE id = ?", (run.id,))])


def add_judgements(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> None:
    """Write down what people decided on pairs, in one transaction."""
    _log(connection, JUDGEMENT, judgements)


def add_gradings(connection: sqlite3.Connection, gradings: Iterable[Grading]) -> None:
    """Write down what people say of sources, in one transaction."""
    _log(connection, GRADING, gradings)


def _log(connection: sqlite3.Connection, table: Table, decisions: Iterable[Judgement | Grading]) -> None:
    made = list(decisions)
    with transaction(connection):
        connection.executemany(table.insert(), [tuple(map(clean, row)) for row in table.rows(made)])
        seal(connection, table.name, (decision.id for decision in made))


def add_sources(connection: sqlite3.Connection, sources: Iterable[OwnSource]) -> None:
    """Keep what an actors file says of sources, in one transaction; what an earlier one said of the same gives way."""
    with transaction(connection):
        connection.executemany(SOURCE.insert(replace=True), [tuple(map(clean, row)) for row in SOURCE.rows(sources)])


def state_of(connection: sqlite3.Connection) -> str:
    """Return a hash of the facts, and of the software that derives from them; it changes with every article added.

    It changes too with every judgement, and with what is said of whose a source is, the user's own ones among them; the
    reliability of a source is only shown beside what is derived.
    """
    digest = hashlib.sha256(version("onrecord").encode())
    for row in connection.execute("SELECT id, run FROM article ORDER BY id"):
        digest.update(f"\n{row['id']} {row['run']}".encode())
    for judgement in connection.execute(JUDGEMENT.select()):
        digest.update(f"\n{judgement['id']}".encode())
    for grading in connection.execute(GRADING.select()):
        if from_row(Grading, grading).tells_owner:
            digest.update(f"\n{grading['id']}".encode())
    for source in connection.execute(SOURCE.select()):
        digest.update(f"\n{tuple(source)}".encode())
    return digest.hexdigest()


def announce(connection: sqlite3.Connection, work: Work | None) -> None:
    """Write what the process at work is doing in place of what it was, or that none is at work."""
    with transaction(connection):
        connection.execute("DELETE FROM work")
        if work:
            query = "INSERT INTO work (key, stage, done, total, began, seen) VALUES (1, ?, ?, ?, ?, ?)"
            connection.execute(query, (work.stage, work.done, work.total, work.began, work.seen))


def announced(connection: sqlite3.Connection) -> Work | None:
    """Return what the process at work is doing."""
    row = connection.execute("SELECT stage, done, total, began, seen FROM work").fetchone()
    return Work(*row) if row else None


def derived_state(connection: sqlite3.Connection) -> str | None:
    """Return the state of the facts that the derived tables were made from, None where they never were."""
    row = connection.execute("SELECT state FROM derivation").fetchone()
    return row["state"] if row else None


def replace_derived(connection: sqlite3.Connection, resolution: Resolution, tracing: Tracing, state: str) -> None:
    """Drop everything derived and write it anew, in one transaction, as made from the facts in `state`."""
    with transaction(connection):
        connection.execute("PRAGMA defer_foreign_keys = 1")
        _empty(connection, *_MADE)
        for table, things in _derived_rows(resolution, tracing):
            connection.executemany(table.insert(), table.rows(_once(table, things)))
        connection.execute("INSERT OR REPLACE INTO derivation (key, state) VALUES (1, ?)", (state,))


def forget_derived(connection: sqlite3.Connection) -> None:
    """Drop everything derived, and what was kept to derive it: the next time all of it is made anew."""
    with transaction(connection):
        connection.execute("PRAGMA defer_foreign_keys = 1")
        _empty(connection, *_MADE, "sketch", "derivation")


def _empty(connection: sqlite3.Connection, *names: str) -> None:
    for name in names:
        connection.execute(f'DELETE FROM "{name}"')


def _derived_rows(resolution: Resolution, tracing: Tracing) -> Iterator[tuple[Table, Sequence[object]]]:
    yield from ((table, getattr(resolution, name)) for name, table in RESOLUTION)
    yield MEMBER, [member for claim in resolution.claims for member in claim.members]
    yield from ((table, getattr(tracing, name)) for name, table in TRACING)


def _once(table: Table, things: Sequence[object]) -> list[object]:
    """Drop exact repetitions; two different rows of one id are a mistake that must not pass unseen."""
    kept = list(dict.fromkeys(things))
    seen: set[object] = set()
    for id_ in (getattr(thing, "id", None) for thing in kept) if table.has_id else ():
        if id_ in seen:
            raise RecordError(f"two different rows of {table.name} have the id {id_}; report this as a bug")
        seen.add(id_)
    return kept

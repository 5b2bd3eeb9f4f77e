from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.acquire.answer import Reached
from onrecord.model.errors import NotFoundError, RecordError
from onrecord.model.facts import Facts
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.reading import Reading
from onrecord.model.span import Span
from onrecord.record.file import Record
from onrecord.record.verify import verify


def test_what_is_added_comes_back_the_same(filled: Record, invented: ModuleType) -> None:
    articles = [invented.article(number) for number in range(3)]
    snapshot = filled.snapshot()
    assert snapshot.facts == Facts.of(articles, [invented.reading(a) for a in articles])
    assert (snapshot.resolution, snapshot.tracing) == invented.derived(articles)
    assert snapshot.problems == (invented.lost(1),)
    assert snapshot.runs == (invented.RUN,)
    assert filled.facts() == snapshot.facts


def test_adding_again_adds_nothing(filled: Record, invented: ModuleType) -> None:
    before, state = filled.counts(), filled.state
    articles = [invented.article(number) for number in range(3)]
    later = replace(invented.RUN, id="run-0002")
    added = filled.add(later, articles, [invented.reading(a) for a in articles], [invented.lost(1)])
    assert (added.articles, added.known, added.problems, added.refused) == (0, 3, (), ())
    assert filled.counts() == before
    assert filled.state == state


def test_a_source_that_is_away_has_one_problem_until_it_is_there(path: Path, invented: ModuleType) -> None:
    def away(cause: str) -> Problem:
        return problem(ProblemCode.NETWORK, "https://courier.example/feed", "feed", cause, "wait", about="address")

    later = replace(invented.RUN, id="run-0002")
    there = Reached("https://courier.example/feed")
    with Record.open(path, create=True) as record:
        assert record.add(invented.RUN, [], [], [away("status 502")]).problems == (away("status 502"),)
        assert record.add(later, [], [], [away("status 503")]).problems == ()
        assert record.problems() == (away("status 503"),)
        assert len(record.runs()) == 1
        assert record.add(later, [], [], [invented.lost(1)], [], [there]).back == (away("status 503"),)
        assert record.problems() == (invented.lost(1),)
        state = record.connection.total_changes
        assert record.add(later, [], [], [], [], [there]).back == ()
        assert record.connection.total_changes == state


def test_an_article_twice_in_one_batch_is_known_the_second_time(path: Path, invented: ModuleType) -> None:
    article = invented.article(1)
    with Record.open(path, create=True) as record:
        added = record.add(invented.RUN, [article, article], [invented.reading(article)], [])
        assert (added.articles, added.known) == (1, 1)
        assert record.known([article.id, "art-none"]) == {article.id}


def test_the_order_of_batches_does_not_matter(tmp_path: Path, invented: ModuleType) -> None:
    articles = [invented.article(number) for number in range(6)]
    found = []
    for seed, step in enumerate((1, -1, 5)):
        articles = articles[::step] if step < 0 else articles[step:] + articles[:step]
        with Record.open(tmp_path / f"{seed}.db", create=True) as record:
            for at in range(0, 6, 2):
                batch = articles[at : at + 2]
                record.add(invented.RUN, batch, [invented.reading(a) for a in batch], [invented.lost(at)])
            found.append(record.snapshot())
    assert found[0] == found[1] == found[2]


def _moved_speaker(reading: Reading) -> Reading:
    said = reading.statements[0]
    assert said.speaker
    speaker = replace(said.speaker, start=said.speaker.start + 1, end=said.speaker.end + 1)
    return replace(reading, statements=(replace(said, speaker=speaker),))


def _longer_statement(reading: Reading) -> Reading:
    said = reading.statements[0]
    return replace(reading, statements=(replace(said, spans=(*said.spans[:1], Span(90, 9000))),))


def _lost_entity(reading: Reading) -> Reading:
    return replace(reading, entities=reading.entities[1:])


def _twice(reading: Reading) -> Reading:
    return replace(reading, events=reading.events * 2)


def _half_a_pair(reading: Reading) -> Reading:
    return replace(reading, events=(replace(reading.events[0], reason="\ud800"),))


def _no_number(reading: Reading) -> Reading:
    amount = replace(reading.events[0].magnitude[0], value=float("nan"))
    return replace(reading, events=(replace(reading.events[0], magnitude=(amount,)),))


@pytest.mark.parametrize(
    "spoil",
    [_moved_speaker, _longer_statement, _lost_entity, _twice, _half_a_pair, _no_number],
    ids=lambda f: f.__name__,
)
def test_an_unsound_reading_becomes_a_problem_and_costs_no_other(
    path: Path, invented: ModuleType, spoil: object
) -> None:
    bad, good = invented.article(1), invented.article(2)
    assert callable(spoil)
    readings = [spoil(invented.reading(bad)), invented.reading(good)]
    with Record.open(path, create=True) as record:
        added = record.add(invented.RUN, [bad, good], readings, [])
        assert (added.articles, added.known) == (1, 0)
        assert [p.code for p in added.refused] == [ProblemCode.READ_FAILED]
        assert added.refused[0].uri == bad.uri
        assert added.refused == record.problems()
        assert record.known([bad.id, good.id]) == {good.id}
        assert record.counts()["statement"] == 1
        assert list(verify(record)) == []


def test_an_item_that_a_later_run_can_read_is_no_problem_any_more(path: Path, invented: ModuleType) -> None:
    article = invented.article(1)
    with Record.open(path, create=True) as record:
        record.add(invented.RUN, [article], [_twice(invented.reading(article))], [])
        assert len(record.problems()) == 1
        later = replace(invented.RUN, id="run-0002")
        record.add(later, [article], [invented.reading(article)], [])
        assert record.problems() == ()
        assert record.known([article.id])


@pytest.mark.parametrize(("code", "kept"), [(ProblemCode.EMPTY, 0), (ProblemCode.DUPLICATE, 1)])
def test_a_second_item_of_one_name_stays_a_problem(
    path: Path, invented: ModuleType, code: ProblemCode, kept: int
) -> None:
    article = invented.article(1)
    with Record.open(path, create=True) as record:
        record.add(invented.RUN, [], [], [replace(invented.lost(1), code=code, uri=article.uri)])
        record.add(replace(invented.RUN, id="run-0002"), [article], [invented.reading(article)], [])
        assert len(record.problems()) == kept


def test_a_problem_with_a_name_of_other_bytes_is_kept(path: Path, invented: ModuleType) -> None:
    odd = replace(invented.lost(1), location="in/caf\udce9.txt")
    with Record.open(path, create=True) as record:
        record.add(invented.RUN, [], [], [odd])
        assert record.problems()[0].location == r"in/caf\udce9.txt"


def test_an_exception_inside_a_batch_leaves_nothing_of_it(path: Path, invented: ModuleType) -> None:
    class Stop(BaseException):
        pass

    class Articles(list):  # type: ignore[type-arg]
        def __iter__(self):  # noqa: ANN204
            yield invented.article(1)
            raise Stop

    with Record.open(path, create=True) as record:
        with pytest.raises(Stop):
            record.add(invented.RUN, Articles([invented.article(1)]), [], [])
        assert set(record.counts().values()) == {0}
        record.add(invented.RUN, [invented.article(2)], [], [])
        assert record.counts()["article"] == 1


def test_derived_tables_are_current_until_an_article_comes(filled: Record, invented: ModuleType) -> None:
    assert filled.is_current()
    more = invented.article(7)
    filled.add(invented.RUN, [more], [invented.reading(more)], [])
    assert not filled.is_current()
    filled.replace_derived(*invented.derived([more]))
    assert filled.is_current()
    assert filled.counts()["member"] == 1
    filled.replace_derived(*invented.derived([more]), state="older")
    assert not filled.is_current()


def test_a_failed_replacement_leaves_the_old_rows(filled: Record, invented: ModuleType) -> None:
    before = filled.snapshot()
    resolution, tracing = invented.derived([invented.article(number) for number in range(3)])
    clash = replace(resolution.actors[0], name="Somebody else")
    with pytest.raises(RecordError, match="two different rows of actor have the id act-1"):
        filled.replace_derived(replace(resolution, actors=(*resolution.actors, clash)), tracing)
    stray = replace(resolution.aliases[0], actor="act-none")
    with pytest.raises(RecordError, match="report this as a bug"):
        filled.replace_derived(replace(resolution, aliases=(stray,)), tracing)
    assert filled.snapshot() == before


def test_get_takes_any_unique_beginning(filled: Record, invented: ModuleType) -> None:
    article = invented.article(1)
    statement = invented.reading(article).statements[0]
    assert filled.get(article.id) == article
    assert filled.get(statement.id[:-2]) == statement
    assert filled.get("clm-") == invented.derived([invented.article(n) for n in range(3)])[0].claims[0]
    assert filled.get("run-") == invented.RUN
    assert filled.get(invented.lost(1).id) == invented.lost(1)


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("sta-", "several"),
        ("s", "several"),
        ("sta-none", "nothing"),
        ("", "nothing"),
        ("%", "nothing"),
        ("\ud800", "nothing"),
    ],
)
def test_get_says_what_is_wrong_with_an_id(filled: Record, start: str, message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        filled.get(start)


def test_a_full_id_wins_over_longer_ones(filled: Record, invented: ModuleType) -> None:
    resolution, tracing = invented.derived([invented.article(number) for number in range(3)])
    longer = replace(resolution.actors[0], id="act-12", name="Another")
    filled.replace_derived(replace(resolution, actors=(*resolution.actors, longer)), tracing)
    assert filled.get("act-1").name == "Ada Torvik"
    assert filled.get("act-12").name == "Another"


def test_two_readers_go_on_while_one_writes(filled: Record, invented: ModuleType) -> None:
    with Record.open(filled.path, readonly=True) as one, Record.open(filled.path, readonly=True) as two:
        filled.connection.execute("BEGIN IMMEDIATE")
        filled.connection.execute("UPDATE article SET outlet = 'half written'")
        assert one.counts() == two.counts()
        assert {a.outlet for a in one.facts().articles} == {"The Velmark Courier"}
        filled.connection.execute("ROLLBACK")
        more = invented.article(9)
        filled.add(invented.RUN, [more], [invented.reading(more)], [])
        assert one.get(more.id) == two.get(more.id) == more


def test_a_snapshot_is_of_one_moment(filled: Record, invented: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.record import load

    real = load.load_facts

    def slow(connection: sqlite3.Connection) -> Facts:
        more = invented.article(11)
        filled.add(replace(invented.RUN, id="run-0003"), [more], [invented.reading(more)], [])
        return real(connection)

    with Record.open(filled.path, readonly=True) as reader:
        monkeypatch.setattr(load, "load_facts", slow)
        snapshot = reader.snapshot()
    assert len(snapshot.facts.articles) == 3
    assert [run.id for run in snapshot.runs] == ["run-0001"]


def test_a_readonly_record_is_not_written(filled: Record, invented: ModuleType) -> None:
    with (
        Record.open(filled.path, readonly=True) as reader,
        pytest.raises(RecordError, match="may not be written"),
    ):
        reader.add(invented.RUN, [invented.article(5)], [], [])


def test_a_locked_record_says_so(filled: Record, invented: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.schema.BUSY_SECONDS", 0.05)
    filled.connection.execute("BEGIN IMMEDIATE")
    with Record.open(filled.path) as other, pytest.raises(RecordError, match="another process is writing"):
        other.add(invented.RUN, [invented.article(5)], [], [])
    filled.connection.execute("ROLLBACK")

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.engine import crew as crew_module
from onrecord.engine import derive as module
from onrecord.engine.crew import Crew, PartJob
from onrecord.engine.derive import derive
from onrecord.engine.parts import Claiming, Sketching
from onrecord.engine.progress import Progress
from onrecord.engine.worker import LostError
from onrecord.model.article import Article
from onrecord.model.derived import Resolution, Story, Tracing
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.reading import Reading
from onrecord.model.run import Run
from onrecord.record.derivation import Derivation, SupersededError
from onrecord.record.file import Record
from onrecord.record.verify_derived import derived_damage

RUN = Run("run-1", "2031-05-02T08:00:00+00:00", "onrecord 0", "hand", "0", "{}")
TOWNS = ("Orsk", "Nara", "Pell", "Quist", "Torsund", "Velm")
THINGS = ("bridge", "harbour", "railway", "quarry", "archive", "reservoir")
FOOTER = "Write to the newsroom of the Courier or call us any day before noon."


def _happening(number: int, chance: random.Random) -> tuple[str, str, str]:
    """Return the news, the words said, and who said them."""
    town, thing = TOWNS[number % 6], THINGS[(number * 5 + 1) % 6]
    speaker = f"Ada{'klmnrt'[number % 6]} Torv{'aeiou'[number % 5]}k"
    count = chance.randint(20, 90)
    news = f"The council of {town} closed the {thing} on Friday after {count} engineers found cracks in its walls."
    quote = f"We shall not open the {thing} of {town} again before all {count} reports have been read"
    return news, quote, speaker


def coverage(kit: ModuleType, count: int, seed: int = 7) -> Facts:
    """Make articles about a few happenings: copies, rewrites and reports of their own, some without a date."""
    chance = random.Random(seed)  # noqa: S311 - texts, not secrets
    made = kit.Coverage()
    happenings = [_happening(number, chance) for number in range(max(2, count // 6))]
    for number in range(count):
        news, quote, speaker = chance.choice(happenings)
        made.actor(speaker, state=None)
        own = " ".join(chance.sample(sorted({*TOWNS, *THINGS, "crowd", "rain", "lorries", "school"}), 5))
        lines = [news, f"“{quote},” {speaker} said.", f"Seen were {own}.", FOOTER]
        chance.shuffle(lines)
        lines = [*lines[: chance.randint(2, 4)], f"“{quote},” {speaker} said."][-4:]
        lines = list(dict.fromkeys(lines))
        published = None if chance.random() < 0.1 else f"2031-05-{chance.randint(1, 28):02}"
        outlet = chance.choice(("Courier", "Herald", "Gazette", "Post"))
        draft = made.article(f"{seed}{number:03}", "\n".join(lines), outlet, published)
        made.says(draft, speaker, quote)
    return made.facts()


def article(name: str) -> Article:
    return Article(content_id(Prefix.ARTICLE, name, "text"), name, "text", "")


def _add(record: Record, facts: Facts, chosen: Sequence[int]) -> None:
    record.add(RUN, [facts.articles[n] for n in chosen], [facts.readings[n] for n in chosen], [])


def _derived(path: Path, facts: Facts, *steps: Sequence[int]) -> tuple[Resolution, Tracing]:
    with Record.open(path, create=True) as record:
        for chosen in steps:
            _add(record, facts, chosen)
            assert derive(record)
        snapshot = record.snapshot()
        assert list(derived_damage(record.connection)) == []
    return snapshot.resolution, snapshot.tracing


def test_only_what_is_not_current_is_derived(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        assert derive(record)
        assert not derive(record)
        record.add(RUN, [article("a"), article("b")], [], [])
        assert derive(record)
        assert not derive(record)
        assert record.counts()["story"] == 2


@pytest.mark.parametrize("seed", range(4))
def test_coverage_that_comes_in_parts_ends_as_if_it_came_at_once(tmp_path: Path, kit: ModuleType, seed: int) -> None:
    facts = coverage(kit, 40, seed)
    order = list(range(40))
    random.Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
    once = _derived(tmp_path / "once.db", facts, order)
    assert once[0].claims
    assert once[0].passages
    assert _derived(tmp_path / "parts.db", facts, order[:20], order[20:21], order[21:]) == once
    assert _derived(tmp_path / "turned.db", facts, order[30:], order[:30]) == once


def test_what_has_not_changed_is_not_made_again(
    tmp_path: Path, kit: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = coverage(kit, 40)
    other = kit.Coverage()
    draft = other.article("apart", "“Nobody fed the swans of the lake,” Ilmari Best said.", "Post", "2032-01-01")
    other.actor("Ilmari Best")
    other.says(draft, "Ilmari Best", "Nobody fed the swans of the lake")
    made: list[object] = []
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, facts, range(40))
        derive(record)
        before = {row["key"] for row in record.connection.execute("SELECT key FROM claim")}
        original = Crew.each

        def each(self: Crew, parts: Iterator[object]) -> Iterator[tuple[object, object]]:
            for part, found in original(self, parts):
                made.append(part)
                yield part, found

        monkeypatch.setattr(Crew, "each", each)
        record.add(RUN, [draft.article], [draft.reading], [])
        derive(record)
        after = {row["key"] for row in record.connection.execute("SELECT key FROM claim")}
    assert before < after
    assert len(after - before) == 1
    assert [part.articles for part in made if isinstance(part, Sketching)] == [(draft.article.id,)]
    (claimed,) = (part for part in made if isinstance(part, Claiming))
    assert [story.articles for group in claimed.neighbourhoods for story in group] == [(draft.article.id,)]


@pytest.mark.parametrize("stop", range(1, 9))
def test_a_run_that_was_cut_off_goes_on(
    tmp_path: Path, kit: ModuleType, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    facts = coverage(kit, 30)
    once = _derived(tmp_path / "once.db", facts, range(30))
    for name in ("SKETCHED", "CANDIDATES", "TOLD", "CLAIMED"):
        monkeypatch.setattr(module, name, 8)
    steps = Derivation._step
    left = [stop]

    def step(self: Derivation) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return steps(self)

    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, facts, range(30))
        monkeypatch.setattr(Derivation, "_step", step)
        with pytest.raises(KeyboardInterrupt):
            derive(record)
        assert not record.is_current()
        monkeypatch.setattr(Derivation, "_step", steps)
        assert derive(record)
        snapshot = record.snapshot()
    assert (snapshot.resolution, snapshot.tracing) == once


def test_facts_that_come_while_deriving_are_not_taken_for_derived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.db"
    sketch = module._sketch

    def late(*given: object) -> None:
        sketch(*given)  # type: ignore[arg-type]
        with Record.open(path) as other:
            other.add(RUN, [article("b")], [], [])

    with Record.open(path, create=True) as record:
        record.add(RUN, [article("a")], [], [])
        monkeypatch.setattr(module, "_sketch", late)
        assert derive(record)
        assert not record.is_current()
        monkeypatch.setattr(module, "_sketch", sketch)
        assert derive(record)
        assert record.is_current()
        assert record.counts()["story"] == 2


def test_of_two_that_derive_at_once_the_later_one_goes_on(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record, record.deriving() as one, record.deriving() as other:
        one.begin()
        other.begin()
        with pytest.raises(SupersededError, match="another process"):
            one.finish(record.state)
        other.finish(record.state)
        assert record.is_current()


def test_who_is_overtaken_leaves_the_rest_to_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    sketch = module._sketch

    def overtaken(*given: object) -> None:
        with Record.open(path) as other, other.deriving() as derivation:
            derivation.begin()
        sketch(*given)  # type: ignore[arg-type]

    with Record.open(path, create=True) as record:
        record.add(RUN, [article("a")], [], [])
        monkeypatch.setattr(module, "_sketch", overtaken)
        assert derive(record)
        assert not record.is_current()
        monkeypatch.setattr(module, "_sketch", sketch)
        assert derive(record)
        assert record.is_current()


def test_rows_written_in_one_piece_give_way(tmp_path: Path, kit: ModuleType) -> None:
    facts = coverage(kit, 20)
    once = _derived(tmp_path / "once.db", facts, range(20))
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, facts, range(20))
        record.replace_derived(*once, state="older")
        derive(record)
        snapshot = record.snapshot()
    assert (snapshot.resolution, snapshot.tracing) == once


def test_claims_that_people_judge_the_same_are_looked_at_together(tmp_path: Path, kit: ModuleType) -> None:
    made = kit.Coverage()
    said = {"a": "Nobody fed the swans of the lake", "b": "The treaty of Pell will be signed in the old mill"}
    made.actor("Ilmari Best")
    for key, words in said.items():
        made.says(made.article(key, f"“{words},” Ilmari Best said.", "Post", "2032-01-01"), "Ilmari Best", words)
    facts = made.facts()
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, facts, range(2))
        derive(record)
        keys = [f"{m.fact}:{m.span.start}-{m.span.end}" for c in record.snapshot().resolution.claims for m in c.members]
        assert len(keys) == 2
        a, b = sorted(keys)
        judgement = Judgement("jud-1", JudgedKind.CLAIM, Verdict.SAME, a, b, "", "", "", "ed", RUN.started, "0")
        record.judge([judgement])
        assert derive(record)
        (claim,) = record.snapshot().resolution.claims
        assert len(claim.members) == 2
        record.judge([replace(judgement, id="jud-2", verdict=Verdict.UNDO)])
        derive(record)
        assert len(record.snapshot().resolution.claims) == 2


def test_progress_ends_where_all_is_done(tmp_path: Path, kit: ModuleType) -> None:
    told: list[Progress] = []
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, coverage(kit, 20), range(20))
        derive(record, told.append)
    last = {progress.stage: progress for progress in told}
    assert list(last) == ["compare", "align", "stories", "actors", "trace"]
    assert all(progress.done == progress.total for progress in last.values())


def test_workers_give_what_this_process_gives(tmp_path: Path, kit: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = coverage(kit, 30)
    here = _derived(tmp_path / "here.db", facts, range(30))
    monkeypatch.setattr(crew_module, "FEW", 0)
    monkeypatch.setattr(crew_module.os, "cpu_count", lambda: 2)
    for name in ("SKETCHED", "CANDIDATES", "TOLD", "CLAIMED"):
        monkeypatch.setattr(module, name, 8)
    assert _derived(tmp_path / "workers.db", facts, range(30)) == here


def test_a_part_over_which_a_worker_was_lost_is_done_here(tmp_path: Path, kit: ModuleType) -> None:
    facts = coverage(kit, 5)
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, facts, range(5))
        part = Sketching(tuple(a.id for a in facts.articles))
        job = PartJob(record.path)
        job.prepare()
        (expected,) = job(part)
        assert Crew(record, 0)._here(part, LostError("crash")) == expected
        job._record.close()


def test_stories_are_of_articles_that_were_read_or_not(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        record.add(RUN, [article("a")], [Reading(article("a").id)], [])
        derive(record)
        (story,) = record.snapshot().resolution.stories
    assert isinstance(story, Story)
    assert story.title == "a"

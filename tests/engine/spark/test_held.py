from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.engine.derive import derive
from onrecord.engine.parts import Claiming
from onrecord.engine.spark.held import Held
from onrecord.model.facts import Facts
from onrecord.record.file import Record
from tests.record_kit import RUN, coverage


@pytest.fixture
def record(tmp_path: Path) -> Path:
    facts = coverage().facts()
    with Record.open(tmp_path / "r.db", create=True) as opened:
        opened.add(RUN, facts.articles, facts.readings, [])
        derive(opened)
    return tmp_path / "r.db"


def test_a_part_gets_from_rows_in_hand_what_it_gets_from_a_record(record: Path) -> None:
    with Record.open(record, readonly=True) as opened:
        whole = opened.snapshot()
        r = whole.resolution
        held = Held(whole.facts, {}, r.actors, r.aliases, r.passages, r.links)
        for story in r.stories:
            assert held.around(story.articles) == opened.around(story.articles)
            part = Claiming(((story,),))
            assert part.work(held) == part.work(opened)
        assert held.facts() == opened.facts()
        assert (held.judgements(), held.gradings(), held.sources()) == ((), (), ())
    assert Held().facts() == Facts.of([], [])

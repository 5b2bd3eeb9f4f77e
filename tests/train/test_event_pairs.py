"""The training of event weights: the regression, B-cubed, and folds that keep topics apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from train.event_pairs import Lesson, b_cubed, by_join, cross_fitted, fit, rows_for, write
from train.word_kin import Sense, kept_senses, rows_of


def lesson(topic: str, flip: bool = False) -> Lesson:
    """Make a story of two happenings with three mentions each; the measure tells pairs of one from the others."""
    happenings = tuple(f"{topic}{at % 2}" for at in range(6))
    pairs = [(row, column) for row in range(6) for column in range(row)]
    measured = [[float((happenings[row] == happenings[column]) is not flip), 0.5] for row, column in pairs]
    rows, columns = (np.array(side) for side in zip(*pairs, strict=True))
    places = tuple(("a", at) for at in range(6))
    return Lesson(happenings, (topic,) * 6, places, rows, columns, np.array(measured, dtype=np.float32))


def test_the_regression_finds_what_tells_pairs_apart() -> None:
    lessons = [lesson(str(n)) for n in range(60)]
    fitted = fit(lessons)
    assert fitted.weights[0] > 2
    assert abs(fitted.weights[1]) < 1e-6
    scores = [fitted.scores(one) for one in lessons]
    assert max(by_join(lessons, scores).values()) == pytest.approx(1.0)


def test_a_story_is_scored_by_weights_fitted_without_its_topic() -> None:
    odd = lesson("0", flip=True)
    lessons = [odd, *(lesson(str(n)) for n in range(1, 60))]
    scores = cross_fitted(lessons)
    assert scores[0][odd.right].max() < scores[0][~odd.right].min()


def test_b_cubed_of_all_alone_and_all_together() -> None:
    assert b_cubed(iter([("a", "1"), ("b", "2")])) == 1.0
    assert b_cubed(iter([("a", "1"), ("b", "1")])) == pytest.approx(2 / 3)


def test_weights_are_written_below_the_header(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("# what it is\nold,1\n", encoding="utf-8")
    write(rows_for("first", fit([lesson("1"), lesson("2")]), ("told", "often")), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# what it is", "look,measure,weight"]
    assert [line.rpartition(",")[0] for line in lines[2:]] == ["first,base", "first,told", "first,often"]


def test_kept_are_senses_of_happenings_and_what_is_derived_from_them() -> None:
    senses = {
        ("v", "1"): Sense(38, ("sink",), (("+", ("n", "2")),)),
        ("n", "2"): Sense(18, ("sinker",), (("+", ("v", "1")),)),
        ("n", "3"): Sense(6, ("spoon",), ()),
        ("n", "4"): Sense(11, ("sinking",), (("@", ("n", "3")),)),
    }
    kept = kept_senses(senses)
    assert kept == [("n", "2"), ("n", "4"), ("v", "1")]
    ranks = {(key, word): 0 for key, sense in senses.items() for word in sense.words}
    assert list(rows_of(kept, senses, ranks)) == [("n", "sinker#0", "+2"), ("n", "sinking#0", ""), ("v", "sink#0", "")]

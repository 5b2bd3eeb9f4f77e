from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.read.reader.event_heads import ACTOR, KINDS, RECIPIENT, EventHeads
from onrecord.read.reader.spans import BEGIN, INSIDE, OUT

O, B, I = OUT, BEGIN, INSIDE  # noqa: E741 - the field's own letters


class Fixed:
    """A network that tags a sentence's pieces by two rows of states."""

    def __init__(self, actor: Sequence[int], recipient: Sequence[int], kind: str = "AID") -> None:
        self._rows, self._kind = (actor, recipient), kind

    def run(self, output_names: Sequence[str] | None, input_feed: dict[str, NDArray[np.float32]]) -> Sequence[object]:
        assert output_names == ["tags", "kinds"]
        states = input_feed["states"]
        assert states.dtype == np.float32
        tags = np.zeros((1, states.shape[1], 2, 3), np.float32)
        for side, row in enumerate(self._rows):
            for at, state in enumerate(row):
                tags[0, at, side, state] = 5
        kinds = np.zeros((1, len(KINDS)), np.float32)
        kinds[0, KINDS.index(self._kind)] = 9
        return [tags.reshape(1, -1, 6), kinds]


def states(count: int) -> NDArray[np.float16]:
    return np.zeros((count, 2), np.float16)


def test_chances_of_kinds_and_pieces_are_given() -> None:
    told = EventHeads(Fixed([B, I, O, O, O], [O, O, O, B, O])).told(states(5))
    assert told is not None
    assert KINDS[int(told.kinds.argmax())] == "AID"
    assert told.kinds.sum() == pytest.approx(1)
    assert (told.inside > 0.5).tolist() == [[True, False], [True, False], [False, False], [False, True], [False, False]]
    assert [(one.first, one.last) for one in told.sides[ACTOR]] == [(0, 1)]
    assert [(one.first, one.last) for one in told.sides[RECIPIENT]] == [(3, 3)]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([B, I, O, B, O], {(0, 1), (3, 3)}),
        ([I, I, O, O, O], {(0, 1)}),
        ([B, B, O, O, I], {(0, 0), (1, 1), (4, 4)}),
    ],
)
def test_stretches_begin_where_begun_or_after_nothing(tags: list[int], expected: set[tuple[int, int]]) -> None:
    told = EventHeads(Fixed(tags, [O] * 5)).told(states(5))
    assert told is not None
    assert {(one.first, one.last) for one in told.sides[ACTOR]} == expected


def test_where_nothing_is_likely_the_likeliest_piece_stands_with_its_low_score() -> None:
    told = EventHeads(Fixed([B, O, O, O], [O, O, O, O])).told(states(4))
    assert told is not None
    (only,) = told.sides[RECIPIENT]
    assert only.first == only.last
    assert only.score < 0.5


@pytest.mark.parametrize("count", [0, 3, 201])
def test_what_is_too_short_or_too_long_tells_nothing(count: int) -> None:
    assert EventHeads(Fixed([B], [O])).told(states(count)) is None

"""Runs the network over the windows of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.read.reader.assemble import Answer
from onrecord.read.reader.pieces import Ints, Pieces
from onrecord.read.reader.windows import Window

FIRST, LAST = 101, 102
"""The pieces that the network expects around a window."""

STATES = "states"
"""The answer that the event heads begin with: what an inner layer makes of each piece."""


class Session(Protocol):
    """The part of `onnxruntime.InferenceSession` that is used."""

    def run(self, output_names: Sequence[str] | None, input_feed: dict[str, NDArray[Any]]) -> Sequence[object]:
        """Run the graph."""


class Encoder:
    """The network, one window at a time; with `states` its answers hold what the event heads read.

    Windows are not put together to batches: the int8 graph takes its ranges from all that it is given at once, so that
    a window's answer would depend on its neighbours in the batch; and padding would cost more than batches save.
    """

    def __init__(self, session: Session, states: bool = False) -> None:
        self._session = session
        self._outputs = ["tags", "links", STATES] if states else ["tags", "links"]

    def answers(self, pieces: Pieces, windows: Sequence[Window]) -> list[Answer]:
        """Return the answer for each window, without the pieces added around it."""
        return [self._answer(pieces, window) for window in windows]

    def _answer(self, pieces: Pieces, window: Window) -> Answer:
        ids = _row(pieces.ids[window.start : window.end], FIRST, LAST)
        shapes = _row(pieces.shapes[window.start : window.end], 0, 0)
        found = self._session.run(self._outputs, {"ids": ids, "shapes": shapes})
        return Answer(*(np.asarray(one, np.float32)[0, 1:-1] for one in found))


def _row(numbers: Ints, first: int, last: int) -> Ints:
    return np.concatenate(([first], numbers, [last])).astype(np.int64)[None, :]

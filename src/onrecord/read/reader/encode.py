"""Runs the network over the windows of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.read.reader.assemble import Answer
from onrecord.read.reader.pieces import Ints, Pieces
from onrecord.read.reader.windows import Window

FIRST, LAST = 101, 102
"""The pieces that the network expects around a window."""


class Session(Protocol):
    """The part of `onnxruntime.InferenceSession` that is used."""

    def run(self, output_names: Sequence[str] | None, input_feed: dict[str, NDArray[np.int64]]) -> Sequence[object]:
        """Run the graph."""


class Encoder:
    """The network, one window at a time.

    Windows are not put together to batches: the int8 graph takes its ranges from all that it is given at once, so that
    a window's answer would depend on its neighbours in the batch; and padding would cost more than batches save.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def answers(self, pieces: Pieces, windows: Sequence[Window]) -> list[Answer]:
        """Return the answer for each window, without the pieces added around it."""
        return [self._answer(pieces, window) for window in windows]

    def _answer(self, pieces: Pieces, window: Window) -> Answer:
        ids = _row(pieces.ids[window.start : window.end], FIRST, LAST)
        shapes = _row(pieces.shapes[window.start : window.end], 0, 0)
        tags, links = self._session.run(["tags", "links"], {"ids": ids, "shapes": shapes})
        return Answer(np.asarray(tags, np.float32)[0, 1:-1], np.asarray(links, np.float32)[0, 1:-1])


def _row(numbers: Ints, first: int, last: int) -> Ints:
    return np.concatenate(([first], numbers, [last])).astype(np.int64)[None, :]

"""What the trained encoder makes of sentences, seen among others as in an article: where the event heads begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from onrecord.read.reader.encode import STATES, Encoder
from onrecord.read.reader.event_heads import SIDES
from onrecord.read.reader.pieces import Ints, Pieces, Tokenizer, cut
from onrecord.read.reader.spans import BEGIN, INSIDE, OUT
from onrecord.read.reader.windows import Window
from train.event_data import Sentence
from train.network import HIDDEN

UNKNOWN = -100
_WINDOW = 254


@dataclass(frozen=True, slots=True)
class EventLesson:
    """A sentence of n pieces: its states (n, HIDDEN) in half precision and its tags (n, sides)."""

    sentence: Sentence
    states: NDArray[np.float16]
    tags: Ints


def expose(graph: Path, layer: int) -> None:
    """Let a reader's graph give out the states of an inner layer too, in place; done again, it changes nothing else.

    Layers are counted from 1; each ends in its second normalisation, after one for the embeddings.
    """
    model = onnx.load(graph)
    norms = [node for node in model.graph.node if node.op_type == "LayerNormalization"]
    kept = [output for output in model.graph.output if output.name != STATES]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    inner = norms[2 * layer].output[0]
    if inner != STATES:
        for node in model.graph.node:
            node.input[:] = [STATES if name == inner else name for name in node.input]
            node.output[:] = [STATES if name == inner else name for name in node.output]
        del model.graph.value_info[:]
    shape = [1, "length", HIDDEN]
    model.graph.output.append(onnx.helper.make_tensor_value_info(STATES, onnx.TensorProto.FLOAT, shape))
    onnx.save(model, graph)


class Studied:
    """Makes lessons of sentences with a trained reader's graph."""

    def __init__(self, graph: Path, tokenizer: Tokenizer, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._encoder, self._tokenizer = Encoder(session, states=True), tokenizer

    def lessons(self, sentences: Sequence[Sentence], random: Random | None = None) -> list[EventLesson]:
        """Make a lesson of each sentence, read in windows with its neighbours, or in chance company with `random`."""
        order = list(range(len(sentences)))
        if random:
            random.shuffle(order)
        found = {
            number: lesson
            for numbers in self._windows(sentences, order)
            for number, lesson in zip(numbers, self._read([sentences[at] for at in numbers]), strict=True)
        }
        return [found[number] for number in range(len(sentences))]

    def _windows(self, sentences: Sequence[Sentence], order: Sequence[int]) -> Iterator[list[int]]:
        window: list[int] = []
        room = _WINDOW
        for number in order:
            (encoding,) = self._tokenizer.encode_batch([sentences[number].text], add_special_tokens=False)
            if window and len(encoding.ids) > room:
                yield window
                window, room = [], _WINDOW
            window.append(number)
            room -= len(encoding.ids)
        if window:
            yield window

    def _read(self, sentences: Sequence[Sentence]) -> Iterator[EventLesson]:
        lines = [" ".join(sentence.text.split("\n")) for sentence in sentences]
        pieces = cut("\n".join(lines), self._tokenizer)
        (answer,) = self._encoder.answers(pieces, [Window(0, 0, len(pieces))])
        start = 0
        for number, (sentence, line) in enumerate(zip(sentences, lines, strict=True)):
            at = np.flatnonzero(pieces.lines == number)
            assert answer.states is not None  # noqa: S101 - asked for above
            yield EventLesson(sentence, answer.states[at].astype(np.float16), _tags(sentence, pieces, at, start))
            start += len(line) + 1


def _tags(sentence: Sentence, pieces: Pieces, at: Ints, start: int) -> Ints:
    tags = np.full((len(at), len(SIDES)), OUT, np.int64)
    for side, spans in enumerate(sentence.sides):
        if spans is None:
            tags[:, side] = UNKNOWN
            continue
        for first, end in spans:
            inside = np.flatnonzero((pieces.starts[at] < end + start) & (pieces.ends[at] > first + start))
            tags[inside, side] = INSIDE
            tags[inside[:1], side] = BEGIN
    return tags

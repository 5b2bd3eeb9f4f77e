"""The learned reader: texts in, attributions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from onrecord.model.span import Span
from onrecord.read.reader.assemble import Answer, assemble
from onrecord.read.reader.encode import Encoder
from onrecord.read.reader.found import Attribution
from onrecord.read.reader.pieces import Pieces, cut
from onrecord.read.reader.spans import Floats
from onrecord.read.reader.weights import EventModel, Loaded, load
from onrecord.read.reader.windows import Window, windows_of

_MARKS = "\"'“”„‟«»‘’‚`"
_SPEAKS = 12
"""No words of a quotation shorter than this hold somebody else's: `He said: "No."` has no room for another."""


@dataclass(frozen=True, slots=True)
class Study:
    """What one pass over a text gives: its attributions, its T pieces, and the states (T, width) of these.

    `events` finds the events in these states. There are neither where the trained reader has no event heads.
    """

    attributions: tuple[Attribution, ...]
    pieces: Pieces
    states: Floats | None = None
    events: EventModel | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds who said what in texts; the same text gives the same attributions, whatever it is read with."""

    loaded: Loaded

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Reader:
        """Load the trained reader from a folder, by default the bundled one; raises ModelError."""
        return cls(load(folder, threads))

    def read(self, texts: Sequence[str], *, nested: bool = False) -> list[tuple[Attribution, ...]]:
        """Return the attributions of each text, in the order of their first content, spans in code points of the text.

        With `nested`, what is quoted in marks is read once more by itself, and what it attributes follows with depth 1.
        Time grows in line with the length of the text; no text fails.
        """
        return [self._read(text, nested) for text in texts]

    def _read(self, text: str, nested: bool) -> tuple[Attribution, ...]:
        found = self._outer(text)
        if not nested:
            return found
        inner = [one for each in found for span in each.contents for one in self._inner(text, span)]
        return tuple(sorted((*found, *inner), key=lambda one: (one.contents[0].start, one.depth)))

    def study(self, text: str) -> Study:
        """Read a text once for its attributions and for the events in it, which are then found by sentence."""
        return self._study(text, states=self.loaded.events is not None)

    def _study(self, text: str, states: bool) -> Study:
        loaded = self.loaded
        pieces = cut(text, loaded.tokenizer)
        windows = windows_of(pieces, loaded.plan.window, loaded.plan.context)
        answers = Encoder(loaded.session, states).answers(pieces, windows)
        found = assemble(pieces, windows, answers, loaded.tables, loaded.decisions)
        return Study(found, pieces, _states(windows, answers), loaded.events) if states else Study(found, pieces)

    def _outer(self, text: str) -> tuple[Attribution, ...]:
        return self._study(text, states=False).attributions

    def _inner(self, text: str, span: Span) -> list[Attribution]:
        """Read a quotation in marks by itself, without them."""
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip(_MARKS))
        end = span.end - (len(words) - len(words.rstrip(_MARKS)))
        if start == span.start or end - start < _SPEAKS:
            return []
        return [moved(one, start) for one in self._outer(text[start:end])]


def _states(windows: Sequence[Window], answers: Sequence[Answer]) -> Floats | None:
    """Join the states of the windows' own parts, in half the bytes: they are kept until the events are read."""
    own = [
        answer.states[window.core - window.start :].astype(np.float16)
        for window, answer in zip(windows, answers, strict=True)
        if answer.states is not None
    ]
    return np.concatenate(own) if own else None


def moved(found: Attribution, by: int) -> Attribution:
    """Move an attribution found in a part of a text to where the part begins, one level deeper."""
    return replace(
        found,
        contents=_moved(found.contents, by),
        sources=_moved(found.sources, by),
        cue=Span(found.cue.start + by, found.cue.end + by) if found.cue else None,
        depth=found.depth + 1,
    )


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)

"""Drafts by the places of their contents and of their cues, so that long texts are read in bounded time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from onrecord.model.span import Span
from onrecord.read.contents import Draft


class DraftsByPlace:
    """Looks up drafts by what they overlap and by the token of their cue."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts = list(drafts)
        places = ((span.start, span.end, i) for i, draft in enumerate(self._drafts) for span in draft.spans)
        self._places = sorted(places)
        self._longest = max((end - start for start, end, _ in self._places), default=0)
        self._by_cue: dict[int, list[Draft]] = {}
        for draft in self._drafts:
            if draft.cue is not None:
                self._by_cue.setdefault(draft.cue.i, []).append(draft)

    def overlapping(self, spans: Sequence[Span]) -> list[Draft]:
        """Return the drafts whose contents overlap one of some spans, each once, in their order."""
        found: set[int] = set()
        for span in spans:
            for at in range(bisect_left(self._places, (span.start - self._longest,)), len(self._places)):
                start, end, i = self._places[at]
                if start >= span.end:
                    break
                if end > span.start:
                    found.add(i)
        return [self._drafts[i] for i in sorted(found)]

    def with_cue(self, cue: int) -> list[Draft]:
        """Return the drafts whose cue is a token, by its number."""
        return self._by_cue.get(cue, [])

    def with_cue_in(self, tokens: Collection[int]) -> list[Draft]:
        """Return the drafts whose cue is one of some tokens, in the order of the tokens."""
        return [draft for i in sorted(tokens) for draft in self.with_cue(i)]

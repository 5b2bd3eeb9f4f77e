"""What the reader finds in a text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Scores:
    """Why an attribution was believed, each a chance in `[0, 1]`; 0 where there is nothing to score.

    `content`, `source` and `cue`: the mean chance of the pieces to belong to such a span. `linked`: that the contents
    hang on this cue. `sourced`: that the cue has this source or, where there is none, that it has none. `whole`: the
    score that the reader's threshold applies to.
    """

    content: float
    source: float
    cue: float
    linked: float
    sourced: float
    whole: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words in a text: the parts of the content in order, its source and its cue, where there are any.

    `depth` is 0 for what the text itself attributes, 1 for what is attributed inside a quotation of the text.
    """

    contents: tuple[Span, ...]
    sources: tuple[Span, ...]
    cue: Span | None
    scores: Scores
    depth: int = 0

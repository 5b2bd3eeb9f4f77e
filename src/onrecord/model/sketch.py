"""What resolving has to know of an article before it looks at any other: its paragraphs, runs and terms, packed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """The columns of one article that are compared with those of all others.

    `blocks`, `prints`, `terms` and `words` are packed rows, made and read by `onrecord.resolve.sketches`. They depend
    on the article and its reading alone, so they are made once, however much coverage is added later. `words` is only
    wanted for those that are aligned with others, and empty where it was not asked for.
    """

    article: str
    outlet: str | None
    published: str | None
    crawled: str | None
    blocks: bytes
    prints: bytes
    terms: bytes
    words: bytes = b""

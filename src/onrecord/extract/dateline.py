"""Where an article says it was filed: the place at the opening of its first paragraphs, or in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.looks import DATELINE_OPENING
from onrecord.model.article import Block, BlockKind, Candidate, Field
from onrecord.model.span import Span
from onrecord.ontology.calendar_words import load_calendar_words

_PLACE = re.compile(r"\s*(?P<place>[A-Z][^()\n\d–—/]{1,60}?)\s*(?=\(|--|[–—/]|\s-\s|,\s*\d|\d|$)")
_PARAGRAPHS = 3
_WORDS_MAX = 6


def dateline_of(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Yield the place of the first dateline, with the whole dateline, its date and its agency, as evidence.

    >>> block = Block(0, 53, BlockKind.BODY)
    >>> [c.value for c in dateline_of("VELMSTAD, April 3 (Velpress) - The bridge opened today", [block])]
    ['VELMSTAD']
    """
    body = [block for block in blocks if block.kind in {BlockKind.BODY, BlockKind.DECK}][:_PARAGRAPHS]
    own = [block for block in blocks if block.kind is BlockKind.DATELINE]
    for block in sorted((*own[:1], *body), key=lambda block: block.start):
        words = block.span.of(text)
        opening = re.match(r"[^\n]*", words) if block.kind is BlockKind.DATELINE else DATELINE_OPENING.match(words)
        place = _place(opening[0]) if opening else ""
        if opening and place:
            evidence = Span(block.start, block.start + len(opening[0].rstrip()))
            yield Candidate(Field.DATELINE, place, "text:dateline", evidence.of(text), evidence)
            return


def _place(opening: str) -> str:
    """Return the place without the date after it."""
    match = _PLACE.match(opening)
    if match is None:
        return ""
    months = load_calendar_words().months
    words = match["place"].split()
    kept = next((i for i, word in enumerate(words) if i and word.strip(".,").casefold() in months), len(words))
    place = " ".join(words[:kept]).strip(" ,.-")
    return place if 0 < len(place.split()) <= _WORDS_MAX else ""

"""The outlet that a page's own furniture names: a line above the article that is nothing but an outlet's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.article import Block, BlockKind, Candidate, Field
from onrecord.ontology.sources import Source, Sources

_ABOVE = frozenset({BlockKind.NAVIGATION, BlockKind.RELATED})
_MOST_WORDS = 5


def mastheads(text: str, blocks: Sequence[Block], sources: Sources) -> Iterator[Candidate]:
    """Yield the outlets that menu lines above the title and body name; where they are several, the outlet is unknown.

    A house that lists its other papers in its menu thus contradicts itself, and nothing is guessed.
    """
    for block in blocks:
        if block.kind not in _ABOVE:
            return
        words = block.span.of(text)
        source = sources.find(words) if len(words.split()) <= _MOST_WORDS else None
        if source and source.kind == "outlet" and _is_name(words, source):
            yield Candidate(Field.OUTLET, source.name, "text:masthead", words, block.span)


def _is_name(words: str, source: Source) -> bool:
    """Say whether a line is a name for sure: of one word, only where it is spelt as the registry has it ("Print")."""
    return len(words.split()) > 1 or words.strip() in {source.name, *source.aliases}

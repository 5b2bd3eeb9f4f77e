"""Where clauses lie in the text, and which of the things that a text names lie in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from spacy.tokens import Token

from onrecord.model.reading import Magnitude, Role, When, Where
from onrecord.model.span import Span
from onrecord.read.clause_reach import clause_tokens
from onrecord.read.findings import Found

Placed = TypeVar("Placed", When, Where, Magnitude)


def clause_spans(found: Found) -> tuple[Span, ...]:
    """Return the spans of the clause that an event stands in; of a noun by itself, those of its phrase."""
    tokens = clause_tokens(found.clause)
    trigger = found.trigger
    if trigger not in tokens:
        tokens = sorted([*tokens, trigger], key=lambda token: token.i)
    return runs(tokens)


def runs(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Join neighbouring tokens into spans, without white space and punctuation at their ends."""
    spans: list[Span] = []
    for _, run in groupby(enumerate(tokens), key=lambda pair: pair[1].i - pair[0]):
        words = [token for _, token in run]
        while words and (words[0].is_punct or words[0].is_space):
            words = words[1:]
        while words and (words[-1].is_punct or words[-1].is_space):
            words = words[:-1]
        if words:
            spans.append(Span(words[0].idx, words[-1].idx + len(words[-1])))
    return tuple(spans)


def inside(items: Iterable[Placed], spans: Sequence[Span], roles: Sequence[Role] = ()) -> list[Placed]:
    """Return what lies in the clause and not in one of the roles."""
    return [
        item
        for item in items
        if any(span.start <= item.start and item.end <= span.end for span in spans)
        and not any(role.start <= item.start and item.end <= role.end for role in roles)
    ]


def nearest(items: Sequence[Placed], trigger: Span) -> Placed | None:
    """Return what stands nearest to the trigger, what follows it before what precedes it."""
    return min(items, key=lambda item: (_distance(item, trigger), item.start), default=None)


def beyond(slots: Mapping[str, Iterable[Role | When | Where]], spans: Sequence[Span]) -> str:
    """Say how far the fillers of slots stand from the clause, "" where all have a part in it.

    >>> velmark = Role("Velmark", 30, 37, "Velmark")
    >>> beyond({"actor": (), "recipient": (velmark,)}, [Span(0, 20)]), beyond({"recipient": (velmark,)}, [Span(0, 31)])
    ('; recipient 10 characters from the clause', '')
    """
    gaps = {name: min((_gap(item, spans) for item in items), default=0) for name, items in slots.items()}
    return "".join(f"; {name} {gap} characters from the clause" for name, gap in gaps.items() if gap)


def _gap(item: Role | When | Where, spans: Sequence[Span]) -> int:
    return min(max(span.start - item.end, item.start - span.end, 0) for span in spans)


def _distance(item: Placed, trigger: Span) -> int:
    return item.start - trigger.end if item.start >= trigger.start else 2 * (trigger.start - item.end)

"""Stretches of text that two articles share, word for word or slightly edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.model.derived import Passage, PassageKind
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.resolve.alignment import Run, Stretch, align
from onrecord.resolve.candidates import Pair, candidate_pairs
from onrecord.resolve.collection import SHORTEST_TEXT, Collection
from onrecord.resolve.sketches import sketches_of
from onrecord.resolve.texts import Text, text_of

SHORTEST = SHORTEST_TEXT
"""Agreeing words in the shortest passage: what names and stock phrases do not reach by themselves."""

NARRATIVE = 8
"""Agreeing words outside quotations from which a passage is narrative; a quotation with "..., he said" has fewer."""


TextOf = Callable[[int], Text]
"""Gives the text of an article by its number in the collection."""


def find_passages(facts: Facts) -> tuple[Passage, ...]:
    """Return every passage that two articles share, in the order of their ids and places; `a` < `b`.

    >>> find_passages(Facts.of([], []))
    ()
    """
    collection, texts = collected(facts)
    found = [p for _, shared in aligned(candidate_pairs(collection), texts.__getitem__) for p in shared]
    return tuple(sorted(found, key=lambda p: (p.a, p.b, p.a_span, p.b_span)))


def collected(facts: Facts) -> tuple[Collection, list[Text]]:
    """Return a body of coverage as columns, with the texts of its articles by their numbers."""
    sketches = {sketch.article: sketch for sketch in sketches_of(facts)}
    collection = Collection(sketches.values())
    numbered = enumerate(collection.articles)
    return collection, [text_of(sketches[article], collection.boilerplate(number)) for number, article in numbered]


def aligned(
    candidates: Iterable[tuple[Pair, Sequence[Pair]]], text: TextOf
) -> Iterator[tuple[tuple[Text, Text], tuple[Passage, ...]]]:
    """Yield the pairs of articles that share passages, the smaller id first, with these."""
    for (a, b), pairs in candidates:
        # Which side comes first makes a difference to how runs are chained: the words decide, not who was seen first.
        turned = text(b).key < text(a).key
        first, second = (text(b), text(a)) if turned else (text(a), text(b))
        stretches = _whole(first) if a == b else align(first.seeds, second.seeds, SHORTEST)
        for left, right in pairs if stretches else ():
            one, other = (text(right), text(left)) if turned else (text(left), text(right))
            shared = tuple(_passage(one, other, stretch) for stretch in stretches)
            yield ((one, other) if one.article < other.article else (other, one)), shared


def _whole(text: Text) -> list[Stretch]:
    return [Stretch((Run(0, 0, len(text)),))]


def _passage(a: Text, b: Text, stretch: Stretch) -> Passage:
    """Make the passage that a stretch of words is; articles given the wrong way round change places."""
    kind = PassageKind.NARRATIVE if _narrative(a, b, stretch) >= NARRATIVE else PassageKind.QUOTATION
    sides = ((a.article, a.span(*stretch.a)), (b.article, b.span(*stretch.b)))
    (left, left_span), (right, right_span) = sorted(sides)
    passage = content_id(Prefix.PASSAGE, left, right, left_span, right_span)
    return Passage(passage, kind, left, right, left_span, right_span, stretch.words)


def _narrative(a: Text, b: Text, stretch: Stretch) -> int:
    """Count the agreeing words that stand outside quotations in both articles."""
    return sum(
        min(a.narrative(run.a, run.a + run.length), b.narrative(run.b, run.b + run.length)) for run in stretch.runs
    )

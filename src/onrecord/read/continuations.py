"""Which statement goes on from which: "…," he said, according to an agency. "…," he added — on the same occasion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model.article import Article
from onrecord.model.reading import Statement

_BLOCKS_APART = 1


def continued(
    article: Article, statements: Sequence[Statement], lemmas: Sequence[str], verbs: frozenset[str]
) -> list[int]:
    """Return for each statement, in text order, the place of the one it goes on from, or its own place.

    A statement goes on where its cue (`lemmas` has its lemma) is one of `verbs` ("added"), and the statement before it
    is by the same known speaker and stands in the same readable block or the one before.
    """
    starts = [block.start for block in article.readable()]
    return [
        place - 1 if place and lemmas[place] in verbs and _near(starts, statements[place - 1], statement) else place
        for place, statement in enumerate(statements)
    ]


def _near(starts: Sequence[int], before: Statement, after: Statement) -> bool:
    if before.speaker is None or after.speaker is None or before.speaker.entity is None:
        return False
    first = bisect_right(starts, before.spans[-1].start)
    second = bisect_right(starts, after.spans[0].start)
    return before.speaker.entity == after.speaker.entity and second - first <= _BLOCKS_APART

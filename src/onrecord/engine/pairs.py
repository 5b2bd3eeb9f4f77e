"""Pairs of articles that share text: what each is called, and what it is aligned from."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.engine.parts import Aligning
from onrecord.model.ids import digest
from onrecord.resolve.candidates import Candidates, Pair
from onrecord.resolve.collection import Collection


class Pairs:
    """The pairs of a collection by one number each, and what they are aligned from beside their texts."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._left_out = [digest(blocks) if blocks else "" for blocks in map(self._blocks, range(len(collection)))]

    def _blocks(self, number: int) -> list[int]:
        return sorted(self._collection.boilerplate(number))

    def number(self, pair: Pair) -> int:
        """Return the number of a pair, whichever of its articles comes first."""
        return min(pair) * len(self._collection) + max(pair)

    def key(self, ids: tuple[str, str]) -> int:
        """Return the number of a pair that is given by the articles' ids."""
        a, b = ids
        return self.number((self._collection.number[a], self._collection.number[b]))

    def ids(self, pair: Pair) -> tuple[str, str]:
        """Return the ids of a pair, the smaller first."""
        a, b = sorted(self._collection.articles[number] for number in pair)
        return a, b

    def inputs(self, pair: Pair) -> str:
        """Return what is the same as long as the same is left out of both."""
        a, b = sorted(pair, key=self._collection.articles.__getitem__)
        return f"{self._left_out[a]}/{self._left_out[b]}"

    def aligning(self, candidates: Sequence[Candidates]) -> Aligning:
        """Return the work of aligning some of the pairs."""
        ids, boilerplate = self._collection.articles, self._collection.boilerplate
        numbers = sorted({number for exemplars, pairs in candidates for pair in (exemplars, *pairs) for number in pair})
        left_out = {number: blocks for number in numbers if (blocks := boilerplate(number))}
        return Aligning(tuple(candidates), {number: ids[number] for number in numbers}, left_out)

"""From offsets in the article's text to tokens, without walking the doc."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token


class TokensAt:
    """The tokens of a doc by the offset at which they start."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts: list[int] = doc.to_array("IDX").tolist()

    def at(self, offset: int) -> Token | None:
        """Return the token that starts at `offset`, or None."""
        place = bisect_left(self._starts, offset)
        found = place < len(self._starts) and self._starts[place] == offset
        return self._doc[place] if found else None

    def between(self, start: int, end: int) -> list[Token]:
        """Return the tokens that start in `[start, end)`, white space left out."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [token for token in self._doc[first:last] if not token.is_space]

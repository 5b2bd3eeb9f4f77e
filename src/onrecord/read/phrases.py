"""Finding many phrases in a text at once, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from spacy.tokens import Doc

from onrecord.ontology.offices import folded_word

T = TypeVar("T")
Tokenizer = Callable[[str], Doc]
HYPHENS = frozenset("-–‐‑")


def word_keys(words: Iterable[str]) -> list[str]:
    """Fold words for look-up; a hyphen between words becomes the empty string and is passed over."""
    return ["" if word in HYPHENS else folded_word(word) for word in words]


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


class PhraseTable(Generic[T]):
    """Phrases with values, found as the longest run of words that starts at a given place."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, keys: Iterable[str], value: T) -> None:
        """Add a phrase by the keys of its words; a phrase may have several values."""
        node = self._root
        for key in keys:
            if key:
                node = node.next.setdefault(key, _Node())
        if node is not self._root and value not in node.values:
            node.values.append(value)

    def add_text(self, tokenizer: Tokenizer, text: str, value: T) -> None:
        """Add a phrase as the tokenizer divides it."""
        self.add(word_keys(token.text for token in tokenizer(text)), value)

    def matches(self, keys: Sequence[str], at: int) -> list[tuple[int, list[T]]]:
        """Return (end, values) of every phrase that starts at word `at`, the longest first.

        >>> table: PhraseTable[str] = PhraseTable()
        >>> table.add(["vice", "president"], "vice president")
        >>> table.matches(["a", "vice", "", "president"], 1)
        [(4, ['vice president'])]
        """
        found: list[tuple[int, list[T]]] = []
        node = self._root
        if keys[at : at + 1] and keys[at] not in node.next:
            return found
        for place in range(at, len(keys)):
            key = keys[place]
            if not key and place > at:
                continue
            step = node.next.get(key)
            if step is None:
                break
            node = step
            if node.values:
                found.append((place + 1, node.values))
        return found[::-1]


def doc_keys(doc: Doc) -> list[str]:
    """Return the look-up keys of a doc's tokens."""
    return word_keys(token.text for token in doc)

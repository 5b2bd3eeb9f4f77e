"""The words that introduce what somebody said, believes or plans: what they do and how they take their content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.model.reading import CueType
from onrecord.ontology.data_files import bundled_yaml

QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class CueWord:
    """A cue: what it does, the frames whose content is what was said, and those whose content is what it was about."""

    lemma: str
    type: CueType
    content: frozenset[str]
    topic: frozenset[str]

    @property
    def quotes(self) -> bool:
        """Whether the word introduces direct speech."""
        return QUOTE in self.content


class Cues:
    """Cue words by part of speech and lemma ("point out" for verbs with a particle).

    `hearers` are the verbs whose object is who was told.
    """

    def __init__(
        self, words: Mapping[tuple[str, str], CueWord], mistaken: Mapping[str, str], hearers: Iterable[str] = ()
    ) -> None:
        self._words = dict(words)
        self.hearers = frozenset(hearers)
        self._mistaken = dict(mistaken)
        self._first = {lemma.split()[0] for _, lemma in self._words} | set(self._mistaken)

    def find(self, part: str, lemma: str) -> CueWord | None:
        """Return the cue word with this part of speech (VERB, NOUN, ADJ, ADP, ADV) and lemma, or None.

        >>> load_cues().find("VERB", "say").type.value
        'says'
        """
        return self._words.get((part, self._mistaken.get(lemma, lemma)))

    def may_hold(self, lemma: str) -> bool:
        """Say whether some cue word begins with this lemma; false for most words, and quick."""
        return lemma in self._first

    def __iter__(self) -> Iterator[tuple[str, CueWord]]:
        return ((part, word) for (part, _), word in self._words.items())


@cache
def load_cues() -> Cues:
    """Load the bundled cue words."""
    content: dict[str, dict[str, dict[str, str]]] = bundled_yaml("cues.yaml")
    mistaken = cast(dict[str, str], content.pop("mistaken"))
    hearers = cast(list[str], content.pop("hearers"))
    words = {}
    for part, entries in content.items():
        for lemma, entry in entries.items():
            words[part, lemma] = _word(lemma, entry)
    return Cues(words, mistaken, hearers)


def _word(lemma: str, entry: Mapping[str, str]) -> CueWord:
    content, topic = (frozenset(entry.get(key, "").split()) for key in ("content", "topic"))
    return CueWord(lemma, CueType(entry["type"]), content, topic)

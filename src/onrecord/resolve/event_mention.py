"""A place in an article that names a happening, as it is compared with others of its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.model.span import Span

Terms = frozenset[str]
Sentence = tuple[str, int]


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that name a happening, and what stands beside them; words are lemmas in small letters.

    `head` is the word that names it ("raids" has "raid") and `part` its Universal Dependencies tag; `names_it` are the
    (word, part) pairs under which the word list is asked; `words` are all words of the span. `doers` and `undergoers`
    are the heads of its arguments, `near` the content words within a few places and `around` those of its sentence,
    which is number `sentence` of the article. `told` says that it names a telling ("said"), not a deed.
    """

    article: str
    span: Span
    sentence: int
    head: str
    part: str
    names_it: tuple[tuple[str, str], ...]
    words: Terms = frozenset()
    doers: Terms = frozenset()
    undergoers: Terms = frozenset()
    near: Terms = frozenset()
    around: Terms = frozenset()
    names: Terms = frozenset()
    numbers: Terms = frozenset()
    times: Terms = frozenset()
    places: Terms = frozenset()
    told: bool = False
    negated: bool = False
    unreal: bool = False
    several: bool = False

    @property
    def at(self) -> Sentence:
        """The sentence it stands in: the article and the sentence's number."""
        return self.article, self.sentence


@dataclass(frozen=True)
class Backdrop:
    """What the mentions of one story are seen against: how many there are and in how many sentences a word stands.

    `heads` counts mentions by head, `holding` the sentences that have a head, and `together` those that have two.
    """

    mentions: int
    sentences: int
    frequency: Mapping[str, int]
    heads: Mapping[str, int]
    holding: Mapping[str, int]
    together: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, mentions: Sequence[EventMention]) -> Backdrop:
        """Count over the mentions of one story, in whatever order they come."""
        around = {mention.at: mention.around for mention in mentions}
        heads: dict[Sentence, set[str]] = {}
        for mention in mentions:
            heads.setdefault(mention.at, set()).add(mention.head)
        return cls(
            len(mentions),
            len(around),
            Counter(word for words in around.values() for word in words),
            Counter(mention.head for mention in mentions),
            Counter(head for found in heads.values() for head in found),
            Counter(pair for found in heads.values() for pair in combinations(sorted(found), 2)),
        )


def shared(a: Iterable[str], b: Iterable[str]) -> float:
    """Return the share of the words of both that both have, 0 where either has none.

    >>> shared({"ferry", "sink"}, {"ferry", "storm", "sink"})
    0.6666666666666666
    """
    one, other = frozenset(a), frozenset(b)
    return len(one & other) / len(one | other) if one and other else 0.0


def contained(a: Terms, b: Terms) -> float:
    """Return the share of the shorter one's words that the other has, 0 where either has none."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def at_odds(a: Terms, b: Terms) -> bool:
    """Say whether both have words and no word in common."""
    return bool(a and b) and a.isdisjoint(b)

"""The words of an article, folded for comparison, each with its place in the text and whether it is quoted."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from onrecord.model.article import Article
from onrecord.model.folding import fold_character
from onrecord.model.reading import Reading, StatementKind
from onrecord.model.span import Span
from onrecord.resolve.quotations import quoted_spans

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"  # initials: U.S.
    rf"|[\w{_MARKS}]+(?:['’‘ʼ{_INVISIBLE}]+[\w{_MARKS}]+)*"
)
_SPELLINGS = (
    (re.compile(r"(?<=..)our(?=$|s$|ed$|ing$|able|ite|hood)"), "or"),
    (re.compile(r"(?<=...)is(?=e$|ed$|es$|er$|ers$|ing$|ation)"), "iz"),
    (re.compile(r"(?<=..)yse(?=$|d$|s$)"), "yze"),
    (re.compile(r"(?<=.[ef]en)ce(?=$|s$|less$)"), "se"),
    (re.compile(r"(?<=[^aeiou'])re$"), "er"),
    (re.compile(r"(?<=.[ae])ll(?=ed$|ing$|er$|ers$|or$|ors$)"), "l"),
    (re.compile(r"(?<=gra)mme(?=$|s$)"), "m"),
)
_SHORTEST_RESPELLED = 5


@dataclass(frozen=True)
class Words:
    """The words of one article's readable blocks in text order, as columns of one length.

    `keys` are folded and spelling-insensitive; `starts` and `ends` are offsets in the article's text; `quoted` says
    which words stand inside a quotation; `blocks` counts the readable blocks, from 0, that the words come from.
    """

    article: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    blocks: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word `first` up to, and without, word `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def within(self, span: Span) -> tuple[int, int]:
        """Return the words that begin inside a span of the text, from and up to."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def narrative(self, first: int, last: int) -> int:
        """Count the words from `first` up to `last` that stand outside quotations."""
        return self._narrative[last] - self._narrative[first]

    def without(self, blocks: Collection[int]) -> Words:
        """Return the words that do not come from the blocks with these numbers."""
        if not blocks:
            return self
        kept = [at for at, block in enumerate(self.blocks) if block not in blocks]
        return Words(
            self.article,
            tuple(self.keys[at] for at in kept),
            tuple(self.starts[at] for at in kept),
            tuple(self.ends[at] for at in kept),
            tuple(self.quoted[at] for at in kept),
            tuple(self.blocks[at] for at in kept),
        )

    @cached_property
    def _narrative(self) -> list[int]:
        return [0, *accumulate(0 if quoted else 1 for quoted in self.quoted)]


def words_of(article: Article, reading: Reading | None = None) -> Words:
    """Return the words of an article; quotations are those its marks show and the direct statements of its reading.

    >>> from onrecord.model.article import Block, BlockKind
    >>> text = "“Our defence holds,” she said."
    >>> words = words_of(Article("a", "", text, "", (Block(0, len(text), BlockKind.BODY),)))
    >>> words.keys, words.quoted
    (('our', 'defense', 'holds', 'she', 'said'), (True, True, True, False, False))
    """
    blocks = article.readable()
    found = [
        (number, match)
        for number, block in enumerate(blocks)
        for match in _WORD.finditer(article.text, block.start, block.end)
    ]
    starts = tuple(match.start() for _, match in found)
    quotations = [*quoted_spans(article), *(_direct(reading) if reading else ())]
    return Words(
        article.id,
        tuple(key(match.group()) for _, match in found),
        starts,
        tuple(match.end() for _, match in found),
        tuple(_inside(starts, quotations)),
        tuple(number for number, _ in found),
    )


def _direct(reading: Reading) -> Iterator[Span]:
    """Yield what is said in the speaker's own words; a mixed statement also has the reporter's, so its marks decide."""
    for statement in reading.statements:
        if statement.kind is StatementKind.DIRECT:
            yield from statement.spans


def _inside(starts: Sequence[int], spans: Iterable[Span]) -> Iterator[bool]:
    ordered = sorted(spans)
    at, reach = 0, 0
    for start in starts:
        while at < len(ordered) and ordered[at].start <= start:
            reach = max(reach, ordered[at].end)
            at += 1
        yield start < reach


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """Fold a word and take away accents, dots and the difference between British and American spelling.

    Only for comparison: a few pairs of different words get one key, which does no harm in runs of words.

    >>> key("Defence"), key("U.S."), key("Organisation"), key("Erdoğan’s"), key("four")
    ('defense', 'us', 'organization', "erdogan's", 'four')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    folded = "".join(fold_character(c) for c in plain).replace(".", "")
    if len(folded) < _SHORTEST_RESPELLED:
        return folded
    for pattern, other in _SPELLINGS:
        folded = pattern.sub(other, folded)
    return folded

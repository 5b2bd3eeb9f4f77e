"""Words as they are compared across reports: folded, respelt and stemmed, each with its place in the article.

Insertions in square brackets are the editor's words, not the speaker's, and are left out; "[T]he" is "the".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from onrecord.model.folding import fold
from onrecord.model.span import Span
from onrecord.ontology.states import Form, load_states
from onrecord.ontology.wording import is_content, load_wording, respell, sense, stem

_TOKEN = re.compile(
    r"\[(?P<initial>[^\W\d_]{1,2})\](?P<rest>[^\W_]+)"
    r"|(?P<insertion>\[[^\]]{0,120}\])"
    r"|(?P<abbreviation>(?:(?<![^\W_])[^\W\d_]\.){2,})"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+)(?:'(?P<tail>[^\W\d_]+))?"
)
_STOP = re.compile(r"[.!?;]")


class Word(NamedTuple):
    """One word of an article: `form` as compared letter by letter, `stem` without its endings.

    `sense` stands for the word and its synonyms; for a word for a state it is the state's code ("=FRA").
    A tuple, since millions of them are made and a dataclass takes four times as long.
    """

    form: str
    stem: str
    sense: str
    start: int
    end: int
    content: bool


def words_in(text: str, span: Span | None = None) -> tuple[Word, ...]:
    """Return the words of `text` (or of its part `span`), with their offsets in `text`.

    >>> [word.form for word in words_in("“[T]he neighbours’ defence [of Velmark], we’ve said…”")]
    ['the', 'neighbors', 'defense', 'we', 'have', 'said']
    """
    if not text:
        return ()
    return _words_at(span.of(text), span.start) if span else _words(text)


@lru_cache(maxsize=1 << 13)
def _words_at(piece: str, start: int) -> tuple[Word, ...]:
    if not start:
        return _words(piece)
    return tuple(Word(form, stm, mnt, at + start, end + start, own) for form, stm, mnt, at, end, own in _words(piece))


@lru_cache(maxsize=1 << 13)
def _words(piece: str) -> tuple[Word, ...]:
    """Return the words of a piece of text; the same piece is asked for at each step of resolving and tracing."""
    folded = fold(piece)
    starts = folded.starts
    found = []
    for token in _TOKEN.finditer(folded.text):
        # Almost all tokens are plain words, and this is where resolving spends most.
        plain = token.lastgroup == "word"
        for form, start, end in ((token.group(), token.start(), token.end()),) if plain else _forms(token):
            found.append(_word(form, starts[start], starts[end - 1] + 1, piece))
    return tuple(found)


def _word(form: str, start: int, end: int, piece: str) -> Word:
    respelt, stemmed, meant, content = _known(form)
    state = _state(piece[start:end]) if piece[start].isupper() else None
    return Word(respelt, stemmed, state or meant, start, end, content or state is not None)


@lru_cache(maxsize=1 << 15)
def _known(form: str) -> tuple[str, str, str, bool]:
    """Return what is always the same of a form: its spelling, its stem, its sense and whether it has content."""
    respelt = respell(form)
    stemmed = stem(respelt)
    return respelt, stemmed, sense(stemmed), is_content(form)


@lru_cache(maxsize=1 << 14)
def _state(word: str) -> str | None:
    """Return the mark of the state that a capitalized word names or whose people it means; cities keep their names."""
    match = load_states().match(word)
    return f"={match.state.code}" if match and match.form <= Form.PEOPLE else None


def _forms(token: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the words of one token, with their range in the folded text."""
    if token["insertion"]:
        return
    if token["initial"]:
        yield token["initial"] + token["rest"], token.start(), token.end()
    elif token["tail"]:
        yield from _contraction(token)
    else:
        dropped = "." if token["abbreviation"] else ","
        yield token.group().replace(dropped, ""), token.start(), token.end()


def _contraction(token: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    base, tail = token["word"], token["tail"]
    start, cut, end = token.start("word"), token.end("word"), token.end()
    full = load_wording().contractions.get(tail)
    if tail == "t" and base.endswith("n"):
        short = base[:-1]
        yield load_wording().irregular.get(short, short) or base, start, cut
        yield "not", cut, end
    elif full or tail == "s":
        yield base, start, cut
        if full:
            yield full, cut, end
    else:
        yield base + tail, start, end


def forms(words: Iterable[Word]) -> tuple[str, ...]:
    """Return the forms of the words, in order."""
    return tuple(word.form for word in words)


def content_senses(words: Iterable[Word]) -> tuple[str, ...]:
    """Return the senses of the content words, in order."""
    return tuple(word.sense for word in words if word.content)


def longest_run(a: Sequence[str], b: Sequence[str]) -> tuple[int, int, int]:
    """Return where the longest run of identical words starts in `a` and in `b`, and its length.

    >>> longest_run("we will stand firm".split(), "they stand firm".split())
    (2, 1, 2)
    """
    return _longest_run(tuple(a), tuple(b))


@lru_cache(maxsize=1 << 15)
def _longest_run(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[int, int, int]:
    """Find the run; copies ask for the same ones again and again."""
    if a == b:
        return 0, 0, len(a)
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return match.a, match.b, match.size


def containment(a: Sequence[str], b: Sequence[str]) -> tuple[int, float]:
    """Return how many words two bags share, and their share of the smaller bag (0 for an empty one).

    >>> containment(["ship", "sink", "ship"], ["ship", "sail"])
    (1, 0.5)
    """
    shared = sum((Counter(a) & Counter(b)).values())
    least = min(len(a), len(b))
    return shared, shared / least if least else 0.0


def in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many words two sequences share in the same order, aligned longest run first."""
    return sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())


def ends_sentence(gap: str, before: str, after: str) -> bool:
    """Say whether the characters between two words end a sentence.

    `before` is the folded word before the gap, `after` the original text from the next word on.
    """
    if gap == " ":
        return False
    if "…" in gap or "..." in gap:
        return True
    if not _STOP.search(gap):
        return False
    if before in load_wording().abbreviations and ";" not in gap:
        return False
    return ";" in gap or "\n" in gap or after[:1].isupper() or after[:1].isdigit() or after[:1] == "["

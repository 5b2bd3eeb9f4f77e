"""What stands around each line of a page, as columns of numbers: running text, headings, dates, comments, the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.facts import MARKS, NAMES
from onrecord.extract.scans import heaviest_run

Column = NDArray[np.float32]
Columns = dict[str, Column]
REACHES = (1, 2, 4, 8, 16, 32)
"""How many lines before and after a line are averaged."""
SEEN_AROUND = (
    "running",
    "runs",
    "text",
    "heading",
    "stamp",
    "no_end_short",
    "sentence_end",
    "bullet",
    "whole",
    "label",
    "sentence_end_long",
    "quote",
    "commas",
    "words_3",
    "words_12",
    "you",
    "no_word",
    "lower_rate",
    "date_short",
    "mark_comments",
    "mark_related",
    "share_short",
)
"""The facts that are averaged over the lines around."""
_AROUND = [NAMES.index(name) for name in SEEN_AROUND]
_FAR = 1e6
_TITLE_WORDS = 25
_WEIGHT, _BREAK = 8 / 60, -3 / 60


AVERAGES = tuple(f"{name}_{side}_{reach}" for reach in REACHES for side in ("before", "after") for name in SEEN_AROUND)
"""The names of the columns of `averages`."""


def averages(facts: Column) -> Column:
    """Return the means of `SEEN_AROUND` over the lines before and after each line, by sums of all beginnings."""
    size = len(facts)
    sums = np.zeros((size + 1, len(_AROUND)))
    np.cumsum(facts[:, _AROUND], axis=0, dtype=float, out=sums[1:])
    at = np.arange(size)
    found = np.empty((size, len(AVERAGES)), np.float32)
    for i, reach in enumerate(REACHES):
        left = 2 * i * len(_AROUND)
        middle, right = left + len(_AROUND), left + 2 * len(_AROUND)
        found[:, left:middle] = (sums[at] - sums[np.maximum(at - reach, 0)]) / reach
        found[:, middle:right] = (sums[np.minimum(at + 1 + reach, size)] - sums[at + 1]) / reach
    return found


def place(facts: Column) -> Columns:
    """Say where each line stands on the page: how much running text lies before it, and where the heaviest block is."""
    running = facts[:, NAMES.index("running")].astype(float)
    sums, at, size = _sums(running), np.arange(len(facts)), len(facts)
    total = sums[-1] or 1.0
    strong = running >= 12 / 60
    found = {
        "share_before": sums[:-1] / total,
        "share_after": 1 - sums[1:] / total,
        "no_text_before": sums[:-1] == 0,
        "no_text_after": sums[1:] == sums[-1],
        "total": np.full(size, np.log1p(total) / 3),
        "lines": np.full(size, np.log1p(size) / 6),
        "position": at / size,
        "text_since": 1.0 / (1 + np.minimum(at - _last(np.append(False, strong[:-1])) + 1, 99)),
        "text_until": 1.0 / (1 + np.minimum(_next(np.append(strong[1:], False)) - at + 1, 99)),
    }
    for name, weight in (("block", _WEIGHT), ("dense_block", 20 / 60)):
        first, last = heaviest_run(np.where(running > 0, running - weight, _BREAK).tolist())
        mass = (sums[last + 1] - sums[first]) / total if last >= first else 0.0
        found |= {f"{name}_{key}": value for key, value in _block(at, first, last, mass).items()}
    return found


def _block(at: NDArray[np.int64], first: int, last: int, mass: float) -> Columns:
    return {
        "inside": (at >= first) & (at <= last),
        "from_start": np.sign(at - first) * np.log1p(abs(at - first)) / 4,
        "to_end": np.sign(last - at) * np.log1p(abs(last - at)) / 4,
        "first": at == first,
        "last": at == last,
        "mass": np.full(len(at), mass),
        "just_before": (at < first) & (first - at <= 4),
        "just_after": (at > last) & (at - last <= 4),
    }


def marks(facts: Column) -> Columns:
    """Say how far back the last sign of comments, links, a date or a byline is, and how much text came since."""
    sums = _sums(facts[:, NAMES.index("running")].astype(float))
    found: Columns = {}
    for name in MARKS:
        flags = facts[:, NAMES.index(f"mark_{name}")] > 0
        since = _since(flags, sums)
        since["passed"] = np.where(since["seen"], sums[np.maximum(_last(flags).astype(int), 0)] / (sums[-1] or 1.0), 0)
        found |= {f"{name}_{key}": column for key, column in since.items()}
    return found


def echoes(words: Sequence[frozenset[str]], lengths: Sequence[int], plain: Sequence[str], facts: Column) -> Columns:
    """Say which words of a line stand elsewhere too: on the page, in its heaviest block, in its first line (the title).

    `words` are the longer words of each line, `lengths` all its words, `plain` the line as `plain_line` gives it.
    """
    running = facts[:, NAMES.index("running")].astype(float)
    first, last = heaviest_run(np.where(running > 0, running - _WEIGHT, _BREAK).tolist())
    page = Counter(word for found in dict(zip(plain, words, strict=True)).values() for word in found)
    block = Counter(word for found in words[first : last + 1] for word in found)
    seen = Counter(plain)
    repeated = np.array([seen[line] > 1 and length >= 3 for line, length in zip(plain, lengths, strict=True)])
    common, own, others = _twice(page), _twice(block), block.keys()
    topic = [_share(found, own if first <= i <= last else others) for i, found in enumerate(words)]
    found = {
        "repeated": repeated,
        "repeated_long": repeated & (facts[:, NAMES.index("words_12")] > 0),
        "shared": np.array([_share(found, common) for found in words]),
        "topic": np.array(topic),
        "long_words": np.array([min(len(found), 20) / 20 for found in words]),
    }
    return found | _title(words, lengths, _sums(running))


def _title(words: Sequence[frozenset[str]], lengths: Sequence[int], sums: Column) -> Columns:
    """Find the lines that repeat most of the page's first line, which in copied pages is often its title."""
    title = words[0]
    both = [len(found & title) for found in words]
    inside = np.array([n / len(found) if len(found) > 1 else 0.0 for n, found in zip(both, words, strict=True)])
    covered = np.array(both) / max(len(title), 1)
    flags = (inside >= 0.75) & (covered >= 0.4) & (np.array(lengths) <= _TITLE_WORDS)
    flags[0] = False
    since = {f"title_{key}": column for key, column in _since(flags, sums).items()}
    return {"title_share": inside, "title_covered": covered, "title_here": flags} | since


def _since(flags: NDArray[np.bool_], sums: Column) -> Columns:
    at, last, ahead = np.arange(len(flags)), _last(flags), _next(flags)
    seen = last >= 0
    text = sums[:-1] - sums[np.maximum(last, 0).astype(int)]
    return {
        "seen": seen,
        "close": np.where(seen, 1 / (1 + (at - last) / 4), 0),
        "text_since": np.where(seen, np.minimum(text, 5) / 5, 0),
        "no_text_since": seen & (text <= 1e-3),
        "ahead": 1 / (1 + (ahead - at) / 4),
    }


def _twice(counts: Counter[str]) -> set[str]:
    return {word for word, count in counts.items() if count > 1}


def _share(words: frozenset[str], among: Set[str]) -> float:
    return len(words & among) / len(words) if words else 0.0


def _sums(values: Column) -> Column:
    return np.concatenate([[0.0], np.cumsum(values)])


def _last(flags: NDArray[np.bool_]) -> Column:
    """Return for each line the last line up to it that is flagged, far below 0 where there is none."""
    return np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -_FAR))


def _next(flags: NDArray[np.bool_]) -> Column:
    return len(flags) - 1 - _last(flags[::-1])[::-1]

"""The stretch of a text that holds the words which somebody searched for, as a line of results shows it.

SQLite has a function for that, `snippet`, but it takes the square of the number of times that a word stands in a text:
an article of one word, again and again, would hold up whoever searches for it for half an hour. So a text is cut into
windows first, which SQLite itself searches, in memory, and `snippet` sees the best of them alone, and single words in
place of phrases, of which many can stand at one place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

_WINDOW = 2000
_OVERLAP = 200
"""Characters at the end of a window that the next begins with, so that no phrase is cut by both."""
_SNIPPET_WORDS = 32
_MORE = "…"

_MAKE = "CREATE VIRTUAL TABLE text USING fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2')"
_BEST = "SELECT rowid FROM text WHERE text MATCH ? ORDER BY bm25(text), rowid LIMIT 1"
_SNIPPET = f"""
    SELECT snippet(text, 0, '', '', '{_MORE}', {_SNIPPET_WORDS}) FROM text WHERE rowid = ? AND text MATCH ?
"""
_MOST_WORDS = 60


def stretch(texts: Iterator[str] | tuple[str, ...], phrases: str) -> str:
    """Return the words around the place that holds most of some phrases; "" where none of the texts holds any.

    `phrases` are as `find.quoted` writes them.

    >>> stretch(("A title", "Nothing. " * 400 + "The terminal is open."), '"terminal" "open"')
    '…The terminal is open.'
    """
    with closing(sqlite3.connect(":memory:")) as held:
        held.execute(_MAKE)
        windows = [window for text in texts for window in _windows(text)]
        held.executemany("INSERT INTO text (rowid, words) VALUES (?, ?)", enumerate(words for words, _ in windows))
        best = held.execute(_BEST, (phrases.replace('" "', '" OR "'),)).fetchone()
        if best is None:
            return ""
        ((words,),) = held.execute(_SNIPPET, (best[0], _single(phrases)))
    inside = windows[best[0]][1]
    return f"{_MORE}{words}" if inside and not words.startswith(_MORE) else str(words)


def _single(phrases: str) -> str:
    """Return a query for any of the words of some phrases.

    >>> _single('"new pipeline" "new"')
    '"new" OR "pipeline"'
    """
    words = [word for word in phrases.replace('"', " ").split() if any(c.isalnum() for c in word)]
    return " OR ".join(f'"{word}"' for word in list(dict.fromkeys(words))[:_MOST_WORDS])


def _windows(text: str) -> Iterator[tuple[str, bool]]:
    """Yield parts of a text, and of each whether it begins inside of it."""
    for start in range(0, max(len(text) - _OVERLAP, 1), _WINDOW):
        yield text[start : start + _WINDOW + _OVERLAP], start > 0

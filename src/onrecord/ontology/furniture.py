"""The words of everything that stands around an article: menus, buttons, credits, comment forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.ontology.data_files import bundled_yaml

_FILE = "furniture.yaml"
_ANYWHERE = (
    "share",
    "subscribe",
    "account",
    "legal",
    "navigation",
    "advertisement",
    "comment_form",
    "photo_mark",
    "byline_role",
)
_START = (
    "caption_start",
    "credit_start",
    "byline_start",
    "date_start",
    "about",
    "picture_credit",
    "newsletter_start",
    "tags_start",
    "note_start",
)
_SETS = ("whole", "related_start", "comment_start", "staff", "function_words")
_WORD, _ASCII_WORD = re.compile(r"[^\W\d_]+"), re.compile(r"[a-z]+")
_NONE: frozenset[int] = frozenset()
_NO_LISTS: frozenset[Phrases] = frozenset()
Where = Literal["anywhere", "start", "end"]


class Phrases:
    """A list of phrases to look for in plain lines: anywhere, at the beginning or at the end.

    A line that holds none of its `keys`, the longest words of the phrases, and none of its `signs`, phrases without a
    word, holds no phrase.
    """

    def __init__(self, phrases: Iterable[str], where: Where = "anywhere") -> None:
        self._phrases = tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self._where = where
        self._pattern = _compiled(self._phrases, where)
        keys = {word for word, _ in self.by_word()}
        self.keys = frozenset(key for key in keys if _WORD.fullmatch(key))
        self.signs = tuple(sorted(keys - self.keys))

    def by_word(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Yield the longest word of each phrase, or a phrase that holds none, with the pattern of the phrase."""
        for phrase in self._phrases:
            yield max(_WORD.findall(phrase), key=len, default=phrase), _compiled((phrase,), self._where)

    def found_in(self, plain: str) -> bool:
        """Say whether a line, as `plain_line` gives it, holds one of the phrases as whole words.

        >>> Phrases(["sign in"]).found_in("please sign in"), Phrases(["sign in"]).found_in("a sign inside")
        (True, False)
        """
        return self.first_in(plain) is not None

    def first_in(self, plain: str) -> str | None:
        """Return the first of the phrases that a line holds as whole words, or None.

        >>> Phrases(["sign in", "log in"]).first_in("please log in or sign in")
        'log in'
        """
        # Most lines hold none: looking for a word of each phrase first is fifty times faster than the pattern alone.
        if self._where == "anywhere":
            may_hold = not self.keys.isdisjoint(_words_in(plain)) or (self.signs and self._has_sign(plain))
        else:
            may_hold = plain.startswith(self._phrases) if self._where == "start" else self._may_end(plain)
        match = self._pattern.search(plain) if may_hold else None
        return match[0].rstrip(":.") if match and self._where == "end" else match[0] if match else None

    def _has_sign(self, plain: str) -> bool:
        return any(sign in plain for sign in self.signs)

    def _may_end(self, plain: str) -> bool:
        return plain.rstrip(":.").endswith(self._phrases)


@lru_cache(maxsize=1024)
def _words_in(plain: str) -> frozenset[str]:
    """Return the words of a line; kept, since one line is asked about by a dozen lists one after the other."""
    return frozenset(_letters(plain))


def _letters(plain: str) -> list[str]:
    """Return the runs of letters of a plain line; most lines are ASCII, where these are found twice as fast."""
    return (_ASCII_WORD if plain.isascii() else _WORD).findall(plain)


class Finder:
    """Tells which of several lists of phrases a line holds, by looking up each of its words once."""

    def __init__(self, lists: Sequence[Phrases]) -> None:
        index: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
        for number, phrases in enumerate(lists):
            for word, pattern in phrases.by_word():
                index.setdefault(word, []).append((number, pattern))
        self._index = index
        self._signs = tuple(sign for sign in index if not _WORD.fullmatch(sign))

    def found_in(self, plain: str, lowered: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the lists of which a line holds a phrase.

        `plain` is the line as `plain_line` gives it, `lowered` its words in lower case.

        >>> sorted(Finder([Phrases(["sign in"]), Phrases(["log in"])]).found_in("log in!", ["log", "in"]))
        [1]
        """
        words = self._index.keys() & set(lowered)
        words.update(sign for sign in self._signs if sign in plain)
        if not words:
            return _NONE
        return frozenset(i for word in words for i, pattern in self._index[word] if pattern.search(plain))


class Index:
    """Tells which of all lists may hold a phrase of a line, by looking up each of its words once."""

    def __init__(self, lists: Iterable[Phrases]) -> None:
        found: dict[str, set[Phrases]] = {}
        for phrases in lists:
            for key in (*phrases.keys, *phrases.signs):
                found.setdefault(key, set()).add(phrases)
        self._lists = {key: frozenset(held) for key, held in found.items()}
        self._signs = tuple(key for key in found if not _WORD.fullmatch(key))

    def lists_for(self, plain: str) -> frozenset[Phrases]:
        """Return the lists of which a line, as `plain_line` gives it, may hold a phrase; all others hold none.

        >>> share, login = Phrases(["share this"]), Phrases(["log in"])
        >>> Index([share, login]).lists_for("a share of it") == {share}
        True
        """
        keys = self._lists.keys() & _letters(plain)
        keys.update(sign for sign in self._signs if sign in plain)
        return frozenset().union(*(self._lists[key] for key in keys)) if keys else _NO_LISTS


@dataclass(frozen=True, slots=True, eq=False)
class Furniture:
    """Phrases and word lists over lines as `plain_line` gives them; `furniture.yaml` explains each."""

    share: Phrases
    subscribe: Phrases
    account: Phrases
    legal: Phrases
    navigation: Phrases
    advertisement: Phrases
    comment_form: Phrases
    comment_says: Phrases
    caption_start: Phrases
    photo_mark: Phrases
    credit_start: Phrases
    byline_start: Phrases
    byline_role: Phrases
    date_start: Phrases
    about: Phrases
    picture_credit: Phrases
    newsletter_start: Phrases
    tags_start: Phrases
    note_start: Phrases
    related: Phrases
    whole: frozenset[str]
    related_start: frozenset[str]
    comment_start: frozenset[str]
    staff: frozenset[str]
    function_words: frozenset[str]
    index: Index


def plain_line(line: str) -> str:
    r"""Return a line as the lists are written: lower case, plain apostrophes, single spaces.

    >>> plain_line("  Editors’ \u00a0Picks ")
    "editors' picks"
    """
    return " ".join(line.replace("’", "'").replace("‘", "'").lower().split())


@cache
def load_furniture() -> Furniture:
    """Load the bundled lists."""
    data = _read()
    phrases = {name: Phrases(data[name]) for name in _ANYWHERE}
    phrases |= {name: Phrases(data[name], "start") for name in _START}
    phrases["comment_says"] = Phrases(data["comment_says"], "end")
    phrases["related"] = Phrases([f"{phrase}:" for phrase in data["related_start"]], "start")
    sets = {name: frozenset(data[name]) for name in _SETS}
    return Furniture(**phrases, **sets, index=Index(phrases.values()))  # type: ignore[arg-type]


def _read() -> dict[str, list[str]]:
    return bundled_yaml(_FILE)


def _compiled(phrases: Sequence[str], where: Where) -> re.Pattern[str]:
    body = "|".join(_bounded(phrase) for phrase in phrases)
    return re.compile({"start": rf"^(?:{body})", "end": rf"(?:{body})[:.]?$"}.get(where, f"(?:{body})"))


def _bounded(phrase: str) -> str:
    left = r"(?<!\w)" if phrase[0].isalnum() else ""
    right = r"(?!\w)" if phrase[-1].isalnum() else ""
    return left + re.escape(phrase) + right

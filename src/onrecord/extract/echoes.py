"""What else of a page says a line again: its text, its breadcrumbs and menus, its address."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from onrecord.extract.layout import Layout

_CONTENT = re.compile(r"[^\W\d_]{4,}|[\u3040-\u9fff]{2}|[\u0980-\u09ff]{3,}")
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"\.\w{2,5}$")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "å": "a"})
_SOFT_HYPHEN = "\u00ad"
_TAIL_WORDS = 40
_LEAD_LINES, _OFTEN, _WEIGHTIEST = 4, 6, 20
_LONG_ADDRESS = 3
_LONGEST = 400
_CUT = ("...", "…")
_JOIN = re.compile(r"\s[|\-–—·•:»«›/]{1,2}\s|\s?\|\s?|: ")
_HEAD_WORDS = 2
_TITLE_WORDS = 5
_SAID_WORDS, _NUMBER_DIGITS = 5, 4
_CUT_LENGTH = 12


class Echoes:
    """The repeats of a page's lines, gathered once; linear in the length of the page."""

    def __init__(self, layout: Layout, running: Iterable[int], start: int, address: str | None) -> None:
        self._layout = layout
        self.seen = Counter(look.plain for look in layout.looks)
        self._last = {look.plain: i for i, look in enumerate(layout.looks)}
        self._crumbs: dict[str, int] = {}
        for i, look in enumerate(layout.looks):
            if look.bullet:
                self._crumbs.setdefault(look.plain, i)
        self._tails = {tail for look in layout.looks for tail in _tails(look.plain)}
        self._heads = {head for look in layout.looks for head in _heads(look.plain)}
        self._cut = {look.plain[:_CUT_LENGTH] for look in layout.looks if look.plain.endswith(_CUT)}
        content = [(i, set(_CONTENT.findall(layout.looks[i].plain))) for i in running]
        self._body: Counter[str] = Counter()
        for _, words in content:
            self._body.update(words)
        leading = [words for i, words in content if i >= start][:_LEAD_LINES]
        self._lead = frozenset().union(*leading)
        slug = _slug(address)
        self._order = {word: at for at, word in enumerate(slug)}
        self._address = frozenset(slug)
        matches = [self._matches(i) for i in range(len(layout.looks))] if self._address else []
        self._matched = matches
        self._best = max((both for _, _, both in matches), default=0.0)
        self._most = max((covered for covered, _, _ in matches), default=0.0)

    def at(self, i: int) -> dict[str, float]:
        """Return how line `i` is said again."""
        return self._repeats(i) | self._words(i) | self._of_address(i)

    def _repeats(self, i: int) -> dict[str, float]:
        look = self._layout.looks[i]
        plain, again = look.plain, self.seen[look.plain] > 1
        crumb = self._crumbs.get(plain, i) if not look.bullet else i
        tail = plain in self._tails and look.words > 1
        return {
            "again": again,
            "again_long": again and look.words >= 4,
            "again_last": again and self._last[plain] == i,
            "again_later": again and self._last[plain] != i,
            "crumb_before": crumb < i,
            "crumb_close": 0 < i - crumb <= 4,
            "crumb_after": crumb > i,
            "tail": tail,
            "tail_long": tail and look.words >= 4,
            "head": plain in self._heads,
            "cut_elsewhere": plain[:_CUT_LENGTH] in self._cut and len(plain) > _CUT_LENGTH and not plain.endswith(_CUT),
        }

    def _words(self, i: int) -> dict[str, float]:
        words = _CONTENT.findall(self._layout.looks[i].plain)
        if not words:
            return {"no_words": 1.0}
        known = sum(word in self._body for word in words)
        weight = sum(min(self._body[word], _OFTEN) for word in set(words))
        return {
            "in_body": known / len(words),
            "in_body_often": min(weight, _WEIGHTIEST) / _WEIGHTIEST,
            "in_body_never": not known,
            "in_lead": sum(word in self._lead for word in words) / len(words),
            "in_lead_count": min(len(self._lead.intersection(words)), 5) / 5,
        }

    def _of_address(self, i: int) -> dict[str, float]:
        if not self._address:
            return {"address_none": 1.0}
        covered, meant, both = self._matched[i]
        most = covered > 0.3 and covered >= self._most - 0.01
        long = len(self._address) >= _LONG_ADDRESS
        return {
            "address_covered": covered,
            "address_meant": meant,
            "address_both": both,
            "address_long": both if long else 0.0,
            "address_short": 0.0 if long else both,
            "address_sure": long and covered >= 0.8,
            "address_equal": long and both >= 0.8,
            "address_best": both > 0.3 and both >= self._best - 0.01,
            "address_most": most,
            "address_most_long": most and self._layout.looks[i].words >= _TITLE_WORDS,
            "address_half": long and covered >= 0.5,
            "address_behind": self._best - both,
        } | (self._of_order(i) if covered else {})

    def _of_order(self, i: int) -> dict[str, float]:
        """Say how much of the address a line says in the same order, and whether both begin or end alike."""
        places = [
            next((self._order[word] for word in sorted(_spellings(word)) if word in self._order), -9)
            for word in _WORD.findall(self._layout.looks[i].plain.replace(_SOFT_HYPHEN, ""))
        ]
        longest = run = 0
        for before, place in zip([-9, *places], places, strict=False):
            run = run + 1 if place >= 0 and place == before + 1 else int(place >= 0)
            longest = max(longest, run)
        return {
            "address_run": min(longest, 6) / 6,
            "address_whole_run": longest == len(self._order) and longest >= _LONG_ADDRESS,
            "address_opens": places[0] == 0,
            "address_opens_far": places[0] != 0 and 0 in places,
            "address_ends": places[-1] == len(self._order) - 1,
        }

    def _matches(self, i: int) -> tuple[float, float, float]:
        """Return how much of the address a line says, how much of the line the address says, and both as one (F1)."""
        plain = self._layout.looks[i].plain.replace(_SOFT_HYPHEN, "")
        words = _WORD.findall(plain) if len(plain) <= _LONGEST else []
        used = [(word, spellings) for word in words if (spellings := _spellings(word) & self._address)]
        if not used:
            return 0.0, 0.0, 0.0
        said = sum(map(len, frozenset().union(*(spellings for _, spellings in used))))
        covered = said / sum(map(len, self._address))
        meant = sum(len(word) for word, _ in used) / sum(map(len, words))
        return covered, meant, 2 * covered * meant / (covered + meant)


def address_words(url: str | None) -> frozenset[str]:
    """Return the words of the part of an address that says most, which is often the title.

    >>> sorted(address_words("https://courier.example/2031/05/velmark-opens-bridge.html"))
    ['bridge', 'opens', 'velmark']
    """
    return frozenset(_slug(url))


def is_said_by(words: str, url: str | None) -> bool:
    """Say whether an address says just these words, in their order, but for a number at its end.

    >>> is_said_by("Velmark opens the new bridge", "https://courier.example/velmark-opens-the-new-bridge-200411.html")
    True
    """
    slug = _slug(url)
    while slug and slug[-1].isdigit() and len(slug[-1]) >= _NUMBER_DIGITS:
        slug.pop()
    said = _WORD.findall(words.lower().replace(_SOFT_HYPHEN, "")) if len(slug) >= _SAID_WORDS else []
    return len(said) == len(slug) > 0 and all(of in _spellings(word) for word, of in zip(said, slug, strict=True))


def _slug(url: str | None) -> list[str]:
    """Return the words of the part of an address that says most, in their order."""
    try:
        path = unquote(urlsplit(url or "").path).lower()
    except ValueError:
        return []
    parts = [_WORD.findall(_ENDING.sub("", part)) for part in path.split("/")]
    longest = max(parts, key=lambda words: sum(len(word) for word in words if not word.isdigit()), default=[])
    return longest if any(not word.isdigit() for word in longest) else []


def _spellings(word: str) -> frozenset[str]:
    """Return a word as addresses spell it: without accents, or with the letters that stand for them."""
    if word.isascii():
        return frozenset((word,))
    folded = unicodedata.normalize("NFKD", word.replace("ß", "ss").replace("ø", "o"))
    return frozenset((word.translate(_SPELT), "".join(c for c in folded if not unicodedata.combining(c))))


def _tails(plain: str) -> Iterable[str]:
    """Yield the ends of a line, as a trail of links ("Home > World > Harbour opens") ends in the title."""
    words = plain.split()
    if 3 <= len(words) <= _TAIL_WORDS:
        for at in range(1, len(words) - 1):
            yield " ".join(words[at:])


def _heads(plain: str) -> Iterable[str]:
    """Yield the beginnings of a line, as a page's own name ("Harbour opens | The Courier") begins with the title."""
    joins = list(_JOIN.finditer(plain)) if len(plain) <= _LONGEST else []
    for join in (joins[0], joins[-1]) if joins else ():
        head = plain[: join.start()].strip()
        if len(head.split()) >= _HEAD_WORDS:
            yield head

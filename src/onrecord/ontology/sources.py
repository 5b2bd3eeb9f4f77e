"""The registry of news agencies, outlets and platforms: finding a source by name, in a phrase or by web host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from onrecord.model.errors import SourceError
from onrecord.model.folding import folded
from onrecord.model.own_source import OwnSource
from onrecord.model.span import Span
from onrecord.ontology.data_files import bundled_rows, own_rows

_KINDS = ("agency", "outlet", "platform")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_GENERIC = re.compile(
    r"\s+(?:news\s+agency|news\s+service|news\s+wire|newswire|wire\s+service|news\s+site|news\s+website|news\s+channel"
    r"|state\s+television|agency|newspaper|magazine|daily|website|broadcaster|channel|network|television|tv|radio)$"
)
_POSSESSIVE = re.compile(r"'s?$")
_WORD = re.compile(r"[\w&@]+(?:[./'’\-&][\w&]+)*\.?")
_PART = re.compile(r"[^/]+")
_OPENING = re.compile(r"[\w&@]*")
_GOES_ON = re.compile(
    r"\s(?!(?:Magazine|Newspaper|News|Online|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b)[A-Z]\w"
)
"""What makes another name of an ordinary one; "Time Magazine" and "The Times Monday" are none."""

_GOES_BEFORE = re.compile(r"\b[A-Z]\w+\s(?:of|for|on)\s(?:the\s)?$")
"""Before an ordinary name it makes another one: "Ministry of Foreign Affairs", "Secretary for Foreign Affairs"."""

_BEFORE = 40
"""How far back such words are looked for."""

_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 7
_KNOWN = 1 << 14
"""Names of which it is kept which source they are."""
_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A news agency, an outlet or a platform; `state` is an ISO 3166 alpha-3 code or one that the user brought.

    `family` is shared by sources that are one newsroom, so that two of them are not two origins. `ordinary` says that
    other names have its words, too ("The Atlantic Council", "Ministry of Foreign Affairs").
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    state: str | None = None
    owner: str | None = None
    state_controlled: bool = False
    family: str | None = None
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A source named inside a phrase, and where in the phrase its name stands."""

    source: Source
    span: Span


class Sources:
    """Sources by name, alias and host; of two entries with one name the later one holds."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.all: tuple[Source, ...] = tuple({source.name: source for source in sources}.values())
        self._by_name = {_key(name): source for source in self.all for name in (source.name, *source.aliases)}
        self._openings = {_opening(name) for name in self._by_name} | _ARTICLES
        self._forms = {form for source in self.all for name in (source.name, *source.aliases) for form in _forms(name)}
        self._by_host = {host: source for source in self.all for host in source.hosts}
        self._named = lru_cache(maxsize=_KNOWN)(self._look_up)

    def find(self, text: str) -> Source | None:
        """Return the source that `text` names as a whole, or None.

        Letter case, a leading article, an ending 's and words like "news agency" do not matter.

        >>> load_sources().find("the Tass news agency").name
        'TASS'
        >>> load_sources().find("a news agency") is None
        True
        """
        return self._named(text)

    def _look_up(self, text: str) -> Source | None:
        key = _key(text)
        bare = _POSSESSIVE.sub("", key)
        found = (self._by_name.get(form) for form in (key, bare, _GENERIC.sub("", bare)))
        return next((source for source in found if source), None)

    def within(self, text: str) -> Named | None:
        """Return the source with the longest name inside a phrase; names are looked for at capital letters only.

        >>> named = load_sources().within("the state-owned Xinhua News Agency")
        >>> named.source.name, named.span
        ('Xinhua', Span(start=16, end=34))
        """
        return max(self.scan(text), key=lambda named: (len(named.span), -named.span.start), default=None)

    def scan(self, text: str) -> Iterator[Named]:
        """Give every source named in a text, left to right, the longest name at each place."""
        words = list(self._words(text))
        at = 0
        while at < len(words):
            if not _opens(words[at]):
                at += 1
                continue
            named, used = self._starting(text, words[at : at + _LONGEST])
            if named:
                yield named
            at += used

    def _words(self, text: str) -> Iterator[re.Match[str]]:
        """Give the words of a text; a stroke parts them ("APA/dpa") where it belongs to no name ("RFE/RL")."""
        for word in _WORD.finditer(text):
            if "/" in word.group() and _key(word.group()) not in self._by_name:
                yield from _PART.finditer(text, word.start(), word.end())
            else:
                yield word

    def _starting(self, text: str, words: list[re.Match[str]]) -> tuple[Named | None, int]:
        start = words[0].start()
        first = _opening(words[0].group())
        if first not in self._openings or (first in _ARTICLES and not words[1:2]):
            return None, 1
        if first in _ARTICLES and not words[1].group()[0].isupper():
            return None, 1  # "a diplomat" is no paper called The Diplomat
        for count in range(len(words), 0, -1):
            for end in _ends(words[count - 1]):
                source = self._by_name.get(_key(text[start:end]))
                if source and source.ordinary and _is_part(text, start, end):
                    continue
                if source and (count > 1 or self._stands(text, Span(start, end))):
                    return Named(source, Span(start, end)), count
        return None, 1

    def _stands(self, text: str, span: Span) -> bool:
        """Say whether a name of one word is one: written as in the registry, and "The Hill" behind an article only."""
        word = span.of(text)
        if word in self._forms:
            return True
        behind_article = text[max(0, span.start - 4) : span.start].casefold() == "the "
        return (
            behind_article and f"The {word}" in self._forms and not re.match(r"\s[A-Z]", text[span.end : span.end + 2])
        )

    def by_host(self, host: str) -> Source | None:
        """Return the source that publishes on a web host or on a domain above it.

        >>> load_sources().by_host("www.edition.cnn.com").name
        'CNN'
        """
        labels = host.casefold().rstrip(".").split(".")
        found = (self._by_host.get(".".join(labels[i:])) for i in range(len(labels) - 1))
        return next((source for source in found if source), None)


def _is_part(text: str, start: int, end: int) -> bool:
    """Say whether words that are a source's name are here a part of another name."""
    before = text[max(0, start - _BEFORE) : start]
    return _GOES_ON.match(text, end) is not None or _GOES_BEFORE.search(before) is not None


def _opens(word: re.Match[str]) -> bool:
    """Say whether a name may begin with a word: names are written with a capital letter, but for one."""
    text = word.group()
    return text[0].isupper() or text.rstrip(".") == "dpa"


def _forms(name: str) -> tuple[str, ...]:
    """Return how a name may be written in running text: as it is, and in capitals if it is no acronym."""
    return (name, name.upper()) if len(name) > _ACRONYM else (name,)


def _ends(word: re.Match[str]) -> tuple[int, int, int]:
    """Return where a name may end in a word: before a full stop, unless an abbreviation's; at its end; before 's."""
    whole = word.group().replace("’", "'")
    stem = whole.rstrip(".")
    bare = word.start() + len(_POSSESSIVE.sub("", stem))
    return (word.end() if "." in stem else word.start() + len(stem)), word.end(), bare


@lru_cache(maxsize=_KNOWN)
def _key(text: str) -> str:
    return _ARTICLE.sub("", " ".join(folded(text).split())).strip(" .,")


@lru_cache(maxsize=_KNOWN)
def _opening(text: str) -> str:
    """Return the letters that a text begins with, by which most of it is told from the names of sources."""
    found = _OPENING.match(folded(text))
    return found.group() if found else ""


@cache
def load_sources(extra: Path | None = None) -> Sources:
    """Load the bundled registry, and on top of it the list `sources:` of the user's own actors file.

    Raises `SourceError` when a row of that file lacks a name or has an unknown kind.
    """
    return Sources([*_bundled(), *(_own(extra) if extra else ())])


def own_sources(path: Path) -> tuple[OwnSource, ...]:
    """Return what the list `sources:` of a user's actors file says of whose its sources are.

    Raises `SourceError` as `load_sources` does.
    """
    return tuple(
        OwnSource(one.name, one.aliases, one.state, one.state_controlled, one.owner, one.family) for one in _own(path)
    )


def _bundled() -> Iterator[Source]:
    for row in bundled_rows("sources.csv"):
        yield _source({key: value.split("|") if key in ("aliases", "hosts") else value for key, value in row.items()})


def _own(path: Path) -> Iterator[Source]:
    for number, row in enumerate(own_rows(path, "sources"), start=1):
        if not isinstance(row, dict) or not row.get("name") or row.get("kind") not in _KINDS:
            raise SourceError(f"{path}: entry {number} of 'sources' needs a name and a kind of {_KINDS}; correct it")
        yield _source(row)


def _source(row: Mapping[str, object]) -> Source:
    return Source(
        name=str(row["name"]),
        kind=str(row["kind"]),
        aliases=_listed(row.get("aliases")),
        hosts=tuple(host.casefold() for host in _listed(row.get("hosts"))),
        state=_text(row.get("state")),
        owner=_text(row.get("owner")),
        state_controlled=row.get("state_controlled") in (True, "yes"),
        family=_text(row.get("family")),
        ordinary=row.get("ordinary") in (True, "yes"),
    )


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split("|")
    return tuple(str(item).strip() for item in value if str(item).strip()) if isinstance(value, list) else ()


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None

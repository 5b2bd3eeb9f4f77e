"""Agencies, outlets and platforms in a text: those of the registry, and others by the form of their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model.article import Article
from onrecord.model.reading import CitationKind
from onrecord.model.span import Span
from onrecord.ontology.conduits import Conduits, any_of, load_conduits
from onrecord.ontology.sources import Sources
from onrecord.read.worded_patterns import WordedPattern, lowered, worded

_KINDS = {"agency": CitationKind.AGENCY, "outlet": CitationKind.OUTLET, "platform": CitationKind.SOCIAL}
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_WORD = r"[A-Z][\w'’-]{0,40}(?:\.[a-z]{2,3}\b)?"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|de|la|le|el|al|del|van|der|and|&)\s+)?(?:{_WORD}|\d+)){{0,3}}"
_NOT_NAMES = (
    r"(?!(?:An?|Both|Citing|Quoting|According|In|On|At|To|By|From|With|But|And|When|As|Asked|Speaking|Reached|If|It|He|She|"
    r"They|We|The|That|This|Since|After|Before|For|Via|Per|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b)"
)
_NATION = r"[A-Z]\w{1,30}(?:ian|ean|an|ish|ese|ch|ic|i)(?:-language)?"
_PARTS_OF_NAMES = frozenset(
    {"radio", "television", "daily", "weekly", "monthly", "channel", "network", "station", "wire", "agency", "outlet"}
)
_CHANNEL = len(" channel")
_CACHED = 64
_MOST_NAMES = 50
_LOOKED_AT = 50_000
"""How much of an article is searched for names to which later words point back."""
_NATIONAL = re.compile(_NATION)
_REPORTING = ("media", "newspapers", "broadcasters", "agencies")
_CHANNELS = ("Telegram", "YouTube", "WhatsApp", "VK", "TikTok")


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher named in a text; `span` is its name there, `back` says that only a common noun stands for it.

    `platform` says that others publish on it.
    """

    kind: CitationKind
    name: str
    span: Span
    back: bool = False
    platform: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """What the names of publishers look like."""

    beside: WordedPattern
    before: WordedPattern
    appos: WordedPattern
    paper: WordedPattern
    station: WordedPattern
    unnamed: WordedPattern
    back: WordedPattern
    own: WordedPattern
    post: WordedPattern
    channel: WordedPattern
    else_: re.Pattern[str]


@cache
def _forms() -> _Forms:
    words = load_conduits()
    nouns, wires = words.alternatives("publishers"), words.alternatives("wires")
    called = _either_case(words.words["publishers"] + words.words["wires"])
    noun = rf"(?P<noun>{any_of(called)})"
    papers, stations = words.alternatives("paper_names"), words.alternatives("station_names")
    kinds = rf"(?:(?i:{words.alternatives('media_kinds')})|{_NATION})"
    posts = "|".join(re.escape(post) for post in sorted(words.posts, key=len, reverse=True))
    return _Forms(
        beside=worded(
            rf"\b(?P<left>(?:[\w'’-]{{1,40}}\s+){{0,3}}?){noun}\s+(?:called\s+)?(?P<name>(?:[Tt]he\s+)?{_NOT_NAMES}{_NAME})",
            called,
        ),
        before=worded(rf"\b(?P<name>{_NOT_NAMES}{_NAME})\s+{noun}\b(?!\s+[A-Z])", called),
        appos=worded(
            rf"\b(?P<name>{_NOT_NAMES}{_NAME}),\s+(?:an?|the|its|their)\s+(?:[\w-]{{1,40}}\s+){{0,4}}?{noun}\b(?=\s*(?:[,.;:”\"]|$|(?:that|in|of|on|based|which)\b))",
            called,
        ),
        paper=worded(
            rf"(?:\b[Tt]he\s+)?\b{_NOT_NAMES}(?:{_WORD}\s+){{1,3}}?(?:{papers})\b(?!\s+[A-Z])"
            rf"|\b[Tt]he\s+(?:{words.alternatives('paper_alone')})\b(?!\s+[A-Z])",
            words.words["paper_names"] + words.words["paper_alone"],
        ),
        station=worded(
            rf"\b(?:{_NOT_NAMES}(?:{_WORD}\s+){{1,2}}(?:{stations})(?:\s+\d+)?|(?:{stations})\s+(?:{_NOT_NAMES}{_WORD}|\d+))\b",
            words.words["station_names"],
        ),
        unnamed=worded(
            rf"(?:\b(?:{kinds}(?:\s+|-)){{1,4}}(?i:{words.alternatives('media')})|\b(?i:{words.alternatives('media_alone')})"
            r"|(?:\b(?i:media|newspapers|broadcasters)|(?<=, )agencies|^Agencies)"
            r"(?=\s+(?:have\s+)?(?:report|said\b|say\b|quot)))\b"
            r"(?!\s+[A-Z])",
            _small(words.words["media"] + words.words["media_alone"] + _REPORTING),
        ),
        back=worded(
            rf"\b(?i:the\s+(?:{nouns}|{wires}))\b(?!\s+[A-Z\d])",
            _small(words.words["publishers"] + words.words["wires"]),
        ),
        own=worded(words.own.pattern, words.words["own"], any_case=True),
        post=worded(
            rf"\b(?i:{posts})\b|(?<=\bon )X\b|(?<=\bto )X\b|(?<=\bvia )X\b|\bX(?=\s+(?:post|account|page|feed)\b)",
            (*_small(tuple(words.posts)), "X"),
        ),
        channel=worded(rf"\b(?:{'|'.join(_CHANNELS)})\s+(?:channel|group|account)\s+(?P<name>{_NAME})", _CHANNELS),
        else_=re.compile(rf"(?:['’]s)?\s+(?i:(?:{words.alternatives('not_media')}))\b"),
    )


def _either_case(nouns: tuple[str, ...]) -> tuple[str, ...]:
    """Return nouns as in a sentence and at its start; "Radio" and "Television" are parts of names."""
    capital = [noun.capitalize() for noun in nouns if noun not in _PARTS_OF_NAMES]
    return (*nouns, *capital, *(noun.replace("tv ", "TV ") for noun in nouns))


def _small(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(lowered, words))


class Publishers:
    """Finds the publishers in stretches of one article's text."""

    def __init__(self, article: Article, sources: Sources) -> None:
        self._sources = sources
        self._words: Conduits = load_conduits()
        self._outlet = article.outlet
        self._own = sources.find(article.outlet) if article.outlet else None
        self._short: dict[str, Publisher] = {}
        self._cache: dict[str, list[Publisher]] = {}
        opening = article.text[:_LOOKED_AT]
        self._beside = (opening, list(self._by_noun(opening)))
        self._known = self._introduced()
        self._named = [named for named in self.within(opening) if not named.back]
        self._starts = [named.span.start for named in self._named]
        self._short = self._shortened()
        self._cache.clear()

    def _introduced(self) -> dict[str, CitationKind]:
        """Return the names that the article gives to publishers, by which it may call them later."""
        found: dict[str, CitationKind] = {}
        for named in self._beside[1]:
            found.setdefault(_bare(named.name), named.kind)
            if len(found) >= _MOST_NAMES:
                break
        return found

    def _shortened(self) -> dict[str, Publisher]:
        """Return the last words of papers' names, by which they are called after their names: "the Herald"."""
        own = [Publisher(CitationKind.OWN, self._outlet, Span(0, len(self._outlet)))] if self._outlet else []
        found: dict[str, Publisher] = {}
        for named in (*own, *self._named):
            words = named.name.split()
            if len(words) > 1 and words[-1] in self._words.words["paper_names"]:
                found.setdefault(words[-1], named)
        return found

    @property
    def by_last_word(self) -> dict[str, Publisher]:
        """The papers that the article calls by the last word of their name ("the Herald"), by that word."""
        return self._short

    def within(self, text: str) -> list[Publisher]:
        """Return the publishers in a text, left to right, where two overlap the earlier rule holds."""
        if text not in self._cache:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[text] = list(self._found(text))
        return self._cache[text]

    def _found(self, text: str) -> list[Publisher]:
        kept: list[Publisher] = []
        taken = bytearray(len(text))
        for named in map(_unowned, self._all(text)):
            start, end = named.span.start, named.span.end
            if not _forms().else_.match(text, end) and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kept.append(named)
        return sorted(kept, key=lambda named: named.span)

    def meant(self, back: Publisher, at: int) -> Publisher | None:
        """Return the publisher that "the agency" at an offset stands for: the last one named before it."""
        agency = "agency" in back.name.casefold() or "wire" in back.name.casefold()
        for other in reversed(self._named[: bisect_right(self._starts, at)]):
            if not other.platform and (not agency or other.kind is CitationKind.AGENCY):
                return replace(back, kind=other.kind, name=other.name, back=False)
        return None if agency else back

    def _all(self, text: str) -> Iterator[Publisher]:
        yield from self._own_names(text)
        channels = list(_forms().channel.matches(text))
        for match in channels:
            yield Publisher(CitationKind.SOCIAL, match["name"], _span(match, "name"))
        hosts = {len(text[: match.start("name")].rstrip()) for match in channels}
        for known in self._sources.scan(text):
            if any(known.span.start < end <= known.span.end + _CHANNEL for end in hosts):
                continue  # the channel is named, not the platform
            own = self._own is not None and known.source.name == self._own.name
            kind = CitationKind.OWN if own else _KINDS[known.source.kind]
            yield Publisher(kind, known.source.name, known.span, platform=known.source.kind == "platform")
        yield from self._beside[1] if text == self._beside[0] else self._by_noun(text)
        yield from self._by_form(text)

    def _own_names(self, text: str) -> Iterator[Publisher]:
        for match in _forms().own.matches(text):
            if match.group() != "US":
                yield Publisher(CitationKind.OWN, match.group(), _span(match))
        if self._outlet and self._own is None and (bare := _bare(self._outlet)) in text:
            for match in re.finditer(rf"\b(?:[Tt]he\s+)?{re.escape(bare)}\b", text):
                yield Publisher(CitationKind.OWN, self._outlet, _span(match))

    def _by_noun(self, text: str) -> Iterator[Publisher]:
        """Give the names that stand beside a noun for a publisher: "the daily Norrlys", "the Velpress news agency"."""
        for pattern in (_forms().beside, _forms().before, _forms().appos):
            for match in pattern.matches(text):
                noun = match["noun"].casefold()
                if match["name"].endswith(("'s", "’s")) or self._is_kind(match["name"]):
                    continue
                before = match.groupdict().get("left") or ""
                if noun == "agency" and not self._is_news(before, pattern is _forms().before):
                    continue
                kind = CitationKind.AGENCY if noun in self._words.words["wires"] else CitationKind.OUTLET
                yield Publisher(kind, match["name"], _span(match, "name"))

    def _is_kind(self, name: str) -> bool:
        """Say whether a word only says what sort of media is meant: "state television", "an Ilvanian daily"."""
        return bool(_NATIONAL.fullmatch(name)) or name.casefold() in self._words.words["media_kinds"]

    def _is_news(self, before: str, behind: bool) -> bool:
        """Say whether an agency is one of news: "the state agency X", "the X agency", not "the space agency X"."""
        last = before.rsplit(maxsplit=1)[-1].casefold() if before.split() else ""
        return behind or last in self._words.words["media_kinds"] or last in ("the", "news", "press")

    def _by_form(self, text: str) -> Iterator[Publisher]:
        forms = _forms()
        for name, kind in self._known.items():
            for match in re.finditer(rf"\b{re.escape(name)}\b", text) if name in text else ():
                yield Publisher(kind, name, _span(match))
        for match in forms.post.matches(text):
            platform = "Twitter" if match.group() == "X" else self._words.posts.get(match.group().casefold(), "")
            yield Publisher(CitationKind.SOCIAL, platform or match.group(), _span(match), platform=True)
        for word, named in self._short.items():
            for match in re.finditer(rf"\b[Tt]he\s+{re.escape(word)}\b(?!\s+[A-Z])", text) if word in text else ():
                yield replace(named, span=_span(match))
        for pattern in (forms.paper, forms.station, forms.unnamed):
            for match in pattern.matches(text):
                kind = CitationKind.AGENCY if "agenc" in match.group() else CitationKind.OUTLET
                yield Publisher(kind, _bare(match.group()), _span(match))
        for match in forms.back.matches(text):
            yield Publisher(CitationKind.OUTLET, match.group(), _span(match), back=True)


def _unowned(named: Publisher) -> Publisher:
    """Return a publisher without the 's of its name: "Radio Kolm's breakfast show"."""
    if not named.name.endswith(("'s", "’s")) or len(named.span) <= len(named.name) - 2:
        return named
    return replace(named, name=named.name[:-2], span=Span(named.span.start, named.span.end - 2))


def _span(match: re.Match[str], group: str | int = 0) -> Span:
    return Span(match.start(group), match.end(group))


def _bare(name: str) -> str:
    return _LEADING.sub("", name)

"""What the people of a publisher saw or heard themselves: "our correspondent, who was in the courtroom, saw it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord.model.reading import CitationKind
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.read.conduit import Conduit
from onrecord.read.publishers import Publisher, Publishers
from onrecord.read.ways import Way

RULE = "witnessed"
"""What the rule of a conduit begins with whose people were there."""

_PRINTS = frozenset({CitationKind.AGENCY, CitationKind.OUTLET, CitationKind.OWN})
_ASIDE = r"(?:\s*,[^,;.“”\"]{1,100},)?"
_CLAUSE = r"(?:\s+who\b[^,;.“”\"]{1,90},?)?"
_DOWN = r"(?:took|takes|wrote|writes|noted|jotted)\s+(?:[\w'’]+\s+){0,4}?down"
_HELPING = (
    r"(?:\s+(?:also|had|has|have|could|was\s+able\s+to|were\s+able\s+to|himself|herself|themselves|later|then|on\s+\w+day|"
    r"(?:from|at|in|on)\s+[^,;.“”\"]{1,40}?))*"
)


@cache
def _behind() -> re.Pattern[str]:
    """Return the words behind a publisher's people that say that they saw it or were there."""
    words = load_conduits()
    seeing = rf"{_CLAUSE}{_ASIDE}{_HELPING}\s+(?P<seeing>{words.alternatives('witnessing')})\b"
    being = rf"\s*,?\s+(?:who\s+)?(?:also\s+)?(?P<being>{words.alternatives('being_there')})\b"
    standing = r"\s+(?P<standing>standing|sitting|present|waiting|looking\s+on|watching|listening)\b"
    return re.compile(f"(?:{seeing}|{being}|{standing})", re.IGNORECASE)


@cache
def _people() -> re.Pattern[str]:
    return re.compile(
        rf"(?:['’]s)?\s+(?:own\s+)?(?:{load_conduits().alternatives('reporters')})\b(?!['’])", re.IGNORECASE
    )


@cache
def _ahead() -> re.Pattern[str]:
    reckoned = load_conduits().alternatives("reckoned")
    return re.compile(rf"\b(?P<words>{reckoned})\s+(?:the\s+|an?\s+|one\s+of\s+the\s+)?$", re.IGNORECASE)


@cache
def _noting() -> re.Pattern[str]:
    noting = rf"(?:{load_conduits().alternatives('noting')}|{_DOWN})"
    return re.compile(rf"{_CLAUSE}{_ASIDE}{_HELPING}\s+(?P<words>{noting})\b", re.IGNORECASE)


@cache
def _people_of() -> re.Pattern[str]:
    people = load_conduits().alternatives("reporters")
    return re.compile(rf"\b(?:{people})\s+(?:of|from|for|with)\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _are_people() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load_conduits().alternatives('reporters')})$", re.IGNORECASE)


@cache
def _ours() -> re.Pattern[str]:
    people = load_conduits().alternatives("reporters")
    return re.compile(
        rf"\bour\s+(?:own\s+)?(?:\w+\s+)?(?:{people}|photographers?)\b|\bthis\s+(?:reporter|correspondent)\b"
        r"|(?<=\bas\s)the\s+(?:reporter|correspondent)\b",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    nouns = load_conduits().alternatives("reckonings")
    return re.compile(rf"['’]s?\s+(?:own\s+)?(?P<words>{nouns})\b", re.IGNORECASE)


@cache
def _taken_up() -> re.Pattern[str]:
    """Return what stands behind "saw" where it takes up what was told: "them being led away", "the arrest", "it"."""
    people = r"(?:the\s+)?(?:them|him|her|men|women|people|detainees|protesters|demonstrators|prisoners|soldiers)"
    deed = (
        r"the\s+(?:\w+\s+){0,2}?"
        r"(?:scenes?|incidents?|arrests?|shots?|shootings?|attacks?|clash(?:es)?|protests?|rall(?:y|ies)|march|raids?)"
    )
    done = (
        rf"{people}\s+(?:(?:being|getting)\s+)?(?!at\b|in\b|on\b|and\b|again\b|there\b|later\b|before\b|when\b)[a-z]+"
    )
    return re.compile(rf"\s+(?:{done}|{deed}|(?:it|this|that)\b|how\b|them(?=\s*[.,;]))", re.IGNORECASE)


_BY = re.compile(r"\b(?:by|according\s+to|on)\s+(?:the\s+)?$", re.IGNORECASE)
_PERSON = re.compile(r"['’]s\s+[A-Z][\w-]+\s+[A-Z][\w-]+")
_ITSELF = re.compile(r"(?:\s+itself)?\s+(?:counted|witnessed|watched)\b")
_WE = re.compile(
    r"\b(?:[Ww]e\s+(?:ourselves\s+)?(?P<we>counted|witnessed|watched)|I\s+(?:myself\s+)?(?P<me>saw|watched|counted|witnessed))\b"
)
_WORDS = re.compile(r"\b(?:words?|sentence|remarks?|speech|him|her|them|it|this)\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|none\s+of|neither\s+of)\s+(?:of\s+)?$", re.IGNORECASE)


class Witnesses:
    """Finds the publishers whose people were there, in stretches of one article's text."""

    def __init__(self, publishers: Publishers) -> None:
        self._publishers = publishers

    def saw(self, text: str, offset: int = 0) -> Iterator[Conduit]:
        """Give the publishers whose people saw what a sentence tells; `offset` is where it stands in the article."""
        for named, place in self._people_in(text):
            found = _behind().match(text, place.end) or _ahead().search(text[: place.start])
            if found is not None:
                yield _conduit(named, offset, str(found[found.lastgroup or 0]))
        for named in self._publishers.within(text):
            reckoned = _counted().match(text, named.span.end)
            if reckoned is not None and named.kind in _PRINTS and _BY.search(text[: named.span.start]):
                yield _conduit(named, offset, reckoned["words"])
        for match in (match for match in _WE.finditer(text) if not _is_quoted(text, match.start())):
            own = Publisher(CitationKind.OWN, match.group(), Span(*match.span()))
            yield _conduit(own, offset, str(match[match.lastgroup or 0]))

    def watched(self, text: str, offset: int = 0) -> Iterator[Conduit]:
        """Give the publishers whose people saw what the sentence before told: "Our reporter saw them led away"."""
        for named, place in self._people_in(text):
            found = _behind().match(text, place.end)
            if found is not None and found["seeing"] and _taken_up().match(text, found.end()):
                yield _conduit(named, offset, found["seeing"])

    def heard(self, text: str, offset: int = 0) -> Iterator[Conduit]:
        """Give the publishers whose people were there when words were said, or who wrote them down."""
        for named, place in self._people_in(text):
            there = _behind().match(text, place.end)
            found = _noting().match(text, place.end) or _ahead().search(text[: place.start])
            if there is not None and there.lastgroup != "seeing":
                found = found or there
            if found is not None:
                yield _conduit(named, offset, str(found[found.lastgroup or 0]))

    def noted(self, text: str, offset: int = 0) -> Iterator[Conduit]:
        """Give the publishers whose people say in a sentence that they heard or wrote down the words before it."""
        for named, place in self._people_in(text):
            found = _noting().match(text, place.end)
            if found is not None and _WORDS.search(text):
                yield _conduit(named, offset, found["words"])

    def _people_in(self, text: str) -> Iterator[tuple[Publisher, Span]]:
        """Give the publishers whose people a text names, and where the words for these stand."""
        ours = [Publisher(CitationKind.OWN, match.group(), Span(*match.span())) for match in _ours().finditer(text)]
        others = [*self._publishers.within(text), *self._by_last_word(text)]
        others = [named for named in others if not any(own.span.overlaps(named.span) for own in ours)]
        for named in (*ours, *others):
            place = _place(named, text) if named.kind in _PRINTS else None
            if place is not None and not _NO.search(text[: place.start]):
                yield named, place

    def _by_last_word(self, text: str) -> Iterator[Publisher]:
        """Give the papers that stand before a word for their people without an article: "a Herald reporter"."""
        for word, named in self._publishers.by_last_word.items():
            if word not in text:
                continue
            for match in re.finditer(rf"\b(?:[Aa]n?|[Tt]wo|[Tt]hree|[Ss]everal)\s+(?P<name>{re.escape(word)})\b", text):
                yield replace(named, span=Span(*match.span("name")))


def _place(named: Publisher, text: str) -> Span | None:
    """Return where the words for a publisher's people stand, who are named behind it, before it, or by it."""
    behind = _people().match(text, named.span.end)
    if behind is not None:
        return Span(named.span.start, behind.end())
    before = _people_of().search(text[: named.span.start])
    if before is not None:
        return Span(before.start(), named.span.end)
    person = _PERSON.match(text, named.span.end)
    if person is not None:
        return Span(named.span.start, person.end())
    itself = _ITSELF.match(text, named.span.end) is not None or _is_people(named.name)
    return named.span if itself else None


def _is_quoted(text: str, at: int) -> bool:
    """Say whether quotation marks are open at a place, so that "I" is not who writes."""
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_people(name: str) -> bool:
    return _are_people().search(name) is not None


def _conduit(named: Publisher, offset: int, words: str) -> Conduit:
    place = Span(named.span.start + offset, named.span.end + offset)
    return Conduit(named.kind, named.name, place, Way.TOLD, f"{RULE}: {words!r}")

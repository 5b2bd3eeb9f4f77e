"""Amounts in a text: money, percentages, people and other things counted."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from onrecord.model.reading import Magnitude
from onrecord.read.doc import article_of
from onrecord.read.numerals import NUMBER, unit_of, value_of
from onrecord.read.stretches import tokens_of

_MIN = (
    "more than|over|at least|no fewer than|no less than|not less than|exceeding|above|upwards? of|in excess of"
    "|a minimum of"
)
_MAX = "up to|as much as|as many as|at most|less than|fewer than|under|below|a maximum of|no more than|not more than"
_ABOUT = "about|around|some|roughly|approximately|nearly|almost|an estimated|estimated|close to|circa"
_EXTRA = "additional|another|further|extra"
_BOUND = [
    (bound, re.compile(rf"\b(?:{words})\s+(?:an?\s+)?(?:(?:{_EXTRA})\s+)?$", re.IGNORECASE))
    for bound, words in (("min", _MIN), ("max", _MAX), ("about", _ABOUT))
]
_MORE = re.compile(rf"\b(?:{_EXTRA})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)
_PEOPLE = frozenset({"people", "person", "man", "woman", "child", "civilian"})
_HARM = frozenset({"kill", "injure", "wound", "die", "arrest", "detain", "dead", "hurt", "evacuate", "displace"})
_SKIP = frozenset(
    (
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
        "a.m.",
        "p.m.",
        "time",
        "thing",
        "other",
        "side",
    )
)
_TIMES = frozenset({"DATE", "TIME", "ORDINAL"})


def find_amounts(doc: Doc) -> list[Magnitude]:
    """Return the amounts of a doc in text order; dates, times of day and numbers inside names are none.

    `unit` is an ISO 4217 code, "percent", "person" (also for people killed or hurt), or the lemma of what is counted.
    A number word without a value ("scores of diplomats") gives no amount.
    """
    found: list[Magnitude] = []
    article = article_of(doc)
    for block in article.readable():
        for match in NUMBER.finditer(article.text, block.start, block.end):
            amount = _amount(doc, article.text, match)
            if amount:
                found.append(amount)
    return found


def _amount(doc: Doc, text: str, match: re.Match[str]) -> Magnitude | None:
    value = value_of(match)
    if value is None:
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.start() + len(match.group().rstrip(" -"))
    unit = unit_of(match)
    if unit is None and re.match(r"-[A-Za-z]", text[end : end + 2]):
        return None
    if unit is None:
        counted = _counted(doc, start, end)
        if counted is None:
            return None
        unit, end = counted
    before = text[max(0, start - 60) : start]
    bound = next((bound for bound, pattern in _BOUND if pattern.search(before)), "")
    return Magnitude(value, unit, start, end, text[start:end], bound, bool(_MORE.search(before)))


def _counted(doc: Doc, start: int, end: int) -> tuple[str, int] | None:
    """Return what a bare number counts and where that noun ends."""
    span = tokens_of(doc, start, end)
    if span is None or span.start_char != start or any(token.ent_type_ in _TIMES for token in span):
        return None
    noun = _noun(span[-1], span.end)
    if noun is not None:
        lemma = noun.lemma_.lower()
        if lemma in _SKIP or noun.ent_type_ in _TIMES:
            return None
        return ("person" if lemma in _PEOPLE else lemma), noun.idx + len(noun)
    return ("person", end) if _harmed(span[-1]) else None


def _noun(token: Token, at: int) -> Token | None:
    """Return the noun that a number stands before: the end of the run of adjectives and nouns that follows it."""
    doc, noun = token.doc, None
    if (
        at < len(doc)
        and doc[at].lower_ == "of"
        and doc[at - 1].lower_ in ("dozens", "hundreds", "thousands", "millions")
    ):
        return None
    for follower in doc[at : at + 6]:
        if follower.is_sent_start:
            break
        if follower.pos_ in ("NOUN", "PROPN"):
            noun = follower
        elif (follower.pos_ not in ("ADJ", "ADV", "VERB") and follower.text not in ("-", "–")) or _ends(follower):
            break
    return noun if noun is not None and noun.pos_ == "NOUN" else None


def _ends(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG")


def _harmed(token: Token) -> bool:
    """Say whether a bare number counts people: "killed 12", "12 were killed", "20 dead"."""
    near = [token.head, *token.children, *token.doc[token.i + 1 : token.i + 3]]
    return any(other.lemma_.lower() in _HARM for other in near)

"""Choosing among candidates of one field: the strongest source is believed, unless it contradicts itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from onrecord.extract.dates import day_of
from onrecord.model.article import Candidate, Field
from onrecord.ontology.addresses import address_of

_HINT = ("sidecar", "table", "feed")
_USUAL = (*_HINT, "json-ld", "meta", "html", "url", "text", "http", "warc")
_ORDER: Mapping[Field, tuple[str, ...]] = {
    Field.TITLE: (*_HINT, "text", "json-ld", "meta", "html"),
    # What a page says of its language is often the default of the program that made it; its words are its language.
    Field.LANGUAGE: ("sidecar", "text", "table", "feed", "json-ld", "meta", "html", "http"),
    Field.URL: (*_HINT, "warc", "http", "html", "meta", "json-ld"),
    Field.OUTLET: ("sidecar", "table", "url:registry", "feed", "json-ld", "meta", "html", "text", "url:host"),
    Field.BYLINE: (*_HINT, "json-ld", "meta", "html", "text:byline", "text:sign-off", "text:name line"),
    Field.PUBLISHED: (*_HINT, "json-ld", "meta", "html", "text:published line", "url|text:date line"),
    Field.CRAWLED: ("sidecar", "table", "warc", "http", "feed"),
}
"""What is believed first, by source or whole basis; "a|b" are equally strong, and so may contradict each other."""
_ALIKE_WHEN_INSIDE = frozenset({Field.TITLE, Field.BYLINE, Field.OUTLET, Field.DATELINE})
_TIMES = frozenset({Field.PUBLISHED, Field.UPDATED, Field.CRAWLED})
_EARLIEST_ZONE, _LATEST_ZONE = timedelta(hours=-12), timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Formed:
    """A candidate whose value has its field's form; `fault` is why it cannot be believed, `note` how it was read."""

    candidate: Candidate
    fault: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The value of a field, None where it is unknown, and its candidates with what became of each."""

    value: str | None
    candidates: tuple[Candidate, ...] = ()

    @property
    def chosen(self) -> Candidate | None:
        """The candidate that is believed."""
        return next((candidate for candidate in self.candidates if candidate.chosen), None)

    def refused(self, reason: str) -> Decision:
        """Return the decision turned into "unknown", for a reason found later."""
        return Decision(
            None, tuple(replace(c, chosen=False, reason=reason) if c.chosen else c for c in self.candidates)
        )


def decide(field: Field, found: Sequence[Formed]) -> Decision:
    """Choose among the candidates of a field.

    The strongest source wins. Where it gives values that contradict one another, the one that a weaker source repeats
    wins; where there is none, or several, the field is unknown, and each candidate says what disagreed.
    """
    usable = [formed for formed in found if not formed.fault]
    if not usable:
        return Decision(None, tuple(replace(formed.candidate, reason=formed.fault) for formed in found))
    best = min(_rank(formed.candidate) for formed in usable)
    strongest = [formed for formed in usable if _rank(formed.candidate) == best]
    weaker = [formed for formed in usable if _rank(formed.candidate) > best]
    chosen, why = _among(field, strongest, weaker)
    if chosen is None:
        return Decision(None, tuple(_left(formed, why if formed in strongest else "") for formed in found))
    return Decision(chosen.candidate.value, tuple(_judged(field, formed, chosen, why) for formed in found))


def _among(field: Field, strongest: Sequence[Formed], weaker: Sequence[Formed]) -> tuple[Formed | None, str]:
    first = _fullest(field, strongest)
    rivals = [formed for formed in strongest if not _alike(field, formed, first)]
    if not rivals:
        return first, f"strongest: {first.candidate.basis}"
    repeated = [formed for formed in strongest if any(_alike(field, formed, other) for other in weaker)]
    if repeated and all(_alike(field, formed, repeated[0]) for formed in repeated):
        helper = next(other for other in weaker if _alike(field, repeated[0], other))
        chosen = _fullest(field, repeated)
        return chosen, f"strongest: {chosen.candidate.basis}, where it agrees with {helper.candidate.basis}"
    values = sorted({_shown(field, formed.candidate.value) for formed in strongest})
    return None, "the strongest candidates disagree: " + ", ".join(values)


def _judged(field: Field, formed: Formed, chosen: Formed, why: str) -> Candidate:
    """Return a candidate with what became of it."""
    if formed is chosen:
        return replace(formed.candidate, chosen=True, reason="; ".join(filter(None, (why, formed.note))))
    if formed.fault:
        return _left(formed, "")
    relation = "agrees with" if _alike(field, formed, chosen) else "differs from"
    return _left(formed, f"{relation} {chosen.candidate.basis}")


def _left(formed: Formed, why: str) -> Candidate:
    return replace(formed.candidate, reason="; ".join(filter(None, (formed.fault, why, formed.note))))


def _rank(candidate: Candidate) -> int:
    order = _ORDER.get(candidate.field, _USUAL)
    source = candidate.basis.partition(":")[0]
    names = {candidate.basis, source}
    return next((i for i, equal in enumerate(order) if not names.isdisjoint(equal.split("|"))), len(order))


def _fullest(field: Field, found: Sequence[Formed]) -> Formed:
    """Return the first candidate; of times the one that says most: with a time of day, with a zone."""
    return max(found, key=lambda formed: len(formed.candidate.value)) if field in _TIMES else found[0]


def _alike(field: Field, one: Formed, other: Formed) -> bool:
    a, b = one.candidate.value, other.candidate.value
    if field in _TIMES:
        return same_time(a, b)
    a, b = _shown(field, a), _shown(field, b)
    # Titles come with and without a kicker, bylines with and without a role: these do not contradict.
    return a == b or (field in _ALIKE_WHEN_INSIDE and bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} "))


def _shown(field: Field, value: str) -> str:
    if field in _TIMES:
        return day_of(value)
    return (
        address_of(value)
        if field is Field.URL
        else " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", value).casefold()))
    )


def same_time(one: str, other: str) -> bool:
    """Say whether two ISO days or times can be one: the same day, the same instant, or one day in some zone.

    >>> same_time("2031-05-04T23:30:00+00:00", "2031-05-05"), same_time("2031-05-04", "2031-05-06")
    (True, False)
    """
    if day_of(one) == day_of(other):
        return True
    a, b = (datetime.fromisoformat(value) for value in (one, other))
    if a.tzinfo and b.tzinfo:
        return a == b
    if a.tzinfo or b.tzinfo:
        zoned, day = (a, b.date()) if a.tzinfo else (b, a.date())
        return _day_in(zoned, _EARLIEST_ZONE) <= day <= _day_in(zoned, _LATEST_ZONE)
    return False


def _day_in(moment: datetime, zone: timedelta) -> date:
    offset = moment.utcoffset() or timedelta()
    return (moment.replace(tzinfo=None) - offset + zone).date()

"""Times of publication, change and crawl: one form, day and month told apart, and checked for sense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from onrecord.extract.choice import Decision, Formed, decide
from onrecord.extract.dates import day_of
from onrecord.extract.moments import Moment, read_moment
from onrecord.model.article import Candidate, Field
from onrecord.ontology.calendar_words import load_calendar_words

_NUMBERS = ("sidecar", "table", "feed", "json-ld")
"""Sources that write times as seconds since 1970; elsewhere a bare number may be anything."""


def known_times(candidates: Sequence[Candidate], languages: Iterable[str], host: str) -> dict[Field, Decision]:
    """Decide when the article was published, changed and crawled.

    A date with two readings is read as another candidate says, else in the order that language and host use, else not
    at all. A publication after the crawl, and an update before the publication, are refused.
    """
    read = [(candidate, read_moment(candidate.value, _source(candidate) in _NUMBERS)) for candidate in candidates]
    order = _order(languages, host)
    certain = [moment.readings[0] for _, moment in read if len(moment.readings) == 1]
    formed = [_formed(candidate, moment, certain, order) for candidate, moment in read]
    of = {field: [f for f in formed if f.candidate.field is field] for field in Field}
    crawled = decide(Field.CRAWLED, of[Field.CRAWLED])
    published = decide(Field.PUBLISHED, [_before(found, crawled.value) for found in of[Field.PUBLISHED]])
    updated = decide(Field.UPDATED, [_before(found, crawled.value) for found in of[Field.UPDATED]])
    published, updated = _consistent(published, updated)
    return {Field.CRAWLED: crawled, Field.PUBLISHED: published, Field.UPDATED: updated}


def _source(candidate: Candidate) -> str:
    return candidate.basis.partition(":")[0]


def _formed(candidate: Candidate, moment: Moment, certain: Sequence[str], order: str) -> Formed:
    if not moment.readings:
        return Formed(candidate, moment.reason)
    if len(moment.readings) == 1:
        return Formed(replace(candidate, value=moment.readings[0]))
    fitting = [reading for reading in moment.readings if day_of(reading) in {day_of(other) for other in certain}]
    if len(fitting) == 1:
        return Formed(replace(candidate, value=fitting[0]), note=f"{moment.reason}; another candidate says which")
    if not order or fitting:
        return Formed(candidate, moment.reason)
    reading = moment.readings[0 if order == "day" else 1]
    return Formed(
        replace(candidate, value=reading), note=f"{moment.reason}; its language or host writes the {order} first"
    )


def _order(languages: Iterable[str], host: str) -> str:
    """Return "day" or "month" if languages and host agree on which comes first, else ""."""
    words = load_calendar_words()
    tags = [tag.strip().lower().replace("_", "-") for tag in languages]
    domain = host.rpartition(".")[2]
    found = set()
    for order, users in (("day", words.day_first), ("month", words.month_first)):
        if domain in users.domains or any(
            tag in users.languages or tag.partition("-")[0] in users.languages for tag in tags
        ):
            found.add(order)
    return found.pop() if len(found) == 1 else ""


def _before(found: Formed, crawled: str | None) -> Formed:
    """Refuse a time more than a day after the page was fetched; zones may make the difference of one."""
    if crawled and not found.fault and _days_between(crawled, found.candidate.value) > 1:
        return replace(found, fault=f"it lies after the page was fetched ({crawled})")
    return found


def _consistent(published: Decision, updated: Decision) -> tuple[Decision, Decision]:
    """Refuse what contradicts itself: nothing is changed before it is published.

    Up to a day is a matter of zones and of articles written before their hour, so the update alone falls. Beyond it the
    publication falls too, unless a second source says the same.
    """
    if published.value is None or updated.value is None or not _later(published.value, updated.value):
        return published, updated
    reason = f"it lies after the update ({updated.value}), and no other source repeats it"
    unlikely = f"it lies before the publication ({published.value})"
    settled = _days_between(updated.value, published.value) <= 1 or _repeated(published)
    return published if settled else published.refused(reason), updated.refused(unlikely)


def _repeated(decision: Decision) -> bool:
    chosen = decision.chosen
    return chosen is not None and any(
        candidate.reason.startswith("agrees with") and _source(candidate) != _source(chosen)
        for candidate in decision.candidates
    )


def _later(one: str, other: str) -> bool:
    """Say whether one time lies after another, as far as both are stated: days without a time are compared as days."""
    comparable = len(one) == len(other) and one[19:] == other[19:]
    return one > other if comparable else day_of(one) > day_of(other)


def _days_between(earlier: str, later: str) -> int:
    return (date.fromisoformat(day_of(later)) - date.fromisoformat(day_of(earlier))).days

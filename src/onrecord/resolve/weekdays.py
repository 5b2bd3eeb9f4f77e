"""The day that a sentence gives for the one event it tells, where reading tied no date to the event.

"The expulsion of four officers on Monday": a noun has its day behind its phrase, and so has a verb behind a long
object. Only a weekday, "yesterday" or "today" counts, only one of them in the sentence, and only where the sentence
tells of no other event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from onrecord.model.article import HEADINGS, Article
from onrecord.model.days import day_of, stated
from onrecord.model.reading import Event, Precision, Status, When
from onrecord.model.span import Span
from onrecord.ontology.date_words import load_date_words
from onrecord.resolve.sentences import sentence_at

_BESIDE = "told in the sentence"
_DONE = frozenset({Status.OCCURRED, Status.ONGOING, Status.ALLEGED, Status.DENIED})
_WEEK = 7
_SAID = re.compile(
    r"\b(?:said|says|saying|told|telling|announc\w+|report(?:ed|s|ing)|confirm\w+|added|adding|wrote|statement|according)\b"
    r"(?:\s[\w.’'-]+){0,4}\s$",
    re.IGNORECASE,
)
"""What stands before the day on which something was said of the event: "the ministry said late on Monday"."""

_PARTICIPLE = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!being )(?<!had )(?<!has )(?<!have )\b(?P<word>\w+ed)\s"
    r"(?:(?:on|early|late)\s){0,2}$"
)
"""A participle that tells more of a noun, or a verb of its own, before a day."""


def dated(event: Event, events: Sequence[Event], article: Article) -> Event:
    """Return one of the events of an article, with the day of its sentence where reading gave it none."""
    out = day_of(stated(article.published)) if event.date is None else None
    return _dated(event, events, article.text, out) if out else event


def _dated(event: Event, events: Sequence[Event], text: str, out: date) -> Event:
    if event.status not in _DONE or event.in_block in HEADINGS:
        return event
    sentence = sentence_at(text, event.trigger)
    if any(other is not event and sentence.overlaps(other.trigger) for other in events):
        return event
    found = list(_day().finditer(text, sentence.start, sentence.end))
    if len(found) != 1 or found[0]["before"] or _of_participle(text, event, found[0].start()):
        return event
    if _SAID.search(text, sentence.start, found[0].start()):
        return event
    day = (out - timedelta(days=_ago(found[0]["day"], out))).isoformat()
    start, end = found[0].span("day")
    return replace(event, date=When(day, day, Precision.DAY, start, end, found[0]["day"], _BESIDE))


def _of_participle(text: str, event: Event, start: int) -> bool:
    """Say whether a day is that of a participle before it which is not the event's: "the men charged on Friday"."""
    word = _PARTICIPLE.search(text, max(0, start - 60), start)
    return word is not None and not event.trigger.overlaps(Span(*word.span("word")))


def _ago(word: str, out: date) -> int:
    """Return how many days before a day another one lies that news of it calls so."""
    if word in ("today", "yesterday"):
        return int(word == "yesterday")
    return (out.weekday() - load_date_words().weekdays[word.casefold()]) % _WEEK


@cache
def _day() -> re.Pattern[str]:
    """Return the pattern of a day, with the words before it that make it another one ("since Monday")."""
    names = "|".join(name.capitalize() for name in load_date_words().day_names)
    return re.compile(
        rf"(?P<before>\b(?:since|until|till|by|next|last|from|every|before|after)\s)?\b(?P<day>{names}|yesterday|today)\b(?!['’]s)"
    )

"""Date expressions of a text, resolved against the article's date: "Tuesday", "last month", "April 4 to 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from spacy.tokens import Doc

from onrecord.model.article import Article, Block
from onrecord.model.days import day_of
from onrecord.model.reading import When
from onrecord.read.date_rules import FIGURES, Form, forms
from onrecord.read.date_setting import Rule, Setting, Why
from onrecord.read.doc import article_of
from onrecord.read.stretches import head_of
from onrecord.read.tense import is_future

_WORD = re.compile(r"[^\W\d_]+|\d+")
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Undated:
    """A date expression without days, and why it has none."""

    start: int
    end: int
    text: str
    why: Why


def resolve_dates(doc: Doc) -> tuple[When, ...]:
    """Return the resolved date expressions of a doc in text order, as ISO days with precision and anchor.

    Expressions without a year are counted from the day of publication, else of the crawl; with neither they are left
    out. A weekday or a day without a year is the nearest past one, unless its clause looks ahead.
    """
    if doc._.onrecord_dates is None:
        doc._.onrecord_dates = tuple(found for found in _read(doc) if isinstance(found, When))
    return cast("tuple[When, ...]", doc._.onrecord_dates)


def unresolved_dates(doc: Doc) -> tuple[Undated, ...]:
    """Return the date expressions of a doc that `resolve_dates` leaves out, in text order, with the reason."""
    return tuple(found for found in _read(doc) if isinstance(found, Undated))


def _read(doc: Doc) -> Iterator[When | Undated]:
    """Read the expressions from left to right, the longest first where several begin at one place."""
    article = article_of(doc)
    today, anchor = _today(article)
    previous: When | None = None
    at = 0
    for start, block, tried in _starts(article):
        if start < at:
            continue
        before = article.text[max(block.start, start - _BEFORE) : start]
        for match, rule in _matches(article.text, start, block, before, tried):
            ahead, a_person = partial(is_future, doc, *match.span("all")), partial(_is_person, doc, *match.span("all"))
            found = _told(rule, match, Setting(today, anchor, previous, before, ahead, a_person))
            if found is None and rule is not None:
                continue
            at = match.end()
            if found is not None:
                previous = found if isinstance(found, When) else previous
                yield found
            break


def _starts(article: Article) -> Iterator[tuple[int, Block, tuple[Form, ...]]]:
    """Give the places where an expression may begin, each with the forms that begin so."""
    known = forms()
    for block in article.readable():
        for word in _WORD.finditer(article.text, block.start, block.end):
            tried = known.get(FIGURES if word[0].isdecimal() else word[0].lower())
            if tried:
                yield word.start(), block, tried


def _matches(
    text: str, start: int, block: Block, before: str, tried: tuple[Form, ...]
) -> list[tuple[re.Match[str], Rule | None]]:
    matches = [
        (match, form.rule)
        for form in tried
        if (match := form.pattern.match(text, start, block.end)) and form.may_follow(before)
    ]
    return sorted(matches, key=lambda found: -found[0].end())


def _told(rule: Rule | None, match: re.Match[str], setting: Setting) -> When | Undated | None:
    """Return what a rule reads in a match; days before the first year or after the last one are none."""
    try:
        told = rule(match, setting) if rule else None
    except (ValueError, OverflowError):
        told = Why.NO_SUCH_DAY
    if told is None:
        return None
    start, end = match.span("all")
    if isinstance(told, Why):
        return Undated(start, end, match["all"], told)
    (since, until, precision), anchor = told
    return When(since.isoformat(), until.isoformat(), precision, start, end, match["all"], anchor)


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """Say whether some characters name a person, as subject or by the entity recogniser ("after May resigned")."""
    head = head_of(doc, start, end)
    return head is not None and (head.ent_type_ == "PERSON" or head.dep_ in ("nsubj", "nsubjpass"))


def _today(article: Article) -> tuple[date | None, str]:
    known = ((day_of(article.published), "published"), (day_of(article.crawled), "crawled"))
    return next(((day, name) for day, name in known if day), (None, ""))

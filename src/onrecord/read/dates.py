"""Date expressions of a text, resolved against the article's date: "Tuesday", "last month", "April 4 to 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.model.reading import When
from onrecord.read.date_rules import RULES, Rule, Setting
from onrecord.read.doc import article_of
from onrecord.read.tense import is_future


def resolve_dates(doc: Doc) -> tuple[When, ...]:
    """Return the resolved date expressions of a doc in text order, as ISO days with precision and anchor.

    Expressions without a year are counted from the day of publication, else of the crawl; with neither they are left
    out. A weekday or a day without a year is the nearest past one, unless its clause looks ahead.
    """
    if doc._.onrecord_dates is None:
        doc._.onrecord_dates = tuple(_resolved(doc))
    return cast("tuple[When, ...]", doc._.onrecord_dates)


def _resolved(doc: Doc) -> list[When]:
    article = article_of(doc)
    today, anchor = _today(article)
    found: list[When] = []
    for match, rule in _matches(article):
        start, end = match.start("all"), match.end("all")
        setting = Setting(today, anchor, found[-1] if found else None, is_future(doc, start, end))
        days = rule(match, setting)
        if days is not None:
            (since, until, precision), source = days
            text = article.text[start:end]
            found.append(When(since.isoformat(), until.isoformat(), precision, start, end, text, source))
    return found


def _today(article: Article) -> tuple[date | None, str]:
    for value, name in ((article.published, "published"), (article.crawled, "crawled")):
        try:
            if value:
                return date.fromisoformat(value[:10]), name
        except ValueError:
            continue
    return None, ""


def _matches(article: Article) -> Iterator[tuple[re.Match[str], Rule]]:
    """Give the matches of all rules from left to right, the longest first where they meet, none overlapping another."""
    matches = [
        (match, rule)
        for block in article.readable()
        for pattern, rule in RULES
        for match in pattern.finditer(article.text, block.start, block.end)
    ]
    matches.sort(key=lambda item: (item[0].start("all"), -item[0].end("all")))
    end = 0
    for match, rule in matches:
        if match.start("all") >= end:
            end = match.end("all")
            yield match, rule

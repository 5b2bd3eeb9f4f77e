"""How a claim, a statement, an event or an article is cited: its words, where they stand, and which record has it."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from onrecord.export.addresses import web_address
from onrecord.model.article import Article
from onrecord.model.derived import Claim
from onrecord.model.reading import Event, Statement, StatementKind
from onrecord.model.snapshot import Snapshot

_STATE = 16
"""Characters of the record's state that a line of text shows: enough to tell two records apart."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co"})
_KEPT = frozenset("\u200c\u200d")
"""Joiners, which some scripts cannot be written without; the other characters without a shape turn lines around."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which record: the software that reads it, a hash of its facts, and the day on which coverage was last added."""

    software: str
    state: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article: `[start, end)` in its stored text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: an article, or words in it; `standing` is what stands behind a claim.

    `who` says the words, and `verbatim` whether they are the speaker's own; else they are the article's.
    """

    id: str
    article: Article
    words: tuple[Words, ...] = ()
    who: str = ""
    verbatim: bool = False
    standing: str = ""

    @property
    def quoted(self) -> str:
        """The words in quotation marks, with the speaker; nobody is quoted with words that are the article's."""
        words = f"“{self.text}”" if self.words else ""
        if not (words and self.who):
            return words
        return f"{flat(self.who)}{'' if self.verbatim else ', as reported'}: {words}"

    @property
    def text(self) -> str:
        """The words in one line; parts that stand apart are joined by an ellipsis."""
        return " … ".join(flat(part.text) for part in self.words)

    @property
    def address(self) -> str | None:
        """The article's address, where it has one that may be linked."""
        return web_address(self.article.url)


def cited(snapshot: Snapshot, thing: Article | Statement | Event | Claim) -> Cited:
    """Gather what a citation tells; of a claim the words are those of its fullest report.

    The snapshot holds the article with its text, who takes part, and how the claim stands.
    """
    if isinstance(thing, Article):
        return Cited(thing.id, thing)
    head = _head(snapshot, thing) if isinstance(thing, Claim) else thing
    article = snapshot.facts.article[head.article]
    spans = head.spans if isinstance(head, Statement) else head.clause
    words = tuple(Words(span.start, span.end, span.of(article.text)) for span in spans)
    standing = _standing(snapshot, thing) if isinstance(thing, Claim) else ""
    if isinstance(head, Event):
        return Cited(thing.id, article, words, standing=standing)
    return Cited(thing.id, article, words, _who(snapshot, head), head.kind is StatementKind.DIRECT, standing)


def _head(snapshot: Snapshot, claim: Claim) -> Statement | Event:
    return snapshot.facts.statement.get(claim.head) or snapshot.facts.event[claim.head]


def _who(snapshot: Snapshot, statement: Statement) -> str:
    if statement.speaker is None:
        return ""
    actor = snapshot.cast.of(statement.speaker.entity)
    return actor.name if actor else statement.speaker.name


def _standing(snapshot: Snapshot, claim: Claim) -> str:
    known = snapshot.standing.get(claim.id)
    if known is None:
        return ""
    reports = len(known.articles)
    origins = _interval(known.at_least, known.at_most)
    return f"reported in {reports} article{'s' * (reports != 1)}, {origins}; {known.verdict}"


def _interval(least: int, most: int) -> str:
    if least == most:
        return f"{least} origin{'s' * (least != 1)}"
    return f"at least {least} and at most {most} origin{'s' * (most != 1)}"


def flat(text: str) -> str:
    r"""Return a text as one line, without the characters that have no shape of their own.

    >>> flat("one\n two\x00\u202e!")
    'one two!'
    """
    shown = (c for c in text if c.isspace() or c in _KEPT or unicodedata.category(c) not in _SHAPELESS)
    return " ".join("".join(shown).split())


def as_text(found: Cited, version: Version) -> str:
    """Return a citation as a line of text."""
    place = ", ".join([*article_parts(found), *([stands(found)] if found.words else [])])
    standing = flat(found.standing[:1].upper() + found.standing[1:])
    parts = [found.quoted, f"In: {place}" if found.words else place, standing, f"{record_of(found, version)}."]
    return " ".join(part if part.endswith((".", "”")) else f"{part}." for part in parts if part)


def article_parts(found: Cited) -> list[str]:
    """Return what is known of the article: who wrote it, its title, its outlet, its day and its address."""
    article = found.article
    title = f"“{flat(article.title)}”" if article.title else ""
    day = (article.published or "")[:10]
    address = f"<{found.address}>" if found.address else ""
    return [part for part in (flat(article.byline or ""), title, flat(article.outlet or ""), day, address) if part]


def stands(found: Cited) -> str:
    """Say where the words stand in the article's stored text.

    >>> stands(Cited("sta-1", Article("art-1", "a", "one two", ""), (Words(0, 3, "one"), Words(4, 7, "two"))))
    'characters 0 to 3 and 4 to 7'
    """
    return f"characters {' and '.join(f'{part.start} to {part.end}' for part in found.words)}"


def record_of(found: Cited, version: Version, length: int = _STATE) -> str:
    """Name the record and the row in it."""
    day = f" of {version.day}" if version.day else ""
    return f"{version.software}, record {version.state[:length]}{day}, {found.id}"


def as_csl(found: Cited, version: Version) -> str:
    """Return a citation as CSL-JSON, a list of one item; `custom` has the words as they stand, with their offsets.

    The form is that of https://github.com/citation-style-language/schema (csl-data.json, version 1.0).
    """
    article = found.article
    item: dict[str, Any] = {
        "id": found.id,
        "type": "article-newspaper",
        "title": flat(article.title or ""),
        "container-title": flat(article.outlet or ""),
        "author": [{"literal": flat(article.byline)}] if article.byline else [],
        "issued": _date_parts(article.published),
        "accessed": _date_parts(article.crawled),
        "URL": found.address,
        "language": article.language,
        "note": note(found, version),
        "custom": {
            "id": found.id,
            "article": article.id,
            "words": [{"start": part.start, "end": part.end, "text": part.text} for part in found.words],
            "who": found.who,
            "verbatim": found.verbatim if found.who else None,
            "standing": found.standing,
            "software": version.software,
            "record": version.state,
            "record_day": version.day,
        },
    }
    item["custom"] = _known(item["custom"])
    return _safe(json.dumps([_known(item)], ensure_ascii=False, indent=1))


def note(found: Cited, version: Version) -> str:
    """Return the words with their place, what stands behind them, and the record, as one line."""
    words = [f"{found.quoted} ({stands(found)})"] if found.words else []
    return "; ".join([*words, *([flat(found.standing)] if found.standing else []), record_of(found, version, 64)])


def _date_parts(day: str | None) -> dict[str, list[list[int]]] | None:
    found = _DATE.match(day or "")
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else None


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is unknown."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _safe(text: str) -> str:
    """Spell out, as JSON can, the characters that would turn a line around or move a cursor."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in _SHAPELESS else json.dumps(c)[1:-1] for c in text)

"""Citations of what a record holds, read from it without reading all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.metadata import version

from onrecord.export.bibtex import as_bibtex
from onrecord.export.cite import Cited, Version, as_csl, as_text, cited
from onrecord.model.article import Article
from onrecord.model.derived import Claim
from onrecord.model.errors import NotFoundError
from onrecord.model.reading import Event, Statement
from onrecord.record.file import Record
from onrecord.record.find import get
from onrecord.record.gathering import Gathering
from onrecord.record.store import state_of


class CitedAs(StrEnum):
    """The forms of a citation."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL = "csl"


FORMS: Mapping[CitedAs, Callable[[Cited, Version], str]] = {
    CitedAs.TEXT: as_text,
    CitedAs.BIBTEX: as_bibtex,
    CitedAs.CSL: as_csl,
}
"""What writes each form."""


def cite(record: Record, start: str, form: CitedAs) -> str:
    """Cite the claim, statement, event or article whose id begins with `start`.

    Raises `NotFoundError` where nothing has such an id, several things have, or it is something else.
    """
    with record.gathering() as held:
        return citations(held, start)[form]


def citations(held: Gathering, start: str) -> dict[CitedAs, str]:
    """Cite the thing whose id begins with `start` in every form; see `cite`."""
    thing = get(held.connection, start)
    if not isinstance(thing, (Article, Statement, Event, Claim)):
        raise NotFoundError(f"{start} is no claim, statement, event or article; only these are cited")
    found, version_ = gathered(held, thing), version_of(held.connection)
    return {form: write(found, version_) for form, write in FORMS.items()}


def gathered(held: Gathering, thing: Article | Statement | Event | Claim) -> Cited:
    """Gather what the citation of something tells."""
    if isinstance(thing, Article):
        held.articles([thing.id])
        return cited(held.snapshot(), thing)
    if isinstance(thing, Claim):
        held.claims([thing.id], members=False)
    fact = thing.head if isinstance(thing, Claim) else thing.id
    held.deeds([fact])
    held.articles(article.id for article in held.snapshot().facts.articles)
    return cited(held.snapshot(), thing)


def version_of(connection: sqlite3.Connection) -> Version:
    """Say which record this is; it reads the ids of all articles."""
    (started,) = connection.execute("SELECT max(started) FROM run").fetchone()
    return Version(f"Onrecord {version('onrecord')}", state_of(connection), started[:10] if started else None)

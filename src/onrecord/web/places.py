"""Where a row is shown, by its id: what a permanent address leads to."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.model.derived import Actor, Claim, Dependence, Discrepancy, Origin, Story
from onrecord.model.errors import NotFoundError
from onrecord.model.problem import Problem
from onrecord.record.file import Record
from onrecord.record.find import Row
from onrecord.web.links import page_of, safe_name

_OWN: Mapping[type, str] = {Story: "story", Claim: "claim", Actor: "actor"}


def place_of(record: Record, identifier: str) -> str:
    """Return the address of the page, and the place on it, where the row with an id is shown.

    Raises `NotFoundError` where there is no such row, or none that is shown.
    """
    found = record.get(identifier)
    folder = _OWN.get(type(found))
    return page_of(folder, found.id) if folder else _within(found)


def _within(found: Row) -> str:
    if isinstance(found, Problem):
        return f"problems.html#{safe_name(found.id)}"
    if isinstance(found, (Origin, Dependence, Discrepancy)):
        return f"{page_of('claim', found.claim)}#{safe_name(found.id)}"
    article = getattr(found, "article", None)
    if article:
        return f"{page_of('article', article)}#{safe_name(found.id)}"
    if hasattr(found, "blocks"):
        return page_of("article", found.id)
    raise NotFoundError(f"{found.id} has no page of its own; `onrecord show {found.id}` prints it")

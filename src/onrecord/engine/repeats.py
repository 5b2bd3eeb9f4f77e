"""What is told of articles that come again, of different ones under one name, and which outcomes will stay the same."""

from __future__ import annotations

from typing import TypeGuard

from onrecord.model.article import Article
from onrecord.model.problem import Problem, ProblemCode, problem

METADATA = ("outlet", "title", "byline", "published", "updated", "language")
"""What may differ between two arrivals of one article."""

_LOST = (ProblemCode.CRASHED, ProblemCode.TOO_SLOW)


def kept(before: Article, again: Article, location: str, place: str) -> Problem | None:
    """Say of an article that comes again with other metadata that the record keeps what it has; None where it agrees.

    >>> first = Article("art-1", "a.txt", "words", "", outlet="Courier")
    >>> kept(first, first, "in/a.txt", "") is None
    True
    """
    names = [name for name in METADATA if getattr(before, name) != getattr(again, name)]
    if not names:
        return None
    changes = ", ".join(f"{name} {getattr(again, name) or 'unknown'}" for name in names)
    cause = f"the record has this article, and keeps what it says of it; this time it came with {changes}"
    remedy = "facts are written once: to use the new ones, add the coverage to a new record"
    # A feed may say another time of publication every hour.
    return problem(ProblemCode.DUPLICATE, again.uri, location, cause, remedy, place, fatal=False, about="metadata")


def duplicate(uri: str, location: str, place: str) -> Problem:
    """Say of an article that another one with other text has its name."""
    cause = f"another article with other text is named {uri} too; both were added"
    remedy = "rename one, or give every row an id of its own, so that they can be told apart"
    return problem(ProblemCode.DUPLICATE, uri, location, cause, remedy, place, fatal=False)


def is_lasting(outcome: object) -> TypeGuard[Article | Problem]:
    """Say whether the same page would become this again: a worker that is lost on a busy machine may do tomorrow."""
    return isinstance(outcome, Article) or (isinstance(outcome, Problem) and outcome.code not in _LOST)

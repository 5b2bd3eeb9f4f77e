"""What extracting gives."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article, and what of its page could not be kept."""

    article: Article
    problems: tuple[Problem, ...] = ()

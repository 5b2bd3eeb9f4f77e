"""Extracting the article of a page in a worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.extract.extracted import Extracted
from onrecord.model.article import Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.ontology.sources import Sources, load_sources

_TRIAL = b"The harbour of the town opened to ships on Monday, the port authority said.\n" * 8
"""Long enough for all that is loaded on demand: the labeller's weights, the model that tells languages."""


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """Extracts the articles of pages."""

    actors_file: Path | None
    limits: Limits

    def prepare(self) -> None:
        """Load the registry of outlets and what extraction needs, before the first page's time runs."""
        from onrecord.extract.article import extract

        for media in ("text/html", "text/plain"):
            extract(Page("", "", _TRIAL, media), self._registry(), self.limits)

    def __call__(self, request: object) -> Iterator[Extracted | Problem]:
        """Yield the article of a `Page`, or its problem; whatever a parser raises becomes a problem."""
        if not isinstance(request, Page):
            raise TypeError(f"a {type(request).__name__} has no article")
        # Its parsers take a third of a second to import, which the process that only asks for it never needs.
        from onrecord.extract.article import extract

        try:
            yield extract(request, self._registry(), self.limits)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - hostile input; the other pages go on
            cause = f"extracting the article failed with {type(error).__name__}: {error}"
            remedy = "the item was left out; report this with the item"
            yield problem(ProblemCode.READ_FAILED, request.uri, request.location, cause, remedy, request.place)

    def _registry(self) -> Sources:
        return load_sources(self.actors_file) if self.actors_file else load_sources()

"""The sources that the reports of a claim name: one node for every source, however each report writes it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.derived import SOURCE, OriginKind
from onrecord.model.folding import folded
from onrecord.model.reading import Citation, CitationKind, Role
from onrecord.model.span import Span
from onrecord.ontology.sources import load_sources
from onrecord.resolve.wording import words_in

_LEADING = re.compile(r"^[Tt]he\s+")

_ALONE = frozenset({CitationKind.OUTLET, CitationKind.SOCIAL, CitationKind.DOCUMENT, CitationKind.OWN})
_TO_ONE = ("told", "setting", "posted")

UNNAMED = f"{SOURCE}unnamed"
"""The one node of all unnamed sources: two reports of anonymous officials may well mean the same ones."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as one article names it; `node` is the same for all ways to name it.

    `implied` marks a source that need not have reported this very claim, such as who speaks of an event in passing.
    `doer` marks who announces a deed of their own side: two bodies of one government confirm each other in nothing.
    `heard` marks whom the words were spoken to alone, or where they were first published: an interviewer, a platform,
    a written statement.
    """

    node: str
    name: str
    kind: OriginKind
    article: str
    span: Span
    text: str
    implied: bool = False
    heard: bool = False
    doer: bool = False


class Nodes:
    """The nodes of all sources that a coverage names, each under the name that is used most."""

    def __init__(self, names: Iterable[str]) -> None:
        used: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            used[source_key(name)][_LEADING.sub("", name)] += 1
        self._shown = {key: min(counts, key=lambda n: (-counts[n], -len(n), n)) for key, counts in used.items()}

    def of(self, name: str) -> str:
        """Return the node of a source by any of its names.

        >>> Nodes(["the Velmark Times", "Velmark Times", "Tass"]).of("The Velmark Times")
        'source:Velmark Times'
        """
        source = load_sources().find(name)
        if source:
            return f"{SOURCE}{source.family or source.name}"
        return f"{SOURCE}{self._shown.get(source_key(name), name)}"

    def cited(self, citation: Citation) -> Cited:
        """Return the source that a citation names."""
        kind = OriginKind(citation.kind.value)
        node = UNNAMED if citation.kind is CitationKind.UNNAMED else self.of(citation.name)
        span = Span(citation.start, citation.end)
        return Cited(node, citation.name, kind, citation.article, span, citation.text, heard=is_heard(citation))

    def speaker(self, role: Role, name: str, article: str, *, implied: bool, doer: bool) -> Cited:
        """Return the speaker of the statement that reports an event, on whose word the event rests."""
        span = Span(role.start, role.end)
        return Cited(self.of(name), name, OriginKind.OFFICIAL, article, span, role.text, implied=implied, doer=doer)


def is_heard(citation: Citation) -> bool:
    """Say whether a citation names the one interviewer, platform or document that had the words first.

    Agencies do not count: an official speaks to several of them at once. "According to" an outlet says that it reports
    the words, not that they were spoken to it.
    """
    first = citation.kind is CitationKind.DOCUMENT or citation.reason.startswith(_TO_ONE)
    return first and citation.kind in _ALONE and citation.place == 0


def source_key(name: str) -> str:
    """Return what is the same for all names of a source: its newsroom in the registry, else its words in any order.

    >>> source_key("the Tass news agency") == source_key("TASS")
    True
    >>> source_key("Velmark's Ministry of Defence") == source_key("the Velmark defense ministry")
    True
    """
    source = load_sources().find(name)
    if source:
        return source.family or source.name
    return " ".join(sorted({word.sense for word in words_in(name) if word.content})) or folded(name)

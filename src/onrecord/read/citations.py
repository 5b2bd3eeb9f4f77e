"""The component that finds citations: on whose word a statement, an event or the article rests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Citation, CitationKind, CitationScope, Event, Statement
from onrecord.model.span import Span
from onrecord.ontology.sources import Sources, load_sources
from onrecord.read.conduit import Conduit
from onrecord.read.conduits import ConduitFinder
from onrecord.read.continuations import Continuations
from onrecord.read.credits import ITS_OWN, STATED, find_credits, own_credit, places
from onrecord.read.doc import article_of, events_of, statements_of
from onrecord.read.event_sources import EventSources
from onrecord.read.publishers import Publishers
from onrecord.read.tellers import with_tellers

_LISTED = re.compile(
    r"\s*(?:,|,?\s(?:and|as well as|or))\s+(?:(?:to|by)\s+)?(?:the\s+(?:[a-z-]+\s+){0,3})?", re.IGNORECASE
)


@Language.factory("onrecord_citations_v1", default_config={"actors_file": None})
def make_citations(nlp: Language, name: str, actors_file: str | None) -> Citations:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it also knows the sources in the user's own actors file."""
    return Citations(load_sources(Path(actors_file) if actors_file else None))


class Citations:
    """Finds the citations of a doc and sets `doc._.onrecord_citations`."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def __call__(self, doc: Doc) -> Doc:
        """Find the citations of one doc: of the statements, of the events they report, of the article."""
        article = article_of(doc)
        publishers = Publishers(article, self.sources)
        spoken = list(self._of_statements(doc, article, publishers))
        told = _of_events(events_of(doc), statements_of(doc), spoken)
        found = [*spoken, *told, *_of_untold(doc, article, publishers), *self._of_article(article)]
        doc._.onrecord_citations = _each_once(found)
        return doc

    def _of_statements(self, doc: Doc, article: Article, publishers: Publishers) -> Iterator[Citation]:
        statements = sorted(statements_of(doc), key=lambda s: (s.spans, s.id))
        finder = ConduitFinder(doc, article, statements, publishers)
        own = [finder.of(statement) for statement in statements]
        carried = Continuations(doc, article, statements).carry(own, finder.heard)
        told = with_tellers(statements, carried, article.text)
        for statement, conduits in zip(statements, told, strict=True):
            for place, conduit in _placed(conduits, article.text):
                yield _of_statement(article, statement, place, conduit)

    def _of_article(self, article: Article) -> Iterator[Citation]:
        credits_ = find_credits(article, self.sources)
        own = own_credit(article, self.sources) if all(credit.partial for credit in credits_) else None
        for place, credit in places([*credits_, *([own] if own else [])], article.text):
            kind = CitationKind.AGENCY if credit.source.kind == "agency" else CitationKind.OUTLET
            words = credit.span.of(article.text) if credit.rule not in {STATED, ITS_OWN} else credit.name
            yield _citation(
                article,
                kind,
                credit.name,
                credit.span,
                CitationScope.ARTICLE,
                article.id,
                place,
                f"{credit.rule}: {words[:60]!r}",
            )


def _each_once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Order citations by place, each once: two rules can find that the same words give a fact the same source."""
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.id, citation)
    return tuple(sorted(first.values(), key=lambda c: (c.start, c.end, c.target)))


def _placed(conduits: Sequence[Conduit], text: str) -> Iterator[tuple[int, Conduit]]:
    """Give each conduit its place in the chain; those of one list stand side by side: "told X and Y"."""
    place, last = -1, None
    for conduit in conduits:
        listed = (
            last is not None
            and conduit.rule == last.rule
            and _LISTED.fullmatch(text, last.span.end, conduit.span.start)
        )
        place += 0 if listed else 1
        last = conduit
        yield place, conduit


def _of_statement(article: Article, statement: Statement, place: int, conduit: Conduit) -> Citation:
    scope, rule = CitationScope.STATEMENT, conduit.rule
    return _citation(article, conduit.kind, conduit.name, conduit.span, scope, statement.id, place, rule)


def _of_untold(doc: Doc, article: Article, publishers: Publishers) -> Iterator[Citation]:
    """Give the sources of the events that no statement holds, by the words of their sentences."""
    sources = EventSources(doc, publishers, statements_of(doc))
    for event in events_of(doc):
        for place, conduit in enumerate(sources.of(event)):
            scope, rule = CitationScope.EVENT, conduit.rule
            yield _citation(article, conduit.kind, conduit.name, conduit.span, scope, event.id, place, rule)


def _of_events(
    events: tuple[Event, ...], statements: tuple[Statement, ...], cited: list[Citation]
) -> Iterator[Citation]:
    """Hand the citations of a statement on to the events that its content reports."""
    for event in events:
        within = _innermost(event, statements)
        for citation in cited:
            if within and citation.target == within.id:
                yield Citation(
                    content_id(Prefix.CITATION, event.article, event.id, citation.start, citation.end, citation.name),
                    citation.article,
                    citation.kind,
                    citation.name,
                    citation.start,
                    citation.end,
                    citation.text,
                    CitationScope.EVENT,
                    event.id,
                    citation.place,
                    citation.reason,
                )


def _innermost(event: Event, statements: tuple[Statement, ...]) -> Statement | None:
    holding = [s for s in statements if any(span.contains(event.trigger) for span in s.spans)]
    return min(holding, key=lambda s: (sum(len(span) for span in s.spans), s.id), default=None)


def _citation(
    article: Article,
    kind: CitationKind,
    name: str,
    span: Span,
    scope: CitationScope,
    target: str,
    place: int,
    reason: str,
) -> Citation:
    return Citation(
        id=content_id(Prefix.CITATION, article.id, target, span.start, span.end, name),
        article=article.id,
        kind=kind,
        name=name,
        start=span.start,
        end=span.end,
        text=span.of(article.text),
        scope=scope,
        target=target,
        place=place,
        reason=reason,
    )

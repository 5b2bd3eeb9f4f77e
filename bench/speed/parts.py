"""Where reading's time goes: each component's processor time, in hundredths of what the bare spaCy pipeline takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from bench.speed.measuring import by_turns, least, taken
from bench.speed.reading import parse
from onrecord.model.article import Article
from onrecord.model.run import StatementsBy
from onrecord.read.batch import DOCS_AT_ONCE, read_batch
from onrecord.read.doc import make_doc
from onrecord.read.pipeline import load_model, make_pipeline
from onrecord.read.resting import flow

T = TypeVar("T")


def measure(articles: Sequence[Article], rounds: int) -> dict[str, Any]:
    """Return the hundredths that each component takes, for both ways of reading, the least of the rounds."""
    bare = load_model()
    whole = least(by_turns({"spacy": partial(parse, bare, articles)}, rounds)["spacy"]).processor
    found: dict[str, Any] = {"articles": len(articles)}
    for by in StatementsBy:
        nlp = make_pipeline(statements_by=by, processors=1)
        read_batch(nlp, articles)
        times = [_round(nlp, articles) for _ in range(rounds)]
        found[by.value] = {name: round(100 * min(one[name] for one in times) / whole, 1) for name in times[0]}
    return found


def _round(nlp: Language, articles: Sequence[Article]) -> dict[str, float]:
    times: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[[], T]) -> T:
        kept: list[T] = []
        times[name] += taken(lambda: kept.append(work())).processor
        return kept[0]

    for at in range(0, len(articles), DOCS_AT_ONCE):
        some = articles[at : at + DOCS_AT_ONCE]
        docs = timed("tokens", lambda some=some: [make_doc(nlp, flow(article)) for article in some])  # type: ignore[misc]
        for name, pipe in nlp.pipeline:
            docs = timed(name, partial(_through, pipe, docs))
    return times


def _through(pipe: Callable[[Doc], Doc], docs: Sequence[Doc]) -> list[Doc]:
    through = getattr(pipe, "pipe", None)
    return list(through(docs, batch_size=len(docs))) if through else [pipe(doc) for doc in docs]

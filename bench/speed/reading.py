"""Reading beside the bare spaCy pipeline, on one thread each, and two processes beside one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from spacy.language import Language

from bench.speed.measuring import Ratio, Taken, Ways, by_turns, least
from onrecord.engine.pool import Pool
from onrecord.engine.worker import LostError
from onrecord.model.article import Article
from onrecord.model.run import StatementsBy
from onrecord.read.batch import DOCS_AT_ONCE, read_batch
from onrecord.read.doc import make_doc
from onrecord.read.pipeline import load_model, make_pipeline
from onrecord.read.products import multiply_steadily

BESIDE = "learned_by_the_clock"
"""The learned reader's networks beside the rest, as a worker of `onrecord add` runs them: the clock is what counts."""

_PATIENCE = 3600.0


def measure(articles: Sequence[Article], rounds: int) -> dict[str, Any]:
    """Return words a second of each way, and the ratios of their paces to bare spaCy's, which runs on one processor.

    Stock spaCy multiplies as BLIS chooses by the processor's model, which is three times as slow on some models as on
    others; `tuned` is the same pipeline with the kernel that Onrecord takes everywhere, and tells more of Onrecord.
    """
    bare, tuned = load_model(), load_model()
    multiply_steadily(tuned)
    ways = {by.value: make_pipeline(statements_by=by, processors=1) for by in StatementsBy}
    ways[BESIDE] = make_pipeline(processors=2)
    words = sum(not token.is_space for article in articles for token in make_doc(bare, article))
    read: Ways = {name: partial(read_batch, nlp, articles) for name, nlp in ways.items()}
    times = by_turns(
        {"spacy": partial(parse, bare, articles), "tuned": partial(parse, tuned, articles), **read}, rounds
    )
    return {
        "articles": len(articles),
        "words": words,
        "words_per_processor_second": {name: round(words / least(took).processor) for name, took in times.items()},
        "words_a_second_by_the_clock": {name: round(words / least(took).clock) for name, took in times.items()},
        "ratios": {
            **{by.value: Ratio.of(times["spacy"], times[by.value]) for by in StatementsBy},
            BESIDE: Ratio.by_the_clock(times["spacy"], times[BESIDE]),
            **{f"{by.value}_to_tuned": Ratio.of(times["tuned"], times[by.value]) for by in StatementsBy},
            f"{BESIDE}_to_tuned": Ratio.by_the_clock(times["tuned"], times[BESIDE]),
        },
    }


def parse(nlp: Language, articles: Sequence[Article]) -> None:
    """Run a pipeline without Onrecord's components over the text that Onrecord reads."""
    for _ in nlp.pipe((make_doc(nlp, article) for article in articles), batch_size=DOCS_AT_ONCE):
        pass


@dataclass
class ReadJob:
    """Reads articles in a worker process."""

    by: StatementsBy

    def prepare(self) -> None:
        """Load the pipeline."""
        self._nlp = make_pipeline(statements_by=self.by, processors=1)

    def __call__(self, request: object) -> Iterator[object]:
        """Read some articles, and give how many were read: what they say stays here."""
        yield len(read_batch(self._nlp, cast("list[Article]", request))[0])


def measure_processes(articles: Sequence[Article], rounds: int) -> dict[str, Any]:
    """Return how many times as fast two worker processes read as one, by the clock: right only on two idle cores."""
    parts = [list(articles[at : at + DOCS_AT_ONCE]) for at in range(0, len(articles), DOCS_AT_ONCE)]
    one, two = (_with_workers(count, parts, rounds) for count in (1, 2))
    return {"articles": len(articles), "ratios": {"two_by_the_clock": Ratio.by_the_clock(one, two)}}


def _with_workers(count: int, parts: Sequence[list[Article]], rounds: int) -> list[Taken]:
    """Return what reading takes workers which have loaded everything, round by round."""
    pool: Pool[list[Article]] = Pool(ReadJob(StatementsBy.LEARNED), count, _PATIENCE, 0, _lost)
    try:
        return by_turns({"read": lambda: list(pool.map(parts, lambda part: part, count))}, rounds)["read"]
    finally:
        pool.close()


def _lost(_: list[Article], loss: LostError) -> object:
    raise loss

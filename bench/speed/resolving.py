"""Resolving and tracing readings, beside making them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from bench.speed.measuring import Ratio, Ways, by_turns, least
from onrecord.model.article import Article
from onrecord.model.facts import Facts
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline
from onrecord.resolve.run import resolve
from onrecord.trace.run import trace


def measure(articles: Sequence[Article], rounds: int) -> dict[str, Any]:
    """Return processor milliseconds an article for each step, and how many times as fast as reading the others are."""
    nlp = make_pipeline(processors=1)
    facts = Facts.of(articles, read_batch(nlp, articles)[0])
    resolution = resolve(facts)
    steps: Ways = {
        "read": partial(read_batch, nlp, articles),
        "resolve": partial(resolve, facts),
        "trace": partial(trace, facts, resolution),
    }
    times = by_turns(steps, rounds)
    return {
        "articles": len(articles),
        "processor_ms_an_article": {n: round(1000 * least(t).processor / len(articles), 1) for n, t in times.items()},
        "ratios": {name: Ratio.of(times["read"], times[name]) for name in ("resolve", "trace")},
    }

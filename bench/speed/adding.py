"""Adding a folder of HTML pages to a new record, as the command line does, beside reading alone what is in them."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench.speed.measuring import Ratio, Ways, by_turns, least
from bench.speed.texts import extracted
from onrecord.engine.local import add
from onrecord.engine.reading import reader_count
from onrecord.model.run import StatementsBy
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline


def measure(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return milliseconds an article for adding and for reading, and the ratios of their paces.

    By the clock both may take two processors, so that ratio is right only where two are idle.
    """
    with tempfile.TemporaryDirectory() as scratch:
        pages = Path(scratch, "pages")
        pages.mkdir()
        for page in sorted(folder.iterdir())[:count]:
            (pages / page.name).symlink_to(page)
        articles = extracted(pages)
        ways = {by.value: make_pipeline(statements_by=by, processors=2) for by in StatementsBy}
        work: Ways = {f"read_{name}": partial(read_batch, nlp, articles) for name, nlp in ways.items()}
        added: Ways = {f"add_{by.value}": partial(_add, pages, Path(scratch), by) for by in StatementsBy}
        times = by_turns({**work, **added}, rounds)
    return {
        "articles": len(articles),
        "processor_ms_an_article": {n: round(1000 * least(t).processor / len(articles), 1) for n, t in times.items()},
        "clock_ms_an_article": {n: round(1000 * least(t).clock / len(articles), 1) for n, t in times.items()},
        "ratios": {
            f"add_{name}{by}": ratio(times[f"read_{name}"], times[f"add_{name}"])
            for name in ways
            for by, ratio in (("", Ratio.of), ("_by_the_clock", Ratio.by_the_clock))
        },
    }


def _add(pages: Path, scratch: Path, by: StatementsBy) -> None:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        add([pages], Path(folder, "new.onrecord"), statements_by=by, workers=reader_count(by))

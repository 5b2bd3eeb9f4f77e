"""Adding a folder of HTML pages to a new record, beside reading alone what is in them."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench.speed.measuring import Ratio, Ways, by_turns, least
from bench.speed.texts import extracted
from onrecord.engine.local import add
from onrecord.model.run import StatementsBy
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline


def measure(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return seconds an article for adding and for reading, and the ratio of their paces."""
    with tempfile.TemporaryDirectory() as scratch:
        pages = Path(scratch, "pages")
        pages.mkdir()
        for page in sorted(folder.iterdir())[:count]:
            (pages / page.name).symlink_to(page)
        articles = extracted(pages)
        ways = {by.value: make_pipeline(statements_by=by) for by in StatementsBy}
        work: Ways = {f"read_{name}": partial(read_batch, nlp, articles) for name, nlp in ways.items()}
        added: Ways = {f"add_{by.value}": partial(_add, pages, Path(scratch), by) for by in StatementsBy}
        times = by_turns({**work, **added}, rounds)
    return {
        "articles": len(articles),
        "processor_ms_an_article": {n: round(1000 * least(t).processor / len(articles), 1) for n, t in times.items()},
        "clock_ms_an_article": {n: round(1000 * least(t).clock / len(articles), 1) for n, t in times.items()},
        "ratios": {f"add_{name}": Ratio.of(times[f"read_{name}"], times[f"add_{name}"]) for name in ways},
    }


def _add(pages: Path, scratch: Path, by: StatementsBy) -> None:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        add([pages], Path(folder, "new.onrecord"), statements_by=by)

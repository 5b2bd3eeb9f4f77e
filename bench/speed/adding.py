"""Adding a folder of HTML pages to a new record, as the command line does, beside reading alone what is in them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.speed.measuring import Ratio, Taken, Ways, by_turns, least
from bench.speed.texts import extracted
from onrecord.engine.local import add
from onrecord.engine.reading import reader_count
from onrecord.model.run import StatementsBy
from onrecord.read.batch import read_batch
from onrecord.read.pipeline import make_pipeline


def measure(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return milliseconds an article for adding and for reading, and the ratios of their paces.

    One page is added by itself too: what that takes is starting, and the ratios of `further_` pages go without it. By
    the clock both may take two processors, so that ratio is right only where two are idle.
    """
    with tempfile.TemporaryDirectory() as scratch:
        found = sorted(folder.iterdir())[:count]
        pages, single = _linked(found, Path(scratch, "pages")), _linked(found[:1], Path(scratch, "page"))
        articles = extracted(pages)
        ways = {by.value: make_pipeline(statements_by=by, processors=2) for by in StatementsBy}
        work: Ways = {f"read_{name}": partial(read_batch, nlp, articles) for name, nlp in ways.items()}
        added: Ways = {f"add_{by.value}": partial(_add, pages, Path(scratch), by) for by in StatementsBy}
        began: Ways = {f"start_{by.value}": partial(_add, single, Path(scratch), by) for by in StatementsBy}
        times = by_turns({**work, **added, **began}, rounds)
    each = {name: taken for name, taken in times.items() if not name.startswith("start")}
    return {
        "articles": len(articles),
        "processor_ms_an_article": {n: round(1000 * least(t).processor / len(articles), 1) for n, t in each.items()},
        "clock_ms_an_article": {n: round(1000 * least(t).clock / len(articles), 1) for n, t in each.items()},
        "start_s": {n: least(times[f"start_{n}"]) for n in ways},
        "ratios": {
            f"{kind}_{name}{by}": ratio(times[f"read_{name}"], adding)
            for name in ways
            for kind, adding in (
                ("add", times[f"add_{name}"]),
                ("further", beyond(times[f"add_{name}"], times[f"start_{name}"])),
            )
            for by, ratio in (("", Ratio.of), ("_by_the_clock", Ratio.by_the_clock))
        },
    }


def beyond(all_: Sequence[Taken], first: Sequence[Taken]) -> list[Taken]:
    """Return what adding takes without what one page alone takes, round by round.

    >>> beyond([Taken(9, 7)], [Taken(4, 3)])
    [Taken(processor=5, clock=4)]
    """
    pairs = zip(all_, first, strict=True)
    return [Taken(a.processor - b.processor, a.clock - b.clock) for a, b in pairs]


def _linked(pages: Sequence[Path], to: Path) -> Path:
    to.mkdir()
    for page in pages:
        (to / page.name).symlink_to(page)
    return to


def _add(pages: Path, scratch: Path, by: StatementsBy) -> None:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        add([pages], Path(folder, "new.onrecord"), statements_by=by, workers=reader_count(by))

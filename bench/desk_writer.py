"""Adds made-up articles to a record, batch by batch as `onrecord add` does, until it is ended: `RECORD SEED`."""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

from bench.coverage.__main__ import coverage_of
from onrecord.model.ids import Prefix, content_id
from onrecord.model.run import Run
from onrecord.model.work import Work
from onrecord.record.file import Record

BATCH = 32
PAUSE = 0.5
"""Seconds that reading a batch takes at the least; what is written here was read before."""


def main(path: Path, seed: int) -> None:
    """Write until ended."""
    run = Run(content_id(Prefix.RUN, "bench.desk"), "2024-01-01T00:00:00+00:00", "bench.desk", "", "", "{}")
    articles = coverage_of(seed).articles(1_000_000)
    done = 0
    with Record.open(path) as record:
        while batch := list(islice(articles, BATCH)):
            record.add(run, [article for article, _ in batch], [reading for _, reading in batch], [])
            done += len(batch)
            record.announce(Work("read", done, None, run.started, "9999-01-01T00:00:00+00:00"))
            time.sleep(PAUSE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

"""Adds invented articles to a record, batch by batch as `onrecord add` does, until it is ended: `RECORD`."""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from onrecord.record.file import Record
from tests.record import invented

BATCH = 8
PAUSE = 0.5


def main(path: Path) -> None:
    """Write until ended."""
    with Record.open(path) as record:
        for number in count():
            articles = [invented.article(number * BATCH + at) for at in range(BATCH)]
            record.add(invented.RUN, articles, [invented.reading(one) for one in articles], [])
            time.sleep(PAUSE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

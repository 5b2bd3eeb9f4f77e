"""Coverage for a small cluster, and a way to end processes of it."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark import StatusTracker
    from pyspark.sql import SparkSession

SKEWED = 18
"""Articles of one story; all other stories have a few."""

TOWNS = ("Orsk", "Nara", "Pell", "Quist", "Torsund", "Velm")
THINGS = ("bridge", "harbour", "railway", "quarry", "archive", "reservoir")
SPEAKERS = ("Ada Torvik", "Ida Holm", "Runa Falk", "Olav Berg", "Mira Sund", "Jon Lund")


def text(happening: int, chance: random.Random) -> str:
    """Return an article on one of six happenings: copies, rewrites, and lines of its own."""
    town, thing, speaker = TOWNS[happening], THINGS[(happening * 5 + 1) % 6], SPEAKERS[happening]
    count = 30 + happening
    quote = f"We shall not open the {thing} of {town} again before all {count} reports have been read"
    lines = [
        f"The council of {town} closed the {thing} on Friday after {count} engineers found cracks in its walls.",
        f"“{quote},” {speaker}, the mayor of {town}, told reporters.",
        f"Velpress reported that Ostmark had sent its engineers to {town} on Monday.",
        f"Residents saw {chance.randint(3, 90)} lorries and {chance.randint(2, 40)} boats near the {thing} at noon.",
    ]
    chance.shuffle(lines)
    # Who a bare surname means hangs on who else stands in the articles of all who have it.
    called = chance.choice((speaker, speaker.split()[-1]))
    body = [*lines[: chance.randint(2, 4)], f"“{quote},” {called} said."]
    return f"{town} closes its {thing}\n\n" + "\n\n".join(body) + "\n"


def write_coverage(folder: Path) -> Path:
    """Write files and tables of some forty items: twins, one article with two dates, and some that cannot be read."""
    chance = random.Random(5)  # noqa: S311 - texts, not secrets
    paper, press = folder / "paper", folder / "press"
    paper.mkdir(parents=True)
    press.mkdir()
    happenings = [0] * SKEWED + [number % 6 for number in range(14)]
    rows = []
    for number, happening in enumerate(happenings):
        made = text(happening, chance)
        if number % 2:
            (paper / f"{number:02}.txt").write_text(made, encoding="utf-8")
        else:
            day, outlet = f"2031-05-{number % 9 + 1:02}", ("Courier", "Herald")[number % 4 // 2]
            rows.append({"id": f"r{number}", "text": made, "outlet": outlet, "date": day})
    rows += [dict(rows[0]), {**rows[1], "outlet": "Gazette"}, {**rows[2], "text": text(3, chance)}]
    rows.append({"id": "x", "text": ""})
    for half in (0, 1):
        part = "\n".join(map(json.dumps, rows[half::2]))
        (press / f"{half}.jsonl").write_text(part, encoding="utf-8")
    (paper / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (paper / "empty.txt").write_bytes(b"")
    (paper / "cut.jsonl").write_text('{"text": "Velmark closed', encoding="utf-8")
    return folder


@contextmanager
def killing(spark: SparkSession, words: str, after: int) -> Iterator[list[int]]:
    """End one of the cluster's processes while the block runs, once so many tasks of a stage are done.

    It is one that this process, or what that started, has started, with `words` in its command line.
    """
    killed: list[int] = []
    over = threading.Event()
    thread = threading.Thread(target=_kill, args=(spark.sparkContext.statusTracker(), words, after, killed, over))
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def _kill(tracker: StatusTracker, words: str, after: int, killed: list[int], over: threading.Event) -> None:
    while not over.is_set() and not killed:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numActiveTasks and stage.numCompletedTasks >= after for stage in stages):
            for process in _descendants(os.getpid(), lambda line: words in line):
                os.kill(process, signal.SIGKILL)
                killed.append(process)
                break
        time.sleep(0.02)


def _descendants(root: int, wanted: Callable[[str], bool]) -> list[int]:
    """Return the processes that one has started, the latest first, by their command lines."""
    parent: dict[int, int] = {}
    lines: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            parent[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            lines[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return [one for one in sorted(parent, reverse=True) if _is_below(one, root, parent) and wanted(lines.get(one, ""))]


def _is_below(one: int, root: int, parent: dict[int, int]) -> bool:
    while one in parent:
        one = parent[one]
        if one == root:
            return True
    return False

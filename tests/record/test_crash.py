from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from onrecord.record.file import Record
from onrecord.record.verify import verify

KILLS = 6
BATCH = 3

WRITER = f"""
import sys
from itertools import count

sys.path.insert(0, sys.argv[2])
import invented
from onrecord.record.file import Record

with Record.open(sys.argv[1], create=True) as record:
    print("ready", flush=True)
    for number in count(record.counts()["article"] // {BATCH}):
        articles = [invented.article(number * {BATCH} + i) for i in range({BATCH})]
        record.add(invented.RUN, articles, [invented.reading(a) for a in articles], [invented.lost(number)])
        if number % 4 == 0:
            record.replace_derived(*invented.derived(articles))
        print("batch", flush=True)
"""
"""Adds batches of invented articles without end, and derives after some of them."""


def started(path: Path) -> subprocess.Popen[bytes]:
    """Start a writer and wait until it has the record open."""
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE)
    wait_for(writer, b"ready\n")
    return writer


def wait_for(writer: subprocess.Popen[bytes], word: bytes) -> None:
    assert writer.stdout
    assert writer.stdout.readline() == word


def kill(writer: subprocess.Popen[bytes]) -> None:
    writer.send_signal(signal.SIGKILL)
    writer.communicate()


def check_whole(counts: dict[str, int]) -> int:
    """Check that the tables hold whole batches and whole derivations, and return how many batches."""
    batches, rest = divmod(counts["article"], BATCH)
    assert rest == 0
    assert counts["problem"] == batches
    assert counts["block"] == 3 * counts["article"]
    assert counts["statement"] == counts["event"] == counts["tenure"] == counts["article"]
    assert counts["claim"] == counts["standing"]
    assert counts["member"] == BATCH * counts["claim"]
    return batches


def test_a_killed_writer_leaves_whole_batches(path: Path) -> None:
    before = 0
    for number in range(KILLS):
        writer = started(path)
        moment = random.Random(number)  # noqa: S311 - no secret
        for _ in range(moment.randint(1, 4)):
            wait_for(writer, b"batch\n")
        time.sleep(moment.uniform(0, 0.1))
        kill(writer)
        with Record.open(path) as record:
            assert list(verify(record)) == []
            batches = check_whole(record.counts())
        assert batches > before
        before = batches


def test_readers_see_whole_batches_while_another_process_writes(path: Path) -> None:
    writer = started(path)
    try:
        with Record.open(path, readonly=True) as one, Record.open(path, readonly=True) as two:
            seen = []
            for _ in range(4):
                wait_for(writer, b"batch\n")
                for reader in (one, two):
                    seen.append(check_whole(reader.counts()))
                    facts = reader.snapshot().facts
                    assert len(facts.articles) % BATCH == 0
                    assert all(reading.statements for reading in facts.readings)
    finally:
        kill(writer)
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]

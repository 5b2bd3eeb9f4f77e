"""Adding is stopped after the batch at hand, and goes on from there; how fast it goes is shown."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from rich.progress import Progress as Bars

from onrecord.cli.codes import INTERRUPTED
from onrecord.cli.progress import Rate
from onrecord.cli.stopping import AFTER_THE_BATCH
from onrecord.engine.local import BATCH_SIZE
from onrecord.model.errors import RecordError
from onrecord.record.file import Record
from tests.cli.kit import run

ARTICLES = 4 * BATCH_SIZE
PATIENCE = 120


def count(record: Path) -> int:
    # Until it is made there is none, or an empty one.
    with suppress(RecordError), Record.open(record, readonly=True) as opened:
        return opened.counts()["article"]
    return 0


@pytest.mark.model
def test_ctrl_c_ends_after_the_batch_at_hand_and_a_further_run_goes_on(tmp_path: Path) -> None:
    coverage, record = tmp_path / "coverage", tmp_path / "r.db"
    coverage.mkdir()
    for at in range(ARTICLES):
        words = f"Skarn bridge {at} opens\n\nThe bridge number {at} over the Ilva opened, Mayor Ada Torvik said.\n"
        (coverage / f"{at:03}.txt").write_text(words * 3, encoding="utf-8")
    given = ["add", coverage, "--record", record, "--reader", "rules", "--workers", 1]
    main = "from onrecord.cli.start import main; main()"
    process = subprocess.Popen([sys.executable, "-c", main, *map(str, given)], stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not count(record):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, talk = process.communicate(timeout=PATIENCE)
    kept = count(record)
    assert process.returncode == INTERRUPTED, talk
    assert AFTER_THE_BATCH in talk
    assert f"new articles {kept}" in talk
    assert 0 < kept < ARTICLES
    assert kept % BATCH_SIZE == 0
    assert run(*given).exit_code == 0
    assert count(record) == ARTICLES


def test_a_rate_is_shown_once_there_is_one() -> None:
    now = iter(range(100))
    bars = Bars(get_time=lambda: float(next(now)))
    task = bars.add_task("read", total=None)
    assert str(Rate().render(bars.tasks[0])) == ""
    for done in (10, 20, 30):
        bars.update(task, completed=done)
    assert str(Rate().render(bars.tasks[0])).endswith("/s")

"""Ctrl-C and SIGTERM end a command with a word, a code and no traceback, whatever it is at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from onrecord.cli import start
from onrecord.cli.codes import INTERRUPTED, TERMINATED


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """Put the handlers of the tests back."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def ending(code: int) -> Callable[[], None]:
    def end() -> None:
        raise SystemExit(code)

    return end


def pressed() -> None:
    raise KeyboardInterrupt


def asked() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.parametrize(
    ("run", "code"), [(pressed, INTERRUPTED), (ending(INTERRUPTED), INTERRUPTED), (asked, TERMINATED)]
)
def test_an_interrupted_command_says_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], run: Callable[[], None], code: int
) -> None:
    monkeypatch.setattr(start, "_run", run)
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == code
    assert capfd.readouterr().err == f"{start.STOPPED}\n"


def test_another_end_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(start, "_run", ending(3))
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert (ended.value.code, capfd.readouterr().err) == (3, "")


@pytest.mark.unmeasured
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)])
def test_a_signal_while_it_starts_or_ends_is_no_traceback(number: signal.Signals, code: int) -> None:
    # What is started in the background of a script ignores Ctrl-C.
    heard = (
        "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); from onrecord.cli import start"
    )
    at_once = f"{heard}; start._run = lambda: os.kill(os.getpid(), {number:d})"
    late = f"import atexit, os; atexit.register(os.kill, os.getpid(), {number:d}); from onrecord.cli import start"
    ended = [
        subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False, timeout=60)
        for words in (f"{at_once}; start.main()", f"{late}; start._run = print; start.main()")
    ]
    assert [(one.returncode, one.stderr) for one in ended] == [(code, f"{start.STOPPED}\n"), (0, "")]

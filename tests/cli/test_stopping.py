from __future__ import annotations

import signal
import threading
import time

import pytest

from onrecord.cli.stopping import Stopping


def test_a_signal_ends_the_waiting_and_is_asked_for_after_it(capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Stopping("in a moment") as stop:
        assert (stop.wait(0.01), stop.asked()) == (False, False)
        threading.Timer(0.2, signal.raise_signal, [signal.SIGTERM]).start()
        began = time.monotonic()
        assert stop.wait(60)
        assert time.monotonic() - began < 30
        assert (stop.wait(60), stop.asked()) == (True, True)
    assert signal.getsignal(signal.SIGTERM) == before
    assert capfd.readouterr().err == ""


def test_the_first_signal_at_work_is_answered_and_the_second_ends_it(capfd: pytest.CaptureFixture[str]) -> None:
    with Stopping("in a moment") as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.asked()
        assert "in a moment" in capfd.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_another_signal_does_not_end_the_waiting() -> None:
    before = signal.signal(signal.SIGUSR1, lambda _number, _frame: None)
    try:
        with Stopping("") as stop:
            threading.Timer(0.05, signal.raise_signal, [signal.SIGUSR1]).start()
            began = time.monotonic()
            assert not stop.wait(0.4)
            assert time.monotonic() - began >= 0.4
    finally:
        signal.signal(signal.SIGUSR1, before)

"""Benchmarks that measure what one worker does: on one thread of the matrix library."""

from __future__ import annotations

import os
import sys

_SETTING = "OPENBLAS_NUM_THREADS"


def on_one_thread(module: str) -> None:
    """Start this program again with one thread, unless it runs so; the library reads the setting when it is loaded."""
    if os.environ.get(_SETTING) != "1":
        command = [sys.executable, "-m", module, *sys.argv[1:]]
        os.execve(sys.executable, command, {**os.environ, _SETTING: "1"})  # noqa: S606 - this very program again

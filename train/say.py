"""Progress and figures, told on standard error as all talk is."""

from __future__ import annotations

import sys


def say(text: str) -> None:
    """Tell a line at once."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()

"""Where the command line begins: the signals that end it are heard before anything else is loaded, and to the end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from types import FrameType

from onrecord.cli.codes import INTERRUPTED, TERMINATED

STOPPED = "stopped; what was finished is kept"


def main() -> None:
    """Run the command line; ended by Ctrl-C or SIGTERM it cleans up, says so, and returns a code of its own."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        _run()
    except KeyboardInterrupt:
        _tell()
        sys.exit(INTERRUPTED)
    except SystemExit as ending:
        if ending.code in (INTERRUPTED, TERMINATED):
            _tell()
        raise
    finally:
        # What comes now would meet the interpreter on its way out, which answers with a traceback.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)


def _run() -> None:
    from onrecord.engine.garbage import RARELY

    gc.set_threshold(*RARELY)
    from onrecord.cli.app import main as run

    run()


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


def _tell() -> None:
    # Not through sys.stderr: the signal may have come while something else was printed to it.
    with suppress(OSError):
        os.write(2, f"{STOPPED}\n".encode())

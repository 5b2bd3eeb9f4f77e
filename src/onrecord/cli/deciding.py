"""What the commands share by which people write down what they decided: by whom, and what follows from it."""

from __future__ import annotations

import getpass

from onrecord.cli.progress import progress
from onrecord.record.file import Record


def user() -> str:
    """Return under which name somebody is logged in, "unknown" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def bring_in_step(record: Record, quiet: bool) -> None:
    """Derive anew what rests on the decisions that a record now holds, and show how far that is."""
    from onrecord.engine.derive import derive

    with progress(quiet) as step:
        derive(record, step)

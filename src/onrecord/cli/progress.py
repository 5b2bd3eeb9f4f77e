"""The bars that show how far a stage of the work is, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from onrecord.cli.out import talk

if TYPE_CHECKING:
    from onrecord.engine.derive import Progress as Step


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Show bars while the block runs, one a stage; nothing where `quiet` or where nobody looks."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=talk, transient=True, disable=quiet or not talk.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def step(event: Step) -> None:
            if event.stage not in tasks:
                tasks[event.stage] = bars.add_task(event.stage, total=event.total)
            bars.update(tasks[event.stage], completed=event.done, total=event.total)

        yield step

"""The bars that show how far a stage of the work is, how fast it goes and how long it takes yet, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from onrecord.cli.out import talk

if TYPE_CHECKING:
    from onrecord.engine.progress import Progress as Step


class Rate(ProgressColumn):
    """How many items a second are done, as of late."""

    def render(self, task: Task) -> Text:
        """Return nothing before there is a rate."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "", style="progress.data.speed")


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Show bars while the block runs, one a stage; nothing where `quiet` or where nobody looks.

    How long a stage takes yet is shown where it is known how much there is to do: not while coverage still comes in.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=talk, transient=True, disable=quiet or not talk.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def step(event: Step) -> None:
            if event.stage not in tasks:
                tasks[event.stage] = bars.add_task(event.stage, total=event.total)
            bars.update(tasks[event.stage], completed=event.done, total=event.total)

        yield step

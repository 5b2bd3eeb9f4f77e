"""The bars that show how far a stage of the work is, how fast it goes and how long it takes yet, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from onrecord.cli.out import talk

if TYPE_CHECKING:
    from onrecord.engine.progress import Progress as Step


class Count(ProgressColumn):
    """How many items are done, and of how many."""

    def render(self, task: Task) -> Text:
        """Write "~" before what may be more or less, and "?" for what nothing tells."""
        sign = "~" if task.fields.get("reckoned") else ""
        total = "?" if task.total is None else f"{sign}{task.total:,.0f}"
        return Text(f"{task.completed:,.0f}/{total}", style="progress.download")


class Rate(ProgressColumn):
    """How many items a second are done, as of late."""

    def render(self, task: Task) -> Text:
        """Return nothing before there is a rate."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "", style="progress.data.speed")


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Show bars while the block runs, one a stage; nothing where `quiet` or where nobody looks.

    How long a stage takes yet is shown where it is known how much there is to do, or, of files, can be reckoned from
    those opened so far.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        Count(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=talk, transient=True, disable=quiet or not talk.is_terminal) as bars:
        tasks: dict[str, Task] = {}

        def step(event: Step) -> None:
            if event.stage not in tasks:
                number = bars.add_task(event.stage, total=None)
                tasks[event.stage] = next(task for task in bars.tasks if task.id == number)
            task = tasks[event.stage]
            # Set here, since an update that changes it forgets the rate so far.
            task.total = _whole(event)
            task.fields["reckoned"] = event.total is None
            bars.update(task.id, completed=event.done)

        yield step


def _whole(event: Step) -> int | None:
    """Return how many items there are, or may be: then one more than are done, or the stage would be shown as done."""
    if event.total is not None or event.about is None:
        return event.total
    return max(event.about, event.done + 1)

"""Fetching asks the public internet alone, however an address inside the user's own network is written or reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.reliability.fetching.net import Net, net
from bench.reliability.fetching.trials import Trial, trials
from bench.reliability.outcome import Outcome, Scale
from onrecord.acquire.fetcher import Fetcher
from onrecord.acquire.pace import Pace


def measure(_scale: Scale) -> Outcome:
    """Try every form on every way; then once more with private addresses allowed, which must reach the server."""
    every = list(trials())
    broken = tuple(leaks(every))
    reached = sum(
        1 for _ in leaks([trial for trial in every if trial.name.startswith("given: loopback")], allow_private=True)
    )
    figures = {
        "forms and ways": len(every),
        "connections to what is not public": len(broken),
        "of the loopback forms, reached with --allow-private": reached,
    }
    idle = () if reached else ("nothing is reached with --allow-private: the trials try nothing",)
    return Outcome(figures, (*broken, *idle))


def leaks(every: Iterable[Trial], *, allow_private: bool = False) -> Iterator[str]:
    """Yield the trials over which something was connected that is not public, or the fetcher raised."""
    with net() as made:
        for trial in every:
            made.begin(trial.names)
            wrong = _tried(made, trial, allow_private)
            if wrong:
                yield f"{trial.name}: {trial.address!r} {wrong}"


def _tried(made: Net, trial: Trial, allow_private: bool) -> str:
    """Return what went wrong over a trial, "" where nothing did."""
    pace = Pace(lambda: 0.0, lambda _seconds: None)
    with Fetcher(allow_private=allow_private, pace=pace) as fetcher:
        try:
            trial.way(made, fetcher, trial.address.replace("{port}", made.port))
        except Exception as error:  # noqa: BLE001 - whatever it raises is what is looked for
            return f"raised {error!r}"
    if not (made.leaks or made.private.asked):
        return ""
    return f"reached {', '.join(dict.fromkeys(made.leaks)) or 'the private server'}"

"""The tables of docs/reliability.md, made from the figures that the checks and the fuzzing kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bench.docs_events import between
from bench.reliability.__main__ import FIGURES
from bench.reliability.checks import CHECKS
from bench.reliability.fuzz import fuzzed
from bench.reliability.outcome import Scale


def reliability_page(old: str) -> str:
    r"""Return docs/reliability.md with its tables made anew.

    >>> marks = [f"<!-- {name} -->\n<!-- end of {name} -->" for name in ("reliability", "fuzzed")]
    >>> page = reliability_page("\n".join(marks))
    >>> "| check | promise |" in page, "| target | minutes |" in page
    (True, True)
    """
    page = between(old, "reliability", "\n".join(("| check | promise | found |", "|---|---|---|", *_rows())))
    return between(page, "fuzzed", "\n".join(("| target | minutes | inputs |", "|---|---:|---:|", *_fuzzed())))


def _rows() -> Iterator[str]:
    for name, check in CHECKS.items():
        path = FIGURES / f"{name}.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        yield f"| {name} | {check.promise} | {_found(kept) if kept else 'not measured yet'} |"


def _found(kept: Mapping[str, Any]) -> str:
    figures = ", ".join(f"{name} {value:,}" for name, value in kept["figures"].items())
    return figures if kept["form"] == Scale.FULL else f"in the short form: {figures}"


def _fuzzed() -> Iterator[str]:
    for name, told in fuzzed().items():
        yield f"| {name} | {told['minutes']:,.0f} | {told['inputs']:,} |"

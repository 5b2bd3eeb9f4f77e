"""Fuzzing: eight readers of foreign bytes take whatever comes, and what must hold of their answers holds.

The kept inputs and mutations of them are tried here; `python -m bench.reliability.fuzzing.run` follows the branches of
the code with atheris, and `python -m bench.reliability.fuzzing.keep` keeps what that learnt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.reliability.fuzzing.corpus import mutations
from bench.reliability.outcome import Outcome, Scale
from tests.fuzz.targets import TARGETS, Target

MUTATIONS = {Scale.SHORT: 200, Scale.FULL: 3000}
SLOW = frozenset({"statements"})
"""Targets that take a hundred times as long: of these a tenth is tried."""
FUZZED = Path(__file__).parent / "fuzzing" / "fuzzed.json"
"""How many minutes each target was fuzzed with atheris, and how many inputs that were; `keep` adds to it."""


def measure(scale: Scale) -> Outcome:
    """Try the kept inputs of each target, and mutations of them."""
    broken: list[str] = []
    inputs = 0
    for name, target in TARGETS.items():
        tried = list(mutations(name, MUTATIONS[scale] // (10 if name in SLOW else 1)))
        inputs += len(tried)
        broken.extend(faults(name, target, tried))
        if not tried:
            broken.append(f"{name}: nothing is kept of it")
    told = fuzzed().values()
    figures = {
        "targets": len(TARGETS),
        "inputs tried": inputs,
        "hours with atheris": round(sum(one["minutes"] for one in told) / 60, 1),
        "inputs with atheris": sum(int(one["inputs"]) for one in told),
        "faults": len(broken),
    }
    return Outcome(figures, tuple(broken))


def faults(name: str, target: Target, tried: list[bytes]) -> Iterator[str]:
    """Yield the inputs over which a target raised."""
    for content in tried:
        try:
            target(content)
        except Exception as error:  # noqa: BLE001 - whatever it raises is what is looked for
            yield f"{name}: {type(error).__name__}: {str(error)[:120]!r} over {content[:200]!r}"


def fuzzed() -> Mapping[str, Mapping[str, float]]:
    """Return the minutes and inputs for which each target was tried with atheris."""
    found: Mapping[str, Mapping[str, float]] = json.loads(FUZZED.read_text(encoding="utf-8"))
    return found

"""What fuzzing keeps: inputs that stay true, mutations that are the same each time, faults that are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.hostile import MOST_SECONDS, Count
from bench.reliability.fuzz import SLOW, faults, fuzzed
from bench.reliability.fuzzing.corpus import kept, mutations
from bench.reliability.fuzzing.keep import count, smallest
from bench.reliability.hostile import MOST_MIB, over_limits
from tests.fuzz.targets import TARGETS

KEPT_BYTES = 40_000


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - SLOW))
def test_what_is_kept_and_a_few_mutations_are_taken(name: str) -> None:
    assert list(faults(name, TARGETS[name], list(mutations(name, 10)))) == []


@pytest.mark.parametrize("name", TARGETS)
def test_each_target_keeps_small_inputs(name: str) -> None:
    inputs = kept(name)
    assert inputs
    assert sum(map(len, inputs)) <= KEPT_BYTES


def test_each_target_was_fuzzed() -> None:
    assert fuzzed().keys() == TARGETS.keys()
    assert all(told["minutes"] and told["inputs"] for told in fuzzed().values())


def test_mutations_are_the_same_each_time() -> None:
    first, again = (list(mutations("feeds", 20)) for _ in range(2))
    assert first == again
    assert first[:-20] == kept("feeds")


def test_what_a_target_raises_is_a_fault_with_its_input() -> None:
    def raises(content: bytes) -> None:
        assert content != b"two", "two came"

    (fault,) = faults("invented", raises, [b"one", b"two"])
    assert "AssertionError" in fault
    assert "b'two'" in fault


def test_only_what_reaches_more_of_the_code_is_kept() -> None:
    target = TARGETS["filters"]
    inputs = [b"\0", b"\0", b"\0words=peace", b"\0words=talks", b"\0no-such=1"]
    chosen = smallest(target, inputs)
    assert b"\0" in chosen
    assert len(chosen) == 3
    assert smallest(target, inputs, most=0) == []


def test_minutes_and_inputs_are_added_to_those_before(tmp_path: Path) -> None:
    log, held = tmp_path / "log", tmp_path / "fuzzed.json"
    log.write_text("#9 INITED\nDone 120 runs in 90 second(s)\n", encoding="utf-8")
    for _ in range(2):
        count("pages", [log], held)
    assert json.loads(held.read_text(encoding="utf-8")) == {"pages": {"minutes": 3.0, "inputs": 240}}


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Count(max_seconds=MOST_SECONDS, max_memory_mib=MOST_MIB), []),
        (Count(max_seconds=MOST_SECONDS + 1, slowest="a.pdf"), ["a.pdf took 11 s, not 10"]),
        (Count(max_memory_mib=MOST_MIB + 1), ["a worker held 1025 MiB, not 1024"]),
    ],
)
def test_inputs_over_their_limits_are_named(tally: Count, words: list[str]) -> None:
    assert list(over_limits(tally)) == words

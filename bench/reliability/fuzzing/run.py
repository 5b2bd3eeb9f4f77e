"""Fuzzes one target: `python -m bench.reliability.fuzzing.run TARGET [--seconds N] [--found DIR]`, with atheris.

Starts from what is kept in tests/fuzz/corpus, follows the branches of the code that are new, and ends with the input
that broke something, saved in DIR, or after N seconds. `--grown DIR` keeps what it learnt, which `python -m
bench.reliability.fuzzing.keep` brings into the kept corpus. atheris is not among the pins, for its wheel holds a
compiler's runtime of 35 MB: `pip install atheris` where it is wanted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

LONGEST = {"statements": 500, "filters": 400, "offsets": 500}
"""The most bytes of an input; where reading takes long, less finds more."""
_BYTES = 4000
_EACH_SECONDS, _MEMORY_MIB = 20, 3000


def main(arguments: list[str] | None = None) -> None:
    """Fuzz until something breaks or the time is over; libFuzzer ends the process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="where inputs that break something go")
    parser.add_argument("--grown", type=Path, help="a folder for what is learnt, kept between runs")
    chosen = parser.parse_args(arguments)
    grown = chosen.grown or Path(tempfile.mkdtemp())
    grown.mkdir(parents=True, exist_ok=True)
    chosen.found.mkdir(parents=True, exist_ok=True)
    _fuzz(chosen.target, grown, _options(chosen.target, chosen.seconds, chosen.found))


def _options(target: str, seconds: int, found: Path) -> list[str]:
    return [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST.get(target, _BYTES)}",
        f"-timeout={_EACH_SECONDS}",
        f"-rss_limit_mb={_MEMORY_MIB}",
        f"-artifact_prefix={found}/{target}-",
        "-print_final_stats=1",
    ]


def _fuzz(target: str, grown: Path, options: list[str]) -> None:
    import atheris

    # What is loaded before cannot be followed.
    with atheris.instrument_imports(include=["onrecord"]):
        from bench.reliability.fuzzing.corpus import FOLDER, first_seeds
        from tests.fuzz.targets import TARGETS, reader

        if target == "statements":
            reader()
    own = FOLDER / target
    if not own.is_dir():
        for number, content in enumerate(first_seeds(target)):
            (grown / f"first-{number:03}").write_bytes(content)
    folders = [str(grown), *([str(own)] if own.is_dir() else [])]
    atheris.Setup([sys.argv[0], *folders, *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

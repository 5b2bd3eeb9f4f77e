"""Event coding where the heads were not trained: `python -m bench.event_folds DIR [--misses N]`.

DIR holds the readers of the folds, as `python -m train.events --folds DIR` writes them. Each codes the sentences of
its own fold; all predictions together are scored by the scorer of the evaluation data, which are looked for at
ONRECORD_DATA, else at ../shared. Prints its JSON line for the heads with the rules, and one for the rules alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.events import coded
from bench.floors import scored, shared_folder
from onrecord.model.run import StatementsBy
from onrecord.read.pipeline import make_pipeline
from train.articles import is_held_out, rows_of
from train.event_data import FOLDS, QUADS, TYPED

Rows = list[dict[str, Any]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folds", type=Path, help="folder of the readers of the folds")
    parser.add_argument("--misses", type=int, default=0, help="print so many sentences that were coded wrong")
    options = parser.parse_args()
    shared = shared_folder()
    if shared is None:
        sys.exit("the evaluation data are missing: name their folder in ONRECORD_DATA")
    rows = [row for name in (TYPED, QUADS) for row in rows_of(shared / "data" / name)]
    for name, predicted in (("heads and rules", in_folds(rows, options.folds)), ("rules", by_rules(rows))):
        sys.stdout.write(f"{name}: {figures(predicted, shared, options.misses)}")


def in_folds(rows: Rows, folder: Path) -> Iterator[dict[str, object]]:
    """Yield the predictions of each fold by the reader that was trained without it."""
    for fold in range(1, FOLDS + 1):
        nlp = make_pipeline(weights=folder / str(fold))
        yield from coded(nlp, [row for row in rows if is_held_out(row["id"], f"{fold}/{FOLDS}")])


def by_rules(rows: Rows) -> Iterator[dict[str, object]]:
    """Yield the predictions of the rules alone."""
    return coded(make_pipeline(statements_by=StatementsBy.RULES), rows)


def figures(predicted: Iterator[dict[str, object]], shared: Path, misses: int) -> str:
    """Return what the scorer prints about predictions."""
    data = shared / "data"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in predicted)
        out.flush()
        arguments = ["--negatives", str(data / QUADS), "--json", "--errors", str(misses)]
        return scored(shared, "score_events.py", data / TYPED, Path(out.name), arguments)


if __name__ == "__main__":
    main()

"""Fit the weights of the line labeller: `python -m bench.fit_lines [--write]`, on flattened.train.jsonl.

A linear-chain conditional random field, trained by Adam on NumPy. Without `--write` it prints figures cross-validated
by page (both flavours of a page stay in one fold); with it, it trains on all pages and writes the weights that the
package ships.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.flat import label
from onrecord.extract.features import features_of
from onrecord.extract.sequence import Weights

Array = NDArray[np.float64]
ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/extract/line_weights.csv"
FOLDS = 5
STEPS, RATE, PENALTY = 200, 0.1, 0.03
HEADER = """# How much each measurement of a line speaks for body text (extract/features.py names and explains them).
# change_AB: what going from a line of state A to one of state B scores; 1 is body, 0 is not.
# Made by `python -m bench.fit_lines --write`; do not edit by hand.
"""


@dataclass(frozen=True)
class Sheet:
    """One page of the data: its lines, gold labels and measurements."""

    page: str
    lines: list[str]
    gold: Array
    matched: list[int]
    tokens: list[int]
    gold_tokens: int
    measured: list[dict[str, float]]


@dataclass(frozen=True)
class Batch:
    """Pages padded to one length; `place` holds row numbers of `rows`, -1 beyond a page's end."""

    rows: Array
    place: NDArray[np.int64]
    gold: NDArray[np.int64]


def read_sheets(path: Path) -> list[Sheet]:
    """Read and measure the training pages."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Sheet(
            row["page"],
            row["lines"],
            np.array(row["labels"], dtype=float),
            row["matched"],
            row["ntok"],
            row["gold_tokens"],
            features_of(row["lines"]),
        )
        for row in rows
    ]


def batch_of(sheets: Sequence[Sheet], names: Sequence[str]) -> Batch:
    """Lay pages out as one matrix of measurements and one table of places in it."""
    column = {name: i for i, name in enumerate(names)}
    lengths = [len(sheet.lines) for sheet in sheets]
    rows = np.zeros((sum(lengths), len(names)))
    place = np.full((len(sheets), max(lengths)), -1)
    gold = np.zeros_like(place)
    at = 0
    for number, sheet in enumerate(sheets):
        for measured in sheet.measured:
            for name, value in measured.items():
                rows[at, column[name]] = value
            at += 1
        place[number, : len(sheet.lines)] = np.arange(at - len(sheet.lines), at)
        gold[number, : len(sheet.lines)] = sheet.gold
    return Batch(rows, place, gold)


def fit(sheets: Sequence[Sheet]) -> Weights:
    """Train on pages."""
    names = sorted({name for sheet in sheets for measured in sheet.measured for name in measured})
    batch = batch_of(sheets, names)
    values = np.zeros(len(names) + 4)
    mean, spread = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        gradient = _gradient(batch, values)
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        rate = RATE if step < 0.6 * STEPS else 0.3 * RATE
        values -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    change = values[-4:].reshape(2, 2).tolist()
    return Weights(
        {name: round(float(value), 3) for name, value in zip(names, values, strict=False)},
        ((round(change[0][0], 3), round(change[0][1], 3)), (round(change[1][0], 3), round(change[1][1], 3))),
    )


def _gradient(batch: Batch, values: Array) -> Array:
    """Return the gradient of the mean negative log-likelihood of the pages, with the penalty on large weights."""
    weights, change = values[:-4], values[-4:].reshape(2, 2)
    real = batch.place >= 0
    scores = np.where(real, (batch.rows @ weights)[batch.place], 0.0)
    emitted = np.stack([np.zeros_like(scores), scores], axis=-1)
    forward, backward = _forward(emitted, change, real), _backward(emitted, change, real)
    total = np.logaddexp(forward[:, -1, 0], forward[:, -1, 1])
    error = np.where(real, np.exp(forward[..., 1] + backward[..., 1] - total[:, None]) - batch.gold, 0.0)
    by_row = np.zeros(len(batch.rows))
    by_row[batch.place[real]] = error[real]
    steps = np.zeros((2, 2))
    for a in (0, 1):
        for b in (0, 1):
            log = forward[:, :-1, a] + change[a, b] + emitted[:, 1:, b] + backward[:, 1:, b] - total[:, None]
            gold = (batch.gold[:, :-1] == a) & (batch.gold[:, 1:] == b)
            steps[a, b] = ((np.exp(log) - gold) * real[:, 1:]).sum()
    gradient = np.concatenate([batch.rows.T @ by_row, steps.ravel()]) / len(batch.place)
    return gradient + PENALTY * values


def _forward(emitted: Array, change: Array, real: NDArray[np.bool_]) -> Array:
    found = np.zeros_like(emitted)
    found[:, 0] = emitted[:, 0]
    for t in range(1, emitted.shape[1]):
        come = np.logaddexp(found[:, t - 1, 0:1] + change[0], found[:, t - 1, 1:2] + change[1]) + emitted[:, t]
        found[:, t] = np.where(real[:, t, None], come, found[:, t - 1])
    return found


def _backward(emitted: Array, change: Array, real: NDArray[np.bool_]) -> Array:
    found = np.zeros_like(emitted)
    for t in range(emitted.shape[1] - 2, -1, -1):
        ahead = emitted[:, t + 1] + found[:, t + 1]
        come = np.logaddexp(change[:, 0] + ahead[:, 0:1], change[:, 1] + ahead[:, 1:2])
        found[:, t] = np.where(real[:, t + 1, None], come, found[:, t + 1])
    return found


def fold_of(page: str) -> int:
    """Return the fold of a page, the same on every machine."""
    return blake2b(page.encode(), digest_size=2).digest()[0] % FOLDS


def cross_validate(sheets: Sequence[Sheet]) -> Iterator[float]:
    """Yield the token F1 of every page, predicted by weights fitted without it."""
    for fold in range(FOLDS):
        weights = fit([sheet for sheet in sheets if fold_of(sheet.page) != fold])
        for sheet in sheets:
            if fold_of(sheet.page) == fold:
                yield token_f1(sheet, label(sheet.lines, weights))


def token_f1(sheet: Sheet, found: Sequence[int]) -> float:
    """Score one page as score_flat.py does."""
    kept = sum(n for n, body in zip(sheet.tokens, found, strict=True) if body)
    hit = sum(n for n, body in zip(sheet.matched, found, strict=True) if body)
    return 2 * hit / (kept + sheet.gold_tokens) if kept + sheet.gold_tokens else 0.0


def write(weights: Weights, path: Path = TARGET) -> None:
    """Write weights as the package reads them."""
    rows = [*sorted(weights.measurement.items())]
    rows += [(f"change_{a}{b}", weights.change[a][b]) for a in (0, 1) for b in (0, 1)]
    path.write_text(HEADER + "".join(f"{name},{value:g}\n" for name, value in rows), encoding="utf-8")


def main() -> None:
    """Cross-validate, or fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    data = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared/data"))
    sheets = read_sheets(data / "pages/flattened.train.jsonl")
    if parser.parse_args().write:
        write(fit(sheets))
        return
    scores = list(cross_validate(sheets))
    print(json.dumps({"pages": len(scores), "token_f1_macro": round(sum(scores) / len(scores), 4), "folds": FOLDS}))


if __name__ == "__main__":
    main()

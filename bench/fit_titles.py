"""Train the weights that choose a page's title line: `python -m bench.fit_titles [--write]`.

Without --write it cross-validates over pages and prints how many titles equal the gold; with it, it trains on all
pages and writes the weights that the package ships. Every page is taken twice, with its address and without it, and
once without its title lines, so that "no title" has a weight of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.headlines import Headlines
from onrecord.extract.labels import first_labels
from onrecord.extract.layout import Line
from onrecord.extract.sequence import body_lines
from onrecord.extract.title_weights import NONE, best_title

Array = NDArray[np.floating]
Measured = Sequence[tuple[int, Mapping[str, float]]]
ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/extract/title_weights.csv"
FOLDS = 5
STEPS, RATE, PENALTY, ABSENT = 120, 0.1, 0.002, 0.05
HEADER = """# How much each measurement of a line speaks for its being the page's title (extract/headlines.py and
# extract/echoes.py name and explain them); "none" is the weight of no line being it.
# Made by `python -m bench.fit_titles --write`; do not edit by hand.
"""
_FOLDED = str.maketrans("’‘“”„«»–—", '\'\'"""""--', "\u00ad")


@dataclass(frozen=True)
class Sheet:
    """One page: the measured candidates with and without its address, and the lines that say its title."""

    page: str
    located: Measured
    bare: Measured
    gold: frozenset[int]


def folded(title: str) -> str:
    """Return a title as it is compared: white space, case, quotation marks and dashes folded."""
    return " ".join(title.translate(_FOLDED).lower().split())


def read_sheets(path: Path) -> list[Sheet]:
    """Read and measure the pages whose title is known."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [_sheet(row) for row in map(json.loads, rows) if row["title"]]


def _sheet(row: dict[str, object]) -> Sheet:
    lines: list[str] = row["lines"]  # type: ignore[assignment]
    layout, labels = first_labels([Line(line) for line in lines], body_lines(lines))
    wanted = folded(str(row["title"]))
    return Sheet(
        str(row["id"]),
        list(Headlines(layout, labels, str(row["url"])).candidates()),
        list(Headlines(layout, labels).candidates()),
        frozenset(i for i, line in enumerate(lines) if folded(line) == wanted),
    )


def fold_of(page: str) -> int:
    """Return the fold of a page, the same on every machine."""
    return blake2b(page.encode(), digest_size=2).digest()[0] % FOLDS


def fit(sheets: Sequence[Sheet]) -> dict[str, float]:
    """Train on pages: a line is chosen with the softmax of its score among all candidates and "none"."""
    pages = [measured for sheet in sheets for measured in (sheet.located, sheet.bare)]
    names = sorted({name for measured in pages for _, found in measured for name in found} | {NONE})
    rows, starts, gold, shares = _matrix(sheets, {name: i for i, name in enumerate(names)})
    group = np.repeat(np.arange(len(starts)), np.diff([*starts, len(rows)]))
    values = np.zeros(len(names))
    mean, spread = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        scores = rows @ values
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chosen = raised / np.add.reduceat(raised, starts)[group]
        right = raised * gold
        right = right / np.add.reduceat(right, starts)[group]
        gradient = rows.T @ ((chosen - right) * shares[group]) / shares.sum() + PENALTY * values
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        rate = RATE if step < 0.7 * STEPS else 0.3 * RATE
        values -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True) if abs(value) >= 0.0005}


def _matrix(sheets: Sequence[Sheet], column: Mapping[str, int]) -> tuple[Array, NDArray[np.int64], Array, Array]:
    """Lay out pages as groups of rows, the last of each for "none"; a page without a title line teaches nothing."""
    groups = [(m, sheet.gold, 1.0) for sheet in sheets for m in (sheet.located, sheet.bare)]
    groups = [(m, gold, share) for m, gold, share in groups if any(i in gold for i, _ in m)]
    groups += [([(i, f) for i, f in m if i not in gold], frozenset({-1}), ABSENT) for m, gold, _ in groups[1::2]]
    starts = np.cumsum([0, *(len(m) + 1 for m, _, _ in groups[:-1])])
    rows = np.zeros((sum(len(m) + 1 for m, _, _ in groups), len(column)), dtype=np.float32)
    gold = np.zeros(len(rows))
    at = 0
    for measured, right, _ in groups:
        for i, found in [*measured, (-1, {NONE: 1.0})]:
            for name, value in found.items():
                rows[at, column[name]] = value
            gold[at] = float(i in right)
            at += 1
    return rows, starts, gold, np.array([share for _, _, share in groups])


def cross_validate(sheets: Sequence[Sheet]) -> dict[str, float]:
    """Return the share of titles equal to the gold, chosen by weights fitted without the page."""
    hits = {"address": 0, "no_address": 0, "unknown": 0}
    for fold in range(FOLDS):
        weights = fit([sheet for sheet in sheets if fold_of(sheet.page) != fold])
        for sheet in sheets:
            if fold_of(sheet.page) == fold:
                located, bare = best_title(sheet.located, weights), best_title(sheet.bare, weights)
                hits["address"] += bool(located and located[0] in sheet.gold)
                hits["no_address"] += bool(bare and bare[0] in sheet.gold)
                hits["unknown"] += bare is None
    reach = sum(any(i in sheet.gold for i, _ in sheet.located) for sheet in sheets)
    return {name: round(count / len(sheets), 4) for name, count in {**hits, "reachable": reach}.items()}


def write(weights: Mapping[str, float], path: Path = TARGET) -> None:
    """Write weights as the package reads them."""
    path.write_text(
        HEADER + "".join(f"{name},{value:g}\n" for name, value in sorted(weights.items())), encoding="utf-8"
    )


def main() -> None:
    """Cross-validate, or fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    data = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared/data"))
    sheets = read_sheets(data / "pages/flattened_partial.jsonl.gz")
    if parser.parse_args().write:
        write(fit(sheets))
        return
    print(json.dumps({"pages": len(sheets), "folds": FOLDS, **cross_validate(sheets)}))


if __name__ == "__main__":
    main()

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
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.head import title_candidates
from onrecord.extract.kickers import headline_span
from onrecord.extract.labels import first_labels
from onrecord.extract.layout import Line
from onrecord.extract.sequence import body_lines
from onrecord.extract.sites import site_keys, without_site
from onrecord.extract.title_weights import NONE, best_title
from onrecord.model.article import Block, BlockKind
from onrecord.model.folding import fold
from onrecord.ontology.addresses import host_of
from onrecord.ontology.sources import load_sources

Array = NDArray[np.floating]
Measured = Sequence[tuple[int, Mapping[str, float]]]
ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/extract/title_weights.csv"
FOLDS = 5
STEPS, RATE, PENALTY, ABSENT = 120, 0.1, 0.006, 0.05
EXTRA = 100
HEADER = """# How much each measurement of a line speaks for its being the page's title (extract/headlines.py and
# extract/echoes.py name and explain them); "none" is the weight of no line being it.
# Made by `python -m bench.fit_titles --write`; do not edit by hand.
"""


@dataclass(frozen=True)
class View:
    """A page as it is read, with its address or without: the measured candidates, and the lines that say its title."""

    measured: Measured
    gold: frozenset[int]


@dataclass(frozen=True)
class Sheet:
    """One page in both views."""

    page: str
    located: View
    bare: View


def folded(title: str) -> str:
    """Return a title as it is compared, as `bench.metadata` does: its words without case, accents and marks."""
    return " ".join(re.findall(r"\w+", fold(title).text))


def read_sheets(path: Path) -> list[Sheet]:
    """Read and measure the pages whose title is known."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [sheet_of(row, body_lines(row["lines"])) for row in map(json.loads, rows) if row["title"]]


def sheet_of(row: Mapping[str, Any], body: Sequence[bool]) -> Sheet:
    """Measure one page, given which of its lines lie in the body."""
    layout, labels = first_labels([Line(line) for line in row["lines"]], body)
    located, bare = (View(title_candidates(layout, labels, url), _gold(row, url)) for url in (row["url"], None))
    return Sheet(row["id"], located, bare)


def _gold(row: Mapping[str, Any], url: str | None) -> frozenset[int]:
    """Return the lines from which the page's title would be read as its gold has it."""
    text, blocks, wanted, sites = "\n".join(row["lines"]), [], folded(row["title"]), site_keys([], host_of(url or ""))
    start = 0
    for line in row["lines"]:
        blocks.append(Block(start + len(line) - len(line.lstrip()), start + len(line.rstrip()), BlockKind.NAVIGATION))
        start += len(line) + 1
    found = set()
    for i, line in enumerate(row["lines"]):
        if wanted in folded(line) and len(line) <= 2 * len(row["title"]) + EXTRA:
            title = headline_span(text, blocks[i], [b for b in blocks if b.end > b.start], url).of(text)
            found |= {i} if folded(without_site(title, sites, [], load_sources())) == wanted else set()
    return frozenset(found)


def fold_of(page: str) -> int:
    """Return the fold of a page, the same on every machine."""
    return blake2b(page.encode(), digest_size=2).digest()[0] % FOLDS


def fit(sheets: Sequence[Sheet]) -> dict[str, float]:
    """Train on pages: a line is chosen with the softmax of its score among all candidates and "none"."""
    views = [view for sheet in sheets for view in (sheet.located, sheet.bare)]
    names = sorted({name for view in views for _, found in view.measured for name in found} | {NONE})
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
    groups = [(view.measured, view.gold, 1.0) for sheet in sheets for view in (sheet.located, sheet.bare)]
    groups = [(m, gold, share) for m, gold, share in groups if any(i in gold for i, _ in m)]
    bare = [(s.bare.measured, s.bare.gold) for s in sheets if any(i in s.bare.gold for i, _ in s.bare.measured)]
    groups += [([(i, f) for i, f in m if i not in gold], frozenset({-1}), ABSENT) for m, gold in bare]
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
    for part in range(FOLDS):
        weights = fit([sheet for sheet in sheets if fold_of(sheet.page) != part])
        for sheet in sheets:
            if fold_of(sheet.page) == part:
                located, bare = (best_title(view.measured, weights) for view in (sheet.located, sheet.bare))
                hits["address"] += bool(located and located[0] in sheet.located.gold)
                hits["no_address"] += bool(bare and bare[0] in sheet.bare.gold)
                hits["unknown"] += bare is None
    reach = sum(any(i in sheet.located.gold for i, _ in sheet.located.measured) for sheet in sheets)
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

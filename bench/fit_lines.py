"""Fit the line tagger: `python -m bench.fit_lines [--quick] [--write]`, on flattened.train.jsonl.

Without `--write` it prints figures cross-validated by page (both flavours of a page stay in one fold) and by host, over
several ways of cutting the folds; with it, it trains on all pages and writes the weights that the package ships. It
runs on one thread with fixed seeds, so that the same machine makes the same weights.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from bench.flat import label
from bench.line_network import Lesson, train
from bench.threads import on_one_thread
from onrecord.extract.features import features_of
from onrecord.extract.sequence import Weights, body_lines

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/onrecord/extract/line_weights.npz"
FOLDS = 5
BEGINNING = 2
CUTS = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the data: its lines, its gold and what it teaches."""

    page: str
    host: str
    lines: list[str]
    matched: list[int]
    tokens: list[int]
    gold_tokens: int
    lessons: tuple[Lesson, ...]


def read_sheets(path: Path) -> list[Sheet]:
    """Read and measure the training pages."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Sheet(
            row["page"],
            urlsplit(row["url"]).hostname or "",
            row["lines"],
            row["matched"],
            row["ntok"],
            row["gold_tokens"],
            tuple(lessons_of(row["lines"], np.array(row["labels"], bool))),
        )
        for row in rows
    ]


def lessons_of(lines: Sequence[str], body: NDArray[np.bool_]) -> Iterator[Lesson]:
    """Yield a page, and its article as people copy it without the page: whole, and its beginning only."""
    yield Lesson(features_of(lines), body)
    article = [line for line, inside in zip(lines, body, strict=True) if inside]
    for copied in (article, article[:BEGINNING]):
        yield Lesson(features_of(copied), np.ones(len(copied), bool))


def fold_of(name: str, cut: int) -> int:
    """Return the fold of a page or host, the same on every machine."""
    return blake2b(f"{cut}:{name}".encode(), digest_size=4).digest()[0] % FOLDS


def cross_validate(sheets: Sequence[Sheet], by: str, cut: int) -> Iterator[tuple[float, float]]:
    """Yield for every page the token F1 of the tagger, and of the labels made from it, by weights fitted without it."""
    for fold in range(FOLDS):
        inside = [fold_of(getattr(sheet, by), cut) == fold for sheet in sheets]
        weights = train([one for sheet, held in zip(sheets, inside, strict=True) if not held for one in sheet.lessons])
        for sheet, held in zip(sheets, inside, strict=True):
            if held:
                yield token_f1(sheet, body_lines(sheet.lines, weights)), token_f1(sheet, label(sheet.lines, weights))


def token_f1(sheet: Sheet, found: Sequence[int]) -> float:
    """Score one page as score_flat.py does."""
    kept = sum(n for n, body in zip(sheet.tokens, found, strict=True) if body)
    hit = sum(n for n, body in zip(sheet.matched, found, strict=True) if body)
    return 2 * hit / (kept + sheet.gold_tokens) if kept + sheet.gold_tokens else 0.0


def write(weights: Weights, path: Path = TARGET) -> None:
    """Write weights as the package reads them."""
    with path.open("wb") as file:
        np.savez_compressed(file, **{name: getattr(weights, name).astype(np.float16) for name in Weights.__slots__})


def report(sheets: Sequence[Sheet], cuts: Sequence[int]) -> None:
    """Print cross-validated macro token F1 for each way of cutting folds, and the means."""
    for by in ("page", "host"):
        means = []
        for cut in cuts:
            means.append(np.mean(list(cross_validate(sheets, by, cut)), axis=0))
            print(json.dumps({"by": by, "cut": cut, **_figures(means[-1])}), flush=True)
        print(json.dumps({"by": by, "cut": "mean", **_figures(np.mean(means, axis=0))}), flush=True)


def _figures(means: NDArray[np.float64]) -> dict[str, float]:
    return {"lines": round(float(means[0]), 4), "labels": round(float(means[1]), 4)}


def main() -> None:
    """Cross-validate, or fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="train on all pages and write the shipped weights")
    parser.add_argument("--quick", action="store_true", help="cross-validate with one way of cutting the folds only")
    options = parser.parse_args()
    on_one_thread("bench.fit_lines")
    data = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared/data"))
    sheets = read_sheets(data / "pages/flattened.train.jsonl")
    if options.write:
        write(train([lesson for sheet in sheets for lesson in sheet.lessons]))
    elif options.quick:
        report(sheets, CUTS[:1])
    else:
        report(sheets, CUTS)


if __name__ == "__main__":
    main()

"""Quotations beside other tools, in one run: `python -m bench.quote_peers [--gold FILE] [--weights DIR --fold K/N]`.

With `--weights` it measures a reader that `python -m train.reader --fold K/N --out DIR` wrote, alone, on the fold of
the training articles that it has not seen.

Prints one JSON line for each system: Onrecord's learned reader, its rules, and textacy's `direct_quotations` on the
same spaCy pipeline (left out where textacy is not installed: `pip install textacy==0.13.0`). Figures are those of the
scorer score_quotes.py: F1 of contents by overlap, with the right speaker, both for speech alone, lenient F1 of direct
and mixed quotations against predictions of these kinds; `failed` counts the articles on which a system raises an
error, of which nothing is then found.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench import quotes, quotes_rules
from bench.floors import shared_folder
from onrecord.read.pipeline import load_model
from train.articles import is_held_out

_MARKED = ("direct", "mixed")
System = Callable[[Path], Iterator[dict[str, Any]]]


def textacy(path: Path) -> Iterator[dict[str, Any]]:
    """Predict with textacy; an article on which it fails has no quotations and says `failed`."""
    from textacy.extract import direct_quotations

    nlp = load_model()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = nlp(row["text"])
        try:
            found = list(direct_quotations(doc))
        except ValueError:
            yield {"doc_id": row["doc_id"], "quotes": [], "failed": True}
            continue
        yield {"doc_id": row["doc_id"], "quotes": [_row(doc, triple) for triple in found]}


def _row(doc: Any, triple: Any) -> dict[str, object]:  # noqa: ANN401 - textacy has no types
    speaker, cue = (sorted(tokens, key=lambda token: token.i) for tokens in (triple.speaker, triple.cue))
    content = triple.content
    row: dict[str, object] = {"start": content.start_char, "end": content.end_char, "text": content.text}
    for name, tokens in (("speaker", speaker), ("cue", cue)):
        words = doc[tokens[0].i : tokens[-1].i + 1] if tokens else None
        row |= {
            f"{name}_text": words.text if words else None,
            f"{name}_start": words.start_char if words else None,
            f"{name}_end": words.end_char if words else None,
        }
    return row | {"type": "direct"}


def score(gold: Path, predictions: list[dict[str, Any]], scorer: Path) -> dict[str, float]:
    """Return the figures of one system's predictions."""
    marked = [{**row, "quotes": [quote for quote in row["quotes"] if quote["type"] in _MARKED]} for row in predictions]
    every = _scored(scorer, gold, predictions)
    speech = _scored(scorer, gold, predictions, "--speech-only")
    quoted = _scored(scorer, gold, marked, "--types", ",".join(_MARKED))
    return {
        "iou_f1": every["overlap"][2],
        "with_speaker_f1": every["joint"][2],
        "speech_iou_f1": speech["overlap"][2],
        "speech_with_speaker_f1": speech["joint"][2],
        "quoted_lenient_f1": quoted["lenient"][2],
        "failed": sum(bool(row.get("failed")) for row in predictions),
    }


def _scored(scorer: Path, gold: Path, predictions: list[dict[str, Any]], *options: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "predictions.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(file), "--json", *options]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of every system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="other gold than PolNeAR's dev articles")
    parser.add_argument("--weights", type=Path, help="the folder of another learned reader than the bundled one")
    parser.add_argument("--fold", help="only fold K of N of the training articles, as K/N")
    chosen = parser.parse_args(arguments)
    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        data = shared / "data/quotes"
        held = _fold(data / "polnear.train.jsonl", chosen.fold, Path(folder)) if chosen.fold else None
        gold = held or chosen.gold or data / "polnear.dev.jsonl"
        for name, system in _systems(chosen.weights).items():
            found = score(gold, list(system(gold)), shared / "scorers/score_quotes.py")
            print(json.dumps({"system": name, **found}), flush=True)
    return 0


def _systems(weights: Path | None) -> dict[str, System]:
    systems: dict[str, System] = {"learned": partial(quotes.predict, weights=weights)}
    if weights:
        return systems
    systems["rules"] = quotes_rules.predict
    if importlib.util.find_spec("textacy"):
        return {**systems, "textacy": textacy}
    print("left out: textacy, which is not installed", file=sys.stderr)
    return systems


def _fold(path: Path, which: str, folder: Path) -> Path:
    """Write the rows of one fold of a file to another, and return that."""
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    held = folder / path.name
    held.write_text("".join(row for row in rows if is_held_out(json.loads(row)["doc_id"], which)), "utf-8")
    return held


if __name__ == "__main__":
    sys.exit(main())

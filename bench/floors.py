"""Quality against its floors: `python -m bench.floors` predicts, scores, and fails where a figure fell.

Floors stand in bench/quality/floors.json with the hash of the data they were measured on; other data have no floors.
`--raise` writes higher figures into it; a floor is lowered only by hand, with a reason. As many tasks are measured at
once as there are processors. The evaluation data are looked for at ONRECORD_DATA, else at ../shared.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

from bench.predict import predict

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "bench" / "quality" / "floors.json"
SLACK = 0.0005


@dataclass(frozen=True, slots=True)
class Measure:
    """One scoring of a task: inputs and gold below data/, the scorer and its arguments, and the figures to keep.

    `figures` maps a name to the path of keys in the scorer's JSON; `lower` names those for which less is better.
    """

    name: str
    task: str
    inputs: tuple[str, ...]
    gold: str
    scorer: str
    arguments: tuple[str, ...]
    figures: dict[str, tuple[str | int, ...]]
    lower: frozenset[str] = frozenset()


_QUOTES = Measure(
    "quotes",
    "quotes",
    ("quotes/polnear.dev.jsonl",),
    "quotes/polnear.dev.jsonl",
    "score_quotes.py",
    ("--json",),
    {"iou_f1": ("overlap", 2), "with_speaker_f1": ("joint", 2)},
)
_EVENTS = Measure(
    "events",
    "events",
    ("events/plv_train_rootcode.jsonl", "events/cameo_quad_train.jsonl"),
    "events/plv_train_rootcode.jsonl",
    "score_events.py",
    ("--negatives", "{data}/events/cameo_quad_train.jsonl", "--json"),
    {"event_f1": ("event", "F1"), "per_negative": ("negatives", "per_sentence")},
    frozenset({"per_negative"}),
)

MEASURES = (
    Measure(
        "pages",
        "pages",
        ("pages/html",),
        "pages/html_gold.json",
        "score_pages.py",
        ("--json",),
        {"F1": ("F1",), "empty": ("empty",)},
        frozenset({"empty"}),
    ),
    Measure(
        "flat",
        "flat",
        ("pages/flattened.train.jsonl",),
        "pages/flattened.train.jsonl",
        "score_flat.py",
        ("--split", "train"),
        {"token_f1_macro": ("token_f1_macro",), "line_f1": ("line_f1",)},
    ),
    _QUOTES,
    replace(_QUOTES, name="quotes-speech", arguments=("--json", "--speech-only")),
    replace(_QUOTES, name="quotes-rules", task="quotes_rules"),
    _EVENTS,
    replace(_EVENTS, name="events-rules", task="events_rules"),
    Measure(
        "reuse",
        "reuse",
        ("crossdoc/helsinki.docs.jsonl",),
        "crossdoc/helsinki.pairs.jsonl",
        "score_pairs.py",
        (),
        {"F1": ("F1",)},
    ),
    Measure(
        "stories",
        "stories",
        ("events/ecbplus_full_dev.jsonl",),
        "events/ecbplus_full_dev.jsonl",
        "score_clusters.py",
        ("--json",),
        {"b3_F1": ("b3_F1",)},
    ),
)


@dataclass(frozen=True, slots=True)
class Own:
    """Figures that a module of bench/ measures and scores by itself; the data come with no scorer for them.

    The gold lies below data/, or, with `ours`, in this repository.
    """

    name: str
    task: str
    gold: str
    lower: frozenset[str] = frozenset()
    ours: bool = False


OWN = (
    Own("html", "html", "pages/html_gold.json", frozenset({"silent_losses", "false_alarms", "hidden"})),
    Own("metadata", "metadata", "pages/flattened_partial.jsonl.gz", frozenset({"date_wrong", "author_spurious"})),
    Own("wire", "wire", "crossdoc/polnear_wire.train.jsonl"),
    Own("reuse-halves", "reuse_peers", "crossdoc/helsinki.pairs.jsonl"),
    Own("mentions", "mentions", "events/ecbplus_full_dev.jsonl"),
    Own("actors", "actor_phrases", "events/ngec_actor_phrases.jsonl"),
    Own("chains", "chains", "tests/cases/chains/aside", ours=True),
    Own("stories-sets", "story_sets", "tests/cases/stories", ours=True),
)


Item: TypeAlias = Measure | Own
Figures: TypeAlias = dict[str, float]


def shared_folder() -> Path | None:
    """Return the folder that holds data/ and scorers/, or None where it is absent."""
    named = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared"))
    folder = named.parent if named.name == "data" else named
    return folder if (folder / "data").is_dir() and (folder / "scorers").is_dir() else None


def digest(path: Path) -> str:
    """Return a hash of a file, or of the names and bytes of a folder's files."""
    made = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        made.update(file.name.encode())
        made.update(file.read_bytes())
    return made.hexdigest()[:16]


def measure(item: Measure, shared: Path, folder: Path) -> Figures:
    """Predict (once for all scorings of one task) and score, and return the figures; `folder` keeps the predictions."""
    data = shared / "data"
    predictions = folder / f"{item.task}.jsonl"
    if not predictions.exists():
        rows = (row for name in item.inputs for row in predict(item.task, data / name))
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    gold = _gold(item, data, folder)
    arguments = [argument.format(data=data) for argument in item.arguments]
    scores = json.loads(scored(shared, item.scorer, gold, predictions, arguments).strip().splitlines()[-1])
    return {name: _at(scores, keys) for name, keys in item.figures.items()}


def scored(shared: Path, scorer: str, gold: Path, predictions: Path, arguments: Sequence[str]) -> str:
    """Return what a scorer of the evaluation data prints about predictions."""
    command = [sys.executable, str(shared / "scorers" / scorer), str(gold), str(predictions), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def own_figures(item: Own, shared: Path) -> Figures:
    """Measure and score with a module of our own."""
    found: Figures = importlib.import_module(f"bench.{item.task}").held(shared)
    return found


def measured(items: Iterable[Item], shared: Path, folder: Path) -> Iterator[tuple[Item, Figures]]:
    """Yield items with their figures, in order, measured in processes side by side; those of one task in the same."""
    tasks = [tuple(own) for _, own in groupby(items, key=attrgetter("task"))]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for own, found in zip(tasks, pool.map(partial(_figures, shared, folder), tasks), strict=True):
            yield from zip(own, found, strict=True)


def _figures(shared: Path, folder: Path, items: Sequence[Item]) -> list[Figures]:
    return [own_figures(item, shared) if isinstance(item, Own) else measure(item, shared, folder) for item in items]


def _gold(item: Measure, data: Path, folder: Path) -> Path:
    """Return the gold file; that of stories is written from the documents' own subtopics."""
    if item.task != "stories":
        return data / item.gold
    from bench.stories import gold

    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in gold(data / item.gold)), encoding="utf-8")
    return path


def _at(scores: Any, keys: Sequence[str | int]) -> float:  # noqa: ANN401 - a scorer's JSON
    for key in keys:
        scores = scores[key]
    return float(scores)


def judge(item: Item, figures: Figures, floors: Figures) -> list[str]:
    """Return a line for each figure that is worse than its floor.

    >>> judge(MEASURES[0], {"F1": 0.9, "empty": 1}, {"F1": 0.95, "empty": 1})
    ['pages F1: 0.9 is below its floor 0.95']
    """
    failed = []
    for name, value in figures.items():
        floor = floors.get(name)
        if floor is None:
            continue
        if (value > floor + SLACK) if name in item.lower else (value < floor - SLACK):
            side = "above" if name in item.lower else "below"
            failed.append(f"{item.name} {name}: {value:g} is {side} its floor {floor:g}")
    return failed


def raised(item: Item, figures: Figures, floors: Figures) -> Figures:
    """Return the floors with every better figure in its place.

    >>> raised(MEASURES[0], {"F1": 0.9, "empty": 1}, {"F1": 0.95, "empty": 2})
    {'F1': 0.95, 'empty': 1}
    """
    better: dict[str, Callable[[float, float], float]] = {name: min if name in item.lower else max for name in figures}
    return {name: better[name](value, floors.get(name, value)) for name, value in figures.items()}


def main(arguments: list[str] | None = None) -> int:
    """Measure, compare and report; exit code 1 where a figure fell, 0 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", help="tasks to measure (default: all)")
    parser.add_argument("--without", nargs="+", default=[], metavar="TASK", help="tasks to leave out")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write figures that rose into the floors")
    chosen = parser.parse_args(arguments)
    known = {name for item in (*MEASURES, *OWN) for name in (item.task, item.name)}
    if unknown := sorted({*chosen.tasks, *chosen.without} - known):
        parser.error(f"no such task: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed: list[str] = []
    items = [i for i in (*MEASURES, *OWN) if not chosen.tasks or {i.task, i.name} & set(chosen.tasks)]
    items = [i for i in items if not {i.task, i.name} & set(chosen.without)]
    with tempfile.TemporaryDirectory() as folder:
        for item, figures in measured(items, shared, Path(folder)):
            print(json.dumps({"name": item.name, **figures}), flush=True)
            failed += _held(item, figures, shared, floors, lift=chosen.lift)
    if chosen.lift:
        FLOORS.parent.mkdir(exist_ok=True)
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(failed) or "no figure is below its floor", file=sys.stderr)
    return 1 if failed else 0


def _held(item: Item, figures: Figures, shared: Path, floors: dict[str, Any], *, lift: bool) -> list[str]:
    """Return what fell below its floor; with `lift` the floors are raised to what is better."""
    ours = isinstance(item, Own) and item.ours
    data = digest((ROOT if ours else shared / "data") / item.gold)
    entry = floors.get(item.name, {})
    known: Figures = entry.get("figures", {}) if entry.get("data") == data else {}
    if lift:
        floors[item.name] = {"data": data, "figures": raised(item, figures, known)}
    return judge(item, figures, known)


if __name__ == "__main__":
    sys.exit(main())

"""Story sets against the record made of them: `python -m bench.story_sets [--part PART] [--show]`.

Each set in tests/cases/stories is taken the whole way (add, read, resolve, trace) into a record of its own. A JSON line
for each part, and one for all, has

- grouping: B-cubed F1 over all passages that the sets mark, those that must stay apart among them
- origins: the share of claims whose at_least, at_most and named origins are all right
- discrepancies: F1 of the discrepancies found; those that the set does not have are false

`read` is the share of those passages in which reading found the utterance or event at all, and `origins_of_read` the
share of claims with right origins among those of which it found every report.

The README beside the sets says what is right, and when. `--show` prints every miss. The sets of the part `before` were
written before the rules were worked on; those of the other parts later, by people who knew neither the rules nor the
other sets; those of `reworded` were to put nearly every report into words of its own. Rules are made with all parts in
view but `after`: nobody who makes them looks at what it misses.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.story_cases import CASES, PARTS, StorySet, load_sets
from bench.story_scores import Judged, judge
from onrecord.engine.local import add
from onrecord.model.run import StatementsBy
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record


def recorded(case: StorySet, folder: Path, by: StatementsBy = StatementsBy.LEARNED) -> Snapshot:
    """Add the articles of a set to a new record below `folder`, and return what it then holds."""
    names, coverage, path = folder / "names.yaml", folder / "coverage", folder / "record.db"
    coverage.mkdir()
    names.write_text(yaml.safe_dump(dict(case.names), allow_unicode=True), encoding="utf-8")
    for text in case.articles.values():
        (coverage / f"{text.key}.md").write_text(text.file, encoding="utf-8")
    add([coverage], path, actors_file=names if case.names else None, statements_by=by)
    with Record.open(path, readonly=True) as record:
        return record.snapshot()


def judged(
    cases: Sequence[StorySet], by: StatementsBy = StatementsBy.LEARNED, workers: int = 1
) -> list[tuple[StorySet, Judged]]:
    """Take each set the whole way and judge what came of it, in as many processes as there are `workers`."""
    if workers == 1 or len(cases) == 1:
        return [(case, _judged(case, by)) for case in cases]
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        return list(zip(cases, pool.map(_judged, cases, repeat(by)), strict=True))


def _judged(case: StorySet, by: StatementsBy) -> Judged:
    with TemporaryDirectory() as folder:
        return judge(case, recorded(case, Path(folder), by))


def line(name: str, found: Sequence[Judged]) -> dict[str, object]:
    """Return the figures over some sets, with what they are made of."""
    whole = reduce(Judged.plus, found, Judged())
    return {
        "part": name,
        "sets": len(found),
        **whole.figures(),
        "read": round(whole.read / whole.passages, 4) if whole.passages else 1.0,
        "origins_of_read": round(whole.whole_right / whole.whole, 4) if whole.whole else 1.0,
        "passages": whole.passages,
        "claims": whole.claims,
        "found": whole.found,
        "missed": whole.missed,
        "false": whole.false,
    }


def held(_: Path) -> dict[str, float]:
    """Return the figures that have floors, part by part."""
    found = judged(load_sets(), workers=os.cpu_count() or 1)
    figures: dict[str, float] = {}
    for part in PARTS:
        own = [one for case, one in found if case.part == part]
        if own:
            scores = reduce(Judged.plus, own).figures()
            figures |= {f"{part}_{name}": value for name, value in scores.items()}
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, a JSON line for each part and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", help="names of sets (default: all)")
    parser.add_argument("--part", choices=PARTS, help="only this part of the sets")
    parser.add_argument("--show", action="store_true", help="print every miss")
    parser.add_argument("--reader", type=StatementsBy, choices=[*StatementsBy], default=StatementsBy.LEARNED)
    parser.add_argument("--folder", type=Path, default=CASES, help="where the sets lie")
    chosen = parser.parse_args(arguments)
    cases = [one for one in load_sets(chosen.folder, chosen.part) if one.name in chosen.sets or not chosen.sets]
    found = judged(cases, chosen.reader, os.cpu_count() or 1)
    if chosen.show:
        print("".join(f"{miss}\n" for _, one in found for miss in one.misses), end="")
    for part in [chosen.part] if chosen.part else PARTS:
        print(json.dumps(line(part, [one for case, one in found if case.part == part])))
    if not chosen.part:
        print(json.dumps(line("all", [one for _, one in found])))
    return 0


if __name__ == "__main__":
    sys.exit(main())

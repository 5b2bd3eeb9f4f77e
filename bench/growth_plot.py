"""The picture of what `bench.growth --json` measured: `python -m bench.growth_plot ROWS.jsonl PICTURE.svg`.

Seconds by the clock and of a processor, and memory, over the articles, both scales logarithmic, each with the power law
that fits it. A run overwrites nothing but the picture; the same rows give the same file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench.growth import exponent

_SIZE = (9.0, 3.6)
_TIMES = (("seconds", "by the clock", "#1f5f8b"), ("cpu_seconds", "of a processor", "#b0562a"))
_MEMORY = (("grew_mib", "above the start", "#4f7a3a"),)


def measured(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of deriving among what a run printed, without those that failed.

    >>> measured(['{"way": "derive", "articles": 9}', '{"way": "anew"}', '{"way": "derive", "failed": "no room"}'])
    [{'way': 'derive', 'articles': 9}]
    """
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row["way"] == "derive" and "failed" not in row]


def draw(rows: Sequence[dict[str, Any]], to: Path) -> None:
    """Draw what some sizes cost into an SVG file."""
    # Names in the file are the same each time, and words stay words, in the reader's own font.
    with mpl.rc_context({"svg.hashsalt": "onrecord", "svg.fonttype": "none"}):
        figure = Figure(figsize=_SIZE, layout="constrained")
        times, memory = figure.subplots(1, 2)
        _draw(times, rows, _TIMES, "seconds")
        _draw(memory, rows, _MEMORY, "MiB of the largest process")
        figure.savefig(to, format="svg", metadata={"Date": None})
    # Trailing blanks would be marked wherever changes are read.
    text = "\n".join(line.rstrip() for line in to.read_text(encoding="utf-8").splitlines())
    to.write_text(text + "\n", encoding="utf-8")


def _draw(axes: Axes, rows: Sequence[dict[str, Any]], curves: Sequence[tuple[str, str, str]], unit: str) -> None:
    sizes = [row["articles"] for row in rows]
    for name, label, colour in curves:
        costs = [row[name] for row in rows]
        power = exponent(sizes, costs)
        axes.plot(sizes, costs, "o", color=colour, label=label if power is None else f"{label}: N^{power:.2f}")
        if power is not None:
            middle = np.exp(np.mean(np.log(costs) - power * np.log(sizes)))
            axes.plot(sizes, middle * np.power(sizes, power), "-", color=colour, linewidth=1)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("articles")
    axes.set_ylabel(unit)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.grid(visible=True, color="#dddddd", linewidth=0.6)
    axes.legend(frameon=False)


def main(arguments: list[str] | None = None) -> int:
    """Draw the rows of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path, help="what bench.growth --json printed")
    parser.add_argument("picture", type=Path, help="the SVG file to write")
    chosen = parser.parse_args(arguments)
    rows = measured(chosen.rows.read_text(encoding="utf-8").splitlines())
    if not rows:
        print(f"{chosen.rows} has no row of deriving; write it with bench.growth --json", file=sys.stderr)
        return 1
    draw(rows, chosen.picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())

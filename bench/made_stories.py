"""Stories against the happenings of made-up coverage: `python -m bench.made_stories 3000`.

The articles of `bench.coverage` are clustered as those of a record are, and what comes out is compared with the
happenings that they were made about, by B-cubed (Bagga and Baldwin 1998). Many happenings are of one topic and of the
same days, as in news; how much of their words they share goes by the Lee corpus. Printed is one JSON line.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bench.coverage.__main__ import coverage_of
from bench.coverage.happenings import Coverage
from onrecord.model.facts import Facts
from onrecord.resolve.stories import cluster_stories


def measure(coverage: Coverage, number: int) -> dict[str, Any]:
    """Return how well the stories of `number` articles are the happenings that these were made about."""
    made, of = [], dict[str, int]()
    for at, articles in enumerate(coverage.happenings(number)):
        for article, reading in articles:
            made.append((article, reading))
            of[article.id] = at
    stories = cluster_stories(Facts.of(*zip(*made, strict=True)))
    found = {article: at for at, story in enumerate(stories) for article in story.articles}
    return {
        "articles": len(made),
        "happenings": len(set(of.values())),
        "stories": len(stories),
        "largest": max(len(story.articles) for story in stories),
        **b_cubed([(of[article], at) for article, at in found.items()]),
    }


def b_cubed(pairs: Iterable[tuple[int, int]]) -> Mapping[str, float]:
    """Return B-cubed precision, recall and F1 of items, each with the group that it is of and the one it was put into.

    >>> b_cubed([(0, 0), (0, 0), (1, 0), (1, 1)])
    {'precision': 0.6667, 'recall': 0.75, 'F1': 0.7059}
    """
    both = Counter(pairs)
    true, put = Counter[int](), Counter[int]()
    for (one, other), count in both.items():
        true[one] += count
        put[other] += count
    precision = sum(n * n / put[other] for (_, other), n in both.items()) / both.total()
    recall = sum(n * n / true[one] for (one, _), n in both.items()) / both.total()
    scores = {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}
    return {name: round(score, 4) for name, score in scores.items()}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, metavar="N", nargs="?", default=3000, help="how many articles")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    print(json.dumps(measure(coverage_of(chosen.seed), chosen.number)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

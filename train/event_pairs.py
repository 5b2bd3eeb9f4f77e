"""Make `resolve/event_weights.csv`, by which two event mentions are one happening: `python -m train.event_pairs FILE`.

FILE is the training part of ECB+ (`ecbplus_full_train.jsonl`). Every pair of validated event mentions within a story of
ours is a row of a logistic regression with a ridge; a pair counts by one over the root of its story's size, so that
large stories do not decide alone. The second look is fitted likewise, over what first looks say that were fitted
without the pair's topics. Without `--write` the figures are printed: B-cubed F1 over five folds by topic, for each
least average at which groups are joined. With it the weights of all topics are written, with the best of these.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.mentions import gold, mentions_by_story
from onrecord.resolve.clustering import average_link
from onrecord.resolve.event_measures import measures
from onrecord.resolve.event_mention import Backdrop, EventMention, Sentence
from onrecord.resolve.event_support import support
from onrecord.resolve.event_weights import BASE, FIRST, JOIN, SECOND
from train.articles import rows_of
from train.say import say

TARGET = Path(__file__).parents[1] / "src/onrecord/resolve/event_weights.csv"
SECOND_NAMES = tuple(support(np.zeros((1, 1)), [("", 0)]))
FOLDS = 5
RIDGE = 200.0
"""How strongly weights of measurements scaled to a spread of 1 are held near 0, in pairs."""

JOINS = tuple(round(-1.6 + 0.2 * step, 1) for step in range(9))
_STEPS = 12

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """One story: its mentions with the happening and topic that people gave them, and what is measured of each pair."""

    happenings: tuple[str, ...]
    topics: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    measured: NDArray[np.float32]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which pairs are one happening."""
        named = np.array(self.happenings)
        return np.asarray(named[self.rows] == named[self.columns])

    def table(self, scores: Floats) -> Floats:
        """Return the scores of the pairs as a symmetric table of the mentions."""
        table = np.zeros((len(self.topics), len(self.topics)))
        table[self.rows, self.columns] = scores
        return table + table.T

    def again(self, scores: Floats) -> Lesson:
        """Return what the second look measures after a first one that gave these scores."""
        found = support(self.table(scores), self.sentences).values()
        measured = np.stack([table[self.rows, self.columns] for table in found], axis=1)
        return replace(self, measured=measured.astype(np.float32))


@dataclass(frozen=True)
class Fitted:
    """Weights by measurement and the log-odds without any."""

    base: float
    weights: Floats

    def scores(self, lesson: Lesson) -> Floats:
        """Return the log-odds of each pair of a story."""
        return np.asarray(lesson.measured @ self.weights + self.base)


def lessons_of(path: Path) -> tuple[list[Lesson], tuple[str, ...]]:
    """Return the stories of a file as lessons, and the names of the measurements in their order."""
    rows = list(rows_of(path))
    happening = {row["id"]: str(row["cluster"]) for row in gold(path)}
    topic = {row["doc_id"]: str(row["topic"]) for row in rows}
    made = [_lesson(story, happening, topic) for story in mentions_by_story(rows) if len(story) > 1]
    names = {name for _, found in made for name in found}
    return [lesson for lesson, _ in made], tuple(sorted(names))


def _lesson(
    story: Sequence[EventMention], happening: Mapping[str, str], topic: Mapping[str, str]
) -> tuple[Lesson, set[str]]:
    backdrop = Backdrop.of(story)
    pairs = [(row, column) for row in range(len(story)) for column in range(row)]
    found = [measures(story[row], story[column], backdrop) for row, column in pairs]
    names = sorted(found[0])
    lesson = Lesson(
        tuple(happening[f"{m.article}:{m.span.start}:{m.span.end}"] for m in story),
        tuple(topic[mention.article] for mention in story),
        tuple(mention.at for mention in story),
        np.array([row for row, _ in pairs]),
        np.array([column for _, column in pairs]),
        np.array([[measured[name] for name in names] for measured in found], dtype=np.float32),
    )
    return lesson, set(names)


def fit(lessons: Sequence[Lesson], without: frozenset[str] = frozenset()) -> Fitted:
    """Fit the regression to all pairs but those with a mention of the topics in `without`, by Newton's steps."""
    kept = [_of_topics(lesson, without) for lesson in lessons]
    x = np.concatenate([lesson.measured[which] for lesson, which in zip(lessons, kept, strict=True)]).astype(np.float64)
    y = np.concatenate([lesson.right[which] for lesson, which in zip(lessons, kept, strict=True)]).astype(np.float64)
    share = np.concatenate([np.full(w.sum(), len(ls.topics) ** -0.5) for ls, w in zip(lessons, kept, strict=True)])
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    scaled = np.hstack([(x - middle) / spread, np.ones((len(x), 1))])
    found = _regression(scaled, y, share / share.mean())
    weights = found[:-1] / spread
    return Fitted(float(found[-1] - weights @ middle), weights)


def _of_topics(lesson: Lesson, without: frozenset[str]) -> NDArray[np.bool_]:
    out = np.isin(np.array(lesson.topics), sorted(without))
    return np.asarray(~(out[lesson.rows] | out[lesson.columns]))


def _regression(x: Floats, y: Floats, share: Floats) -> Floats:
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 0.0
    found = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(x @ found)))
        slope = x.T @ (share * (chance - y)) + ridge * found
        bend = (x * (share * chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        found -= np.linalg.solve(bend, slope)
    return found


def cross_fitted(lessons: Sequence[Lesson]) -> list[Floats]:
    """Return the scores of each story by weights fitted without the topics of its fold."""
    topics = sorted({topic for lesson in lessons for topic in lesson.topics}, key=int)
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    fitted = [fit(lessons, frozenset(t for t in topics if fold[t] == number)) for number in range(FOLDS)]
    return [fitted[fold[Counter(lesson.topics).most_common(1)[0][0]]].scores(lesson) for lesson in lessons]


def by_join(lessons: Sequence[Lesson], scores: Sequence[Floats]) -> dict[float, float]:
    """Return B-cubed F1 for each least average at which groups may be joined."""
    return {join: b_cubed(_labels(lessons, scores, join)) for join in JOINS}


def _labels(lessons: Sequence[Lesson], scores: Sequence[Floats], join: float) -> Iterator[tuple[str, str]]:
    """Yield for every mention its happening and the cluster it comes into."""
    for number, (lesson, scored) in enumerate(zip(lessons, scores, strict=True)):
        for at, cluster in enumerate(average_link(lesson.table(scored).astype(np.float32), join)):
            yield from ((lesson.happenings[mention], f"{number}-{at}") for mention in cluster)


def b_cubed(labels: Iterator[tuple[str, str]]) -> float:
    """Return the harmonic mean of B-cubed precision and recall.

    >>> round(b_cubed(iter([("a", "1"), ("a", "1"), ("b", "1")])), 3)
    0.714
    """
    both = Counter(labels)
    wanted, made = Counter[str](), Counter[str]()
    for (right, cluster), count in both.items():
        wanted[right] += count
        made[cluster] += count
    precision = sum(count * count / made[cluster] for (_, cluster), count in both.items())
    recall = sum(count * count / wanted[right] for (right, _), count in both.items())
    total = both.total()
    return 2 * precision * recall / (total * (precision + recall))


def write(rows: Iterable[tuple[str, str, float]], path: Path = TARGET) -> None:
    """Write look, measure and weight below the header that the file has."""
    header = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = (f"{look},{measure},{weight:.3f}" for look, measure, weight in rows)
    path.write_text("\n".join([*header, "look,measure,weight", *lines]) + "\n", "utf-8")


def rows_for(look: str, fitted: Fitted, names: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Yield the rows of one look."""
    yield look, BASE, fitted.base
    yield from ((look, name, float(weight)) for name, weight in zip(names, fitted.weights, strict=True))


def main() -> int:
    """Cross-validate, and with `--write` fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights of all topics into the package")
    chosen = parser.parse_args()
    lessons, names = lessons_of(chosen.file)
    again = [lesson.again(scores) for lesson, scores in zip(lessons, cross_fitted(lessons), strict=True)]
    found = by_join(again, cross_fitted(again))
    best = max(found, key=lambda join: (found[join], join))
    say(json.dumps({str(join): round(value, 4) for join, value in found.items()}))
    say(f"best least average {best}: B-cubed F1 {found[best]:.4f} over {FOLDS} folds by topic")
    if chosen.write:
        first, second = rows_for(FIRST, fit(lessons), names), rows_for(SECOND, fit(again), SECOND_NAMES)
        write([*first, (SECOND, JOIN, best), *second])
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Reused pairs beside other tools, in one run: `python -m bench.reuse_peers [DOCS PAIRS] [--splits 10]`.

Prints one JSON line for each system: Onrecord, datasketch and rensa (left out where they are not installed: `pip
install datasketch rensa`). The peers find pairs by MinHash and locality-sensitive hashing over word 5-grams; a pair
counts where its estimated Jaccard similarity reaches the threshold.

Every figure is an F1 of pairs labelled `copy` or `partial` (pairs labelled `ambiguous` are left out, all others are
wrong). `default` is at the default threshold, or with the numbers as Onrecord ships them, on all documents; `best` is
at the setting that is best on all documents, which were then seen. `halves` is the mean over two halves of the
documents, of several random cuts, of what the setting chosen as best on one half scores on the other (`lowest` is the
lowest of them, `chosen` the range of these settings): the threshold of a peer and its permutations (128 or 256), and
for Onrecord the number of words in common from which text was reused (`REUSED_WORDS`). Pairs between the halves are
left out. Onrecord's numbers were chosen on all of the Helsinki pairs, so only `halves` says what it would have done
without, and it too keeps the design that they led to and the smaller numbers beside.
DOCS and PAIRS are those of the evaluation data unless named.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any
from unittest.mock import patch

from bench.floors import shared_folder
from bench.reuse import articles_of
from onrecord.model.derived import LinkKind
from onrecord.model.facts import Facts
from onrecord.resolve import links
from onrecord.resolve.passages import find_passages

Pair = tuple[str, str]
Pairs = frozenset[Pair]
Setting = tuple[int, float]
"""Permutations, and the Jaccard similarity from which two texts are a pair."""
Find = Callable[[Mapping[str, str], Sequence[Setting]], list[Pairs]]
"""Finds the reused pairs among texts by id, for each of several settings."""

DATA = ("crossdoc/helsinki.docs.jsonl", "crossdoc/helsinki.pairs.jsonl")
SPLITS = 10
POSITIVE, IGNORED = ("copy", "partial"), "ambiguous"
SHINGLE = 5
THRESHOLDS = (0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9)
SETTINGS: tuple[Setting, ...] = tuple(product((128, 256), THRESHOLDS))
REUSED_WORDS = (12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 68, 76, 84, 100, 120, 150)
_WORD = re.compile(r"\w+")


def shingles(text: str) -> set[str]:
    """Return the runs of five words of a text.

    >>> sorted(shingles("One ship left the old harbour"))
    ['one ship left the old', 'ship left the old harbour']
    """
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(len(words) - SHINGLE + 1, 1))}


def datasketch(texts: Mapping[str, str], settings: Sequence[Setting]) -> list[Pairs]:
    """Find pairs with datasketch's `MinHashLSH`."""
    from datasketch import MinHash, MinHashLSH

    @cache
    def sketches(permutations: int) -> dict[str, Any]:
        made = {key: MinHash(num_perm=permutations) for key in texts}
        for key, text in texts.items():
            made[key].update_batch([shingle.encode() for shingle in shingles(text)])
        return made

    found = []
    for permutations, threshold in settings:
        made = sketches(permutations)
        index = MinHashLSH(threshold=threshold, num_perm=permutations)
        for key, sketch in made.items():
            index.insert(key, sketch)
        met = ((key, other) for key, sketch in made.items() for other in index.query(sketch) if key < other)
        found.append(frozenset((a, b) for a, b in met if made[a].jaccard(made[b]) >= threshold))
    return found


def rensa(texts: Mapping[str, str], settings: Sequence[Setting]) -> list[Pairs]:
    """Find pairs with rensa's `RMinHashLSH`."""
    from rensa import RMinHash, RMinHashLSH

    keys = list(texts)

    @cache
    def sketches(permutations: int) -> list[Any]:
        made = [RMinHash(num_perm=permutations, seed=42) for _ in keys]
        for key, sketch in zip(keys, made, strict=True):
            sketch.update(sorted(shingles(texts[key])))
        return made

    found = []
    for permutations, threshold in settings:
        made = sketches(permutations)
        index = RMinHashLSH(threshold=threshold, num_perm=permutations, num_bands=bands(permutations, threshold))
        for number, sketch in enumerate(made):
            index.insert(number, sketch)
        met = ((a, b) for a, sketch in enumerate(made) for b in index.query(sketch) if a != b)
        alike = ((keys[a], keys[b]) for a, b in met if made[a].jaccard(made[b]) >= threshold)
        found.append(frozenset((min(pair), max(pair)) for pair in alike))
    return found


def bands(permutations: int, threshold: float) -> int:
    """Return into how many bands to cut the permutations, so that pairs of a similarity surely over it meet.

    >>> bands(128, 0.8), bands(128, 0.05)
    (16, 128)
    """
    counts = [2**power for power in range(permutations.bit_length() - 1)]
    fitting = [count for count in counts if (1 / count) ** (count / permutations) <= threshold]
    return fitting[0] if fitting else permutations


PEERS: dict[str, Find] = {"datasketch": datasketch, "rensa": rensa}
DEFAULTS: dict[str, Setting] = {"datasketch": (128, 0.9), "rensa": (128, 0.8)}
"""What `MinHashLSH()` has, and rensa's own examples, since its index has no defaults."""


def ours(facts: Facts, words: Sequence[int | None]) -> list[Pairs]:
    """Find pairs with Onrecord, with other numbers of reused words than it ships; None for its own."""
    passages = find_passages(facts)
    found = []
    for number in words:
        with patch.object(links, "REUSED_WORDS", number or links.REUSED_WORDS):
            made = links.link_articles(facts, passages)
        found.append(frozenset((link.a, link.b) for link in made if link.kind is not LinkKind.SHARED_QUOTE))
    return found


class Gold:
    """Labelled pairs of documents."""

    def __init__(self, documents: Sequence[str], labels: Mapping[Pair, str]) -> None:
        self.documents = sorted(documents)
        self._right = frozenset(pair for pair, label in labels.items() if label in POSITIVE)
        self._left_out = frozenset(pair for pair, label in labels.items() if label == IGNORED)

    def f1(self, found: Pairs, among: frozenset[str] | None = None) -> float:
        """Return the F1 of found pairs, of those between the documents `among` alone where they are given."""
        right, chosen = self._right, found - self._left_out
        if among is not None:
            right, chosen = (frozenset(pair for pair in pairs if among.issuperset(pair)) for pairs in (right, chosen))
        return 2 * len(right & chosen) / ((len(right) + len(chosen)) or 1)

    def halves(self, cut: int) -> tuple[frozenset[str], frozenset[str]]:
        """Cut the documents into two halves at random."""
        shuffled = list(self.documents)
        Random(cut).shuffle(shuffled)  # noqa: S311 - a cut of documents, no secrets
        middle = len(shuffled) // 2
        return frozenset(shuffled[:middle]), frozenset(shuffled[middle:])


def by_halves(gold: Gold, settings: Sequence[Any], found: Sequence[Pairs], cuts: int) -> dict[str, Any]:
    """Choose the best setting on one half and score it on the other, both ways, for several cuts."""
    scores, chosen = [], []
    for cut in range(cuts):
        one, other = gold.halves(cut)
        for chosen_on, scored_on in ((one, other), (other, one)):
            best = max(range(len(settings)), key=lambda at: gold.f1(found[at], chosen_on))
            chosen.append(settings[best])
            scores.append(gold.f1(found[best], scored_on))
    figures = {"best": max(map(gold.f1, found)), "halves": mean(scores), "lowest": min(scores)}
    return {**{name: round(value, 4) for name, value in figures.items()}, "chosen": [min(chosen), max(chosen)]}


def figures_of_ours(facts: Facts, gold: Gold, cuts: int = SPLITS) -> dict[str, Any]:
    """Return Onrecord's figures."""
    default, *found = ours(facts, [None, *REUSED_WORDS])
    return {"default": round(gold.f1(default), 4), **by_halves(gold, REUSED_WORDS, found, cuts)}


def figures_of(name: str, texts: Mapping[str, str], gold: Gold, cuts: int = SPLITS) -> dict[str, Any]:
    """Return a peer's figures."""
    default, *found = PEERS[name](texts, [DEFAULTS[name], *SETTINGS])
    return {"default": round(gold.f1(default), 4), **by_halves(gold, SETTINGS, found, cuts)}


def load(documents: Path, pairs: Path) -> tuple[Facts, Gold]:
    """Read documents {id, publisher, time, text} and pairs {a, b, label} from JSON lines."""
    articles = articles_of(documents)
    with pairs.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    labels = {(min(row["a"], row["b"]), max(row["a"], row["b"])): row["label"] for row in rows}
    return Facts.of(articles, []), Gold([article.id for article in articles], labels)


def held(shared: Path) -> dict[str, float]:
    """Return Onrecord's figure by halves, which has a floor."""
    facts, gold = load(*(shared / "data" / name for name in DATA))
    return {"F1_by_halves": figures_of_ours(facts, gold)["halves"]}


def systems(facts: Facts, gold: Gold, cuts: int) -> Iterator[dict[str, Any]]:
    """Yield the figures of every system that is installed."""
    yield {"system": "onrecord", **figures_of_ours(facts, gold, cuts)}
    texts = {article.id: article.text for article in facts.articles}
    for name in PEERS:
        if importlib.util.find_spec(name):
            yield {"system": name, **figures_of(name, texts, gold, cuts)}
        else:
            print(f"left out: {name}, which is not installed", file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of every system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", metavar="DOCS PAIRS")
    parser.add_argument("--splits", type=int, default=SPLITS, help="how many cuts of the documents into halves")
    chosen = parser.parse_args(arguments)
    shared = shared_folder()
    if len(chosen.files) not in {0, 2}:
        parser.error("name DOCS and PAIRS, or neither")
    if not chosen.files and shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    files = chosen.files or [shared / "data" / name for name in DATA if shared]
    for row in systems(*load(*files), chosen.splits):
        print(json.dumps(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

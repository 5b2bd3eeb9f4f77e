"""HTML against trafilatura's precision mode in one run: `python -m bench.html [--half tuning|aside] [--pages]`.

Prints, for the pages of the evaluation data (pages/html): F1 of both (scorer score_pages.py), silent losses (a body
with under half of the gold's words, and no loss said), false alarms (a loss reported where the body is there), the
share of the gold body's words that ended in hidden blocks, and the ratios of processor times (median of three rounds
by turns): `ratio` to trafilatura doing the same, body and metadata, `ratio_body` to trafilatura giving the body alone.
All run as in a worker: one thread, and what is loaded once frozen. The exit code is 1 where a target is missed. Pages
are split in two halves by a hash of their ids: rules are made on the one and checked on the other. `--pages` prints
every page's precision and recall, the worst first.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import hashlib
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from statistics import median

import trafilatura

from bench.floors import shared_folder
from bench.threads import on_one_thread
from onrecord.extract.align import Words, words_of
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import BlockKind, Page
from onrecord.model.problem import Problem, ProblemCode

ROUNDS = 3
RATIO_MAX, HIDDEN_MAX = 1.3, 0.01
ENOUGH = 0.5


Scorer = Callable[[str, str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one page: body, words of the gold that are hidden, and whether a loss was said."""

    body: str
    hidden: int
    said: bool


def half_of(name: str) -> str:
    """Return the half of the pages that a page belongs to.

    >>> half_of("a"), half_of("e")
    ('tuning', 'aside')
    """
    return ("tuning", "aside")[hashlib.sha256(name.encode()).digest()[0] % 2]


def load_scorer(shared: Path) -> Scorer:
    """Return the function of score_pages.py that gives one page's precision and recall."""
    spec = spec_from_file_location("score_pages", shared / "scorers" / "score_pages.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "scorers" / "score_pages.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Scorer = module.score
    return score


def ours(content: bytes) -> Extracted | Problem:
    """Extract a page as Onrecord does."""
    return extract(Page("page", "page", content, "text/html"))


def theirs(content: bytes, *, metadata: bool = False) -> str:
    """Extract a page as trafilatura's precision mode does, alone or with title, author, date and site."""
    text = trafilatura.extract(
        content.decode("utf-8", "replace"), favor_precision=True, include_comments=False, with_metadata=metadata
    )
    return text or ""


def result_of(content: bytes, gold: str) -> Result:
    """Extract a page and compare it with its gold body."""
    found = ours(content)
    if isinstance(found, Problem):
        return Result("", 0, said=True)
    article = found.article
    kept = [(block.span.of(article.text), block.kind) for block in article.blocks]
    words = Words.of(text for text, _ in kept)
    inside = words.inside(words_of(gold))
    hidden = sum(
        len(line)
        for line, held, (_, kind) in zip(words.lines, inside, kept, strict=True)
        if held and kind is BlockKind.HIDDEN
    )
    body = "\n".join(text for text, kind in kept if kind is BlockKind.BODY)
    return Result(body, hidden, said=any(one.code is ProblemCode.LOST_TEXT for one in found.problems))


def f1(scorer: Scorer, gold: Mapping[str, str], bodies: Mapping[str, str]) -> dict[str, float]:
    """Return mean precision, mean recall and their F1."""
    scores = [scorer(gold[name], bodies[name]) for name in gold]
    precision = sum(p for p, _ in scores) / len(scores)
    recall = sum(r for _, r in scores) / len(scores)
    return {
        "P": round(precision, 4),
        "R": round(recall, 4),
        "F1": round(2 * precision * recall / (precision + recall), 4),
    }


def seconds(work: Callable[[bytes], object], pages: Iterable[bytes]) -> float:
    """Return the processor time that some work on all pages takes."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def ratio(pages: Sequence[bytes]) -> dict[str, float]:
    """Time all by turns; the median of the rounds' ratios is what counts."""
    works = (ours, partial(theirs, metadata=True), theirs)
    gc.freeze()
    rounds = [[seconds(work, pages) for work in works] for _ in range(ROUNDS)]
    gc.unfreeze()
    return {
        "seconds": round(median(own for own, *_ in rounds), 2),
        "ratio": round(median(own / same for own, same, _ in rounds), 2),
        "ratio_body": round(median(own / body for own, _, body in rounds), 2),
    }


def losses(gold: Mapping[str, str], results: Mapping[str, Result]) -> dict[str, int]:
    """Count pages that lost half of their words in silence, and pages whole of which a loss is said."""
    lost = {name for name in gold if len(words_of(results[name].body)) < ENOUGH * len(words_of(gold[name]))}
    return {
        "silent_losses": sum(not results[name].said for name in lost),
        "said_losses": sum(results[name].said for name in lost),
        "false_alarms": sum(results[name].said for name in gold if name not in lost),
    }


def hidden_share(gold: Mapping[str, str], results: Mapping[str, Result]) -> float:
    """Return the share of the gold bodies' words that stand in hidden blocks."""
    return sum(result.hidden for result in results.values()) / sum(len(words_of(text)) for text in gold.values())


def print_pages(scorer: Scorer, gold: Mapping[str, str], results: Mapping[str, Result]) -> None:
    """Print precision and recall of every page, the worst first."""
    scored = sorted((sum(scorer(gold[name], results[name].body)), name) for name in gold)
    for _, name in scored:
        precision, recall = scorer(gold[name], results[name].body)
        print(f"{precision:.3f} {recall:.3f} {name}")


def missed(figures: Mapping[str, float]) -> list[str]:
    """Return a line for each target that is missed."""
    failed = {
        "F1 is below trafilatura's": figures["F1"] < figures["trafilatura_F1"],
        "pages lost text in silence": figures["silent_losses"] > 0,
        f"it takes more than {RATIO_MAX} times trafilatura's time": figures["ratio"] > RATIO_MAX,
        f"more than {HIDDEN_MAX:.0%} of the real text is hidden": figures["hidden"] > HIDDEN_MAX,
    }
    return [text for text, is_so in failed.items() if is_so]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON line; exit code 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tuning", "aside"), help="only this half of the pages")
    parser.add_argument("--pages", action="store_true", help="print every page's precision and recall too")
    chosen = parser.parse_args(arguments)
    on_one_thread("bench.html")
    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = measure(shared, chosen.half, every_page=chosen.pages)
    print(json.dumps(found))
    failed = missed(found)
    print("\n".join(failed) or "every target is met", file=sys.stderr)
    return 1 if failed else 0


def held(shared: Path) -> dict[str, float]:
    """Return what the floors hold: nothing that depends on the machine."""
    found = measure(shared, None, every_page=False, timed=False)
    return {name: found[name] for name in ("F1", "silent_losses", "false_alarms", "hidden")} | {
        "over_trafilatura": round(found["F1"] - found["trafilatura_F1"], 4)
    }


def measure(shared: Path, half: str | None, *, every_page: bool, timed: bool = True) -> dict[str, float]:
    """Extract all pages both ways and return the figures, the times by turns among them where `timed`."""
    scorer = load_scorer(shared)
    rows = json.loads((shared / "data/pages/html_gold.json").read_text(encoding="utf-8"))
    gold = {name: row["articleBody"] for name, row in sorted(rows.items()) if half in {None, half_of(name)}}
    pages = {name: gzip.decompress((shared / f"data/pages/html/{name}.html.gz").read_bytes()) for name in gold}
    results = {name: result_of(pages[name], gold[name]) for name in gold}
    if every_page:
        print_pages(scorer, gold, results)
    other = f1(scorer, gold, {name: theirs(page) for name, page in pages.items()})
    return {
        "pages": len(gold),
        **f1(scorer, gold, {name: result.body for name, result in results.items()}),
        **{f"trafilatura_{name}": value for name, value in other.items()},
        **losses(gold, results),
        "hidden": round(hidden_share(gold, results), 4),
        **(ratio(list(pages.values())) if timed else {}),
    }


if __name__ == "__main__":
    sys.exit(main())

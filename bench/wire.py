"""The news agency that an article comes from, by its credits; `python -m bench.wire FILE` measures it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.quotes import article_of_text
from onrecord.ontology.sources import load_sources
from onrecord.read.credits import find_credits
from train.articles import rows_of

_TEXTS = ("polnear.train.jsonl", "polnear.dev.jsonl")


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Give {doc_id, agency} for each row of a JSON lines file.

    The text is the row's own, or that of the same doc_id in ../quotes beside the file's folder; `author` is its byline.
    """
    texts = _texts(path)
    for row in rows_of(path):
        text = row.get("text") or texts.get(str(row["doc_id"]))
        yield {"doc_id": row["doc_id"], "agency": _agency(str(text), row.get("author")) if text else None}


def _agency(text: str, byline: object) -> str | None:
    article = article_of_text(text, byline=str(byline) if byline else "")
    for credit in find_credits(article, load_sources()):
        if credit.source and credit.source.kind == "agency" and not credit.partial:
            return credit.name
    return None


def _texts(path: Path) -> dict[str, str]:
    folder = path.parent.parent / "quotes"
    files = [folder / name for name in _TEXTS if (folder / name).is_file()]
    return {str(row["doc_id"]): str(row["text"]) for file in files for row in rows_of(file)}


def held(shared: Path) -> dict[str, float]:
    """Return the figures that have floors, on PolNeAR's training articles."""
    found = measure(shared / "data/crossdoc/polnear_wire.train.jsonl")
    return {name: round(float(found[name]), 4) for name in ("precision", "recall")}


def measure(path: Path) -> dict[str, float]:
    """Return precision and recall of the agency over the rows of which the gold knows it."""
    gold = {row["doc_id"]: row["wire"] for row in rows_of(path) if row["wire_known"]}
    pairs = [(gold[row["doc_id"]], row["agency"]) for row in predict(path) if row["doc_id"] in gold]
    right = sum(1 for wanted, got in pairs if got and got == wanted)
    named = sum(1 for _, got in pairs if got)
    wanted = sum(1 for want, _ in pairs if want)
    return {"precision": right / max(named, 1), "recall": right / max(wanted, 1), "named": named, "wanted": wanted}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))

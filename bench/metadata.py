"""Title, date and author of real pages against their gold: `python -m bench.metadata [--urls] [--errors]`.

The pages (pages/flattened_partial.jsonl.gz) are flattened text in several languages. Each goes through the whole of
`extract`, once as the text alone and, with `--urls`, with its address as a table would state it. Prints one JSON line:

- `title_equal`: titles that are the gold's, letter case and marks apart, of the rows whose gold has one
- `date_wrong`, `date_unknown`: other days, and none, of the rows whose gold has a date
- `author_spurious`: authors that are not the gold's, or where it has none, of all rows that were annotated;
  `author_false`: the same of the authors given; `author_found`: of the rows whose gold has one
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.floors import shared_folder
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, Candidate, Field, Page
from onrecord.model.folding import fold

FILE = "pages/flattened_partial.jsonl.gz"
Row = Mapping[str, Any]


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of which somebody noted title, date and author."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["title"] is not None:
                yield row


def article_of(row: Row, urls: bool) -> Article | None:
    """Return the article that is made of a row's lines."""
    hints = (Candidate(Field.URL, row["url"], "table:url", row["url"]),) if urls else ()
    found = extract(Page(row["id"], row["id"], "\n".join(row["lines"]).encode(), "text/plain", hints))
    return found.article if isinstance(found, Extracted) else None


def verdicts(row: Row, found: Article | None) -> Iterator[str]:
    """Yield what holds of one page, in the words that are counted."""
    title, day, author = _words(row["title"]), _day(row["date"]), _words(row["author"])
    if title:
        yield "title"
        yield from ["title_equal"] if found and _words(found.title) == title else []
    if day:
        yield "date"
        said = (found.published or "")[:10] if found else ""
        yield from [] if said == day else ["date_wrong" if said else "date_unknown"]
    yield "row"
    yield from ["author"] if author else []
    given = _words(found.byline) if found else ""
    if given:
        yield "given"
        yield "author_found" if author and (given in author or author in given) else "author_spurious"


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return the shares that the counts give."""
    of = {"title_equal": "title", "date_wrong": "date", "date_unknown": "date", "author_spurious": "row"}
    shares = {name: counts[name] / max(counts[whole], 1) for name, whole in of.items()}
    shares["author_false"] = counts["author_spurious"] / max(counts["given"], 1)
    shares["author_found"] = counts["author_found"] / max(counts["author"], 1)
    return {"rows": counts["row"], **{name: round(share, 4) for name, share in shares.items()}}


def held(shared: Path) -> dict[str, float]:
    """Return what the floors hold: the figures with addresses."""
    found = measure(shared / "data" / FILE, urls=True)
    return {name: found[name] for name in ("title_equal", "date_wrong", "author_spurious", "author_found")}


def measure(path: Path, urls: bool, errors: bool = False) -> dict[str, float]:
    """Extract all pages and return the figures; with `errors` tell of each page that went wrong on standard error."""
    counts: Counter[str] = Counter()
    for row in rows_of(path):
        found = article_of(row, urls)
        said = set(verdicts(row, found))
        counts.update(said)
        wrong = sorted(said & {"date_wrong", "author_spurious"})
        wrong += ["title"] if "title" in said and "title_equal" not in said else []
        if errors and wrong:
            print(json.dumps(_shown(row, found, wrong), ensure_ascii=False), file=sys.stderr)
    return figures(counts)


def _shown(row: Row, found: Article | None, wrong: list[str]) -> dict[str, object]:
    gold = {name: row[name] for name in ("title", "date", "author")}
    got = {"title": found.title, "date": found.published, "author": found.byline} if found else None
    return {"id": row["id"], "wrong": wrong, "gold": gold, "found": got}


def _day(words: str | None) -> str:
    """Return the gold day; "" also for the few that are no day of the calendar ("2022-29-11")."""
    try:
        return date.fromisoformat(words or "").isoformat()
    except ValueError:
        return ""


def _words(value: object) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join(re.findall(r"\w+", fold(words).text))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--urls", action="store_true", help="state the address of each page, as a table would")
    parser.add_argument("--errors", action="store_true", help="show wrong pages on standard error")
    chosen = parser.parse_args(arguments)
    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    print(json.dumps(measure(shared / "data" / FILE, chosen.urls, chosen.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

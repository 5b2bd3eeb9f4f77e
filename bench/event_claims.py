"""Claims of events against the happenings that people marked: `python -m bench.event_claims [FILE]`.

FILE is ECB+ (`events/ecbplus_full_dev.jsonl` by default). Its texts are taken the whole way into a record. Printed are
two shares over pairs of reports in two articles whose triggers both lie on marked mentions: of those in one claim, how
many are marked as one happening (`precision`), and of those marked as one, how many are in one claim (`recall`). The
same is printed of the pairs that are together only because their claims are retold in other words (`retold`).

Texts on two happenings of one sort make up half of ECB+ by design, and it has no times of publication.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mentions import DEV, Row
from onrecord.engine.local import add
from onrecord.model.derived import ClaimKind, Member
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from train.articles import rows_of

RETOLD = "retold"
"""How the reason begins by which a report of a claim retold in other words is a member."""

Marked = Mapping[str, frozenset[str]]
"""The happenings on whose mentions an event's trigger lies, by the event's id."""


def recorded(rows: list[Row], folder: Path) -> Snapshot:
    """Add the texts of some rows to a new record below `folder`, and return what it then holds."""
    coverage = folder / "coverage"
    coverage.mkdir()
    for row in rows:
        (coverage / f"{row['doc_id']}.txt").write_text(row["text"], encoding="utf-8")
    add([coverage], folder / "record.db")
    with Record.open(folder / "record.db", readonly=True) as record:
        return record.snapshot()


def marked(rows: list[Row], snapshot: Snapshot) -> Marked:
    """Return what happenings people marked at each event."""
    gold = {row["doc_id"]: [m for m in row["mentions"] if m.get("kind", "event") == "event"] for row in rows}
    key = {article.id: Path(article.uri).stem for article in snapshot.facts.articles}
    return {
        event.id: frozenset(
            str(m["cluster_id"])
            for m in gold[key[event.article]]
            if m["start"] < event.trigger.end and event.trigger.start < m["end"]
        )
        for event in snapshot.facts.event.values()
    }


def together(snapshot: Snapshot, happenings: Marked) -> Iterator[tuple[Member, Member]]:
    """Give the pairs of reports in two articles that are in one claim and both marked."""
    for claim in snapshot.resolution.claims:
        if claim.kind is ClaimKind.EVENT:
            members = [member for member in claim.members if happenings[member.fact]]
            yield from ((a, b) for a, b in combinations(members, 2) if a.article != b.article)


def figures(rows: list[Row], snapshot: Snapshot) -> dict[str, float]:
    """Return the shares, and how many pairs they are of."""
    happenings = marked(rows, snapshot)
    pairs = list(together(snapshot, happenings))
    right = sum(bool(happenings[a.fact] & happenings[b.fact]) for a, b in pairs)
    retold = [(a, b) for a, b in pairs if a.reason.startswith(RETOLD) or b.reason.startswith(RETOLD)]
    retold_right = sum(bool(happenings[a.fact] & happenings[b.fact]) for a, b in retold)
    events = [event for event in snapshot.facts.event.values() if happenings[event.id]]
    one = sum(a.article != b.article and bool(happenings[a.id] & happenings[b.id]) for a, b in combinations(events, 2))
    return {
        "pairs": len(pairs),
        "precision": round(right / max(1, len(pairs)), 4),
        "recall": round(right / max(1, one), 4),
        "retold": len(retold),
        "retold_precision": round(retold_right / max(1, len(retold)), 4),
    }


def main() -> int:
    """Print the figures as a JSON line."""
    from bench.floors import shared_folder

    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    rows = list(rows_of(Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "data" / DEV))
    with TemporaryDirectory() as folder:
        print(json.dumps(figures(rows, recorded(rows, Path(folder)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

from __future__ import annotations

from types import ModuleType

from bench.event_claims import figures
from onrecord.model.snapshot import Snapshot

DAY = "2031-05-04"


def row(key: str, text: str, word: str, happening: str):
    start = text.index(word)
    return {
        "doc_id": key,
        "text": text,
        "mentions": [{"start": start, "end": start + len(word), "cluster_id": happening}],
    }


def test_shares_of_pairs(kit: ModuleType):
    coverage = kit.Coverage()
    coverage.actor("Velmark", kind="state", state="VEL")
    coverage.actor("Sarn", kind="state", state="SRN")
    told = {
        "a": ("Velmark seized the ferry of Sarn on Sunday.", "seized", "one"),
        "b": ("On Sunday Velmark seized the ferry of Sarn.", "seized", "one"),
        "c": ("In the night Velmark seized the ferry of Sarn.", "seized", "two"),
        "d": ("Sarn freed the crew.", "freed", "one"),
    }
    for key, (text, verb, _) in told.items():
        draft = coverage.article(key, text)
        sides = (["Sarn"], []) if verb == "freed" else (["Velmark"], ["Sarn"])
        kind = ("RETREAT", "release") if verb == "freed" else ("COERCE", "seizure")
        clause = text.rstrip(".")
        coverage.does(draft, sides[0], kind[0], sides[1], clause, subtype=kind[1], day=DAY, trigger=verb)
    facts = coverage.facts()
    rows = [row(key, *rest) for key, rest in told.items()]
    found = figures(rows, Snapshot(facts, coverage.resolution(facts)))
    assert (found["pairs"], found["precision"], found["recall"]) == (3, 0.3333, 0.3333)
    assert (found["retold"], found["retold_precision"]) == (0, 0.0)

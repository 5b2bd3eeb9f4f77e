from __future__ import annotations

from typing import Any

import pytest

from onrecord.export.dyads import DYADS, dyads_of
from onrecord.model.reading import Magnitude, Status, Where
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import load_event_types
from tests.export.event_kit import Coverage, day


def rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [dict(row) for row in DYADS.make(snapshot, load_event_types()).rows]


@pytest.mark.parametrize(
    ("actors", "recipients", "pairs"),
    [
        ("VEL", "OST", ["VEL OST"]),
        ("VEL KAR", "OST ZEN", ["VEL OST", "VEL ZEN", "KAR OST", "KAR ZEN"]),
        ("VEL", "", ["VEL None"]),
        ("", "OST", ["None OST"]),
        ("VEL OST", "OST", ["VEL OST"]),
        ("VEL OST KAR", "OST KAR", ["VEL OST", "VEL KAR", "OST KAR"]),
        ("VEL KAR OST ZEN", "OST ZEN", ["VEL OST", "VEL ZEN", "KAR OST", "KAR ZEN", "OST ZEN"]),
    ],
)
def test_a_row_for_each_pair_and_each_pair_of_a_mutual_event_once(
    actors: str, recipients: str, pairs: list[str]
) -> None:
    coverage = Coverage()
    coverage.add("CONSULT//talks", actors, recipients)
    found = rows(coverage.snapshot())
    assert [f"{row['actor_state']} {row['recipient_state']}" for row in found] == pairs
    assert {row["mutual"] for row in found} == {bool(set(actors.split()) & set(recipients.split()))}
    assert {row["event"] for row in found} == {"eve-0"}


def test_who_acts_on_his_own_state_is_no_mutual_event() -> None:
    coverage = Coverage()
    event = coverage.add("COERCE", "VEL", "crowds")
    (dyad,) = dyads_of(coverage.snapshot(), event)
    assert not dyad.mutual
    assert (dyad.recipient.name, dyad.recipient.state, dyad.recipient.sector) == ("crowds", None, "CVL")


def test_a_row_in_full() -> None:
    coverage = Coverage()
    slots = {
        "status": Status.DENIED,
        "confidence": 0.75,
        "date": day("2031-04-30", "2031-05-02"),
        "place": Where("Geneva", 0, 3, "Geneva", "CHE"),
        "magnitude": (Magnitude(12, "ship", 0, 3, "12 ships"), Magnitude(4e6, "USD", 0, 3, "$4 million")),
    }
    event = coverage.add("SANCTION/expel/expulsion", "VEL", "OST", **slots)
    other = coverage.add("SANCTION/expel/expulsion", "VEL", "OST")
    coverage.claim(event, other)
    row, _ = rows(coverage.snapshot())
    assert row == {
        "event": "eve-0",
        "from": "2031-04-30",
        "to": "2031-05-02",
        "precision": "day",
        "type": "SANCTION",
        "mode": "expel",
        "subtype": "expulsion",
        "status": "denied",
        "confidence": 0.75,
        "mutual": False,
        "actor_id": "ent-art-0-VEL",
        "actor": "VEL",
        "actor_state": "VEL",
        "actor_sector": "GOV",
        "recipient_id": "ent-art-0-OST",
        "recipient": "OST",
        "recipient_state": "OST",
        "recipient_sector": "GOV",
        "place": "Geneva",
        "place_state": "CHE",
        "magnitude": 12,
        "unit": "ship",
        "amounts": "12 ships; $4 million",
        "article": "art-0",
        "outlet": "The Courier",
        "published": "2031-05-02",
        "claim": "clm-0",
        "articles": 2,
        "origins_at_least": 1,
        "origins_at_most": 2,
        "text": event.text,
    }
    assert tuple(row) == tuple(name for name, _ in DYADS.columns)


def test_an_event_in_no_claim_is_told_by_its_article_alone() -> None:
    coverage = Coverage()
    coverage.add("AID", "VEL", "OST")
    (row,) = rows(coverage.snapshot())
    assert (row["claim"], row["articles"], row["origins_at_least"], row["from"]) == (None, 1, None, None)

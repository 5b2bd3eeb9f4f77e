"""An invented quarrel between two states: talks, threats, denials, at known and unknown places, to count."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from onrecord.model.snapshot import Snapshot

WORDS = "The Kingdom of Ostran will answer for the closed strait"
SHARED = f"“{WORDS},” Ada Torvik told reporters in the harbour on Thursday."


def quarrel(kit: ModuleType) -> Snapshot:
    """Make the coverage with everything derived from it, as the stages would."""
    c = kit.Coverage()
    c.actor("Velmark", kind="state", state="VLM")
    c.actor("Kingdom of Ostran", "Ostran", kind="state", state="OST")
    c.actor("Ada Torvik", state="VLM")
    c.actor("Skarn League", kind="organisation")
    wire = "Velmark imposed tariffs on Ostran"
    for key, outlet, published in (
        ("a", "Velpress", "2031-04-03T09:00:00+00:00"),
        ("b", "Hallin Courier", "2031-04-03T12:00:00+00:00"),
        ("c", "Morning Ledger", "2031-04-04"),
        ("d", None, None),
    ):
        draft = c.article(key, f"{wire}. {SHARED} (Velpress) No. {key}", outlet or "", published)
        draft.article = replace(draft.article, outlet=outlet)
        c.does(draft, ["Velmark"], "SANCTION", ["Ostran"], wire, subtype="tariff", day="2031-04-03")
        c.says(draft, "Ada Torvik", WORDS, cites=[("Velpress", "agency")] if key in "bc" else ())
    for one, two in (("a", "b"), ("a", "c")):
        c.shares(one, two, SHARED)
    talks = "Velmark and Ostran held talks in Geneva"
    for key, outlet, sides in (
        ("e", "Ostran Daily", ("Velmark", "Ostran")),
        ("f", "Hallin Courier", ("Ostran", "Velmark")),
    ):
        draft = c.article(key, f"{talks} for {key}. Nothing came of it.", outlet, "2031-05-02T08:00:00+00:00")
        c.does(draft, sides, "CONSULT", sides[1:], talks, subtype="talks", day="2031-05-01", place=("Geneva", "CHE"))
    alone = c.article(
        "g",
        "Ostran threatened to expel envoys of Velmark. Velmark denied that it shelled Ostran at Port Hallin. "
        "Ostran praised the Skarn League in Nowhere. Ostran protested. Velmark recognised Ostran in Velmark.",
        "Ostran Daily",
        "2031-06-01",
    )
    c.does(
        alone, ["Ostran"], "SANCTION", ["Velmark"], "expel envoys of Velmark", subtype="expulsion", status="threatened"
    )
    shelled = "shelled Ostran at Port Hallin"
    c.does(alone, ["Velmark"], "ASSAULT", ["Ostran"], shelled, status="denied", place=("Port Hallin", "VLM"))
    praised = "praised the Skarn League in Nowhere"
    c.does(alone, ["Ostran"], "SUPPORT", ["Skarn League"], praised, subtype="praise", place=("Nowhere", None))
    c.does(alone, ["Ostran"], "PROTEST", [], "Ostran protested", day="2031-05-30")
    c.does(alone, ["Velmark"], "SUPPORT", ["Ostran"], "recognised Ostran in Velmark", subtype="recognition",
           place=("Velmark", "VLM"))  # fmt: skip
    facts = c.facts()
    return Snapshot(facts, c.resolution(facts), c.trace())

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType

import pytest

from onrecord.export.rows import (
    TABLES,
    Table,
    actor_rows,
    claim_rows,
    event_rows,
    problem_rows,
    statement_rows,
    story_rows,
)
from onrecord.model.derived import Resolution, Tracing
from onrecord.model.snapshot import Snapshot

LEAST = {
    "articles": {"id", "uri", "outlet", "title", "byline", "published", "language", "text", "blocks"},
    "statements": {
        *("id", "article", "kind", "in_block", "spans", "text", "cue", "speaker", "addressee"),
        *("polarity", "chain", "date", "claim"),
    },
    "events": {
        *("id", "article", "type", "mode", "subtype", "status", "actors", "recipients", "date", "place"),
        *("magnitude", "spans", "chain", "claim"),
    },
    "claims": {
        *("id", "kind", "title", "members", "articles", "outlets", "families", "origins", "verdict"),
    },
    "discrepancies": {"id", "kind", "field", "claim", "sides", "note"},
}
"""The fields that others rely on."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("derived", [True, False])
def test_every_row_has_the_columns_of_its_table(snapshot: Snapshot, table: Table, derived: bool) -> None:
    given = snapshot if derived else replace(snapshot, resolution=Resolution(), tracing=Tracing())
    rows = list(table.make(given))
    assert rows or not derived
    for row in rows:
        assert set(row) == set(table.columns)
        assert json.loads(json.dumps(row, allow_nan=False)) == row
    assert set(table.columns) >= LEAST.get(table.name, {"id"})


def test_a_statement_in_full(snapshot: Snapshot) -> None:
    article = snapshot.facts.articles[0]
    row = next(statement_rows(snapshot))
    parts = [article.text[start:end] for start, end in row["spans"]]
    assert parts == ["the terminal is open,", "and it will stay open"]
    assert row["text"] == " … ".join(parts)
    assert article.text[row["cue"]["start"] : row["cue"]["end"]] == row["cue"]["text"] == "said"
    assert row["cue"]["type"] == "says"
    speaker = row["speaker"]
    assert (speaker["id"], speaker["name"], speaker["state"]) == ("act-1", "Ada Torvik", "VLM")
    assert article.text[speaker["start"] : speaker["end"]] == speaker["text"] == "President Ada Torvik"
    assert row["addressee"]["id"] is None
    assert [(c["name"], c["kind"]) for c in row["chain"]] == [("Velpress", "agency")]
    assert (row["claim"], row["kind"], row["polarity"], row["in_block"]) == ("clm-1", "direct", "affirms", "body")


def test_an_event_in_full(snapshot: Snapshot) -> None:
    article = snapshot.facts.articles[0]
    row = next(event_rows(snapshot))
    (actor,) = row["actors"]
    assert actor["id"] == snapshot.facts.readings[0].entities[1].id, "an entity that is no actor keeps its own id"
    assert (actor["name"], actor["state"], row["recipients"]) == ("Ostmark", "OST", [])
    date = row["date"]
    assert (date["from"], date["to"], date["precision"], date["text"]) == ("2031-05-01", "2031-05-01", "day", "Monday")
    (amount,) = row["magnitude"]
    assert (amount["value"], amount["unit"], amount["text"]) == (4e7, "crown", "40 million crowns")
    assert article.text[slice(*row["trigger"])] == "paid"
    assert (row["place"]["name"], row["claim"], row["within"]) == ("Skarn", None, f"sta-1{article.id[4:]}")


def test_a_claim_in_full(snapshot: Snapshot) -> None:
    (row,) = claim_rows(snapshot)
    ids = [article.id for article in snapshot.facts.articles]
    facts = [reading.statements[0].id for reading in snapshot.facts.readings]
    assert (row["members"], row["articles"]) == (facts, ids)
    assert (row["outlets"], row["families"], row["verdict"], row["grade"]) == (
        ["The Velmark Courier"],
        1,
        "one origin",
        3,
    )
    origins = row["origins"]
    assert (origins["at_least"], origins["at_most"]) == (1, 2)
    assert [(o["name"], o["kind"], o["members"]) for o in origins["named"]] == [("Velpress", "agency", facts)]
    assert [(o["name"], o["kind"], o["members"]) for o in origins["unnamed"]] == [(None, "own", facts[:1])]


def test_a_claim_that_was_not_traced_says_so(snapshot: Snapshot) -> None:
    (row,) = claim_rows(replace(snapshot, tracing=Tracing()))
    assert (row["families"], row["verdict"], row["grade"], row["origins"]["at_least"]) == (None, None, None, None)
    assert row["outlets"] == ["The Velmark Courier"]
    assert len(row["articles"]) == 3


def test_an_article_without_an_outlet_is_counted_and_never_named(snapshot: Snapshot) -> None:
    first, *others = snapshot.facts.articles
    facts = replace(snapshot.facts, articles=(replace(first, outlet=None), *others))
    (standing,) = snapshot.tracing.standings
    traced = replace(snapshot.tracing, standings=(replace(standing, outlets=("art-1", "The Velmark Courier")),))
    for tracing in (traced, Tracing()):
        (row,) = claim_rows(replace(snapshot, facts=facts, tracing=tracing))
        assert (row["outlets"], row["unknown_outlets"]) == (["The Velmark Courier"], 1)
    (whole,) = claim_rows(snapshot)
    assert whole["unknown_outlets"] == 0


def test_an_actor_has_other_names_and_offices(snapshot: Snapshot) -> None:
    (row,) = actor_rows(snapshot)
    assert row["aliases"] == ["Torvik 0", "Torvik 1"]
    assert len(row["articles"]) == 3
    assert [tenure["office"] for tenure in row["tenures"]] == ["president"] * 3
    assert {tenure["text"] for tenure in row["tenures"]} == {"President Ada Torvik"}


def test_large_comes_first(snapshot: Snapshot) -> None:
    (story,) = snapshot.resolution.stories
    (claim,) = snapshot.resolution.claims
    small_story = replace(story, id="sto-0", articles=story.articles[:1])
    small_claim = replace(claim, id="clm-0", members=claim.members[:1], story=None)
    more = replace(snapshot.resolution, stories=(small_story, story), claims=(small_claim, claim))
    given = replace(snapshot, resolution=more, tracing=Tracing())
    assert [(row["id"], row["claims"]) for row in story_rows(given)] == [("sto-1", 1), ("sto-0", 0)]
    assert [row["id"] for row in claim_rows(given)] == ["clm-1", "clm-0"]


def test_problems_are_in_the_order_of_their_names(snapshot: Snapshot, invented: ModuleType) -> None:
    assert [row["uri"] for row in problem_rows(snapshot)] == [invented.lost(n).uri for n in (1, 2)]
    assert [row["fatal"] for row in problem_rows(snapshot)] == [False, True]

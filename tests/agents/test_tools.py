"""What agents are told: the rows of the lists, few at a time, each with its evidence."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from onrecord.agents.reading import NOTICE, STRETCH
from onrecord.agents.rows import TELL
from onrecord.agents.teaching import INSTRUCTIONS
from onrecord.agents.tools import MOST, TOOLS
from onrecord.model.errors import NotFoundError
from onrecord.model.run import Run
from onrecord.query.filters import FilterError, made
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from tests.agents.evidence import check
from tests.coverage_kit import Coverage
from tests.record_kit import HOSTILE, MANY, QUOTE

LISTED = [name for name in LISTS if f"list_{name}" in TOOLS]


def ask(connection: sqlite3.Connection, name: str, /, **arguments: object) -> dict[str, Any]:
    """Call a tool, and check all that it quotes."""
    told = TOOLS[name].call(connection, arguments)
    assert told["notice"] == NOTICE
    assert json.loads(json.dumps(told)) == told
    check(connection, told)
    return told


def ids(connection: sqlite3.Connection, name: str, **given: object) -> list[str]:
    listed = LISTS[name]
    return [row["id"] for row in listed.every(connection, made(listed.filter, given))]


@pytest.mark.parametrize("name", LISTED)
def test_a_list_is_told_in_its_order_a_page_at_a_time(connection: sqlite3.Connection, name: str) -> None:
    found: list[str] = []
    told: dict[str, Any] = {"next": ""}
    while "next" in told:
        told = ask(connection, f"list_{name}", limit=7, offset=len(found))
        found += [row["id"] for row in told["rows"]]
        assert told["shown"].endswith(f"to {len(found)} of {told['total']}")
    assert found == ids(connection, name)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("claims", {"kind": "event"}),
        ("claims", {"min_reports": 3, "max_origins": 2}),
        ("claims", {"differing": True}),
        ("statements", {"speaker": "Falk", "kind": "direct"}),
        ("events", {"actor": "VLM", "since": "2031-03-31"}),
        ("discrepancies", {"kind": "amount"}),
        ("stories", {"words": "lighthouse"}),
    ],
)
def test_filters_narrow(connection: sqlite3.Connection, name: str, given: dict[str, object]) -> None:
    told = ask(connection, f"list_{name}", limit=MOST, **given)
    assert [row["id"] for row in told["rows"]] == ids(connection, name, **given)
    assert told["rows"]


def test_a_claim_is_told_with_its_origins_and_its_words(connection: sqlite3.Connection) -> None:
    (row,) = ask(connection, "list_claims", words="lighthouse", min_origins=2)["rows"]
    assert (row["reports"], row["origins_at_least"], row["origins_at_most"]) == (4, 2, 2)
    assert {(one["name"], one["sure"]) for one in row["origins"]} == {("Velpress", True), ("Ostran Daily", True)}
    assert row["evidence"]["quote"] == QUOTE
    assert row["verdict"].startswith("Independently confirmed")


def test_a_statement_is_told_with_speaker_and_source(connection: sqlite3.Connection) -> None:
    (row,) = ask(connection, "list_statements", article="art-wire")["rows"]
    assert (row["speaker"]["name"], row["speaker"]["state"], row["said_on"]) == ("Runa Falk", "VLM", "2031-04-01")
    assert row["on_the_word_of"] == [{"name": "Velpress", "kind": "agency"}]
    (evidence,) = row["evidence"]
    assert (evidence["outlet"], evidence["published"]) == ("Velpress", "2031-04-02T09:30:00+00:00")
    assert evidence["title"] == "Velmark keeps its lighthouse"
    assert evidence["read"] == "onrecord://article/art-wire"


def test_sides_of_a_discrepancy_are_told_with_values_and_words(connection: sqlite3.Connection) -> None:
    (row,) = ask(connection, "list_discrepancies")["rows"]
    assert {side["value"] for side in row["sides"]} == {"40,000,000 USD", "45,000,000 USD"}
    assert {side["evidence"]["quote"] for side in row["sides"]} == {"$40 million", "$45 million"}


def test_search_finds_what_the_record_finds(connection: sqlite3.Connection, invented_record: Path) -> None:
    told = ask(connection, "search", words='"hand over" lighthouse', limit=MOST)
    with Record.open(invented_record, readonly=True) as record:
        assert [hit["id"] for hit in told["hits"]] == [hit.id for hit in record.search('"hand over" lighthouse', MOST)]
    assert {hit["found"] for hit in told["hits"]} == {"article", "statement"}
    assert all("quote" in json.dumps(hit) for hit in told["hits"])
    assert ask(connection, "search", words="zeppelin") == {
        "notice": NOTICE,
        "hits": [],
        "shown": "nothing holds all the words",
    }


@pytest.mark.parametrize("name", LISTS)
def test_everything_can_be_got_by_its_id(connection: sqlite3.Connection, name: str) -> None:
    for identifier in ids(connection, name)[:5]:
        told = ask(connection, "get", id=identifier)
        assert told.get("id", told.get("article")) == identifier
    assert name == "articles" or name in TELL


def test_a_claim_is_got_with_every_report(connection: sqlite3.Connection) -> None:
    claim = ask(connection, "list_claims", words="lighthouse", min_origins=2)["rows"][0]["id"]
    told = ask(connection, "get", id=claim)
    assert told["reports_in_full_total"] == 4
    assert {one["article"] for one in told["reports_in_full"]} == {
        "art-wire",
        "art-courier",
        "art-ledger",
        "art-abroad",
    }
    assert {one["outlet"] for one in ask(connection, "get", id=claim, offset=3)["reports_in_full"]} < {
        one["outlet"] for one in told["reports_in_full"]
    }
    assert ask(connection, "get", id=claim[:9])["id"] == claim


def test_a_claim_is_traced(connection: sqlite3.Connection) -> None:
    claim = ask(connection, "list_claims", words="lighthouse", min_origins=2)["rows"][0]["id"]
    told = ask(connection, "trace", id=claim)
    assert told["heard_it_themselves"] == ["Ostran Daily"]
    assert "The Sund Courier has it from Velpress" in told["repeat_for_certain"]
    (courier,) = [one for one in told["reports"] if one["article"] == "art-courier"]
    assert {(tie["from"]["name"], tie["certain"], tie["quote"]) for tie in courier["has_it_from"]} >= {
        ("Velpress", True, "Velpress")
    }


def test_a_story_is_traced(connection: sqlite3.Connection) -> None:
    told = ask(connection, "trace", id="sto-fair")
    assert (told["articles_total"], len(told["claims"]), told["claims_left_out"]) == (MANY, 12, MANY - 11)
    rest = ask(connection, "trace", id="sto-fair", offset=MANY - 1)
    assert (len(rest["articles"]), "next" in rest) == (1, False)


def test_the_text_of_an_article_is_told_whole_or_in_stretches(tmp_path: Path) -> None:
    made_ = Coverage()
    text = "Every stall was sold out before noon, and the boats went home. " * 600
    made_.article("long", text, "Fair Post", "2031-05-01")
    facts = made_.facts()
    with Record.open(tmp_path / "record.db", create=True) as record:
        record.add(Run("run-1", "2031-05-02", "0", "hand", "0", "{}"), facts.articles, facts.readings, [])
        whole, start = "", 0
        while True:
            told = ask(record.connection, "get", id="art-long", offset=start)
            assert (told["start"], told["of"]) == (start, len(text))
            assert len(told["text"]) <= STRETCH
            whole += told["text"]
            if "next" not in told:
                break
            start = int(told["next"].rpartition("/")[2])
        assert whole == text
        with pytest.raises(FilterError, match="the text ends at"):
            ask(record.connection, "get", id="art-long", offset=len(text))


def test_long_things_are_cut_and_say_so(tmp_path: Path) -> None:
    made_ = Coverage()
    made_.actor("Runa Falk")
    words = " ".join(f"{number} boats stay in the harbour of Sund until the ice has gone" for number in range(60))
    for number in range(120):
        outlet, title = f"{'Very long name of an outlet ' * 20}{number}", "A title without end " * 50
        draft = made_.article(f"n{number:03}", f"“{words},” Runa Falk said.", outlet, "2031-05-01", title, "sto-1")
        made_.says(draft, "Runa Falk", words)
    facts = made_.facts()
    with Record.open(tmp_path / "record.db", create=True) as record:
        run = Run("run-1", "2031-05-02", "0", "hand", "0", "{}")
        assert not record.add(run, facts.articles, facts.readings, []).refused
        record.replace_derived(made_.resolution(facts), made_.trace())
        (claim,) = ask(record.connection, "list_claims")["rows"]
        assert (claim["reports"], len(claim["outlets"]), claim["outlets_left_out"]) == (120, 12, 108)
        assert claim["evidence"]["goes_on_to"] > claim["evidence"]["end"]
        listed = ask(record.connection, "list_statements", limit=MOST)
        assert len(listed["rows"]) < MOST
        assert listed["next"] == f"ask again with offset={len(listed['rows'])}"
        got, traced = (ask(record.connection, name, id=claim["id"]) for name in ("get", "trace"))
        assert got["reports_in_full_next"] == f"get it again with offset={len(got['reports_in_full'])}"
        assert traced["next"] == f"trace it again with offset={len(traced['reports'])}"
        for name in ("get", "trace"):
            assert ask(record.connection, name, id="sto-1")


def test_hostile_words_of_an_article_stay_what_is_quoted(connection: sqlite3.Connection) -> None:
    (row,) = ask(connection, "list_statements", words="previous instructions")["rows"]
    (evidence,) = row.pop("evidence")
    assert evidence.pop("quote") == HOSTILE
    assert "instructions" not in json.dumps([row, evidence])
    assert HOSTILE in ask(connection, "get", id="art-blog")["text"]


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("list_claims", {"kind": "rumour"}, "choose one of utterance, event"),
        ("list_claims", {"colour": "red"}, "there is no filter colour here"),
        ("list_claims", {"limit": 51}, "ask for 1 to 50 rows"),
        ("list_claims", {"limit": 0}, "ask for 1 to 50 rows"),
        ("list_claims", {"offset": -1}, "give a whole number"),
        ("list_claims", {"words": ["a", "b"]}, "give one text"),
        ("list_claims", {"words": "a" * 1001}, "too many"),
        ("list_claims", {"differing": "perhaps"}, "say yes or no"),
        ("list_events", {"since": "last week"}, "give a day as 2024-05-01"),
        ("search", {}, "words is missing"),
        ("search", {"words": "a\ud800b"}, "no character"),
        ("get", {}, "id is missing"),
        ("get", {"id": "clm-xyz"}, "nothing in the record"),
        ("get", {"id": "sta-"}, "several ids begin"),
        ("trace", {"id": "art-wire"}, "no claim and no story"),
    ],
)
def test_what_cannot_be_answered_says_why(
    connection: sqlite3.Connection, name: str, given: dict[str, object], told: str
) -> None:
    with pytest.raises((FilterError, NotFoundError), match=told):
        ask(connection, name, **given)


def test_what_says_nothing_is_not_asked_for(connection: sqlite3.Connection) -> None:
    plain = ask(connection, "list_claims")
    assert ask(connection, "list_claims", words="", kind="", story=None, limit="10") == plain


def test_every_tool_teaches_and_takes_what_it_says() -> None:
    for tool in TOOLS.values():
        assert tool.text.endswith(".")
        assert all(one["description"].endswith(".") for one in tool.schema["properties"].values())
        assert not tool.schema["additionalProperties"]
    for word in ("STATEMENT", "EVENT", "CLAIM", "ORIGIN", "AT LEAST", "AT MOST", "DISCREPANCY", NOTICE):
        assert word in INSTRUCTIONS

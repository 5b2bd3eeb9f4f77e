"""The checks of guards, SQL, formulas, the terminal and the interface find the faults that are put before them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute

from bench.reliability import api, formulas, sql
from bench.reliability.guards import check as guards
from bench.reliability.guards.asked import Asked, lacking
from bench.reliability.guards.routes import _below, addresses
from bench.reliability.guards.slow import Held
from bench.reliability.guards.wire import Spoken, faults, traversals
from bench.reliability.outcome import Scale
from bench.reliability.planted import plant
from bench.reliability.terminal import check as terminal
from bench.reliability.terminal import names
from onrecord.export import row_files
from onrecord.record.file import Record
from onrecord.web.guard import ALWAYS
from tests.record.hostile_sql import FAMILIES
from tests.record_kit import fill

HEADERS = "".join(f"{name}: {value}\r\n" for name, value in ALWAYS.items())
HELD = Held(10, 20, 0, 0)


def test_every_route_of_the_desk_has_an_address(tmp_path: Path) -> None:
    found = addresses(fill(tmp_path / "record.db"))
    assert {"/", "/sql.html", "/status", "/api/", "/api/claims.csv", "/static/onrecord.css"} <= set(found)
    assert len(found) > 80
    assert not any(
        "{" in address or "none" in address for address in found if "outlet" not in address and "dyad" not in address
    )


def test_a_kind_of_route_that_nobody_thought_of_is_no_silence() -> None:
    async def socket(_: object) -> None: ...

    with pytest.raises(TypeError, match="no route that this check knows"):
        list(_below("", [Mount("/x", routes=[WebSocketRoute("/y", socket)])]))


def test_headers_that_are_missing_or_too_many_are_named() -> None:
    good = {**ALWAYS, "cache-control": "no-store"}
    assert list(lacking("/claims.html", good)) == []
    assert list(lacking("/static/a.css", good)) == ["cache-control no-store"]
    odd = {**good, "set-cookie": "a=b", "location": "//evil.example"}
    assert list(lacking("/", odd)) == ["set-cookie a=b", "it leads to //evil.example"]
    del odd["content-security-policy"]
    assert "no content-security-policy" in list(lacking("/", odd))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("HTTP/1.1 404 Not Found\r\n" + HEADERS + "\r\n", []),
        ("HTTP/1.1 200 OK\r\n" + HEADERS + "\r\n", ["answered 'HTTP/1.1 200 OK'"]),
        ("HTTP/1.1 500 X\r\n" + HEADERS + "\r\n", ["answered 'HTTP/1.1 500 X'"]),
        ("HTTP/1.1 404 X\r\n" + HEADERS + "\r\nroot:x:0:0:", ["shows a file that is not the desk's to show"]),
        ("HTTP/1.1 404 X\r\n" + HEADERS + "X-Injected: yes\r\n\r\n", ["says x-injected"]),
        ("HTTP/1.1 307 X\r\n" + HEADERS + "Location: http://evil.example/\r\n\r\n", ["leads to http://evil.example/"]),
    ],
)
def test_answers_on_the_wire_are_judged(answer: str, told: list[str]) -> None:
    assert list(faults(answer.encode("latin-1"), page=False)) == told


def test_a_desk_that_lets_somebody_through_breaks_its_promise() -> None:
    assert guards.outcome(Asked(3, 5), Spoken(), HELD, 100).held
    assert not guards.outcome(Asked(3, 5, through=["GET /"]), Spoken(), HELD, 100).held
    assert not guards.outcome(Asked(), Spoken(wrong=["x"]), HELD, 100).held
    assert not guards.outcome(Asked(), Spoken(), Held(10, 20, 1, 0), 100).held
    assert not guards.outcome(Asked(), Spoken(), Held(10, 20, 0, 1), 100).held
    assert not guards.outcome(Asked(), Spoken(), HELD, 5000).held
    assert len(list(traversals())) > 300


def trial(**odd: object) -> dict[str, object]:
    """What the questions would have become if each ended as it should, but for one."""
    good = {"ended": "", "late": 0.0, "whole": ["a"], "leaked": False}
    ended = "rows, not authorized, too big, longer than, syntax error, no such table, out of memory, there is none"
    found = {name: [{**good, "ended": ended} for _ in own] for name, own in FAMILIES.items()}
    found["files"][0] |= odd
    return {"before": ["a"], "own": 1, "children": 1, "left": False, "every": 1, "found": found}


@pytest.mark.parametrize(
    ("odd", "kind"),
    [
        ({"whole": ["b"]}, "wrote"),
        ({"leaked": True}, "read a file"),
        ({"late": 0.3}, "ended too late"),
        ({"ended": "quite otherwise"}, "ended otherwise"),
    ],
)
def test_a_question_that_does_what_none_may_is_named(odd: Mapping[str, object], kind: str) -> None:
    assert sql.outcome(trial(), []).held
    told = sql.outcome(trial(**odd), [])
    assert told.figures[kind] == 1
    assert [line.partition(" (")[0] for line in told.broken] == [f"{kind}: {FAMILIES['files'][0].query}"]
    assert not sql.outcome(trial(), [("SELECT 1", 5.0, 200)]).held
    assert not sql.outcome(trial(), [("SELECT 1", 0.1, 500)]).held


def test_a_cell_that_would_run_or_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"a": "=1+1", "b": " \uff1dx", "c": "'Tis", "d": "-1.5", "e": [1], "f": None}]
    for broken in (False, True):
        if broken:
            monkeypatch.setattr(row_files, "guarded", lambda text: text)
        out, found = _Kept(), formulas.Read()
        row_files.write_csv_rows(rows, out)
        found.take("x", "".join(out.parts), rows)
        assert (len(found.running), len(found.lost)) == ((2, 1) if broken else (0, 0))
        assert formulas.outcome(1, found).held is not broken
    assert len(formulas.words()) > 1000


class _Kept:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        self.parts.append(text)


def test_output_that_acts_turns_or_forges_is_named() -> None:
    assert list(names.faults("plain\n\ttext [bold]x[/] ж\n")) == []
    assert list(names.faults("a\r\nb", csv=True)) == []
    assert list(names.faults("a\x9b\x1b\rb")) == ["U+000D", "U+001B", "U+009B"]
    assert list(names.faults(f"x\n  {names.FORGED} x")) == ["a forged line"]
    printed = [terminal.Printed("claims", False, "a\u202eb"), terminal.Printed("show", False, "Traceback (most")]
    told = terminal.outcome(1, printed, {"claims", "show"})
    assert told.broken[:2] == ("claims: U+202E", "show: a traceback")
    assert "never run: articles" in told.broken


def test_the_interface_is_held_to_its_description() -> None:
    schema = {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array"}}}
    described = {"200": {"content": {"application/json": {"schema": schema}}}}
    description = {"paths": {"/x": {"get": {"parameters": [], "responses": described}}}, "components": {}}
    bodies: list[tuple[object, int]] = [({"rows": []}, 200), ({"rows": 1}, 200), ({}, 400), ({}, 500)]
    answers: list[Response] = [PlainTextResponse("x"), *(JSONResponse(body, status) for body, status in bodies)]
    counts = []
    for answer in answers:
        asked = api.Asked()
        app = Starlette(routes=[Route("/api/x", lambda _, answer=answer: answer)])
        asyncio.run(api.oddly(app, description, 2, asked))
        counts.append((asked.requests, len(asked.failed), len(asked.unlike)))
    assert counts == [(2, 0, 2), (2, 0, 0), (2, 0, 2), (2, 0, 2), (2, 4, 0)]


def test_planted_words_are_in_every_field(tmp_path: Path) -> None:
    words = [f"word{at}" for at in range(6)]
    with Record.open(plant(tmp_path / "record.db", words, 3), readonly=True) as record:
        counts = record.counts()
        told = "\n".join(record.connection.iterdump())
    assert all(
        counts[name]
        for name in ("article", "claim", "story", "origin", "discrepancy", "problem", "grading", "judgement")
    )
    assert all(told.count(word) > 50 for word in words)


@pytest.mark.parametrize("scale", list(Scale))
def test_both_forms_have_their_sizes(scale: Scale) -> None:
    assert all(scale in sizes for sizes in (api._EXAMPLES, guards._EVERY, terminal._SOME))

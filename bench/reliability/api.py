"""The HTTP interface asked for anything: by its own description, against it, and in ways that no description has.

Schemathesis makes requests from the OpenAPI description, such as it allows and such as it does not, and compares each
answer with it. What it cannot say, such as bytes that are no text, is asked here in seeded turns.
"""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote

import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bench.reliability.outcome import Outcome, Scale
from onrecord.web.api import api_app
from onrecord.web.app import desk_app
from tests.record_kit import fill

SEED = 1
_EXAMPLES = {Scale.SHORT: 2, Scale.FULL: 60}
_ODD = {Scale.SHORT: 8, Scale.FULL: 150}
_SERVER_ERROR = 500
_NO_ADDRESS = 404

VALUES = (
    b"",
    b"0",
    b"-1",
    b"00",
    b"1e9",
    b"0x10",
    b"1.5",
    b"9" * 9,
    b"9" * 400,
    b"-" + b"9" * 400,
    b"NaN",
    b"Infinity",
    b"null",
    b"true",
    b"\xd9\xa1\xd9\xa2",
    b"\x00",
    b"a\x00b",
    b"\xff",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\xe2\x80\xae",
    b"\r\nX-Injected: yes",
    b"' OR 1=1 --",
    b'"',
    b'" "',
    b'"""',
    b"NEAR(a b, 9)",
    b"a*",
    b"^a",
    b"title:a",
    b"{a b}: c",
    b"-a",
    b"a AND",
    b"NOT",
    b"(" * 500,
    b"[" * 500,
    b"{" * 500,
    b"a " * 400,
    b"a" * 999,
    b"a" * 1001,
    b"a" * 20000,
    b"%",
    b"_",
    b"%_%" * 200,
    b"../../etc/passwd",
    b"2031-02-30",
    b"0000-00-00",
    b"9999-12-31",
    b"2031-04-01T00:00:00",
    b"+2031-04-01",
    b"clm-",
    b"art-wire",
    b"sto-lighthouse",
    b"VLM",
    b"direct",
    b"event",
    "\N{PILE OF POO}".encode() * 300,
    "\u0130".encode(),
    "e\u0301".encode() * 300,
)
"""Values of parameters: numbers out of range, bytes that are no text, words of query languages, long and deep ones."""

SHAPES = (
    b"%(n)s=%(v)s",
    b"%(n)s=%(v)s&%(n)s=%(v)s",
    b"%(n)s=%(v)s&%(n)s=",
    b"%(n)s",
    b"=%(v)s",
    b"&&&%(n)s=%(v)s&&",
    b"%(n)s=%(v)s;x=1",
    b"%(n)s[]=%(v)s",
    b"%(n)s[a][b][c]=%(v)s",
    b"%(n)s.x=%(v)s",
    b"?%(n)s=%(v)s",
    b"%(n)s=%(v)s#x",
    b"%(n)s=%%zz%(v)s",
    b"%(n)s=%%",
    b"%(n)s=%%u0041",
    b"%(v)s=%(v)s",
    b"__proto__=%(v)s",
    b"self=%(v)s",
    b"limit=%(v)s&offset=%(v)s&count=%(v)s",
    b"limit=1&%(n)s=%(v)s",
    b"%(n)s=%(v)s&page=%(v)s",
    b"q=%(v)s&limit=%(v)s",
)
"""How parameters are written: given twice, without a value or a name, nested, in the manner of other languages."""


@dataclass
class Asked:
    """How many requests were made, and which were not answered by the description."""

    requests: int = 0
    failed: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)


def measure(scale: Scale) -> Outcome:
    """Ask each operation in both ways."""
    described, odd = Asked(), Asked()
    with tempfile.TemporaryDirectory() as folder:
        path = fill(Path(folder) / "record.db")
        by_description(path, _EXAMPLES[scale], described)
        asyncio.run(oddly(desk_app(path), described_by(path), _ODD[scale], odd))
    return outcome(described, odd)


def outcome(described: Asked, odd: Asked) -> Outcome:
    """Count requests, and name each whose answer is an error of the server or not as described."""
    found = (described, odd)
    figures = {
        "requests from the description": described.requests,
        "odd requests": odd.requests,
        "server errors": sum(len(one.failed) for one in found),
        "answers that are not as described": sum(len(one.unlike) for one in found),
    }
    return Outcome(figures, tuple(line for one in found for line in (*one.failed, *one.unlike)))


def by_description(path: Path, examples: int, asked: Asked) -> None:
    """Have Schemathesis ask every operation, as is allowed and as is not."""
    loaded = schemathesis.openapi.from_asgi("/openapi.json", api_app(path))
    for operation in [result.ok() for result in loaded.get_all_operations() if isinstance(result, Ok)]:
        parameters = any(one["in"] == "query" for one in operation.definition.raw["parameters"])
        for mode in GenerationMode:
            if mode is GenerationMode.POSITIVE or parameters:  # else nothing can be asked wrongly: any text is an id
                _by_description(operation, mode, examples, asked)


def _by_description(
    operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, examples: int, asked: Asked
) -> None:
    @seed(SEED)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        asked.requests += 1
        case.call_and_validate()

    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever it found: Schemathesis says it in errors of many classes
        words = " ".join(str(error).split())[:300]
        (asked.failed if "Server error" in words else asked.unlike).append(f"{operation.label} ({mode.value}): {words}")


def described_by(path: Path) -> Mapping[str, Any]:
    """Return the description of the interface."""
    answer = TestClient(api_app(path)).get("/openapi.json")
    found: Mapping[str, Any] = answer.json()
    return found


async def oddly(app: Starlette, description: Mapping[str, Any], each: int, asked: Asked) -> None:
    """Ask every operation in so many odd ways, the same ones each time."""
    turn = random.Random(SEED)  # noqa: S311 - turns, no secrets
    for address, operation in description["paths"].items():
        names = [one["name"].encode() for one in operation["get"]["parameters"] if one["in"] == "query"] or [b"x"]
        for _ in range(each):
            name, value, shape = turn.choice(names), turn.choice(VALUES), turn.choice(SHAPES)
            escaped = quote_from_bytes(value).encode()
            query = shape % {b"n": name, b"v": escaped}
            place = address.replace("{identifier}", quote_from_bytes(turn.choice(VALUES), safe="") or "none")
            status, headers, body = await answered(app, f"/api{place}".encode(), query)
            asked.requests += 1
            told = f"GET {place[:80]}?{query[:120]!r}"
            for fault in faults(status, headers, body, operation["get"]["responses"], description["components"]):
                (asked.failed if status >= _SERVER_ERROR else asked.unlike).append(f"{told}: {fault}")


async def answered(app: Starlette, path: bytes, query: bytes) -> tuple[int, Mapping[str, str], bytes]:
    """Ask an application for a path and a query as they are, byte by byte, and return the whole answer."""
    parts: list[dict[str, Any]] = []
    asked = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if asked.is_set():
            await asyncio.sleep(3600)
        asked.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 - any message of the interface
        parts.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": unquote(path.decode("ascii")), "raw_path": path, "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"localhost")], "server": ("localhost", 80), "client": ("127.0.0.1", 1), "state": {},
    }  # fmt: skip
    await app(scope, receive, send)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in parts[0]["headers"]}
    return int(parts[0]["status"]), headers, b"".join(part.get("body", b"") for part in parts[1:])


def faults(
    status: int, headers: Mapping[str, str], body: bytes, responses: Mapping[str, Any], components: Mapping[str, Any]
) -> Iterator[str]:
    """Say in what an answer is other than its operation's description says."""
    if status >= _SERVER_ERROR:
        yield f"status {status}"
    described = responses.get(str(status))
    if described is None:
        if status != _NO_ADDRESS:  # where an id has a slash in it there is no such address
            yield f"the status {status} is not described"
        return
    media = headers.get("content-type", "").partition(";")[0]
    if media not in described["content"]:
        yield f"it is {media}"
    elif schema := described["content"][media].get("schema"):
        yield from _unlike(json.loads(body), schema, components)


def _unlike(value: object, schema: Mapping[str, Any], components: Mapping[str, Any]) -> Sequence[str]:
    found = Draft202012Validator({**schema, "components": components})
    return [f"{error.json_path}: {error.message[:120]}" for error in found.iter_errors(value)][:3]

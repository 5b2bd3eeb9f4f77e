"""A served desk goes on answering while others hold connections open, and ends these after a while."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from onrecord.web import connections
from onrecord.web.connections import BoundedProtocol
from onrecord.web.guard import ALWAYS

LARGE = 30_000_000
PATIENCE = 10


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server whose clocks run fast, and whose answers are large."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(connections, "TAKING_SECONDS", 0.3)
    monkeypatch.setattr(connections, "MOST_WAITING", 5)
    bound = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(PlainTextResponse("x" * LARGE), http=BoundedProtocol, ws="none", log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join()


def connected(port: int, sent: bytes = b"") -> socket.socket:
    found = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    found.sendall(sent)
    return found


def read(found: socket.socket) -> bytes:
    """Read until the other side ends the connection."""
    parts = []
    try:
        while part := found.recv(1 << 16):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


def drip(found: socket.socket, until: float) -> None:
    while time.monotonic() < until:
        found.sendall(b"X: y\r\n")
        time.sleep(0.02)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST / HTTP/1.1\r\n"])
def test_a_head_that_never_ends_is_not_waited_for(port: int, sent: bytes) -> None:
    with closing(connected(port, sent)) as slow:
        start = time.monotonic()
        assert read(slow) == b""
        assert 0.2 < time.monotonic() - start < PATIENCE


def test_what_drips_in_gains_no_time(port: int) -> None:
    with closing(connected(port, b"GET / HTTP/1.1\r\n")) as slow:
        start = time.monotonic()
        with pytest.raises(ConnectionError):
            drip(slow, start + PATIENCE)


def test_whoever_does_not_take_an_answer_loses_it(port: int) -> None:
    with closing(connected(port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")) as slow:
        time.sleep(1)
        assert len(read(slow)) < LARGE


def test_a_body_that_never_ends_is_not_taken(port: int) -> None:
    with closing(connected(port, b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")) as slow:
        assert LARGE < len(read(slow)) < LARGE + 1000


def test_many_that_wait_make_room_for_who_asks(port: int) -> None:
    slow = [connected(port, b"GET /") for _ in range(20)]
    with closing(connected(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) as quick:
        assert len(read(quick)) > LARGE
    for one in slow:
        one.close()


def test_what_is_no_request_is_answered_with_the_headers_of_every_answer(port: int) -> None:
    with closing(connected(port, b"\x16\x03\x01 hello\r\n\r\n")) as odd:
        head = read(odd).decode("ascii").partition("\r\n\r\n")[0].split("\r\n")
    assert head[0] == "HTTP/1.1 400 Bad Request"
    assert {f"{name}: {value}" for name, value in ALWAYS.items()} <= set(head)


def test_a_page_is_not_kept_back_until_its_head_has_come() -> None:
    async def delay() -> int:
        made: asyncio.Future[asyncio.BaseTransport] = asyncio.get_running_loop().create_future()
        config = uvicorn.Config(PlainTextResponse("x"), http=BoundedProtocol, ws="none", log_level="critical")
        config.load()

        class Told(BoundedProtocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                super().connection_made(transport)
                made.set_result(transport)

        state = uvicorn.server.ServerState()
        # Bound beforehand, as the desk's is: asyncio takes such a socket for none of TCP's.
        bound = socket.create_server(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(lambda: Told(config, state, {}), sock=bound)
        async with server:
            with closing(connected(bound.getsockname()[1])):
                found = (await made).get_extra_info("socket")
                return int(found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    assert asyncio.run(delay()) != 0

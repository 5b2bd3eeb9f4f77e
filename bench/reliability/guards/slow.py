"""Connections that are held open and say next to nothing, and whether others are answered meanwhile."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass

from bench.reliability.guards.wire import answer_of
from onrecord.web.connections import HEAD_SECONDS, TAKING_SECONDS

_HEADS = (b"", b"G", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"POST / HTTP/1.1\r\nHost: localhost\r\n")
_LARGE = b"GET /static/vendor/cytoscape.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n" * 60
_QUICK = b"GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
_SPARE = 5.0
"""Seconds later than its clock says that a connection may end: the machine does other things too."""


@dataclass(frozen=True, slots=True)
class Held:
    """How many connections were held open, how long others waited meanwhile, and how many were held too long."""

    connections: int
    slowest_ms: int
    unanswered: int
    left: int


def hold(port: int, number: int, takers: int) -> Held:
    """Hold so many connections open, a byte now and then, and so many more that take nothing of what they asked for."""
    with ExitStack() as open_ones:
        slow = [open_ones.enter_context(closing(_connected(port, _HEADS[at % len(_HEADS)]))) for at in range(number)]
        began = time.monotonic()
        taking = [open_ones.enter_context(closing(_connected(port, _LARGE, 4096))) for _ in range(takers)]
        times = list(_asked(port, slow, began + HEAD_SECONDS + _SPARE))
        left = sum(not _ended(one) for one in slow)
        if takers:
            time.sleep(max(0.0, TAKING_SECONDS + _SPARE - (time.monotonic() - began)))
            left += sum(not _cut(one) for one in taking)
    answered = [taken for taken in times if taken is not None]
    return Held(number + takers, round(1000 * max(answered, default=0)), len(times) - len(answered), left)


def _connected(port: int, sent: bytes, room: int = 0) -> socket.socket:
    found = socket.socket()
    if room:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    found.settimeout(1.0)
    found.connect(("127.0.0.1", port))
    found.sendall(sent)
    return found


def _asked(port: int, slow: list[socket.socket], until: float) -> Iterator[float | None]:
    """Ask for something small again and again, and yield how long each answer took; None for one that never came."""
    while time.monotonic() < until:
        start = time.monotonic()
        yield time.monotonic() - start if answer_of(port, _QUICK).startswith(b"HTTP/1.1 200") else None
        for one in slow[::7]:
            _drip(one)
        time.sleep(0.2)


def _drip(found: socket.socket) -> None:
    with suppress(OSError):  # it may have been ended: that is looked at later
        found.send(b"a")


def _ended(found: socket.socket) -> bool:
    """Say whether the other side has ended a connection."""
    try:
        return not found.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True


def _cut(found: socket.socket) -> bool:
    """Say whether less came than was asked for."""
    size = 0
    try:
        while part := found.recv(1 << 20):
            size += len(part)
    except OSError:
        return True
    return size < len(_LARGE) * 1000

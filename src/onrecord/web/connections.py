"""Connections that are bounded in number and time: uvicorn by itself waits for ever for whoever sends or reads slowly.

Each connection may take some seconds for the head of its request, however slowly it drips in, and some more for taking
the answer. Where too many are still on their heads the one that has been at it longest goes: a request that is sent as
browsers send it, at once, is answered however many others are held open.
"""

from __future__ import annotations

import asyncio
import socket

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.web.guard import ALWAYS

HEAD_SECONDS = 10.0
"""For the head of a request, counted from its connection or from the answer before; browsers keep one open for five."""

TAKING_SECONDS = 60.0
"""For taking some tens of kilobytes of an answer, while more is waiting to be sent."""

MOST_WAITING = 128
"""Connections that have not asked for anything yet; a browser opens six."""

MOST = 512
"""Connections of any sort: below the thousand files that many systems let a process open."""


class BoundedProtocol(H11Protocol):
    """One connection, with its two clocks."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request, and end what has waited too long where there are too many."""
        super().connection_made(transport)  # type: ignore[arg-type]
        _send_at_once(transport)
        self._look()
        waiting = [one for one in self.connections if isinstance(one, BoundedProtocol) and one.is_waiting]
        if len(waiting) > MOST_WAITING or len(self.connections) > MOST:
            min(waiting, key=lambda one: one.since, default=self).end()

    def data_received(self, data: bytes) -> None:
        """Take what came, and see whether a request is whole."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        self._stop()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to wait until what was sent is taken."""
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(TAKING_SECONDS, self.end)

    def resume_writing(self) -> None:
        """Stop to wait for it."""
        super().resume_writing()
        if self._taking:
            self._taking.cancel()
            self._taking = None

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, with the headers that every answer has."""
        headers = [(name.encode("ascii"), value.encode("ascii")) for name, value in ALWAYS.items()]
        plain = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        for event in (
            h11.Response(status_code=400, headers=[*plain, *headers], reason=b"Bad Request"),
            h11.Data(data=msg.encode("ascii")),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def is_waiting(self) -> bool:
        """Whether no request of this connection is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def end(self) -> None:
        """End the connection, whatever has not been sent."""
        self._stop()
        self.transport.abort()

    def _look(self) -> None:
        """Run the clock of asking while nothing is being answered; what drips in does not set it back."""
        if not self.is_waiting:
            self._stop()
        elif not self._asking:
            self.since = self.loop.time()
            self._asking = self.loop.call_later(HEAD_SECONDS, self.end)

    def _stop(self) -> None:
        if self._asking:
            self._asking.cancel()
            self._asking = None


def _send_at_once(transport: asyncio.BaseTransport) -> None:
    """Send the page without waiting for word that its head has come, for which some systems take 40 milliseconds.

    asyncio does so by itself only where a socket says that it is TCP's, which one that was bound beforehand does not.
    """
    bound = transport.get_extra_info("socket")
    if bound is not None:
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

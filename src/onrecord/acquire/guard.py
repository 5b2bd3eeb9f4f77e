"""Connections that lead to the public internet only, and end in time.

Every address that a host's name stands for is looked at, and the connection is made to one of these very addresses: a
name that is looked up again for the connection could stand for another by then (DNS rebinding).
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import httpcore
import httpx

from onrecord.acquire.addresses import is_public

Clock = Callable[[], float]


class ForbiddenAddressError(Exception):
    """A host that stands for an address inside this machine or its network."""


class Deadline:
    """The time at which an answer must be whole; one for all connections of a transport."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Begin to count for one answer."""
        self._end = self._clock() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raises `httpcore.ReadTimeout` when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left


class _TimedStream(httpcore.NetworkStream):
    """A connection on which each step has only the time that is left for the whole answer."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline rules
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        tls = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(tls, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        return self._stream.get_extra_info(info)


class _GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to addresses that were looked at."""

    def __init__(self, deadline: Deadline, allow_private: bool) -> None:
        self._plain = httpcore.SyncBackend()
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline rules
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("the host has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._deadline.left(), local_address, list(socket_options or ())
                )
            except httpcore.ConnectError as refused:
                failure = refused
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        """Return what the host's name stands for, each once; raises if any of it is not public."""
        try:
            found = socket.getaddrinfo(host.rstrip("."), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as failure:
            raise httpcore.ConnectError(f"the host's name is not known: {failure}") from failure
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise ForbiddenAddressError(f"{host} stands for {private[0]}, which is not on the public internet")
        return addresses


@cache
def _tls() -> ssl.SSLContext:
    """Return what certificates are checked with; reading the list of authorities takes a while."""
    return httpx.create_ssl_context(trust_env=False)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - httpcore's own stream has no public name
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class GuardedTransport(httpx.BaseTransport):
    """Carries httpx's requests over guarded connections, without proxies of the environment.

    Raises `ForbiddenAddressError`, and httpcore's exceptions as they are.
    """

    def __init__(self, deadline: Deadline, allow_private: bool = False) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=_GuardedBackend(deadline, allow_private), keepalive_expiry=5
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        asked = request.url
        url = httpcore.URL(scheme=asked.raw_scheme, host=asked.raw_host, port=asked.port, target=asked.raw_path)
        answer = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

"""A net for the fetcher: names that stand for what a check says, a public site, and an account of every connection."""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from tests.site_kit import Site, serving

PUBLIC = "93.184.216.34"
"""A public address; what is sent there reaches a server on this machine instead."""
Answers = Sequence[Sequence[str]]
"""The addresses that a name stands for when it is looked up first, second, and so on; the last answer stays."""


@dataclass(slots=True)
class Net:
    """What connects where: `names` are answers by host, `leaks` the connections that left the public internet."""

    public: Site
    private: Site
    names: dict[str, Answers] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    _looked: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def port(self) -> str:
        """The port of the private site."""
        return self.private.address.rpartition(":")[2]

    def begin(self, names: Mapping[str, Answers]) -> None:
        """Forget what was asked before, and let names stand for these addresses."""
        self.names = dict(names)
        for site in (self.public, self.private):
            site.pages.clear()
            site.asked.clear()
        self.leaks.clear()
        self._looked.clear()

    def look_up(self, host: str, port: int, *rest: Any, **more: Any) -> list[Any]:  # noqa: ANN401 - as socket has it
        """Answer as the check says; numbers in any form stand for themselves, and all else for nothing."""
        answers = self.names.get(host)
        if answers is None:
            more["flags"] = socket.AI_NUMERICHOST
            known = "127.0.0.1" if host.rpartition(".")[2] == "localhost" else host
            return _REAL_LOOK_UP(known, port, *rest, **more)
        answer = answers[min(self._looked[host], len(answers) - 1)]
        self._looked[host] += 1
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in answer
        ]

    def connect(self, address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:  # noqa: ANN401 - as above
        """Connect to the public site instead of a public address."""
        if address[0] == PUBLIC:
            address = ("127.0.0.1", int(self.public.address.rpartition(":")[2]))
        return _REAL_CONNECT(address, *rest, **more)

    def joined(self, one: socket.socket, address: Any) -> None:  # noqa: ANN401 - as above
        """Take note of a connection to anything but the public site, and make it."""
        if address != ("127.0.0.1", int(self.public.address.rpartition(":")[2])):
            self.leaks.append(f"{address[0]}:{address[1]}" if isinstance(address, tuple) else str(address))
        _REAL_JOIN(one, address)


_REAL_LOOK_UP = socket.getaddrinfo
_REAL_CONNECT = socket.create_connection
_REAL_JOIN = socket.socket.connect


def _joining(made: Net) -> Callable[[socket.socket, Any], None]:
    """Return a function for a class to take as its method, which a bound method is not."""

    def connect(one: socket.socket, address: Any) -> None:  # noqa: ANN401 - as above
        made.joined(one, address)

    return connect


@contextmanager
def net() -> Iterator[Net]:
    """Lay out the net while the block runs: in this process no socket is connected without being counted."""
    with serving() as public, serving() as private:
        made = Net(public, private)
        with (
            mock.patch.object(socket, "getaddrinfo", made.look_up),
            mock.patch.object(socket, "create_connection", made.connect),
            mock.patch.object(socket.socket, "connect", _joining(made)),
        ):
            yield made

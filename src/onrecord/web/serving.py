"""Running the desk on this machine until it is told to stop."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import uvicorn

from onrecord.model.errors import OnrecordError
from onrecord.record.file import Record
from onrecord.web.app import desk_app
from onrecord.web.connections import BoundedProtocol
from onrecord.web.guard import LOOPBACK
from onrecord.web.quoting import visible

PORT = 8765
_TRIES = 20
_LAST_SECONDS = 3
"""For answers that are being made when the desk is stopped."""


class VisibleFormatter(logging.Formatter):
    r"""Writes what the server tells so that nothing it quotes acts on the terminal.

    >>> VisibleFormatter().format(logging.makeLogRecord({"msg": "at \x1b[31mred\r"}))
    'at \ufffd[31mred\ufffd'
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the words, the traceback among them."""
        return visible(super().format(record)).replace("\r", "\ufffd")


_LOGGED: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"visible": {"()": VisibleFormatter, "format": "%(levelname)s: %(message)s"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "visible"}},
    "loggers": {"uvicorn": {"handlers": ["errors"], "level": "WARNING", "propagate": False}},
}


class ServeError(OnrecordError):
    """The desk cannot be served where it was asked to be."""


def serve(path: Path, host: str, port: int, hosts: tuple[str, ...], ready: Callable[[str], None]) -> None:
    """Serve the record at `path` until Ctrl-C; `ready` is told the address when it can be opened.

    Where the port is taken and was not asked for (0), the next free one of a few is. Raises `RecordError` where there
    is no record, `ServeError` where nothing can be served there.
    """
    Record.open(path, readonly=True).close()
    named = () if host in (*LOOPBACK, "0.0.0.0", "::") else (host,)  # noqa: S104 - compared, not bound
    app = desk_app(path, (*hosts, *named))
    with closing(_bound(host, port)) as bound:
        config = uvicorn.Config(
            app,
            http=BoundedProtocol,
            ws="none",
            log_config=_LOGGED,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
        ready(_address(host, bound.getsockname()[1]))
        uvicorn.Server(config).run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    wanted = [port] if port else range(PORT, PORT + _TRIES)
    for number in wanted:
        try:
            return socket.create_server((host, number), family=_family(host))
        except OSError as error:
            if number == wanted[-1]:
                remedy = "name another with --port, or stop what is there"
                raise ServeError(f"the desk cannot be served at {host}, port {number}: {error}; {remedy}") from error
    raise AssertionError("a range of ports is never empty")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _address(host: str, port: int) -> str:
    """Write the address to open; from everywhere is also from here.

    >>> _address("0.0.0.0", 80), _address("::1", 8765)
    ('http://127.0.0.1:80/', 'http://[::1]:8765/')
    """
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"

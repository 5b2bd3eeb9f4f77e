"""The command that serves the desk."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.out import tell

_HERE = "127.0.0.1"

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port. [default: 8765, or the next free one]")]
Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address of this machine to answer at.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="A further name under which the desk may be asked for."),
]
Browse = Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")]


def serve(
    record: options.Record = options.RECORD,
    port: Port = 0,
    host: Host = _HERE,
    allow_host: AllowHost = None,
    browse: Browse = False,
) -> None:
    """Serve the desk: the record as pages in a browser, with search, filters and downloads.

    It answers this machine alone unless --host says otherwise, only reads, and goes on while onrecord add writes.
    Stop it with Ctrl-C.
    """
    import webbrowser

    from onrecord.web.serving import serve as serve_at

    def ready(address: str) -> None:
        tell(f"the desk: {address} (Ctrl-C stops it)")
        if host not in (_HERE, "localhost", "::1"):
            tell("everybody who can reach this machine can read the record: there are no passwords")
        if browse:
            webbrowser.open(address)

    serve_at(record, host, port, tuple(allow_host or ()), ready)

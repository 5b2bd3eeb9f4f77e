"""The command that serves the record to language-model agents."""

from __future__ import annotations

import signal

from onrecord.cli import options
from onrecord.cli.out import tell
from onrecord.model.errors import OnrecordError


def mcp(record: options.Record = options.RECORD) -> None:
    """Serve the record to language-model agents: the Model Context Protocol on standard input and output.

    An agent's program starts this by itself (docs/agents.md says how to register it). The agent can search, list, get
    and trace; it cannot write. Needs the extra mcp: pip install 'onrecord[mcp]'.
    """
    try:
        from onrecord.agents.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        raise OnrecordError(
            "agents are served by the package mcp, which is not installed; install it with: pip install 'onrecord[mcp]'"
        ) from error
    # It writes nothing, and waits in a thread that only the end of its input, or of the process, ends.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    tell("waiting for an agent's program on standard input (Ctrl-C stops it)")
    serve(record)

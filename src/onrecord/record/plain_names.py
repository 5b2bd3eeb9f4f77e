"""Names as filters compare them: without case, width, kinds of quotation marks and accents."""

from __future__ import annotations

import sqlite3
import unicodedata

from onrecord.model.folding import folded


def plain_name(name: str | None) -> str | None:
    """Return a name as it is compared, None for none.

    >>> plain_name("Şule ÖKMEN"), plain_name("O’Hara")
    ('sule okmen', "o'hara")
    """
    if name is None or name.isascii():
        return name and name.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", folded(name)) if not unicodedata.combining(c))


def teach(connection: sqlite3.Connection) -> None:
    """Let a connection compare names, as `folded(NAME)`: SQLite's own `lower` knows the letters of ASCII alone."""
    connection.create_function("folded", 1, plain_name, deterministic=True)

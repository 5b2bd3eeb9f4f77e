"""What the user asks of acquiring: limits, the form of unnamed input, columns, and whether the web may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model.limits import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are opened.

    `form` is the ending that input without a known one is read as (".jsonl"), "" to look at its first bytes. `columns`
    are pairs of a field's word ("text", "outlet", "published") and the table's own column for it. `include` and
    `exclude` are patterns for the files of folders and archives. `fetch` allows the network; `follow` also fetches the
    articles that feeds and lists link to, and `allow_private` asks also hosts that are not on the public internet.
    `stores` allows to list and read object stores.
    `lists` are files of web addresses, one a line. `sidecar` is a table that says what pages do not say of themselves.
    """

    limits: Limits = field(default_factory=Limits)
    form: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fetch: bool = False
    follow: bool = False
    allow_private: bool = False
    stores: bool = False
    lists: tuple[Path, ...] = ()
    sidecar: Path | None = None

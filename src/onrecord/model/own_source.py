"""A source that a user's actors file brought, kept with the record since no registry knows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnSource:
    """What the last actors file that names a source says of it; None where it says nothing.

    `aliases` are other names that articles use for it. Sources of one `family` are one newsroom, so that two of them
    are not two origins; `state` is a code, `owner` whose it is.
    """

    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    state_controlled: bool = False
    owner: str | None = None
    family: str | None = None

"""One run of the software over coverage: which version, model and settings made the facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StatementsBy(StrEnum):
    """What finds statements: the learned reader, or rules over the parse."""

    LEARNED = "learned"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Run:
    """What made a batch of facts; `settings` is JSON, `started` an ISO time in UTC.

    `files` is JSON too: the SHA-256 of every file of the models, by its name.
    """

    id: str
    started: str
    software: str
    model: str
    model_digest: str
    settings: str
    files: str = "{}"

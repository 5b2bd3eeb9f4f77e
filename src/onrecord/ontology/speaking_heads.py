"""Which body a person heads or speaks for, by the words that name their office; and bodies as they are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_yaml

_PARTED = re.compile(r"(?P<head>[\w’'-]+(?:\s[\w’'-]+)?)\s(?:of|for|at|to)\s(?P<body>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SpeakingHeads:
    """What `data/speaking_heads.yaml` holds; that file's header explains each field."""

    heads: Mapping[str, str]
    kin: Mapping[str, str]
    fillers: frozenset[str]
    ranks: frozenset[str]


@cache
def load_speaking_heads() -> SpeakingHeads:
    """Load the bundled words."""
    data = bundled_yaml("speaking_heads.yaml")
    return SpeakingHeads(data["heads"], data["kin"], frozenset(data["fillers"]), frozenset(data["ranks"]))


def body_headed(office: str) -> str:
    """Return the body for which the holder of an office speaks, "" where the words name none.

    >>> body_headed("interior minister"), body_headed("a spokeswoman for the port authority")
    ('interior ministry', 'port authority')
    >>> body_headed("the mayor's lawyer"), body_headed("lawyer of the ministry"), body_headed("spokesman")
    ('', '', '')
    """
    words = _bare(office)
    behind = _PARTED.fullmatch(words)
    heading, body = (behind["head"], _bare(behind["body"])) if behind else (words, "")
    *before, head = heading.split() or [""]
    known = load_speaking_heads()
    noun = known.heads.get(head.lower())
    if noun is None or not (noun or before or body):
        return ""
    kept = [word for word in before if word.lower() not in known.ranks]
    return " ".join([*kept, *([noun] if noun else []), *([body] if body else [])])


def _bare(words: str) -> str:
    """Leave out an article and the ending of a genitive, which tell nothing of who is meant."""
    found = re.sub(r"^(?:the|an?|its|his|her|their)\s", "", words.strip(" ,.;:–—"), flags=re.IGNORECASE)
    return re.sub(r"['’]s?(?=\s)", "", found)

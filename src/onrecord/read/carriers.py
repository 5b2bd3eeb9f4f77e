"""What a publisher's name stands for: the publisher, its staff, somebody's employer, a platform."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model.reading import CitationKind
from onrecord.ontology.conduits import load_conduits
from onrecord.read.publishers import Publisher
from onrecord.read.ways import Naming, Way

PRINTS = re.compile(r"report|quot|writ|wrote|cit", re.IGNORECASE)
"""Words for what publishers do with what others say."""

_JOINED = re.compile(r"\s*(?:,\s*)?(?:(?P<last>and|as well as)\s+)?(?:both\s+)?(?:the\s+|[a-z-]+\s+){0,3}")
_OF_SOMEBODY = re.compile(
    r"\b(?:of|at|for|from|by|with|in|on|to|former)\s+(?:the\s+)?$|\b(?:of|for|former)\s+(?:the\s+)?(?!which|whom)[a-z-]+\s+$"
)


def is_of_somebody(text: str) -> bool:
    """Say whether a text ends in words that make a name behind them another's: "the editor of"."""
    return _OF_SOMEBODY.search(text) is not None


def names_itself(named: Publisher, words: str) -> bool:
    """Say whether a phrase means the publisher that it names: not "the editor of X"."""
    behind, ahead = words[named.span.end :], words[: named.span.start]
    house = rf"(?:\s+[\w’'-]+){{0,3}}\s+(?:{load_conduits().alternatives('staff')}|channel|page|account)\b.*"
    staff = rf"(?:['’]s(?-i:(?:\s+[A-Z][\w-]+)*))?(?:{house}|\s+(?:and|in|on|at|of)\b.*)?"
    house_ = re.fullmatch(staff, behind, re.IGNORECASE | re.DOTALL) is not None
    return house_ and not is_of_somebody(ahead)


def is_bare_platform(named: Publisher, words: str) -> bool:
    """Say whether a platform is named itself, not somebody's channel or page on it."""
    return is_platform(named) and not re.search(r"\s(?:channel|page|account|feed|profile)\b", words[named.span.start :])


def is_platform(named: Publisher) -> bool:
    """Say whether a publisher is a platform, which reports nothing itself, and not a channel on it."""
    return named.kind is CitationKind.SOCIAL and named.platform


def end_of_list(text: str, named: Publisher, media: Sequence[Publisher]) -> int:
    """Return where a list of publishers that begins with one ends: "X, Y and Z reported"."""
    end = last = named.span.end
    for other in media:
        joined = _JOINED.fullmatch(text[last : other.span.start]) if other.span.start >= last else None
        if joined:
            last = other.span.end
            end = last if joined["last"] else end
    return end


def is_public(naming: Naming) -> bool:
    """Say whether only a publisher can stand behind these words: "told", "seen by", "quoted in", "broadcast by"."""
    printed = naming.words.casefold().endswith((" in", " on")) or PRINTS.search(naming.words) or "cast" in naming.words
    return naming.way in (Way.TOLD, Way.SEEN) or (naming.way is Way.PASSED and bool(printed))

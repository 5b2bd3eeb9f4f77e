"""Who speaks in the words for a speaker: each of several, and who put a statement out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model.reading import Role
from onrecord.ontology.conduits import load_conduits
from onrecord.trace.sources import putting_out

_AND = re.compile(r",?\s(?:and|as well as|along with|together with)\s|,\s")
_BOTH = re.compile(r"both\s", re.IGNORECASE)
_OWN_WORD = re.compile(r"(?:an?|his|her|its|their|another|two|three|four|five|six|several|some)\s", re.IGNORECASE)
_TOGETHER = re.compile(r"\bjoint(?:ly)?\b|\btogether\b", re.IGNORECASE)


def speakers_of(role: Role) -> tuple[Role, ...]:
    """Return each of those whom the words for a speaker name: "the police and a hospital", "a statement by the army".

    >>> police = Role("police", 0, 25, "the police and a hospital", "E1")
    >>> [(one.text, one.start, one.entity) for one in speakers_of(police)]
    [('the police', 0, 'E1'), ('a hospital', 15, None)]
    >>> [one.text for one in speakers_of(Role("", 0, 33, "the ministry of trade and industry"))]
    ['the ministry of trade and industry']
    """
    parts = tuple(_parts(role))
    alone = len(parts) < 2 or _TOGETHER.search(role.text) or not all(map(_is_speaker, (part.text for part in parts)))
    return (_putting_out(role),) if alone else tuple(map(_putting_out, parts))


def _parts(role: Role) -> Iterator[Role]:
    """Give the words between the conjunctions; the one with the name keeps the entity."""
    opening = _BOTH.match(role.text)
    at = opening.end() if opening else 0
    for cut in (*_AND.finditer(role.text, at), None):
        words = role.text[at : cut.start() if cut else len(role.text)].rstrip(" ,")
        if words:
            yield _narrowed(role, words, at)
        at = cut.end() if cut else at


def _narrowed(role: Role, words: str, at: int) -> Role:
    named = role.name in words
    start = role.start + at
    return replace(
        role,
        name=role.name if named else words,
        start=start,
        end=start + len(words),
        text=words,
        entity=role.entity if named else None,
    )


def _putting_out(role: Role) -> Role:
    who = putting_out(role.text)
    return role if who == role.text else _narrowed(role, who, role.text.index(who))


def _is_speaker(words: str) -> bool:
    """Say whether words name somebody who can speak alone, and no part of a name ("trade and industry")."""
    known = load_conduits()
    kinds = (known.official, known.tellers, known.nameless, known.unnamed)
    return (
        _OWN_WORD.match(words) is not None
        or any(kind.search(words) for kind in kinds)
        or words.rsplit(maxsplit=1)[-1] in known.words["had"]
    )

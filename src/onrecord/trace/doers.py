"""Discrepancies of who: one deed, and different doers or targets named for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.reading import EntityKind, Event, Role
from onrecord.model.snapshot import grouped
from onrecord.ontology.offices import load_offices
from onrecord.ontology.states import Form, load_states
from onrecord.ontology.wording import load_wording
from onrecord.resolve.kinds import done_with_words, mutual
from onrecord.resolve.participants import Party, head_end
from onrecord.resolve.wording import words_in
from onrecord.trace.backing import Backing

_NAMED = frozenset({EntityKind.PERSON, EntityKind.STATE})
_PERSON_AND_BODY = {EntityKind.PERSON, EntityKind.ORGANISATION}
_TARGET = "target"
_PREFIX = 4
"""Letters that the name of a state and of its people have in common."""

_OF = re.compile(r"\s(?:at|by|for|from|in|of|on|to|with)\s|,\s")
_APPOSED = re.compile(r",\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,3})(?=[,.])")
"""The name that stands behind a description: "the mayor of Hest, Odo Brann, ..."."""

_OPENING = re.compile(r"(?:^|[.!?\n][\"”’')]*\s*|[–—]\s+|[“\"])$")


@dataclass(frozen=True, slots=True)
class Who:
    """One filling of a slot: the event, the role, and the participant where one is known."""

    event: Event
    role: Role
    party: Party | None
    names: frozenset[str]


def doer_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the doers and the targets of one event of which its reports cannot all be right.

    A state may stand for its leaders and a body be named more or less fully; these are no difference. Of meetings and
    agreements nothing is said, as any of those who took part may stand in either slot, nor of who it was that urged or
    accused somebody, as many do.
    """
    events = [backing.facts.event[member.fact] for member in backing.claim.members]
    if any(mutual(event) for event in events):
        return
    spoken = any(done_with_words(event) for event in events)
    for slot in ("recipients",) if spoken else ("actors", "recipients"):
        filled = [[_who(backing, event, role) for role in getattr(event, slot)] for event in events]
        yield from _differing(backing, "doer" if slot == "actors" else _TARGET, [who for who in filled if who])


def _who(backing: Backing, event: Event, role: Role) -> Who:
    return Who(event, role, backing.party(role), _names(backing, event, role))


def _names(backing: Backing, event: Event, role: Role) -> frozenset[str]:
    """Return the proper names in a phrase, and in one set beside it.

    These are words with a capital that neither open a sentence nor name a state.
    """
    text = backing.facts.article[event.article].text
    party = backing.party(role)
    if _is_office(role.text) or (party and party.kind is EntityKind.STATE):
        return frozenset()
    behind = _APPOSED.match(text, role.end)
    apposed = {word.sense for word in words_in(behind["name"])} if behind else set()
    opens = bool(_OPENING.search(text[max(0, role.start - 4) : role.start]))
    words = words_in(text, role.span)
    if event.in_block in HEADINGS and all(text[word.start].isupper() for word in words if word.content):
        return frozenset(apposed)  # in headings with capitals throughout they tell no names
    capital = [word for at, word in enumerate(words) if text[word.start].isupper() and not (opens and at == 0)]
    return frozenset(word.sense for word in capital if not _of_a_state(text[word.start : word.end])) | apposed


def _of_a_state(word: str) -> bool:
    match = load_states().match(word)
    return match is not None and match.form <= Form.PEOPLE


def _differing(backing: Backing, field: str, filled: Sequence[Sequence[Who]]) -> Iterator[Discrepancy]:
    """Find what fills a slot in one report and cannot be what fills it in another; the first named stands for each."""
    clashing: set[tuple[str, str]] = set()
    # What copies have is compared once: all pairs of thousands of reports would be too many.
    alike = grouped((tuple((who.role.text, who.names, who.party) for who in whos), whos) for whos in filled)
    for a, b in combinations(alike.values(), 2):
        if field == _TARGET and _together(a[0], b[0], filled):
            continue
        if not any(_can_be_one(x, y) for x in a[0] for y in b[0]):
            clashing |= _against(a, b) | _against(b, a)
    told = (who for whos in filled for who in whos if (who.event.id, who.role.text) in clashing)
    sides = (backing.side(who.event.id, who.event.article, who.role.span) for who in told)
    yield from backing.differing(DiscrepancyKind.WHO, field, sides)


def _together(a: Sequence[Who], b: Sequence[Who], filled: Iterable[Sequence[Who]]) -> bool:
    """Say whether some report names both side by side: then another may name either alone."""
    several = (whos for whos in filled if len(whos) > 1)
    return any(all(any(_can_be_one(who, one) for who in whos for one in ones) for ones in (a, b)) for whos in several)


def _against(filled: Iterable[Sequence[Who]], others: Iterable[Sequence[Who]]) -> set[tuple[str, str]]:
    """Name the first of each filling that another article contradicts."""
    articles = {whos[0].event.article for whos in others}
    firsts = (whos[0] for whos in filled)
    return {(who.event.id, who.role.text) for who in firsts if articles - {who.event.article}}


def _can_be_one(a: Who, b: Who) -> bool:
    """Say whether two phrases can mean one participant; only names exclude each other, descriptions do not."""
    others = _other_names(a.names, b.names)
    if _named_more_fully(a, b):
        return True
    if others and _one_head(a.role.text, b.role.text):
        return False
    if _other_forces(a.role.text, b.role.text):
        return False
    if a.party is None or b.party is None or a.party.compatible(b.party) or _untitled(a, b) or _untitled(b, a):
        return True
    if a.party.state and b.party.state and a.party.state != b.party.state:
        return False
    # For which body a person acts nobody tells: a prosecutor brings the charge that his office brings.
    if {a.party.kind, b.party.kind} == _PERSON_AND_BODY:
        return True
    one_kind = a.party.kind is b.party.kind and a.party.kind in _NAMED
    return not (one_kind or others)


def _named_more_fully(a: Who, b: Who) -> bool:
    """Say whether two phrases for persons name one, by title and full name or less ("Sergeant Odo Brann", "Brann")."""
    persons = all(who.party and who.party.kind is EntityKind.PERSON for who in (a, b))
    return persons and bool(a.names and b.names) and (a.names <= b.names or b.names <= a.names)


def _untitled(a: Who, b: Who) -> bool:
    """Say whether a person told of by office alone ("the Sarnian president") can be the one another report names."""
    if a.party is None or b.party is None or a.party.kind is not EntityKind.PERSON:
        return False
    return _is_office(a.role.text) and (None in (a.party.state, b.party.state) or a.party.state == b.party.state)


def _is_office(phrase: str) -> bool:
    """Say whether a phrase is an office and a state, without a name.

    >>> _is_office("the French President"), _is_office("the president of neighbouring Sarn")
    (True, True)
    >>> _is_office("President Torvik")
    False
    """
    told = phrase[: head_end(phrase)]
    words = (told[word.start : word.end] for word in words_in(told) if word.content)
    return load_offices().find(" ".join(word for word in words if not _of_a_state(word))) is not None


def _other_forces(a: str, b: str) -> bool:
    """Say whether two phrases name different armed bodies; "security forces" may be any of them.

    >>> _other_forces("the border guard", "Sarnian police"), _other_forces("soldiers", "the Sarnian army")
    (True, False)
    """
    one, other = (_force(phrase) for phrase in (a, b))
    return bool(one and other) and one != other


def _force(phrase: str) -> str | None:
    """Return the armed body that a phrase ends in, before any preposition."""
    head = _OF.split(phrase, maxsplit=1)[0].split()[-1:]
    return load_wording().forces.get(head[0].casefold()) if head else None


def _other_names(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether two phrases have names, and no one in common; a people's name is much like its state's.

    >>> _other_names(frozenset({"velmark"}), frozenset({"velmarkian"})), _other_names(frozenset("a"), frozenset("b"))
    (False, True)
    """
    return bool(a and b) and not any(x[:_PREFIX] == y[:_PREFIX] for x in a for y in b)


def _one_head(a: str, b: str) -> bool:
    """Say whether two phrases begin with the same description ("fighters of ...", "members of ...")."""
    one, other = ([word.sense for word in words_in(phrase) if word.content][:1] for phrase in (a, b))
    return bool(one) and one == other

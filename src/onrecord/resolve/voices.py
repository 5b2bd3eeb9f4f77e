"""Whose sentences may be one speaker's: those under his name, however it is spelt, or under an office only he has.

A body speaks by its spokespeople: what "the ministry" is said to say, another paper has of "ministry spokesman X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from rapidfuzz.distance import JaroWinkler

from onrecord.model.folding import folded
from onrecord.model.reading import EntityKind
from onrecord.model.snapshot import grouped
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.resolve.participants import Party
from onrecord.resolve.units import Unit
from onrecord.resolve.wording import content_senses, words_in

_SPELT_ALIKE = 0.8
_FULL = 2
_Meant: TypeAlias = dict[str, set[str]]
_NAMED = re.compile(r", ([^\W\d_a-z][^,]*),?$")
_OF_OTHERS = re.compile(r"\b(?:for|to|by)\b|\bof (?!(?:the )?[A-Z])|\w[’']s? \w")


def voices(units: Sequence[Unit], at: Sequence[int]) -> Iterator[list[int]]:
    """Give the numbers `at` of the units of one story by who speaks; a unit may be in several lists, or in none.

    Two agencies write the name of one person in two ways, and an article may name somebody by an office alone.
    """
    own = grouped((party.key, number) for number in at if (party := units[number].speaker) is not None)
    nameless = [number for number in at if units[number].speaker is None and units[number].post]
    posts = {key: frozenset[str]().union(*(units[n].post for n in numbers)) for key, numbers in own.items()}
    meant = {n: {key for key, held in posts.items() if _means(units[n].post, held)} for n in nameless}
    bodies = {key: party for key, (first, *_) in own.items() if (party := units[first].speaker) and _is_body(party)}
    spoken = {n: served for n in at if (served := _spoken_for(units[n], bodies))}
    for key, whom in _posted(units, own, posts).items():
        meant.update(dict.fromkeys(own[key], whom))
    for keys in _spellings(units, own):
        found = {number for key in keys for number in own[key]}
        found.update(n for n, holders in meant.items() if holders and holders <= set(keys))
        found.update(n for n, whom in spoken.items() if whom <= set(keys))
        yield sorted(found)
    yield from _unnamed(units, nameless)


def _unnamed(units: Sequence[Unit], at: Sequence[int]) -> Iterator[list[int]]:
    """Give those whom nobody names, called alike and told to one outlet: "an aid official told Velpress"."""
    left = [number for number in at if units[number].heard]
    while left:
        first = units[left[0]]
        same = [n for n in left if _nested(units[n].heard, first.heard) and _nested(units[n].post, first.post)]
        if len(same) > 1:
            yield same
        left = [number for number in left if number not in same]


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    return a <= b or b <= a


def _means(post: frozenset[str], held: frozenset[str]) -> bool:
    """Say whether an office without a name can be one that is held; of a spokesperson's body either may say less."""
    own, of_all = post - _spokespeople(), held - _spokespeople()
    speak = [not words.isdisjoint(_spokespeople()) for words in (post, held)]
    return post <= held or (all(speak) and bool(own and of_all) and (own <= of_all or of_all <= own))


def _spoken_for(unit: Unit, bodies: Mapping[str, Party]) -> set[str]:
    """Return the keys of the bodies that a spokesperson's office names; none of another state."""
    speaker = unit.speaker
    if unit.post.isdisjoint(_spokespeople()) or (speaker is not None and speaker.kind is not EntityKind.PERSON):
        return set()
    state = speaker.state if speaker else None
    return {
        key
        for key, party in bodies.items()
        if not (state and party.state and state != party.state) and _named_in(party, unit.post)
    }


def _is_body(party: Party) -> bool:
    return party.kind is EntityKind.ORGANISATION


def _named_in(body: Party, post: frozenset[str]) -> bool:
    """Say whether an office has the words of a body's name, or the last of them ("ministry spokesman")."""
    words = [sense for sense in content_senses(words_in(body.name)) if not sense.startswith("=")]
    return bool(words) and (post.issuperset(words) or post - _spokespeople() == {words[-1]})


@cache
def _spokespeople() -> frozenset[str]:
    """Return the words for who speaks for a body, as compared by meaning."""
    return frozenset(content_senses(words_in("spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople")))


def _spellings(units: Sequence[Unit], own: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, ...]]:
    """Give the keys of the speakers, two together whose names are spellings of one."""
    taken: set[str] = set()
    beside = {key: _beside(units, numbers) for key, numbers in own.items()}
    for key, numbers in own.items():
        if key not in taken:
            later = (other for other in own if other not in taken and other != key)
            named = ((other, (beside[key], beside[other])) for other in later)
            same = next((other for other, names in named if _one_name(units, numbers, own[other], names)), None)
            keys = (key, same) if same else (key,)
            taken.update(keys)
            yield keys


def _one_name(
    units: Sequence[Unit], a: Sequence[int], b: Sequence[int], beside: tuple[frozenset[str], frozenset[str]]
) -> bool:
    """Say whether two persons whom no article names both have full names that differ in spelling alone.

    Or whether one is known by an office and has the other's name among those `beside` it.
    """
    one, other = units[a[0]].speaker, units[b[0]].speaker
    if one is None or other is None or not _no_two(units, a, b):
        return False
    return spelt_alike(one.name, other.name) or other.name in beside[0] or one.name in beside[1]


def _no_two(units: Sequence[Unit], a: Sequence[int], b: Sequence[int]) -> bool:
    """Say whether two speakers are persons whom neither their states nor an article that has both tells apart."""
    one, other = units[a[0]].speaker, units[b[0]].speaker
    if one is None or other is None or not one.kind is other.kind is EntityKind.PERSON:
        return False
    if one.state and other.state and one.state != other.state:
        return False
    return {units[n].article for n in a}.isdisjoint(units[n].article for n in b)


def _posted(units: Sequence[Unit], own: Mapping[str, Sequence[int]], posts: Mapping[str, frozenset[str]]) -> _Meant:
    """Return who is meant by persons known by an office and a state, or by an office and a surname, of all that speak.

    What one paper has of "the Velmarkian energy minister" or "Mr Torvik, the minister", one at home has of "Energy
    Minister Pavel Torvik", whose state it need not tell. Where several of the story may be meant, nobody is.
    """
    found: dict[str, set[str]] = {}
    for key in own:
        fit = {other for other in own if other != key and _can_be(units, own, posts, key, other)}
        if len(fit) == 1:
            found[key] = fit
    return found


def _can_be(
    units: Sequence[Unit], own: Mapping[str, Sequence[int]], posts: Mapping[str, frozenset[str]], key: str, full: str
) -> bool:
    """Say whether the person `key`, who has no full name, can be `full`, who has one; no article may name both."""
    one, other = units[own[key][0]].speaker, units[own[full][0]].speaker
    if one is None or other is None or not _no_two(units, own[key], own[full]):
        return False
    name, whole = one.name.split(), other.name.split()
    if len(whole) < _FULL or whole[-1].islower():
        return False
    if len(name) == 1:
        alike = JaroWinkler.similarity(folded(name[0]), folded(whole[-1])) >= _SPELT_ALIKE
        return alike and not posts[key].isdisjoint(posts[full])
    office = content_senses(words_in(" ".join(word for word in name if word.islower())))
    return name[-1].islower() and bool(office) and posts[full].issuperset(office)


def _beside(units: Sequence[Unit], at: Sequence[int]) -> frozenset[str]:
    """Return the full names that reports put beside an office by which they know somebody ("the defence minister, X").

    Not so of one who serves another: "the lawyer of the mayor, X", "a spokeswoman for the premier, X".
    """
    told = {party.told for n in at if (party := units[n].speaker) is not None and party.name != party.told}
    named = (match[1] for words in told if (match := _NAMED.search(words)) and not _OF_OTHERS.search(words))
    return frozenset(name for name in named if len(name.split()) >= _FULL)


def spelt_alike(a: str, b: str) -> bool:
    """Say whether two full names differ in spelling alone, or in words for an office before one of them.

    >>> spelt_alike("Pavel Torvik", "Pavle Torwick"), spelt_alike("Pavel Torvik", "Pavel Renn")
    (True, False)
    >>> spelt_alike("Defence Ministers Pavel Torvik", "Pavel Torvik"), spelt_alike("Ada Pavel Torvik", "Pavel Torvik")
    (True, False)
    """
    one, other = _without_office(a), _without_office(b)
    if len(one) != len(other) or len(one) < _FULL:
        return False
    return all(JaroWinkler.similarity(x, y) >= _SPELT_ALIKE for x, y in zip(one, other, strict=True))


def _without_office(name: str) -> list[str]:
    """Return the words of a name behind the last one for a person ("Defence Ministers Pavel Torvik")."""
    words = folded(name).split()
    people = load_event_lexicon().people
    last = max((at for at, word in enumerate(words) if {word, word.removesuffix("s")} & set(people)), default=-1)
    return words[last + 1 :] if len(words) - last > _FULL else words

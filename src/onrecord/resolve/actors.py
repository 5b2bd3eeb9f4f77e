"""Which entities of different articles are one actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.model.derived import Actor, Alias
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Entity, EntityKind, MentionForm, Reading
from onrecord.ontology.offices import Offices, folded_words, load_offices
from onrecord.ontology.people import People, load_people
from onrecord.ontology.states import plain
from onrecord.resolve.likeness import Person, Persona
from onrecord.resolve.persons import Casting

_NAMED = frozenset({EntityKind.AGENCY, EntityKind.OUTLET})


def resolve_actors(facts: Facts) -> tuple[tuple[Actor, ...], tuple[Alias, ...]]:
    """Join the entities of all articles into actors; every entity gets an alias that says why.

    States are joined by code, agencies and outlets by name, organisations and groups by name and state, persons by the
    rules of `onrecord.resolve.persons`. Actors and aliases come in the order of their ids.

    >>> resolve_actors(Facts.of([], []))
    ((), ())
    """
    found = [*_bodies(facts), *_persons(facts)]
    actors = sorted((actor for actor, _ in found), key=lambda actor: actor.id)
    aliases = sorted((alias for _, group in found for alias in group), key=lambda alias: (alias.entity, alias.actor))
    return tuple(actors), tuple(aliases)


def _bodies(facts: Facts) -> Iterator[tuple[Actor, list[Alias]]]:
    groups: defaultdict[tuple[str, str, str], list[Entity]] = defaultdict(list)
    homes = _homes(facts)
    for entity in _entities(facts):
        if entity.kind is not EntityKind.PERSON:
            groups[_key(entity, homes)].append(entity)
    for key in sorted(groups):
        entities = groups[key]
        counts = Counter(entity.name for entity in entities)
        name = max(counts, key=lambda name: (counts[name], len(name), name))
        state = next((entity.state for entity in entities if entity.state), None)
        actor = Actor(content_id(Prefix.ACTOR, *key), entities[0].kind, name, state)
        yield actor, [Alias(actor.id, e.id, e.article, e.name, _why(e)) for e in entities]


def _entities(facts: Facts) -> Iterator[Entity]:
    return (entity for reading in facts.readings for entity in reading.entities)


def _key(entity: Entity, homes: dict[str, str | None]) -> tuple[str, str, str]:
    """Return what makes two entities that are no persons one actor."""
    if entity.kind is EntityKind.STATE and entity.state:
        return entity.kind.value, "", entity.state
    folded = _folded(entity.name)
    if entity.kind in _NAMED:
        return "source", folded, ""
    return entity.kind.value, folded, entity.state or homes.get(folded) or ""


def _folded(name: str) -> str:
    words = folded_words(plain(name))
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _homes(facts: Facts) -> dict[str, str | None]:
    """Return the one state that an organisation's name is met with; None where it is met with several."""
    states: defaultdict[str, set[str]] = defaultdict(set)
    for entity in _entities(facts):
        if entity.kind is EntityKind.ORGANISATION and entity.state:
            states[_folded(entity.name)].add(entity.state)
    return {name: next(iter(found)) if len(found) == 1 else None for name, found in states.items()}


def _why(entity: Entity) -> str:
    if entity.kind is EntityKind.STATE:
        return f"state {entity.state}"
    if entity.kind in _NAMED:
        return f"known source {entity.name!r}"
    return f"same name and state: {entity.name!r}"


def _persons(facts: Facts) -> Iterator[tuple[Actor, list[Alias]]]:
    people, offices = load_people(), load_offices()
    personas = [persona for reading in facts.readings for persona in _personas(reading, people, offices)]
    ids: set[str] = set()
    for person in Casting(people, offices).cast(personas):
        actor = _actor(person, ids, people)
        ids.add(actor.id)
        entities = (member.entity for member in person.members)
        yield actor, [Alias(actor.id, e.id, e.article, e.name, person.reasons[e.id]) for e in entities]


def _personas(reading: Reading, people: People, offices: Offices) -> Iterator[Persona]:
    named = {mention.entity for mention in reading.mentions if mention.form is MentionForm.NAME}
    held: defaultdict[str, set[str]] = defaultdict(set)
    posts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    homes = {entity.id: entity.state for entity in reading.entities}
    for tenure in reading.tenures:
        held[tenure.entity].add(tenure.office)
        state = tenure.state or homes.get(tenure.entity)
        if state and not tenure.reason.startswith("former"):
            posts[tenure.entity].add((state, offices.kind(tenure.office)))
    called = {m.entity for m in reading.mentions if m.form is MentionForm.NAME and " " not in m.text.strip()}
    company = {entity.id: _company(entity, named, people) for entity in reading.entities}
    everyone = frozenset(name for name in company.values() if name)
    for entity in reading.entities:
        if entity.kind is EntityKind.PERSON:
            roles = held[entity.id] | ({entity.office} if entity.office else set())
            kinds = frozenset(offices.kind(role) for role in roles if not offices.is_rank(role))
            states = frozenset({entity.state} if entity.state else ())
            parts = people.parts(entity.name)
            holds = frozenset(posts[entity.id])
            others = everyone - {company[entity.id]}
            yield Persona(entity, entity.id in named, parts, states, kinds, holds, others, entity.id in called)


def _company(entity: Entity, named: set[str], people: People) -> str:
    """Return under which key an entity is company to others; states carry a colon, for they tell less."""
    if entity.kind is EntityKind.STATE:
        return f"state:{entity.state}"
    if entity.kind is EntityKind.PERSON:
        return people.spelling(people.parts(entity.name).surname) if entity.id in named else ""
    return plain(entity.name) if entity.kind is EntityKind.ORGANISATION and entity.id in named else ""


def _actor(person: Person, taken: set[str], people: People) -> Actor:
    name = _best_name(person)
    state = max(sorted(person.states), key=lambda code: person.states[code], default=None)
    id_ = content_id(Prefix.ACTOR, EntityKind.PERSON, people.spelling(name), state)
    if id_ in taken:
        id_ = content_id(Prefix.ACTOR, EntityKind.PERSON, people.spelling(name), state, person.members[0].entity.id)
    return Actor(id_, EntityKind.PERSON, name, state)


def _best_name(person: Person) -> str:
    """Return the most frequent of the full names; of two equally frequent ones the fuller, initials not counted.

    The longest form of all may be one article's slip ("Ada Torvik Torvik").
    """
    named = [member.entity.name for member in person.members if member.named] or [
        member.entity.name for member in person.members
    ]
    counts = Counter(named)

    def order(name: str) -> tuple[bool, int, int, int, str]:
        words = [word for word in name.split() if len(word.strip(".")) > 1]
        return len(words) > 1, counts[name], len(words), len(name), name

    return max(sorted(counts), key=order)

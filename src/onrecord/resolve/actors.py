"""Which entities of different articles are one actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import EntityRow
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement
from onrecord.model.reading import EntityKind
from onrecord.ontology.offices import load_offices
from onrecord.ontology.people import People, load_people
from onrecord.resolve.bodies import Body, best_name, join_bodies, why
from onrecord.resolve.company import Company
from onrecord.resolve.likeness import Person
from onrecord.resolve.persons import Casting
from onrecord.resolve.verdicts import Verdicts

Found = tuple[Actor, list[Alias]]


def resolve_actors(
    rows: Iterable[EntityRow], judgements: Iterable[Judgement] = ()
) -> tuple[tuple[Actor, ...], tuple[Alias, ...]]:
    """Join the entities of all articles into actors; every entity gets an alias that says why.

    States are joined by code, agencies and outlets by name, organisations and groups by name and state, persons by the
    rules of `onrecord.resolve.persons`; what people judged comes before all rules. The order of the rows does not
    matter, that of the judgements does where two are on one pair. Actors and aliases come in the order of their ids.

    >>> resolve_actors([])
    ((), ())
    """
    ordered = sorted(rows, key=lambda row: (row.article, row.id))
    verdicts = Verdicts(judgement for judgement in judgements if judgement.kind is JudgedKind.ACTOR)
    people = load_people()
    company = Company(ordered, people)
    bodies = join_bodies([row for row in ordered if row.kind is not EntityKind.PERSON], company, verdicts)
    casting = Casting(people, load_offices(), verdicts)
    persons = casting.cast([row for row in ordered if row.kind is EntityKind.PERSON], company)
    found = [*_bodies(bodies, verdicts), *_persons(persons, people)]
    actors = sorted((actor for actor, _ in found), key=lambda actor: actor.id)
    aliases = sorted((alias for _, group in found for alias in group), key=lambda alias: (alias.entity, alias.actor))
    return tuple(actors), tuple(aliases)


def _bodies(bodies: Iterable[Body], verdicts: Verdicts) -> Iterator[Found]:
    ids: set[str] = set()
    for body in bodies:
        rows = sorted(body.rows, key=lambda row: (row.article, row.id)) if body.party else body.rows
        state = next((row.state for row in rows if row.state), None)
        id_ = _unused(ids, min(body.keys), rows)
        kinds = Counter(row.kind for row in rows)
        actor = Actor(id_, max(kinds, key=lambda kind: kinds[kind]), best_name(rows), state)
        yield actor, [Alias(id_, row.id, row.article, row.name, why(row, verdicts)) for row in rows]


def _persons(persons: Iterable[Person], people: People) -> Iterator[Found]:
    ids: set[str] = set()
    for person in persons:
        name, states = _best_name(person), Counter(s for member in person.members for s in member.traits.states)
        state = max(sorted(states), key=lambda code: states[code], default=None)
        rows = [member.row for member in person.members]
        id_ = _unused(ids, (EntityKind.PERSON, people.spelling(name), state), rows)
        aliases = (
            Alias(id_, row.id, row.article, row.name, why) for row, why in zip(rows, person.reasons, strict=True)
        )
        yield Actor(id_, EntityKind.PERSON, name, state), list(aliases)


def _unused(taken: set[str], parts: tuple[object, ...], rows: Sequence[EntityRow]) -> str:
    """Return an id made of `parts`, and of the first entity too where another actor has the plain one."""
    id_ = content_id(Prefix.ACTOR, *parts)
    if id_ in taken:
        id_ = content_id(Prefix.ACTOR, *parts, rows[0].id)
    taken.add(id_)
    return id_


def _best_name(person: Person) -> str:
    """Return the most frequent of the full names; of two equally frequent ones the fuller, initials not counted.

    The longest form of all may be one article's slip ("Ada Torvik Torvik").
    """
    named = [member.row.name for member in person.members if member.row.named] or [
        member.row.name for member in person.members
    ]
    counts = Counter(named)

    def order(name: str) -> tuple[bool, int, int, int, str]:
        words = [word for word in name.split() if len(word.strip(".")) > 1]
        return len(words) > 1, counts[name], len(words), len(name), name

    return max(sorted(counts), key=order)

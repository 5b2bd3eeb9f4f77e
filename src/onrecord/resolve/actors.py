"""Which entities of different articles are one actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import EntityRow, sector_of
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement
from onrecord.model.reading import EntityKind
from onrecord.model.snapshot import grouped
from onrecord.ontology.offices import load_offices
from onrecord.ontology.people import People, load_people
from onrecord.resolve.bodies import Body, best_name, join_bodies, why
from onrecord.resolve.company import Company
from onrecord.resolve.holders import holdings_of, place_unnamed
from onrecord.resolve.kin import Counted, Kin, kindred, label_of
from onrecord.resolve.likeness import Person
from onrecord.resolve.persons import Casting
from onrecord.resolve.verdicts import Verdicts

Found = tuple[Actor, list[Alias]]


class Joiner:
    """Joins the entities of one kin after the other into actors; what people judged comes before all rules."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._people, self.offices = load_people(), load_offices()
        self._judgements = [judgement for judgement in judgements if judgement.kind is JudgedKind.ACTOR]
        self._verdicts = Verdicts(self._judgements)
        self._casting = Casting(self._people, self.offices, self._verdicts)

    def kin(self, counts: Mapping[str, Counted], label: Mapping[str, str]) -> Iterator[Kin]:
        """Yield the kin of labels; `label` gives those of the entities that people judged, by entity."""
        known = (judgement for judgement in self._judgements if all(key in label for key in judgement.pair))
        return kindred(counts, ((label[j.a], label[j.b], j.id) for j in known), self._people)

    @property
    def judged(self) -> frozenset[str]:
        """The entities on which people decided something, at any time."""
        return frozenset(entity for judgement in self._judgements for entity in judgement.pair)

    def needs_company(self, row: EntityRow) -> bool:
        """Say whether which actor an entity is may hang on who else stands in its article."""
        bare = row.kind is EntityKind.PERSON and row.named and not self._people.parts(row.name).given
        return bare or bool(self._verdicts.party(row.id))

    def is_unnamed(self, row: EntityRow) -> bool:
        """Say whether an entity is a person known by an office alone, of whom people said nothing."""
        return row.kind is EntityKind.PERSON and not row.named and not self._verdicts.party(row.id)

    def company(self, rows: Iterable[EntityRow]) -> Company:
        """Return the company of the entities of some articles, all of which are given."""
        return Company(rows, self._people)

    def resolve(self, rows: Iterable[EntityRow], company: Company) -> Iterator[Found]:
        """Yield the actors of one kin, with the aliases of its entities, but for persons without a name."""
        ordered = sorted(rows, key=lambda row: (row.article, row.id))
        bodies = join_bodies([row for row in ordered if row.kind is not EntityKind.PERSON], company, self._verdicts)
        yield from _bodies(bodies, self._verdicts)
        persons = [row for row in ordered if row.kind is EntityKind.PERSON and not self.is_unnamed(row)]
        yield from _persons(self._casting.cast(persons, company), self._people)


def resolve_actors(
    rows: Iterable[EntityRow], judgements: Iterable[Judgement] = ()
) -> tuple[tuple[Actor, ...], tuple[Alias, ...]]:
    """Join the entities of all articles into actors; every entity gets an alias that says why.

    States are joined by code, agencies and outlets by name, organisations and groups by name and state, persons by the
    rules of `onrecord.resolve.persons`; what people judged comes before all rules. The order of the rows does not
    matter, that of the judgements does where two are on one pair. Actors and aliases come in the order of their ids.
    `onrecord.engine.casting` does the same for a whole record, only for the kin that have changed.

    >>> resolve_actors([])
    ((), ())
    """
    joiner, held = Joiner(judgements), list(rows)
    company = joiner.company(sorted(held, key=lambda row: (row.article, row.id)))
    label = {row.id: label_of(row.kind, row.name, row.state) for row in held}
    own = grouped((label[row.id], row) for row in held)
    kin = joiner.kin({name: (len(of), 0) for name, of in own.items()}, label)
    found = [
        one for some in kin for one in joiner.resolve(chain.from_iterable(map(own.__getitem__, some.labels)), company)
    ]
    actors, aliases = [actor for actor, _ in found], [alias for _, group in found for alias in group]
    actor = {alias.entity: alias.actor for alias in aliases}
    persons = [row for row in held if row.kind is EntityKind.PERSON and row.id in actor]
    holdings = (holding for row in persons for holding in holdings_of(row, actor[row.id], joiner.offices))
    beside = {article: frozenset(near) for article, near in grouped((r.article, actor[r.id]) for r in persons).items()}
    more, others = place_unnamed((row for row in held if joiner.is_unnamed(row)), holdings, beside, joiner.offices)
    return (
        tuple(sorted([*actors, *more], key=lambda actor: actor.id)),
        tuple(sorted([*aliases, *others], key=lambda alias: (alias.entity, alias.actor))),
    )


def _bodies(bodies: Iterable[Body], verdicts: Verdicts) -> Iterator[Found]:
    ids: set[str] = set()
    for body in bodies:
        rows = sorted(body.rows, key=lambda row: (row.article, row.id)) if body.party else body.rows
        state = next((row.state for row in rows if row.state), None)
        id_ = _unused(ids, min(body.keys), rows)
        kinds = Counter(row.kind for row in rows)
        actor = Actor(id_, max(kinds, key=lambda kind: kinds[kind]), best_name(rows), state, sector_of(rows))
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
        yield Actor(id_, EntityKind.PERSON, name, state, sector_of(rows)), list(aliases)


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
